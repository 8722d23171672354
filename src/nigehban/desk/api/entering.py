"""From a secret to the token that it opens."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from nigehban.desk.api.errors import BadTokenError
from nigehban.desk.api.models import ApiToken
from nigehban.desk.api.rates import count_use
from nigehban.desk.api.secret import digest_of


def entered(secret: str) -> ApiToken:
    """The token of a secret, with its officer; this use counted. Raises ``BadTokenError``, ``TooManyError``."""
    token = ApiToken.objects.select_related("officer").filter(digest=digest_of(secret)).first()
    if token is None:
        raise BadTokenError("This is nobody's token. Check that all of it was sent.")
    if token.revoked_at is not None:
        raise BadTokenError("This token was revoked. An administrator can make another.")
    if token.is_over():
        raise BadTokenError("The time of this token is over. An administrator can make another.")
    if not token.officer.is_active:
        raise BadTokenError("The account for which this token acts is closed.")
    count_use(token)
    return token


def token_of(request: HttpRequest) -> ApiToken:
    """The token that a request came by; every operation of the API has one."""
    return cast("ApiToken", request.api_token)  # type: ignore[attr-defined]
