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

_POSITIONS: Final = tuple(f"/{index}" for index in range(256))
_NO_POINTERS: Final[frozenset[str]] = frozenset()
_MAX_CACHED_CHARACTERS: Final = 4 * 1024 * 1024

_as_fact: Final[Callable[[tuple[str, str | None, str, bool]], Fact]] = partial(tuple.__new__, Fact)
"""``Fact(*row)`` at a third of the cost: a referral has hundreds."""


class _Names(dict[str, tuple[str, str, "_Names"]]):
    """For each key below one name: its step in a pointer, its dotted name, and the names below it."""

    __slots__ = ("below",)
    cached_characters = 0

    def __init__(self, below: str) -> None:
        super().__init__()
        self.below = below

    def __missing__(self, key: str) -> tuple[str, str, _Names]:
        name = f"{self.below}.{key}" if self.below else key
        entry = self[key] = (f"/{escape(key)}", name, _Names(name))
        _Names.cached_characters += len(name) + len(key)
        return entry


class _Roots:
    """The names seen so far in this process: senders use the same few hundred. Forgotten when they grow too many."""

    names = _Names("")

    @classmethod
    def get(cls) -> _Names:
        if _Names.cached_characters > _MAX_CACHED_CHARACTERS:
            _Names.cached_characters = 0
            cls.names = _Names("")
        return cls.names


class FactWalk:
    """Collects the facts of one document, referral by referral."""

    __slots__ = ("_characters", "_rows", "_taken", "repeated")

    def __init__(self) -> None:
        self._characters = 0
        self._rows: list[tuple[str, str | None, str, bool]] = []
        self._taken: AbstractSet[str] = _NO_POINTERS
        self.repeated: list[str] = []
        """Pointers at which a key stood more than once, of all that was walked."""

    def facts(self, node: object, pointer: str, taken: AbstractSet[str]) -> list[Fact]:
        """The leaves of ``node``, which stands at ``pointer``; ``mapped`` are those whose pointer is ``taken``.

        Raises ``TooLarge`` when the pointers of the document would fill the memory.
        """
        self._rows = []
        self._taken = taken
        self._any(node, pointer, "", _Roots.get())
        return list(map(_as_fact, self._rows))

    def _any(self, node: object, pointer: str, name: str, names: _Names) -> None:
        if isinstance(node, dict) and (node or isinstance(node, RepeatedKeys)):
            self._dict(node, pointer, names)
        elif isinstance(node, list) and node:
            self._list(node, pointer, name, names)
        else:
            self._rows.append((name, leaf_text(node), pointer, pointer in self._taken))

    def _dict(self, node: dict[str, object], pointer: str, names: _Names) -> None:
        self._spend(len(pointer), len(node))
        append, taken = self._rows.append, self._taken
        for key, value in node.items():
            step, name, below = names[key]
            here = pointer + step
            kind = type(value)
            if kind is str:
                append((name, value, here, here in taken))  # type: ignore[arg-type]  # narrowed by kind
            elif value is None:
                append((name, None, here, False))
            elif kind is dict and value:
                self._dict(value, here, below)  # type: ignore[arg-type]
            elif kind is list and value:
                self._list(value, here, name, below)  # type: ignore[arg-type]
            else:
                self._any(value, here, name, below)
        if isinstance(node, RepeatedKeys):
            self._repeated(node, pointer, names)

    def _list(self, node: list[object], pointer: str, name: str, names: _Names) -> None:
        self._spend(len(pointer), len(node))
        for position, value in enumerate(node):
            here = pointer + (_POSITIONS[position] if position < len(_POSITIONS) else f"/{position}")
            if type(value) is dict and value:
                self._dict(value, here, names)
            else:
                self._any(value, here, name, names)

    def _repeated(self, node: RepeatedKeys, pointer: str, names: _Names) -> None:
        """The values that a later one of the same key replaced: facts at the same pointer that no record took."""
        taken, self._taken = self._taken, _NO_POINTERS
        for key, value in node.earlier:
            step, name, below = names[key]
            self.repeated.append(pointer + step)
            self._any(value, pointer + step, name, below)
        self._taken = taken

    def _spend(self, pointer_length: int, children: int) -> None:
        self._characters += pointer_length * children
        if self._characters > MAX_POINTER_CHARACTERS:
            raise TooLarge("The document repeats long names above very many values. Ask the sender to split it.")
        if len(self._rows) + children > MAX_FACTS:
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
