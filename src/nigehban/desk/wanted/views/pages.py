"""The list, an entry, and what is done with one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nigehban.desk.access.policies import may, policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.audit.reads import note_read
from nigehban.desk.lookup import row_of
from nigehban.desk.operations.forms.planning import NothingForm, ReasonForm
from nigehban.desk.operations.views.acting import Act, acted
from nigehban.desk.operations.views.listing import circle_names
from nigehban.desk.wanted import selectors, use_cases
from nigehban.desk.wanted.forms import EntryForm, ReviewForm
from nigehban.desk.wanted.models import Stand, WantedEntry

_METHODS = ["GET", "HEAD", "POST"]


@policy(Permission.SEE_CASES)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The entries that stand so; without a word, those on the list."""
    asked = request.GET.get("stand", Stand.LISTED)
    stand = Stand(asked) if asked in Stand.values else Stand.LISTED
    officer = officer_of(request)
    note_read(request, "wanted", "list")
    context = {
        "section": "wanted",
        "page": selectors.entry_page(officer, stand, request.GET.get("after")),
        "stand": stand,
        "stands": Stand.choices,
        "unit_names": circle_names(),
        "some_expired": stand is Stand.LISTED and selectors.some_expired(officer),
        "may_propose": may(officer, Permission.WORK_CASES),
    }
    return render(request, "wanted/list.html", context)


@policy(Permission.SEE_CASES)
@require_safe
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """An entry."""
    found, officer = _entry(request, number), officer_of(request)
    note_read(request, "wanted", found.pk)
    context = {
        "section": "wanted",
        "entry": found,
        "case": selectors.case_of(officer, found),
        "unit_names": circle_names(),
        "may_approve": may(officer, Permission.APPROVE_WANTED) and found.proposed_by_id != officer.pk,
        "may_review": may(officer, Permission.APPROVE_WANTED) and found.proposed_by_id != officer.pk,
        "may_correct": may(officer, Permission.WORK_CASES),
        "may_remove": may(officer, Permission.LEAD_CIRCLE),
    }
    return render(request, "wanted/entry.html", context)


@policy(Permission.WORK_CASES)
@require_http_methods(_METHODS)
def propose(request: HttpRequest) -> HttpResponse:
    """A new entry."""
    officer = officer_of(request)
    form = EntryForm(officer, request.POST or None)

    def do() -> object:
        return use_cases.propose(officer, **form.stated)

    done = _("Proposed. Another officer has to approve it.")
    return acted(
        request, None, form, Act(_("Propose an entry"), do, done, f"{_list()}?stand=proposed", section="wanted")
    )


@policy(Permission.APPROVE_WANTED)
@require_http_methods(_METHODS)
def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Put a proposed entry on the list."""
    found, officer = _entry(request, number), officer_of(request)

    def do() -> None:
        use_cases.approve(officer, found)

    act = Act(_("Approve an entry"), do, _("It is on the list."), _page(found), _("Approve"), section="wanted")
    return acted(request, None, NothingForm(request.POST or {"sent": ""}), act)


@policy(Permission.WORK_CASES)
@require_http_methods(_METHODS)
def correct(request: HttpRequest, number: int) -> HttpResponse:
    """Correct what an entry states."""
    found, officer = _entry(request, number), officer_of(request)
    form = EntryForm(officer, request.POST or None, found)

    def do() -> None:
        use_cases.correct(officer, found, form.cleaned_data["reason"], **form.stated)

    return acted(request, None, form, Act(_("Correct an entry"), do, _("Corrected."), _page(found), section="wanted"))


@policy(Permission.APPROVE_WANTED)
@require_http_methods(_METHODS)
def review(request: HttpRequest, number: int) -> HttpResponse:
    """Renew an entry: until another day, with its approver and basis."""
    found, officer = _entry(request, number), officer_of(request)
    form = ReviewForm(request.POST or None, initial={"basis": found.basis})

    def do() -> None:
        use_cases.review(officer, found, **form.cleaned_data)

    act = Act(_("Renew an entry"), do, _("Renewed."), _page(found), _("Let it stand"), section="wanted")
    return acted(request, None, form, act)


@policy(Permission.LEAD_CIRCLE)
@require_http_methods(_METHODS)
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take somebody off the list."""
    found, officer = _entry(request, number), officer_of(request)
    form = ReasonForm(request.POST or None)

    def do() -> None:
        use_cases.remove(officer, found, form.cleaned_data["reason"])

    act = Act(_("Take an entry off"), do, _("Taken off."), _page(found), _("Take it off"), grave=True, section="wanted")
    return acted(request, None, form, act)


def _entry(request: HttpRequest, number: int) -> WantedEntry:
    visible = WantedEntry.objects.visible_to(officer_of(request))
    found = row_of(visible.select_related("proposed_by", "approved_by", "removed_by"), number)
    if found is None:
        raise Http404(_("There is no such entry."))
    return found


def _list() -> str:
    return reverse("wanted:list")


def _page(found: WantedEntry) -> str:
    return reverse("wanted:entry", args=[found.pk])
