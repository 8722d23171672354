"""Statistics."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Field, Schema


class ProductOut(Schema):
    """A report that is made again and again; titles by language."""

    id: str
    title: dict[str, str]
    cadence: str
    leaves_unit: bool


class ProductList(Schema):
    """The pack's products."""

    items: list[ProductOut]


class FiguresAsked(Schema):
    """Without days: the last period that is over. ``as_of`` and days are of the pack's zone."""

    first: date | None = Field(None, alias="from")
    last: date | None = Field(None, alias="to")
    unit: str | None = Field(None, max_length=32, pattern=r"^[^\x00]*$")
    as_of: str | None = Field(None, max_length=40)
    release: bool = False


class FiguresOut(Schema):
    """Figures with their definitions; ``digest`` is the SHA-256 of the content, as on the page of an issue."""

    digest: str
    content: dict[str, Any]
