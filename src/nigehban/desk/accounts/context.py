"""What the frame of every page knows of the session."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from nigehban.desk.accounts.second_factor import is_waived, passed_second_factor


def session(request: HttpRequest) -> dict[str, object]:
    """What ``base.html`` asks.

    ``demonstration``: a banner says so. ``directory``: what the agency's is called, where there is one. ``entered``:
    the officer may go anywhere, so that links lead somewhere.
    """
    user = getattr(request, "user", None)
    inside = user is not None and user.is_authenticated
    return {
        "demonstration": settings.DEMONSTRATION,
        "directory": settings.DIRECTORY.name if settings.DIRECTORY else "",
        "entered": inside and (is_waived() or passed_second_factor(request)),
    }
