"""Subscriptions: the list with what was given up, a new one, its pause; a notice sent again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.freshness import recently_authenticated
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.api import selectors, use_cases
from nigehban.desk.api.errors import ApiError
from nigehban.desk.api.forms import SubscriptionForm
from nigehban.desk.api.models import Delivery, Kind, Subscription
from nigehban.desk.api.views.answers import act
from nigehban.desk.web.paging import page_of

_SUBSCRIPTIONS, _DEAD = 200, 50


@policy(Permission.MANAGE_ACCOUNTS)
@require_safe
def webhooks(request: HttpRequest) -> HttpResponse:
    """Who is told of what, and the notices that were given up, the newest first."""
    context = {
        "section": "programs",
        "subscriptions": selectors.subscriptions().order_by("-id")[:_SUBSCRIPTIONS],
        "kinds": dict(Kind.choices),
        "page": page_of(selectors.dead_letters(), ("-id",), request.GET.get("after"), _DEAD),
    }
    return render(request, "api/webhooks.html", context)


@policy(Permission.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
@recently_authenticated
def new_webhook(request: HttpRequest) -> HttpResponse:
    """A new subscription; the secret that signs is shown in the answer and never again."""
    administrator = officer_of(request)
    form = SubscriptionForm(administrator, request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = dict(form.cleaned_data)
        kinds, officer = [Kind(one) for one in said.pop("kinds")], said.pop("officer")
        try:
            made, secret = use_cases.subscribe(administrator, officer, kinds=kinds, **said)
        except ApiError as error:
            form.add_error(None, str(error))
        else:
            context = {"section": "programs", "name": made.name, "secret": secret, "is_token": False}
            return render(request, "api/secret.html", context)
    status = 400 if form.errors else 200
    return render(request, "api/new_webhook.html", {"section": "programs", "form": form}, status=status)


@act("programs:webhooks")
def pause(request: HttpRequest, pk: int) -> str:
    """No more notices."""
    use_cases.pause(officer_of(request), get_object_or_404(Subscription, pk=pk))
    return _("The subscription rests. Notices that wait stay.")


@act("programs:webhooks")
def resume(request: HttpRequest, pk: int) -> str:
    """Notices again."""
    use_cases.resume(officer_of(request), get_object_or_404(Subscription, pk=pk))
    return _("Notices are sent again.")


@act("programs:webhooks")
def replay(request: HttpRequest, pk: int) -> str:
    """Once more what was given up."""
    use_cases.replay(officer_of(request), get_object_or_404(Delivery, pk=pk))
    return _("The notice waits to be sent again.")
