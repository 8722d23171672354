"""A referral in the making: the records so far, and which leaves they took."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from nigehban.formats.facts import leaf_text
from nigehban.formats.times import instant
from nigehban.formats.vocabulary import yes_or_no
from nigehban.records import Instant, Mention, Referral, Role, Stated

_MAX_WARNINGS: Final = 100
_MAX_WRAPPERS: Final = 4
"""Lists come wrapped twice; deeper wrapping is no list."""

_as_stated: Final[Callable[[tuple[str, str]], Stated]] = partial(tuple.__new__, Stated)
"""``Stated(text, pointer)`` at a third of the cost: a referral has a hundred."""


@dataclass(slots=True)
class Owner:
    """Whose identifiers are being read: a party, a file, or nobody; ``platform`` is where the accounts are."""

    role: Role = Role.NONE
    party: int = -1
    file: int = -1
    platform: str | None = None


@dataclass(slots=True)
class Draft:
    """The referral, the pointers of the leaves that its records took, and the associated accounts still to read."""

    referral: Referral
    taken: set[str] = field(default_factory=set)
    associated: list[tuple[object, str]] = field(default_factory=list)

    def take(self, value: object, pointer: str) -> Stated | None:
        """The scalar that stands here, or in ``value`` one step below; ``None`` for null, blank and containers."""
        if type(value) is str:
            text: str | None = value
        elif isinstance(value, dict):
            pointer += "/value"
            text = scalar_text(value.get("value"))
        else:
            text = scalar_text(value)
        if not text or text.isspace():
            return None
        self.taken.add(pointer)
        return _as_stated((text, pointer))

    def take_key(self, node: dict[str, object], pointer: str, *keys: str) -> Stated | None:
        """What ``take`` gives for the first of the keys that states something."""
        for key in keys:
            value = node.get(key)
            if value is not None:
                stated = self.take(value, f"{pointer}/{key}")
                if stated is not None:
                    return stated
        return None

    def flag(self, value: object, pointer: str) -> bool | None:
        """A stated yes or no; anything else is unknown and stays an untaken fact."""
        if value is True or value is False:
            self.taken.add(pointer)
            return value
        if isinstance(value, dict):
            value = value.get("value")
            pointer += "/value"
        text = scalar_text(value)
        answer = None if text is None else yes_or_no(text)
        if answer is not None:
            self.taken.add(pointer)
        return answer

    def time(self, value: object, pointer: str) -> Instant | None:
        """A stated time, readable or not."""
        stated = self.take(value, pointer)
        return None if stated is None else instant(stated.value)

    def mention(self, kind: str, stated: Stated, owner: Owner, hint: str | None = None) -> Mention:
        """Adds one identifier of the owner and gives it, so that the caller can say more about it."""
        mention = Mention(kind, stated.value, stated.pointer, owner.role, owner.party, owner.file, hint)
        self.referral.mentions.append(mention)
        return mention

    def odd(self, pointer: str, expected: str) -> None:
        """Warns of a shape that no field takes; the content stays in the facts."""
        self.warn(f"At {pointer} stands no {expected}, as it should; what stands there was kept as a fact.")

    def warn(self, warning: str) -> None:
        """Adds a warning, up to a bound: one crooked list must not bury the page."""
        warnings = self.referral.warnings
        if len(warnings) < _MAX_WARNINGS:
            warnings.append(warning[:500])
        elif len(warnings) == _MAX_WARNINGS:
            warnings.append("More warnings of this kind were left out.")


def scalar_text(value: object) -> str | None:
    """The text of a text, number or boolean; ``None`` for everything else."""
    if type(value) is str:
        return value
    return None if value is None or isinstance(value, dict | list) else leaf_text(value)


def each(value: object, pointer: str, *inner: str) -> list[tuple[object, str]]:
    """The entries of a list with their pointers, however it is wrapped.

    A list may stand bare, under its own name once more (``emails: {emails: [...]}``), under one of the ``inner``
    names, alone in an object, or in lists; one entry may stand without a list. Nulls are skipped.
    """
    for _ in range(_MAX_WRAPPERS):
        key = _wrapped_key(value, pointer, inner) if isinstance(value, dict) else None
        if key is None:
            break
        value, pointer = value[key], f"{pointer}/{key}"  # type: ignore[index]  # an object: it has a wrapped key
    if isinstance(value, list):
        return _entries(value, pointer, _MAX_WRAPPERS)
    return [] if value is None else [(value, pointer)]


def _entries(values: list[object], pointer: str, levels: int) -> list[tuple[object, str]]:
    entries: list[tuple[object, str]] = []
    for position, entry in enumerate(values):
        if isinstance(entry, list) and levels:
            entries += _entries(entry, f"{pointer}/{position}", levels - 1)
        elif entry is not None:
            entries.append((entry, f"{pointer}/{position}"))
    return entries


def _wrapped_key(node: dict[str, object], pointer: str, inner: tuple[str, ...]) -> str | None:
    """The key under which the list itself stands, if the object only wraps one."""
    own = pointer[pointer.rfind("/") + 1 :]
    if own in node:
        return own
    for key in inner:
        if key in node:
            return key
    if len(node) == 1:
        ((key, only),) = node.items()
        if isinstance(only, list) and "/" not in key and "~" not in key:
            return key
    return None


def objects(draft: Draft, value: object, pointer: str) -> Iterator[tuple[dict[str, object], str]]:
    """The object that stands here, or each object of a list; warns of anything else."""
    if isinstance(value, dict):
        yield value, pointer
    elif isinstance(value, list):
        for position, entry in enumerate(value):
            if isinstance(entry, dict):
                yield entry, f"{pointer}/{position}"
            elif entry is not None:
                draft.odd(f"{pointer}/{position}", "object")
    elif value is not None:
        draft.odd(pointer, "object")
