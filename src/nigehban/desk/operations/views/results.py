"""What a circle brings in, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.operations import use_cases
from nigehban.desk.operations.forms import results as forms
from nigehban.desk.operations.forms.planning import ReasonForm
from nigehban.desk.operations.models import Operation
from nigehban.desk.operations.views.acting import Act, acted
from nigehban.desk.operations.views.finding import operation_at, record_at

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_METHODS = ["GET", "HEAD", "POST"]


class Kind(NamedTuple):
    """A kind of result: its words and its form, which records it."""

    title: StrOrPromise
    form: type[forms.ResultForm]


KINDS = {
    "search": Kind(gettext_lazy("Record a search"), forms.SearchForm),
    "arrest": Kind(gettext_lazy("Record an arrest"), forms.ArrestForm),
    "seizure": Kind(gettext_lazy("Record a seizure"), forms.SeizureForm),
    "child": Kind(gettext_lazy("Record a child safeguarded"), forms.ChildForm),
}


@policy(Permission.WORK_CASES)
@require_http_methods(_METHODS)
def record(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """A result of one of the kinds."""
    found, officer = operation_at(request, number), officer_of(request)
    chosen = KINDS.get(kind)
    if chosen is None:
        raise Http404(_("There is no such kind of result."))
    form = chosen.form(found, officer, request.POST or None)

    done = _("Recorded, on the board and in the case.")
    return acted(request, found, form, Act(chosen.title, form.record, done, _board(found)))


@policy(Permission.WORK_CASES)
@require_http_methods(_METHODS)
def withdraw(request: HttpRequest, number: int, result: int) -> HttpResponse:
    """Take a result back."""
    found, officer = operation_at(request, number), officer_of(request)
    chosen = record_at(found.results.all(), result)
    form = ReasonForm(request.POST or None)

    def do() -> None:
        use_cases.withdraw_result(officer, chosen, form.cleaned_data["reason"])

    says = _("It is withdrawn in the case as well, stays in the record, and counts nowhere.")
    act = Act(_("Take a result back"), do, _("Taken back."), _board(found), _("Take it back"), grave=True, says=says)
    return acted(request, found, form, act)


def _board(found: Operation) -> str:
    return reverse("operations:board", args=[found.pk])
