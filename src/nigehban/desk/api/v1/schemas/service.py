"""The service itself."""

from __future__ import annotations

from datetime import datetime

from ninja import Schema


class Health(Schema):
    """``leads`` is the length of the ranked list."""

    status: str
    version: str
    leads: int


class TokenOut(Schema):
    """What the token that asks is good for."""

    name: str
    acts_for: str
    scopes: list[str]
    per_minute: int
    expires_at: datetime
