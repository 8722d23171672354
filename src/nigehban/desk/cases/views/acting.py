"""A step, an event, an event taken back, more referrals."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.cases.errors import CaseError
from nigehban.desk.cases.forms.events import EventForm, MoveForm, WithdrawForm
from nigehban.desk.cases.models import Case
from nigehban.desk.cases.steps import step_to
from nigehban.desk.cases.use_cases import join_lead, move_case, record_event, withdraw_event
from nigehban.desk.cases.views.common import case_of, form_page, page
from nigehban.desk.cases.words import event_title, titles_of_states
from nigehban.jurisdiction.procedure import load_procedure

_OWN = {"csrfmiddlewaretoken", "version"}


@policy(Permission.SEE_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, number: str, end: str) -> HttpResponse:
    """Take a step. A form that somebody overtook comes back with all its words, on the case as it is now."""
    case, officer = case_of(request, number), officer_of(request)
    step = step_to(load_procedure(case.pack), case, end)
    if step is None:
        return _gone(request, case, end)
    form = MoveForm(case, step, request.POST or None)
    stale = request.method == "POST" and request.POST.get("version") != str(case.version)

    title = titles_of_states(case.pack)[end]
    return form_page(
        request,
        case,
        "overview",
        form,
        lambda form: move_case(officer, case, end, **form.stated),
        title=_("Next step: %(state)s") % {"state": title},
        button=_("Take the step"),
        done=_("The case is now: %(state)s.") % {"state": title},
        back=_home(case),
        kinds=[event_title(case.pack, name) for name in step.events],
        now_version=case.version if stale else None,
    )


def _gone(request: HttpRequest, case: Case, end: str) -> HttpResponse:
    """The step cannot be taken from where the case is now; what was written is shown, so that nothing is lost."""
    if end not in titles_of_states(case.pack):
        raise Http404
    words = [
        (key, value) for key, value in request.POST.items() if key not in ("csrfmiddlewaretoken", "version") and value
    ]
    status = 409 if request.method == "POST" else 404
    return page(
        request, case, "overview", "cases/gone.html", status=status, words=words, title=titles_of_states(case.pack)[end]
    )


@policy(Permission.WORK_CASES)
@require_safe
def choose_event(request: HttpRequest, number: str) -> HttpResponse:
    """Which event to record: first those that answer a running deadline, then all of the pack."""
    case = case_of(request, number)
    asked = request.GET.get("type")
    procedure = load_procedure(case.pack)
    if asked in procedure.event_types:
        return redirect("cases:record", case.number, asked)
    open_rules = set(case.deadlines.filter(done_at=None).exclude(state="met").values_list("rule", flat=True))
    stages = [stage for rule in procedure.rules for stage in rule.stages if stage.id in open_rules]
    answering = dict.fromkeys(name for stage in stages for name in stage.met_by)
    choices = sorted(((event_title(case.pack, name), name) for name in procedure.event_types), key=lambda one: one[0])
    soon = [(event_title(case.pack, name), name) for name in answering]
    return page(request, case, "events", "cases/choose_event.html", choices=choices, soon=soon)


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Record an event; what the law forbids is refused with its section."""
    case, officer = case_of(request, number), officer_of(request)
    known = load_procedure(case.pack).event_types.get(kind)
    if known is None:
        raise Http404
    initial = {key: request.GET[key] for key in ("ref", "party", "victim", "deadline") if key in request.GET}
    form = EventForm(case, known, request.POST or None, initial=initial)

    title = event_title(case.pack, kind)
    return form_page(
        request,
        case,
        "events",
        form,
        lambda form: record_event(officer, case, kind, **form.stated),
        title=title,
        button=_("Record it"),
        done=_("Recorded: %(event)s.") % {"event": title},
        back=_home(case),
    )


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: str, event: int) -> HttpResponse:
    """Take an event back, with a reason; it stays in the record."""
    case, officer = case_of(request, number), officer_of(request)
    found = get_object_or_404(case.events.filter(withdraws=None).select_related("case"), pk=event)
    return form_page(
        request,
        case,
        "events",
        WithdrawForm(request.POST or None),
        lambda form: withdraw_event(officer, found, form.cleaned_data["reason"]),
        title=_("Take back: %(event)s") % {"event": event_title(case.pack, found.type)},
        button=_("Take it back"),
        done=_("Taken back. It stays in the record, and nothing is counted from it."),
        back=reverse("cases:events", args=[case.number]),
        grave=True,
    )


@policy(Permission.OPEN_CASES)
@require_POST
def join(request: HttpRequest, number: str) -> HttpResponse:
    """Join the referrals that came to the case's leads since."""
    case, officer = case_of(request, number), officer_of(request)
    try:
        names = case.leads.filter(left_at=None).values_list("lead", flat=True)
        count = sum(join_lead(officer, case, lead, _("Came to the lead later.")) for lead in names)
    except CaseError as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(n)s new referral was joined.", "%(n)s new referrals were joined.", count)
        messages.success(request, said % {"n": count})
    return redirect(_home(case))


def _home(case: Case) -> str:
    return reverse("cases:case", args=[case.number])
