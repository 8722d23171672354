"""Parts of a case's page that other apps bring. An app registers its section when it is ready.

``template`` is included with what ``context`` gives for the case and the officer who looks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case


class Section(NamedTuple):
    """A part of the page; ``order`` places it among the others."""

    id: str
    title: str | Promise
    template: str
    context: Callable[[Officer, Case], Mapping[str, Any]]
    order: int = 100


class Documents(NamedTuple):
    """How the page finds documents: the address to write one (``None``: not by this program), and what was written."""

    address: Callable[[Case, str], str | None]
    written: Callable[[Case], Collection[str]]
    title: Callable[[Case, str], str]


_sections: dict[str, Section] = {}
_documents: list[Documents] = []


def register_section(section: Section) -> None:
    """Show this part on every case's page."""
    _sections[section.id] = section


def sections() -> list[Section]:
    """The parts that were brought, in their order."""
    return sorted(_sections.values(), key=lambda section: section.order)


def register_documents(documents: Documents) -> None:
    """Say how documents are written and found."""
    _documents[:] = [documents]


def documents_of() -> Documents | None:
    """How documents are found; ``None`` where no app brings any."""
    return _documents[0] if _documents else None
