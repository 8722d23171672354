"""Tokens: the list, a new one, its end."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nigehban.desk.access.policies import ANY_OFFICER, policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.freshness import recently_authenticated
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.api import selectors
from nigehban.desk.api.errors import ApiError
from nigehban.desk.api.forms import TokenForm
from nigehban.desk.api.models import ApiToken
from nigehban.desk.api.scopes import Scope
from nigehban.desk.api.use_cases import make_token, revoke_token
from nigehban.desk.api.v1.needs import OPERATIONS
from nigehban.desk.api.views.answers import act
from nigehban.desk.web.paging import page_of

_PAGE = 50


@policy(Permission.MANAGE_ACCOUNTS)
@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    """All tokens, the newest first."""
    page = page_of(selectors.tokens(), ("-id",), request.GET.get("after"), _PAGE)
    context = {"section": "programs", "page": page, "scopes": dict(Scope.choices)}
    return render(request, "api/tokens.html", context)


@policy(Permission.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
@recently_authenticated
def new_token(request: HttpRequest) -> HttpResponse:
    """A new token; its secret is shown in the answer and never again."""
    administrator = officer_of(request)
    form = TokenForm(administrator, request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made, secret = make_token(
                administrator,
                said["officer"],
                name=said["name"],
                scopes=[Scope(one) for one in said["scopes"]],
                reason=said["reason"],
                expires_at=form.end,
                per_minute=said["per_minute"],
            )
        except ApiError as error:
            form.add_error(None, str(error))
        else:
            context = {"section": "programs", "name": made.name, "secret": secret, "is_token": True}
            return render(request, "api/secret.html", context)
    status = 400 if form.errors else 200
    return render(request, "api/new_token.html", {"section": "programs", "form": form}, status=status)


@act("programs:tokens")
def revoke(request: HttpRequest, pk: int) -> str:
    """End a token at once."""
    revoke_token(officer_of(request), get_object_or_404(ApiToken, pk=pk))
    return _("The token is revoked.")


@policy(ANY_OFFICER)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the API offers, and which programs act in the officer's own name."""
    own = page_of(selectors.tokens_acting_for(officer_of(request)), ("-id",), request.GET.get("after"), _PAGE)
    context = {"section": "account", "operations": list(OPERATIONS.values()), "page": own}
    return render(request, "api/about.html", context)
