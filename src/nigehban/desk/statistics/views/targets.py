"""A director sets a target."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.statistics.asking import read_asked
from nigehban.desk.statistics.use_cases import set_target
from nigehban.desk.statistics.views.answers import asked_rightly

_MOST = 1_000_000


@policy(Permission.SUPERVISE)
@require_POST
@asked_rightly
def target(request: HttpRequest, product_id: str) -> HttpResponse:
    """Set the target of a measure for the period."""
    asked = read_asked(product_id, request.POST)
    number = request.POST.get("number", "")
    if not number.isdecimal() or int(number) > _MOST:
        raise BadRequest(_("A target is a whole number from 0 to 1,000,000."))
    set_target(officer_of(request), asked.product, request.POST.get("measure", ""), asked.within, int(number))
    messages.success(request, _("The target is set."))
    return redirect(f"{reverse('statistics:product', args=[product_id])}?{urlencode(asked.query)}")
