"""The weekly sample, and what auditors say of it."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.audit.forms import FindingForm
from nigehban.desk.audit.models import Read, SampleFinding, Verdict
from nigehban.desk.audit.sampling import sample_of, week_of

_WEEK = timedelta(days=7)


@policy(Permission.READ_AUDIT)
@require_safe
def sample(request: HttpRequest) -> HttpResponse:
    """The sample of a week: of the last whole one, unless the address names a day of another."""
    day = _day(request)
    begin, end = week_of(day)
    context = {
        "section": "audit",
        "begin": begin,
        "end": end - timedelta(days=1),
        "over": end <= timezone.now(),
        "looks": sample_of(day) if end <= timezone.now() else [],
        "before": (day - _WEEK).isoformat(),
        "after": (day + _WEEK).isoformat() if end <= timezone.now() else None,
        "verdicts": Verdict,
    }
    return render(request, "audit/sample.html", context)


@policy(Permission.READ_AUDIT)
@require_POST
def find(request: HttpRequest, number: int) -> HttpResponse:
    """Say something of a look."""
    read = get_object_or_404(Read, pk=number)
    form = FindingForm(request.POST)
    if not form.is_valid():
        return render(request, "audit/finding.html", {"section": "audit", "look": read, "form": form}, status=422)
    SampleFinding.objects.create(read=read, auditor=officer_of(request), **form.cleaned_data)
    return redirect(f"{reverse('audit:sample')}?day={timezone.localtime(read.at).date().isoformat()}#look-{read.pk}")


def _day(request: HttpRequest) -> date:
    text = request.GET.get("day")
    if not text:
        return timezone.localdate() - _WEEK
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadRequest(_("The address names a day that is none.")) from error
