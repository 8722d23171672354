"""The tray: collect, look at the effect, do it as one batch, undo the batch."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.leads import selectors
from nigehban.desk.leads.errors import LeadError, NoSuchActError
from nigehban.desk.leads.explaining import names_of_units
from nigehban.desk.leads.forms import DecisionForm
from nigehban.desk.leads.models import Act, Band, Lead, LeadAct, State
from nigehban.desk.leads.persons import fate_of
from nigehban.desk.leads.use_cases import act_on_tray, drop, put_into_tray, undo_batch
from nigehban.desk.leads.use_cases.tray import MOST, TRAY_ACTS
from nigehban.desk.leads.versions import version_of
from nigehban.desk.leads.views.deciding import STATUS, refused
from nigehban.desk.leads.views.ranked import circles, rows_of
from nigehban.desk.lookup import row_of


class Held(NamedTuple):
    """What is in a tray: the leads as they are now, and numbers that lead to no lead that the officer may see."""

    leads: list[Lead]
    lost: list[str]


class Counts(NamedTuple):
    """How many leads and referrals would be concerned, by state and by band."""

    leads: int
    referrals: int
    states: list[tuple[str, int]]
    bands: list[tuple[str, int]]


@policy(Permission.DECIDE_LEADS)
@require_safe
def tray(request: HttpRequest) -> HttpResponse:
    """What is in the officer's tray, and what can be done with all of it."""
    return _show(request, DecisionForm(), "")


@policy(Permission.DECIDE_LEADS)
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put leads into the tray, then back to where the officer was."""
    try:
        held = put_into_tray(officer_of(request), request.POST.getlist("lead"))
    except LeadError as error:
        return refused(request, error, "")
    said = ngettext("The tray holds %(n)d lead.", "The tray holds %(n)d leads.", held)
    messages.success(request, said % {"n": held})
    return redirect(_back(request))


@policy(Permission.DECIDE_LEADS)
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Take leads out of the tray; all, when none is named."""
    drop(officer_of(request), request.POST.getlist("lead") or None)
    return redirect("leads:tray")


@policy(Permission.DECIDE_LEADS)
@require_POST
def apply(request: HttpRequest) -> HttpResponse:
    """Show what would be done with the tray; confirmed, do it as one batch."""
    form = DecisionForm(request.POST)
    form.full_clean()
    act = request.POST.get("act", "")
    if act not in TRAY_ACTS:
        form.add_error(None, _("Choose what is to be done."))
        return _show(request, form, act, status=422)
    if "confirmed" not in request.POST:
        return _show(request, form, act, asked=True)
    numbers = request.POST.getlist("lead")[:MOST]
    try:
        done = act_on_tray(
            officer_of(request),
            Act(act),
            numbers,
            reason=form.reason,
            unit=request.POST.get("unit", ""),
            seen=request.POST.getlist("lead_seen"),
        )
    except LeadError as error:
        form.add_error(None, str(error))
        return _show(request, form, act, status=STATUS.get(type(error), 422))
    return redirect("leads:batch", done.id)


@policy(Permission.SEE_LEADS)
@require_safe
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """What was done at once."""
    acts = _acts(request, batch_id)
    context = {
        "section": "tray",
        "batch": batch_id,
        "acts": [(act, selectors.leads_of_act(act)) for act in acts],
        "stands": any(act.stands for act in acts),
        "unit_names": names_of_units(),
    }
    return render(request, "leads/batch.html", context)


@policy(Permission.DECIDE_LEADS)
@require_POST
def undo_all(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Take a batch back."""
    _acts(request, batch_id)
    try:
        undone = undo_batch(officer_of(request), batch_id)
    except NoSuchActError as error:
        raise Http404(str(error)) from error
    except LeadError as error:
        return refused(request, error, "")
    said = ngettext("%(n)d act was taken back.", "%(n)d acts were taken back.", len(undone))
    messages.success(request, said % {"n": len(undone)})
    return redirect("leads:batch", batch_id)


def _acts(request: HttpRequest, batch_id: UUID) -> list[LeadAct]:
    """What the officer may see of it."""
    officer = officer_of(request)
    found = selectors.acts_of_batch(batch_id)[:MOST]
    acts = [act for act in found if selectors.act_of_batch_is_visible(officer, act)]
    if not acts:
        raise Http404
    return acts


def _show(
    request: HttpRequest, form: DecisionForm, act: str, *, asked: bool = False, status: int = 200
) -> HttpResponse:
    held = _held(officer_of(request))
    names = names_of_units()
    context = {
        "section": "tray",
        "form": form,
        "act": act,
        "asked": asked,
        "acts": [(one.value, one.label) for one in TRAY_ACTS],
        "unit": request.POST.get("unit", ""),
        "circles": circles(None, names),
        "unit_names": names,
        "rows": rows_of(held.leads),
        "versions": [(lead.pk, version_of(lead)) for lead in held.leads] if asked else [],
        "lost": held.lost,
        "counts": _counts(held.leads),
    }
    return render(request, "leads/tray.html", context, status=status)


def _held(officer: Officer) -> Held:
    """The leads of the tray by rank. A number that was passed on since stands for the lead that it leads to."""
    numbers = selectors.tray_of(officer)
    visible = selectors.visible_leads(officer)
    leads = visible.in_bulk(numbers)
    lost = []
    for number in (one for one in numbers if one not in leads):
        fate = fate_of(number)
        now = row_of(visible, fate.lead) if fate else None
        if now is None:
            lost.append(number)
        else:
            leads[now.pk] = now
    return Held(sorted(leads.values(), key=lambda lead: (lead.rank, lead.pk)), lost)


def _counts(leads: list[Lead]) -> Counts:
    states, bands = Counter(lead.state for lead in leads), Counter(lead.band for lead in leads)
    return Counts(
        len(leads),
        sum(lead.referrals for lead in leads),
        [(str(State(state).label), count) for state, count in sorted(states.items())],
        [(str(Band(band).label), count) for band, count in sorted(bands.items(), reverse=True)],
    )


def _back(request: HttpRequest) -> str:
    back = request.headers.get("Referer", "")
    allowed = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if allowed else "leads:tray"
