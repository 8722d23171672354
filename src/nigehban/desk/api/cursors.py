"""Places in lists, as programs carry them: opaque, and good for the list that gave them."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from nigehban.desk.api.errors import BadCursorError

_BETWEEN = "\n"


def cursor(listed: str, place: str | None) -> str | None:
    """The cursor of a place in the list of that name; ``None`` at the end."""
    if place is None:
        return None
    return urlsafe_b64encode(f"{listed}{_BETWEEN}{place}".encode()).decode().rstrip("=")


def place_of(listed: str, given: str | None) -> str | None:
    """The place that a cursor of this list means. Raises ``BadCursorError``."""
    if not given:
        return None
    try:
        text = urlsafe_b64decode(given.encode("ascii") + b"=" * (-len(given) % 4)).decode()
    except (Error, ValueError) as error:
        raise BadCursorError("This is no cursor of ours. Send what stood in “next”, as it stood.") from error
    name, between, place = text.partition(_BETWEEN)
    if name != listed or not between or "\0" in place:
        raise BadCursorError("This cursor belongs to another list. Begin without one.")
    return place
