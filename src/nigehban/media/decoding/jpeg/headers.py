"""What stands before the pixels of a JPEG, for the plain kind alone: 8 bits, Huffman codes, one scan of all colours.

Nearly every photograph is of this kind. Of any other nothing is said, and a decoder is asked.
Source: ITU-T T.81, annex B (markers), annex C (how a table of codes is written).
"""

from __future__ import annotations

from typing import Final, NamedTuple

_SOF0, _SOF1, _DHT, _SOS, _DQT, _DRI, _EOI = 0xC0, 0xC1, 0xC4, 0xDA, 0xDB, 0xDD, 0xD9
_OTHER_FRAMES: Final = frozenset(range(0xC2, 0xD0)) - {_DHT, 0xC8}
"""Progressive, lossless, arithmetic and hierarchical pictures, and the arithmetic coder's conditions."""
_ADOBE: Final = 0xEE


class Component(NamedTuple):
    """A colour: how many of its blocks stand beside and below one another in each group, and its tables by number."""

    across: int
    down: int
    step: int
    """How much one step of a block's mean is worth, in eighths."""
    dc: bytes
    ac: bytes
    """Tables of codes as the file has them: 16 counts, then the symbols."""


class Header(NamedTuple):
    """The picture, the colours in their order (luma first), where the codes begin, groups between two restarts."""

    width: int
    height: int
    components: tuple[Component, ...]
    begin: int
    restart: int


class _OtherKindError(Exception):
    """Not of the plain kind, or broken."""


def header_of(data: bytes) -> Header | None:
    """The header of a plain JPEG in gray or YCbCr; ``None`` for any other."""
    try:
        return _Reader(data).header()
    except (_OtherKindError, IndexError, KeyError):
        return None


class _Reader:
    """The segments up to the scan, one after another."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._steps: dict[int, int] = {}
        self._codes: dict[int, bytes] = {}
        self._colours: dict[int, tuple[int, int, int]] = {}
        self._size = (0, 0)
        self._restart = 0

    def header(self) -> Header:
        """See ``header_of``."""
        place = 2
        while True:
            marker, segment, after = self._segment(place)
            if marker == _SOS:
                return self._scan(segment, after)
            self._take(marker, segment)
            place = after

    def _segment(self, place: int) -> tuple[int, bytes, int]:
        """Its marker, its content, and where the next one stands."""
        if self._data[place] != 0xFF:
            raise _OtherKindError
        while self._data[place + 1] == 0xFF:  # fill bytes
            place += 1
        after = place + 2 + int.from_bytes(self._data[place + 2 : place + 4], "big")
        if after < place + 4 or after > len(self._data):
            raise _OtherKindError
        return self._data[place + 1], self._data[place + 4 : after], after

    def _take(self, marker: int, segment: bytes) -> None:
        if marker in _OTHER_FRAMES or marker == _EOI:
            raise _OtherKindError
        if marker in {_SOF0, _SOF1}:
            self._frame(segment)
        elif marker == _DHT:
            self._tables_of_codes(segment)
        elif marker == _DQT:
            self._tables_of_steps(segment)
        elif marker == _DRI:
            self._restart = int.from_bytes(segment[:2], "big")
        elif marker == _ADOBE and segment[:5] == b"Adobe" and segment[11] != 1:
            raise _OtherKindError  # RGB, or a transform that is not said

    def _frame(self, segment: bytes) -> None:
        count = segment[5]
        if segment[0] != 8 or count not in {1, 3} or self._colours:
            raise _OtherKindError
        self._size = int.from_bytes(segment[3:5], "big"), int.from_bytes(segment[1:3], "big")
        for at in range(6, 6 + 3 * count, 3):
            self._colours[segment[at]] = segment[at + 1] >> 4, segment[at + 1] & 15, segment[at + 2]
        if bytes(self._colours) == b"RGB":
            raise _OtherKindError

    def _tables_of_codes(self, segment: bytes) -> None:
        at = 0
        while at < len(segment):
            end = at + 17 + sum(segment[at + 1 : at + 17])
            self._codes[segment[at]] = segment[at + 1 : end]
            at = end

    def _tables_of_steps(self, segment: bytes) -> None:
        """Of each table only the first step matters: the one of the mean."""
        at = 0
        while at < len(segment):
            width = 1 + (segment[at] >> 4)
            self._steps[segment[at] & 15] = int.from_bytes(segment[at + 1 : at + 1 + width], "big")
            at += 1 + 64 * width

    def _scan(self, segment: bytes, begin: int) -> Header:
        width, height = self._size
        if not width or not height or segment[0] != len(self._colours) or segment[-3:] != b"\0\x3f\0":
            raise _OtherKindError
        components = tuple(
            self._component(segment[at], segment[at + 1]) for at in range(1, 1 + 2 * len(self._colours), 2)
        )
        first = next(iter(self._colours))
        if segment[1] != first or not all(1 <= one.across <= 4 and 1 <= one.down <= 4 for one in components):
            raise _OtherKindError
        if any(one.across > components[0].across or one.down > components[0].down for one in components):
            raise _OtherKindError
        if len(components) == 1:  # a scan of one colour has no groups
            components = (components[0]._replace(across=1, down=1),)
        return Header(width, height, components, begin, self._restart)

    def _component(self, colour: int, tables: int) -> Component:
        across, down, step = self._colours[colour]
        return Component(across, down, self._steps[step], self._codes[tables >> 4], self._codes[16 | (tables & 15)])
