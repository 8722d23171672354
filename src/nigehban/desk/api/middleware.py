"""How a program enters: by a token and by nothing else, before anything asks for a session.

Behind the door a request by token is what a page's request is: ``request.user`` is the officer, the transaction runs
in the officer's name, policies and row security hold, reads are logged.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from nigehban.desk.api.entering import entered
from nigehban.desk.api.errors import BadTokenError, DoorError, NoTokenError, TooManyError
from nigehban.desk.api.problems import as_problem, problem

GetResponse = Callable[[HttpRequest], HttpResponseBase]
API = "/api/"
OPENAPI = "/api/v1/openapi.json"
_SCHEME = "bearer"


class ApiDoor:
    """Stands where the session has said who asks, and says it again for programs. It never redirects to a login."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer; refusals as problem details."""
        if not request.path_info.startswith(API):
            return self._get_response(request)
        try:
            _enter(request)
        except DoorError as error:
            return _refused(error)
        except (OperationalError, InterfaceError):
            return problem(503, headers={"Retry-After": "5"})
        return as_problem(self._get_response(request))


def _enter(request: HttpRequest) -> None:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == _SCHEME:
        token = entered(secret.strip())
        request.api_token = token  # type: ignore[attr-defined]
        request.user = token.officer
    elif request.path_info != OPENAPI or not request.user.is_authenticated:
        # A cookie opens nothing but the description: so no other site can have a browser ask in its officer's name.
        raise NoTokenError("Send a token: Authorization: Bearer ….")


def _refused(error: DoorError) -> HttpResponseBase:
    if isinstance(error, TooManyError):
        return problem(429, "too-many-requests", str(error), headers={"Retry-After": str(error.seconds)})
    code = "bad-token" if isinstance(error, BadTokenError) else "no-token"
    return problem(401, code, str(error), headers={"WWW-Authenticate": 'Bearer realm="nigehban"'})
