"""What operations that read share: who asks, the noted look, a page as a program has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from nigehban.desk.api.cursors import cursor, place_of
from nigehban.desk.api.entering import token_of
from nigehban.desk.api.v1.schemas.common import Listing
from nigehban.desk.audit.reads import note_read
from nigehban.desk.web.paging import page_of

Stored = TypeVar("Stored", bound=Model)


def note_look(request: HttpRequest, kind: str, record: object) -> None:
    """As ``note_read``; the log says that it was a program that looked."""
    note_read(request, kind, record, f"API token {token_of(request).pk}")


def listed(
    name: str, rows: QuerySet[Stored], order: tuple[str, ...], asked: Listing, shown: Callable[[Stored], Any]
) -> dict[str, Any]:
    """A page of rows with the cursor of the next one. Raises ``BadCursorError``, ``BadRequest``."""
    page = page_of(rows, order, place_of(name, asked.cursor), asked.limit)
    return {"items": [shown(row) for row in page.rows], "next": cursor(name, page.following)}
