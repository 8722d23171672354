"""The API itself, what it says of itself, and how it refuses."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.api.errors import BadCursorError, ScopeError, TooLargeError
from nigehban.desk.api.problems import problem

PREFIX = "api/v1/"
_ABOUT = (
    "Referrals in; leads, cases and statistics out. A token acts for an officer: it sees what the officer sees, and "
    "each look at a record is logged in the officer's name."
)

api = NinjaAPI(
    title="Nigehban",
    version="1",
    description=_ABOUT,
    urls_namespace="api",
    openapi_url=None,  # it stands behind a policy: v1.description
    docs_url=None,  # its page would be fetched from another site
)


def _refuse(error: type[Exception], status: int, code: str) -> None:
    def told(_request: HttpRequest, raised: Exception | type[Exception]) -> HttpResponse:
        return problem(status, code, str(raised))

    api.add_exception_handler(error, told)


_refuse(BadRequest, 400, "bad-request")
_refuse(BadCursorError, 400, "bad-cursor")
_refuse(ScopeError, 403, "scope")
_refuse(NotPermittedError, 403, "forbidden")
_refuse(Http404, 404, "not-found")
_refuse(TooLargeError, 413, "too-large")


@api.exception_handler(ValidationError)
def invalid(_request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    """Which parameter is not what it should be, and why; never what was sent."""
    found = error.errors if isinstance(error, ValidationError) else []
    errors = [{"where": ".".join(map(str, one["loc"])), "says": one["msg"]} for one in found]
    return problem(422, "invalid", "A parameter is not what it should be.", errors=errors)
