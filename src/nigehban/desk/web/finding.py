"""What the find field finds. Each app registers its finders when it is ready; each says what an officer may see.

A finder gets the words as they were pasted and answers in a few index look-ups, whatever is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.utils.functional import Promise

from nigehban.desk.accounts.models import Officer

MOST = 50
"""Things of one sort that are shown."""


class Found(NamedTuple):
    """A thing that was found: of which sort, its words, where it is, and what tells it from others.

    ``exact`` marks a thing of which the words are the very number: alone, it is opened at once. ``partial``: it was not
    looked at everything that may be of its sort.
    """

    sort: str | Promise
    label: str
    href: str
    detail: str = ""
    exact: bool = False
    partial: bool = False


Finder = Callable[[Officer, str], Iterable[Found]]
_finders: dict[str, Finder] = {}


def register(name: str, finder: Finder) -> None:
    """Ask this finder, too; one a name."""
    _finders[name] = finder


def everything_about(officer: Officer, words: str) -> list[Found]:
    """All that the finders find, each thing once, in the order in which the finders were registered."""
    found: dict[tuple[str, str], Found] = {}
    for finder in _finders.values():
        for one in finder(officer, words):
            found.setdefault((str(one.sort), one.href), one)
    return list(found.values())
