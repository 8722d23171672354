"""Where the pages of leads and networks are, for lists: ``reverse`` is too slow to be asked for every row."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from django.urls import reverse


def address_of(name: str, number: str) -> str:
    """What ``reverse`` gives for a page that is named by one number."""
    before, after = _around(name)
    return before + quote(number, safe="") + after


@cache
def _around(name: str) -> tuple[str, str]:
    before, _number, after = reverse(name, args=["@"]).rpartition("@")
    return before, after
