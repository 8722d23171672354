"""An XML list cut into its entries and what stands around them, by its text alone.

Comments, CDATA sections and processing instructions are passed over whole, so that nothing within them is taken for a
tag. An entry reaches from its opening tag to the closing one of the same name; one that another entry, or the end of
the list, interrupts is broken and costs only itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

MAX_ENTRY_CHARACTERS: Final = 16 * 1024 * 1024
"""A longer entry is given up; so is a comment that is longer."""
_SPECIAL: Final = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_SPECIALS: Final = r"<!--|<!\[CDATA\[|<\?"
_OPENING: Final = re.compile(r"""<[^\s<>/]++(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+>""")


class Kind(Enum):
    """What a piece is."""

    FRAME = "what stands around the entries"
    ENTRY = "an entry"
    BROKEN = "something that ends before it should"
    DOCTYPE = "the beginning of a document type"


class Piece(NamedTuple):
    """A part of the text, from ``start`` to ``end``; of what is broken, ``reason`` is a sentence."""

    kind: Kind
    start: int
    end: int
    reason: str = ""


class Cutter:
    """Cuts text at entries of some names; ``around`` are the names of elements that entries stand in."""

    def __init__(self, entries: Sequence[str], around: Sequence[str]) -> None:
        opened = rf"<(?:[\w.-]+:)?(?:{'|'.join(entries)})(?=[\s/>])"
        self._opened = re.compile(opened)
        self._mark = re.compile(rf"{_SPECIALS}|<!DOCTYPE|{opened}")
        self._stops = rf"{_SPECIALS}|{opened}|</(?:[\w.-]+:)?(?:{'|'.join(around)})\s*>"
        self._within = lru_cache(maxsize=64)(self._inside)

    def next(self, text: str, at: int, *, ended: bool) -> Piece | None:
        """The piece that begins at ``at``; ``None`` when it may go on behind the text, or nothing is left."""
        found = self._mark.search(text, at)
        if found is None:
            held = -1 if ended else text.rfind("<", at)  # this may be the beginning of a mark
            end = len(text) if held < 0 else held
            return Piece(Kind.FRAME, at, end) if end > at else None
        start, sign = found.span()[0], found[0]
        if start > at:
            return Piece(Kind.FRAME, at, start)
        if sign == "<!DOCTYPE":
            return Piece(Kind.DOCTYPE, start, len(text))
        if sign not in _SPECIAL:
            return self._entry(text, start, found.end(), ended=ended)
        behind = _special_end(text, start, sign)
        if behind is not None:
            return Piece(Kind.FRAME, start, behind)
        return _unfinished(text, start, found.end(), ended=ended)

    def _entry(self, text: str, start: int, named: int, *, ended: bool) -> Piece | None:
        opening = _OPENING.match(text, start)
        if opening and opening[0].endswith("/>"):
            return Piece(Kind.ENTRY, start, opening.end())
        at, within = opening.end() if opening else named, self._within(text[start + 1 : named])
        while found := within.search(text, at):
            if found[0] in _SPECIAL:
                behind = _special_end(text, found.start(), found[0])
                if behind is None:
                    break
                at = behind
            elif found.lastgroup:
                return Piece(Kind.ENTRY, start, found.end())
            else:
                return Piece(Kind.BROKEN, start, found.start(), "The entry has no end; the next was read.")
        following = self._opened.search(text, named)
        return _unfinished(text, start, following.start() if following else len(text), ended=ended)

    def _inside(self, name: str) -> re.Pattern[str]:
        return re.compile(rf"(?P<end></{re.escape(name)}\s*>)|{self._stops}")


def _special_end(text: str, start: int, sign: str) -> int | None:
    closing = _SPECIAL[sign]
    end = text.find(closing, start + len(sign))
    return end + len(closing) if end >= 0 else None


def _unfinished(text: str, start: int, end: int, *, ended: bool) -> Piece | None:
    """What does not end within the text: wait for more, or give it up and go on at ``end``."""
    if len(text) - start > MAX_ENTRY_CHARACTERS:
        return Piece(Kind.BROKEN, start, end, f"This does not end within {MAX_ENTRY_CHARACTERS:,} characters.")
    return Piece(Kind.BROKEN, start, end, "The document breaks off within this.") if ended else None
