"""Every leaf of a JSON document as one fact with its pointer: the walk that loses nothing.

A fact's name is the dotted path without list positions (``reportedInformation.incidentSummary.platform``); its pointer
is RFC 6901 from the root of the document. Empty containers are leaves too.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final

import orjson

from nigehban.formats.errors import TooLarge
from nigehban.formats.json_exact import RepeatedKeys
from nigehban.formats.pointers import escape
from nigehban.records import FactColumns, Spot

MAX_POINTER_CHARACTERS: Final = 512 * 1024 * 1024
"""Long keys above many leaves would fill the memory with pointers; 256 MB of real referrals need 450 M."""
SMALL_BYTES: Final = 32 * 1024
"""A document up to this size comes near neither bound: a value takes two bytes or more, and a byte of its path gives
two characters at most, so that all its pointers together have some 16 K x 16 K characters."""
MAX_FACTS: Final = 2_000_000
"""A single report with more leaves is refused: the largest real ones have some 100,000."""

_NO_POINTERS: Final[frozenset[str]] = frozenset()
_MAX_REMEMBERED_CHARACTERS: Final = 8 * 1024 * 1024
_MAX_REMEMBERED_BELOW: Final = 1024


class _Place(dict[str | int, "_Place"]):
    """A place in a report, and by key or position the places below it.

    Reports of one sender have the same few hundred places, so their pointers and names are made once and shared by
    all documents that a process reads.
    """

    __slots__ = ("name", "pointer", "spot")
    remembered_characters = 0

    def __init__(self, pointer: str, name: str) -> None:
        super().__init__()
        self.pointer = pointer
        self.name = name
        self.spot = Spot(name, pointer)

    def __missing__(self, step: str | int) -> _Place:
        if isinstance(step, int):
            place = _Place(f"{self.pointer}/{step}", self.name)
        else:
            place = _Place(f"{self.pointer}/{escape(step)}", f"{self.name}.{step}" if self.name else step)
        if len(self) < _MAX_REMEMBERED_BELOW:
            self[step] = place
            _Place.remembered_characters += len(place.pointer) + len(place.name)
        return place


class _Root:
    """The places of a report that this process remembers; all are forgotten when they grow too many."""

    place = _Place("", "")

    @classmethod
    def get(cls) -> _Place:
        if _Place.remembered_characters > _MAX_REMEMBERED_CHARACTERS:
            _Place.remembered_characters = 0
            cls.place = _Place("", "")
        return cls.place


class FactWalk:
    """Collects the facts of one document, referral by referral, within bounds that hold for all of it."""

    __slots__ = ("_characters", "_facts", "_prefix", "_replaced", "repeated")

    def __init__(self) -> None:
        self._characters = 0
        self._facts = FactColumns()
        self._prefix = ""
        self._replaced: list[tuple[int, int]] = []
        self.repeated: list[str] = []
        """Pointers at which a key stood more than once, of all that was walked."""

    def add(self, facts: FactColumns, node: object, pointer: str, taken: AbstractSet[str]) -> None:
        """Append the leaves of ``node``, which stands at ``pointer``; ``mapped`` are those whose pointer is ``taken``.

        Raises ``TooLarge`` when the pointers of the document would fill the memory.
        """
        self._facts = facts
        self._prefix = pointer
        self._replaced = []
        before = len(facts.spots)
        self._any(node, _Root.get())
        facts.mapped += [spot.pointer in taken for spot in facts.spots[before:]]
        for start, end in self._replaced:
            facts.mapped[start:end] = [False] * (end - start)

    def _any(self, node: object, place: _Place) -> None:
        if isinstance(node, dict) and (node or isinstance(node, RepeatedKeys)):
            self._dict(node, place)
        elif isinstance(node, list) and node:
            self._list(node, place)
        else:
            self._facts.spots.append(self._spot(place))
            self._facts.values.append(leaf_text(node))

    def _dict(self, node: dict[str, object], place: _Place) -> None:
        self._spend(place, len(node))
        facts, is_shared = self._facts, not self._prefix
        add_spot, add_value = facts.spots.append, facts.values.append
        for key, value in node.items():
            below = place[key]
            kind = type(value)
            if kind is str or value is None:
                add_spot(below.spot if is_shared else self._spot(below))
                add_value(value)  # type: ignore[arg-type]  # narrowed by kind, which is cheaper
            elif kind is dict and value:
                self._dict(value, below)  # type: ignore[arg-type]
            else:
                self._any(value, below)
        if isinstance(node, RepeatedKeys):
            self._repeated(node, place)

    def _list(self, node: list[object], place: _Place) -> None:
        self._spend(place, len(node))
        for position, value in enumerate(node):
            self._any(value, place[position])

    def _spot(self, place: _Place) -> Spot:
        return Spot(place.name, self._prefix + place.pointer) if self._prefix else place.spot

    def _repeated(self, node: RepeatedKeys, place: _Place) -> None:
        """The values that a later one of the same key replaced: facts at the same pointer that no record took."""
        start = len(self._facts.spots)
        for key, value in node.earlier:
            below = place[key]
            self.repeated.append(self._prefix + below.pointer)
            self._any(value, below)
        self._replaced.append((start, len(self._facts.spots)))

    def _spend(self, place: _Place, children: int) -> None:
        self._characters += (len(self._prefix) + len(place.pointer)) * children
        if self._characters > MAX_POINTER_CHARACTERS:
            raise TooLarge("The document repeats long names above very many values. Ask the sender to split it.")
        if len(self._facts.spots) + children > MAX_FACTS:
            raise TooLarge(f"One report holds more than {MAX_FACTS:,} values. Ask the sender what it is.")


def leaf_text(value: object) -> str | None:
    """The leaf as its fact says it: text as it is, numbers and booleans as JSON writes them, null as ``None``."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return orjson.dumps(value).decode()
    if isinstance(value, dict):
        return "{}"
    return "[]" if isinstance(value, list) else str(value)
