"""Every leaf of a JSON document as one fact with its pointer: the walk that loses nothing.

A fact's name is the dotted path without list positions (``reportedInformation.incidentSummary.platform``); its pointer
is RFC 6901 from the root of the document. Empty containers are leaves too.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Final

import orjson

from nigehban.formats.errors import TooLarge
from nigehban.formats.json_exact import RepeatedKeys
from nigehban.formats.pointers import escape
from nigehban.records import Fact

MAX_POINTER_CHARACTERS: Final = 512 * 1024 * 1024
"""Long keys above many leaves would fill the memory with pointers; 256 MB of real referrals need 450 M."""
MAX_FACTS: Final = 2_000_000
"""A single report with more leaves is refused: the largest real ones have some 100,000."""

_NO_POINTERS: Final[frozenset[str]] = frozenset()
_MAX_REMEMBERED_CHARACTERS: Final = 8 * 1024 * 1024
_MAX_REMEMBERED_BELOW: Final = 1024

_as_fact: Final[Callable[[tuple[str, str | None, str, bool]], Fact]] = partial(tuple.__new__, Fact)
"""``Fact(*row)`` at a third of the cost: a referral has hundreds."""


class _Place(dict[str | int, "_Place"]):
    """A place in a report, and by key or position the places below it.

    Reports of one sender have the same few hundred places, so their pointers and names are made once and shared by
    all documents that a process reads, as is the fact of a null, of which senders write very many.
    """

    __slots__ = ("name", "null", "pointer")
    remembered_characters = 0

    def __init__(self, pointer: str, name: str) -> None:
        super().__init__()
        self.pointer = pointer
        self.name = name
        self.null = Fact(name, None, pointer, mapped=False)

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
    """Collects the facts of one document, referral by referral."""

    __slots__ = ("_characters", "_facts", "_prefix", "_taken", "repeated")

    def __init__(self) -> None:
        self._characters = 0
        self._facts: list[Fact] = []
        self._prefix = ""
        self._taken: AbstractSet[str] = _NO_POINTERS
        self.repeated: list[str] = []
        """Pointers at which a key stood more than once, of all that was walked."""

    def facts(self, node: object, pointer: str, taken: AbstractSet[str]) -> list[Fact]:
        """The leaves of ``node``, which stands at ``pointer``; ``mapped`` are those whose pointer is ``taken``.

        Raises ``TooLarge`` when the pointers of the document would fill the memory.
        """
        self._facts = []
        self._prefix = pointer
        self._taken = taken
        self._any(node, _Root.get())
        return self._facts

    def _any(self, node: object, place: _Place) -> None:
        if isinstance(node, dict) and (node or isinstance(node, RepeatedKeys)):
            self._dict(node, place)
        elif isinstance(node, list) and node:
            self._list(node, place)
        else:
            pointer = self._prefix + place.pointer
            self._facts.append(_as_fact((place.name, leaf_text(node), pointer, pointer in self._taken)))

    def _dict(self, node: dict[str, object], place: _Place) -> None:
        self._spend(place, len(node))
        append, taken, prefix = self._facts.append, self._taken, self._prefix
        for key, value in node.items():
            below = place[key]
            kind = type(value)
            if kind is str:
                pointer = prefix + below.pointer
                append(_as_fact((below.name, value, pointer, pointer in taken)))  # type: ignore[arg-type]
            elif value is None and not prefix:
                append(below.null)
            elif kind is dict and value:
                self._dict(value, below)  # type: ignore[arg-type]  # narrowed by kind, which is cheaper
            else:
                self._any(value, below)
        if isinstance(node, RepeatedKeys):
            self._repeated(node, place)

    def _list(self, node: list[object], place: _Place) -> None:
        self._spend(place, len(node))
        for position, value in enumerate(node):
            self._any(value, place[position])

    def _repeated(self, node: RepeatedKeys, place: _Place) -> None:
        """The values that a later one of the same key replaced: facts at the same pointer that no record took."""
        taken, self._taken = self._taken, _NO_POINTERS
        for key, value in node.earlier:
            below = place[key]
            self.repeated.append(self._prefix + below.pointer)
            self._any(value, below)
        self._taken = taken

    def _spend(self, place: _Place, children: int) -> None:
        self._characters += (len(self._prefix) + len(place.pointer)) * children
        if self._characters > MAX_POINTER_CHARACTERS:
            raise TooLarge("The document repeats long names above very many values. Ask the sender to split it.")
        if len(self._facts) + children > MAX_FACTS:
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
