"""The pages that every browser test of the frame visits. A new page is one line here.

``where`` runs in the installation and gives the address; it may look up a record there, or make one by a use case.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from nigehban.desk.access.roles import Role
from nigehban.desk.leads.models import Lead, LeadReason, Network, State
from nigehban.desk.referrals.models import Referral
from nigehban.desk.web.templatetags.desk import source_at

from . import proceedings
from .casework import of_case, of_victim

ROLE = Role.SUPERVISOR


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its name, where it is, and whose eyes see it (``None``: nobody is logged in)."""

    name: str
    where: Callable[[], str]
    role: Role | None = ROLE

    def __str__(self) -> str:
        return self.name


def _lead(state: State = State.OPEN) -> str:
    leads = Lead.objects.filter(state=state)
    return reverse("leads:lead", args=[leads.earliest("rank").pk])


def _network() -> str:
    return reverse("leads:network", args=[Network.objects.earliest("pk").pk])


def _referral() -> str:
    return f"{reverse('referrals:referral')}?id={Referral.objects.earliest('pk').label}"


def _source() -> str:
    """A document at the place that a reason points to."""
    reason = LeadReason.objects.exclude(pointer=None).earliest("lead__rank", "position")
    return str(source_at(reason.referral, reason.pointer, reason.rule))


def _case_from_lead() -> str:
    return reverse("cases:from_lead", args=[Lead.objects.filter(state=State.OPEN).latest("rank").pk])


PLACES = (
    Place("login", lambda: reverse("account_login"), role=None),
    Place("account", lambda: reverse("mfa_index")),
    Place("app", lambda: reverse("mfa_activate_totp")),
    Place("passkeys", lambda: reverse("mfa_list_webauthn")),
    Place("add a passkey", lambda: reverse("mfa_add_webauthn")),
    Place("password", lambda: reverse("account_set_password")),
    Place("sessions", lambda: reverse("usersessions_list")),
    Place("cases", lambda: reverse("cases:list")),
    Place("new case", lambda: reverse("cases:new")),
    Place("case from a lead", _case_from_lead),
    Place("case", of_case("case")),
    Place("case: events", of_case("events")),
    Place("case: which event", of_case("choose_event")),
    Place("case: an event", of_case("record", "arrested")),
    Place("case: a step", of_case("move", "scrutiny")),
    Place("case: people", of_case("people")),
    Place("case: somebody new", of_case("add_party")),
    Place("case: victim", of_victim("victim")),
    Place("case: identity", of_victim("unseal")),
    Place("case: offences", lambda: f"{of_case('offences')()}?q=19A+PECA&on=2018-02-01"),
    Place("case: notes", lambda: f"{of_case('notes')()}?kind=diary"),
    Place("case: property", of_case("seizures")),
    Place("case: requests", of_case("requests")),
    Place("deadlines", lambda: f"{reverse('cases:due')}?whose=all"),
    Place("list", lambda: reverse("leads:list")),
    Place("archived leads", lambda: f"{reverse('leads:list')}?state=archived"),
    Place("lead", _lead),
    Place("lead set aside", lambda: _lead(State.ARCHIVED)),
    Place("network", _network),
    Place("referral", _referral),
    Place("source", _source),
    Place("statistics", lambda: reverse("statistics:home")),
    Place("bulletin", lambda: reverse("statistics:product", args=["weekly_bulletin"])),
    Place("monthly letter", lambda: reverse("statistics:product", args=["monthly_letter"])),
    Place("supervisors' home", lambda: reverse("statistics:supervisors")),
    Place("operations", proceedings.operations),
    Place("operation", proceedings.operation),
    Place("live board", proceedings.board),
    Place("briefing sheet", proceedings.briefing),
    Place("two circles, one subject", proceedings.conflict),
    Place("a seizure", proceedings.seizure),
    Place("a new operation", proceedings.plan),
    Place("custody", proceedings.custody),
    Place("an arrest", proceedings.arrest),
    Place("wanted", proceedings.wanted),
    Place("wanted entry", proceedings.entry),
    Place("a wanted entry is proposed", proceedings.propose_entry),
    Place("intake", lambda: reverse("referrals:intake")),
    Place("quarantine", lambda: reverse("referrals:quarantine")),
    Place("programs", lambda: reverse("programs:about")),
    Place("tokens", lambda: reverse("programs:tokens"), role=Role.ADMINISTRATOR),
    Place("a new token", lambda: reverse("programs:new_token"), role=Role.ADMINISTRATOR),
    Place("webhooks", lambda: reverse("programs:webhooks"), role=Role.ADMINISTRATOR),
)
