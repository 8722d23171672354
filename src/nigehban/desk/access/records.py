"""Records that have an access page. Each app says how one of its records is found and who sees it.

An app registers its kinds when it is ready: ``register("case", protected_case)``. Nothing here knows the apps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from nigehban.desk.access.models import RecordKind
from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer


@dataclass(frozen=True, slots=True)
class Protected:
    """A record as its access page shows it.

    ``title`` names no person. ``keys`` are the spellings under which the log of reads knows it. ``roles`` see it by
    their office, in one of ``units`` or everywhere (``None``: in whatever unit); ``members_kind`` is set where it has
    members; ``managed`` whether this officer may add and end memberships.
    """

    kind: str
    key: str
    title: str
    address: str
    units: frozenset[str] | None
    keys: tuple[str, ...]
    roles: frozenset[Role]
    members_kind: RecordKind | None = None
    number: int | None = None
    managed: bool = False
    note: str | Promise = ""


Finder = Callable[[Officer, str], Protected | None]
_FINDERS: dict[str, Finder] = {}


def register(kind: str, find: Finder) -> None:
    """Give records of a kind their access page; ``find`` answers ``None`` when the officer sees no such record."""
    _FINDERS[kind] = find


def protected(officer: Officer, kind: str, key: str) -> Protected | None:
    """The record, if the officer sees it."""
    find = _FINDERS.get(kind)
    return None if find is None else find(officer, key)
