"""Fields that the apps share."""

from __future__ import annotations

from django.db import models


def stated_text() -> models.TextField[str | None, str | None]:
    """Text that a source may leave out: NULL is *not stated*, the empty string is a stated empty text."""
    return models.TextField(null=True)


def digest_field() -> models.CharField[str, str]:
    """A lower-case hex SHA-256."""
    return models.CharField(max_length=64)
