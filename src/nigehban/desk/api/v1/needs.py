"""How an operation says what it asks for: a scope of the token, and with it a permission of the officer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from django.http import HttpRequest
from ninja.security import HttpBearer

from nigehban.desk.access.policies import ANY_OFFICER, Open
from nigehban.desk.access.roles import Permission
from nigehban.desk.api.entering import token_of
from nigehban.desk.api.errors import ScopeError
from nigehban.desk.api.models import ApiToken
from nigehban.desk.api.scopes import Scope
from nigehban.desk.api.v1.api import api
from nigehban.desk.api.v1.schemas.common import Problem

Operation = TypeVar("Operation", bound=Callable[..., Any])
_REFUSALS = frozenset({400, 401, 403, 404, 413, 422, 429, 503})


class Asked(NamedTuple):
    """An operation and the scope that it asks for; ``None``: any token."""

    name: str
    method: str
    path: str
    scope: Scope | None

    @property
    def policy(self) -> Open | Permission:
        """What the officer must be permitted."""
        return ANY_OFFICER if self.scope is None else self.scope.permission


OPERATIONS: dict[str, Asked] = {}
"""Every operation by its name; one address has one operation."""


class Token(HttpBearer):
    """The door has looked at the token (``api.middleware``); here it is asked for the operation's scope."""

    def __init__(self, scope: Scope | None) -> None:
        self._scope = scope
        super().__init__()

    def __call__(self, request: HttpRequest) -> ApiToken:
        """The token. Raises ``ScopeError``."""
        token = token_of(request)
        if self._scope is not None and not token.has(self._scope):
            raise ScopeError(f"This token was not made for “{self._scope}”.")
        return token

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        """Never asked: the whole call is ours."""
        raise NotImplementedError


def operation(
    method: str,
    path: str,
    scope: Scope | None,
    answers: object,
    *,
    also: dict[int, object] | None = None,
    summary: str,
    extra: dict[str, Any] | None = None,
) -> Callable[[Operation], Operation]:
    """Add an operation: the answer of its 200, what ``also`` it may answer, and the refusals that all have."""
    responses: dict[Any, object] = {200: answers, **(also or {}), **dict.fromkeys(sorted(_REFUSALS), Problem)}
    if also:
        responses |= also

    def add(function: Operation) -> Operation:
        name = function.__name__
        OPERATIONS[name] = Asked(name, method, path, scope)
        made = api.api_operation(
            [method],
            path,
            auth=Token(scope),
            response=responses,
            operation_id=name,
            url_name=name,
            summary=summary,
            openapi_extra=extra,
        )
        added: Operation = made(function)
        return added

    return add
