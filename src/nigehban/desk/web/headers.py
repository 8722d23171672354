"""What every answer of the desk tells the browser, beyond Django's own headers and the content policy."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

GetResponse = Callable[[HttpRequest], HttpResponseBase]
_POLICY = ", ".join(
    f"{power}=()"
    for power in (
        "camera",
        "clipboard-read",
        "display-capture",
        "geolocation",
        "microphone",
        "payment",
        "usb",
        "screen-wake-lock",
    )
)


class Headers:
    """No page stays in a browser's cache, none uses the machine's sensors, none is embedded elsewhere."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer with the headers."""
        response = self._get_response(request)
        add_never_cache_headers(response)
        response.headers["Permissions-Policy"] = _POLICY
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class RefuseNul:
    """PostgreSQL holds no U+0000 in text, so an address that names one names nothing: 400 instead of an error."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, unless the address holds a NUL."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Raises ``BadRequest``, which becomes the desk's page for it."""
        if "\0" in request.path or any("\0" in value for values in request.GET.lists() for value in values[1]):
            raise BadRequest("The address holds a character that no address can hold.")
