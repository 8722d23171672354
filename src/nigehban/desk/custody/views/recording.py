"""Recording a step, and taking one back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.cases.errors import CaseError, ForbiddenByLawError, WithdrawnAlreadyError
from nigehban.desk.cases.models import CaseEvent, Party
from nigehban.desk.custody.errors import CustodyError, SexUnknownError
from nigehban.desk.custody.forms.step import StepForm
from nigehban.desk.custody.forms.withdrawing import WithdrawForm
from nigehban.desk.custody.steps import BY_ID, Step
from nigehban.desk.custody.use_cases import record_step, withdraw_step
from nigehban.desk.custody.views.finding import accused


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: str, party: int, step_id: str) -> HttpResponse:
    """The form of a step; sent, it is recorded, or the page says which section of law forbids it."""
    chosen = BY_ID.get(step_id)
    if chosen is None:
        raise Http404(_("There is no such step."))
    found = accused(request, number, party)
    form = chosen.form(found, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _form(request, chosen, form, 200 if request.method != "POST" else 422)
    try:
        record_step(officer_of(request), found, form.type, form.cleaned_data["at"], form.data_of_event)
    except ForbiddenByLawError as error:
        return _form(request, chosen, form, 409, error)
    except (SexUnknownError, CaseError) as error:
        form.add_error(None, str(error))
        return _form(request, chosen, form, 422)
    messages.success(request, _("Recorded: %(step)s.") % {"step": chosen.title})
    return _back(found)


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: str, party: int, event: int) -> HttpResponse:
    """Ask why a step is taken back, and take it back."""
    found = accused(request, number, party)
    form = WithdrawForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _withdrawing(request, found, event, form, 200 if request.method != "POST" else 422)
    try:
        withdraw_step(officer_of(request), found, event, form.cleaned_data["reason"])
    except WithdrawnAlreadyError as error:
        form.add_error(None, str(error))
        return _withdrawing(request, found, event, form, 409)
    except CustodyError as error:
        raise Http404(str(error)) from error
    messages.success(request, _("Taken back. It stays in the record as withdrawn."))
    return _back(found)


def _form(
    request: HttpRequest, chosen: Step, form: StepForm, status: int, error: ForbiddenByLawError | None = None
) -> HttpResponse:
    context = {"section": "cases", "case": form.party.case, "party": form.party, "step": chosen, "form": form}
    return render(request, "custody/step.html", context | {"refused": error}, status=status)


def _withdrawing(request: HttpRequest, party: Party, number: int, form: WithdrawForm, status: int) -> HttpResponse:
    event = CaseEvent.objects.filter(party=party, pk=number, withdraws=None).first()
    if event is None:
        raise Http404(_("This accused has no such step."))
    context = {"section": "cases", "case": party.case, "party": party, "event": event, "form": form}
    return render(request, "custody/withdraw.html", context, status=status)


def _back(party: Party) -> HttpResponse:
    return redirect("custody:custody", party.case.number, party.pk)
