"""A lead: why it stands where it stands, what it is made of, whom it belongs with, what was decided."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.audit.reads import note_read
from nigehban.desk.leads import parts, selectors
from nigehban.desk.leads.explaining import archived_because, concerns_among, concerns_of, missing_facts, names_of_units
from nigehban.desk.leads.forms import DecisionForm
from nigehban.desk.leads.models import Lead, LeadAct, Level, State
from nigehban.desk.leads.persons import fate_of
from nigehban.desk.leads.policies import may_decide
from nigehban.desk.leads.versions import Seen, acts_since, is_untouched, seen_counts, version_of
from nigehban.desk.lookup import row_of
from nigehban.desk.web.paging import Slice, page_of

PART = 50
"""Rows on the page of one part; the lead's own page shows fewer of each."""
_FEW = 10


@policy(Permission.SEE_LEADS)
@require_safe
def lead(request: HttpRequest, lead_id: str) -> HttpResponse:
    """The lead's page. A number that was passed on leads to where its referrals are now."""
    found = row_of(selectors.visible_leads(officer_of(request)), lead_id)
    if found is None:
        return _passed_on(request, lead_id)
    return _show(request, found, DecisionForm())


def _passed_on(request: HttpRequest, number: str) -> HttpResponse:
    fate = fate_of(number)
    if fate is None or not selectors.visible_leads(officer_of(request)).filter(pk=fate.lead).exists():
        raise Http404
    return redirect(f"{reverse('leads:lead', args=[fate.lead])}?{urlencode({'was': number})}")


def show_lead(
    request: HttpRequest, lead_id: str, form: DecisionForm, status: int = 200, *, stale: bool = False
) -> HttpResponse:
    """The lead's page with a form to decide, which may carry what was wrong with the last try."""
    return _show(request, _lead(request, lead_id), form, status, stale=stale)


def _show(
    request: HttpRequest, found: Lead, form: DecisionForm, status: int = 200, *, stale: bool = False
) -> HttpResponse:
    note_read(request, "lead", found.pk)
    reasons = parts.reasons(found, None, PART)
    network = selectors.networks_named([found.network]).get(found.network)
    version = version_of(found)
    was = request.GET.get("was", "")[:100]
    context = {
        **_head(found),
        "unit_names": names_of_units(),
        "form": form,
        "version": version,
        "since": _since(found, form.data.get("seen", ""), version) if stale else None,
        "was": fate_of(was) if was and was != found.pk else None,
        "was_number": was,
        "may_decide": may_decide(officer_of(request)),
        "axes": parts.by_axis(found, reasons.rows),
        "reasons": reasons,
        "concerns": concerns_among(reasons.rows) if reasons.following is None else concerns_of(found),
        "missing": missing_facts(found.missing),
        "archived_because": archived_because(found.archive_reason),
        "folded": selectors.folded_behind([found.pk]).get(found.pk, []),
        "referrals": parts.referrals(found, None, _FEW),
        "same_person": parts.links(found, Level.SUBJECT, None, _FEW),
        "same_network": parts.links(found, Level.NETWORK, None, _FEW),
        "network": network,
        "others": page_of(selectors.network_of(officer_of(request), found), ("rank", "id"), None, _FEW)
        if network
        else None,
        "decisions": Slice([], None) if is_untouched(version) else parts.decisions(found, None, _FEW),
    }
    return render(request, "leads/lead.html", context, status=status)


class Since(NamedTuple):
    """What changed of a lead since a version of it: what officers did, and the counts that differ."""

    acts: list[LeadAct]
    before: Seen | None


def _since(found: Lead, seen: str, version: str) -> Since:
    before = seen_counts(seen)
    return Since(list(acts_since(found.pk, seen)[:_FEW]), before if seen != version else None)


@policy(Permission.SEE_LEADS)
@require_safe
def reasons(request: HttpRequest, lead_id: str) -> HttpResponse:
    """All reasons of a lead, page by page."""
    found = _lead(request, lead_id)
    page = parts.reasons(found, request.GET.get("after"), PART)
    return _part(request, found, "reasons", page, axes=parts.by_axis(found, page.rows))


@policy(Permission.SEE_LEADS)
@require_safe
def referrals(request: HttpRequest, lead_id: str) -> HttpResponse:
    """All referrals of a lead, page by page."""
    found = _lead(request, lead_id)
    return _part(request, found, "referrals", parts.referrals(found, request.GET.get("after"), PART))


@policy(Permission.SEE_LEADS)
@require_safe
def links(request: HttpRequest, lead_id: str, level: str) -> HttpResponse:
    """All links of a lead on one level, page by page."""
    if level not in Level.values:
        raise Http404
    found = _lead(request, lead_id)
    page = parts.links(found, Level(level), request.GET.get("after"), PART)
    return _part(request, found, "links", page, level=Level(level))


@policy(Permission.SEE_LEADS)
@require_safe
def decisions(request: HttpRequest, lead_id: str) -> HttpResponse:
    """All decisions on a lead, the newest first. A lead that a rebuild took from the list keeps them."""
    officer = officer_of(request)
    page = parts.decisions_on(lead_id, request.GET.get("after"), PART)
    found = row_of(selectors.visible_leads(officer), lead_id)
    if found is None and not (page.rows and selectors.act_is_visible(officer, page.rows[0])):
        raise Http404
    return _part(request, found or Lead(id=lead_id), "decisions", page)


@policy(Permission.SEE_LEADS)
@require_safe
def bundle(request: HttpRequest, bundle_id: str) -> HttpResponse:
    """A viral bundle: every referral of the same files, with the lead that it is in."""
    page = page_of(selectors.members_of_bundle(bundle_id), ("node_id",), request.GET.get("after"), PART)
    if not page.rows:
        raise Http404
    context = {
        "section": "leads",
        "unit_names": names_of_units(),
        "bundle": bundle_id,
        "page": page,
        "collapsed": State.COLLAPSED,
    }
    return render(request, "leads/bundle.html", context)


def _part(request: HttpRequest, found: Lead, name: str, page: Slice[object], **more: object) -> HttpResponse:
    decides = may_decide(officer_of(request))
    context = {
        **_head(found),
        "may_decide": decides,
        "unit_names": names_of_units(),
        "part": name,
        "page": page,
        "is_first": not request.GET.get("after"),
        **more,
    }
    return render(request, f"leads/part_{name}.html", context)


def _lead(request: HttpRequest, lead_id: str) -> Lead:
    found = row_of(selectors.visible_leads(officer_of(request)), lead_id)
    if found is None:
        raise Http404
    return found


def _head(found: Lead) -> dict[str, object]:
    return {"section": "leads", "lead": found, "is_open": found.state == State.OPEN}
