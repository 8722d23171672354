"""A short wanted list: two persons whom two officers put on it, and one whose entry waits for a second officer."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from nigehban.desk.showcase.people import Cast
from nigehban.desk.wanted.use_cases import approve, propose

_EDITION = "Red Book (invented)"
_LISTED = (
    {"serial": "1", "name": "Invented Person A", "circle": "LHR", "basis": "FIR 00/2026, Lahore (invented)"},
    {"serial": "2", "name": "Invented Person B", "circle": "KHI", "basis": "Warrant of a court in Karachi (invented)"},
)
_PROPOSED = {"serial": "3", "name": "Invented Person C", "circle": "ISB", "basis": "FIR 01/2026, Islamabad (invented)"}


def a_wanted_list(people: Cast) -> None:
    """Entries without a case, which no figure counts."""
    ends = timezone.localdate() + timedelta(days=365)
    for stated in _LISTED:
        approve(people.director, propose(people.visitor, edition=_EDITION, sex="M", expires_on=ends, **stated))
    propose(people.keeper, edition=_EDITION, sex="M", expires_on=ends, **_PROPOSED)
