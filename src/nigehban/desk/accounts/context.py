"""What the frame of every page knows of the session."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from nigehban.desk.accounts.second_factor import is_waived, passed_second_factor


def session(request: HttpRequest) -> dict[str, bool]:
    """``demonstration``: a banner says so. ``entered``: the officer may go anywhere, so that links lead somewhere."""
    user = getattr(request, "user", None)
    inside = user is not None and user.is_authenticated
    return {
        "demonstration": settings.DEMONSTRATION,
        "entered": inside and (is_waived() or passed_second_factor(request)),
    }
