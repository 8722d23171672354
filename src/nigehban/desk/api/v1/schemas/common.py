"""What all operations share."""

from __future__ import annotations

from ninja import Field, Schema


class Fault(Schema):
    """A parameter and what is wrong with it."""

    where: str
    says: str


class Problem(Schema):
    """A refusal (RFC 9457). ``type`` is stable; ``detail`` is a sentence for people."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] | None = None


class Listing(Schema):
    """How a list is asked for: ``cursor`` is what stood in ``next`` of the page before."""

    cursor: str | None = Field(None, max_length=1000)
    limit: int = Field(50, ge=1, le=200)
