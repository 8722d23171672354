"""What every act has in common: who may, and how it is written down."""

from __future__ import annotations

from collections.abc import Iterable

import structlog
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.errors import NoReasonError, NoSuchLeadError, NotAllowedError
from nigehban.desk.leads.models import Act, ActLead, ActSide, Lead, LeadAct
from nigehban.desk.leads.policies import may_decide
from nigehban.desk.lookup import row_of

_log = structlog.get_logger("nigehban.desk.leads")


def permitted(officer: Officer) -> None:
    """Raises ``NotAllowedError`` when the officer may not decide of leads."""
    if not may_decide(officer):
        raise NotAllowedError(_("You may not decide of leads. Ask your supervisor."))


def given(reason: str) -> str:
    """The reason without blanks around it. Raises ``NoReasonError`` for none."""
    if not reason.strip():
        raise NoReasonError(_("Say why, in a few words: the next officer will read it."))
    return reason.strip()


def locked(number: str) -> Lead:
    """The lead of that number, which nobody else changes before the transaction ends. Raises ``NoSuchLeadError``."""
    lead = row_of(Lead.objects.select_for_update(), number)
    if lead is None:
        raise NoSuchLeadError(
            _("There is no lead %(number)s in the list now. It may have been joined with another.") % {"number": number}
        )
    return lead


def record(
    officer: Officer, act: Act, *, one: Iterable[int] = (), other: Iterable[int] = (), **fields: object
) -> LeadAct:
    """Write an act down; ``one`` and ``other`` are the referrals (signed node ids) of its two sides."""
    made = LeadAct.objects.create(act=act, officer=officer, **fields)
    sides = [ActSide(act=made, node_id=node, second=False) for node in one]
    ActSide.objects.bulk_create([*sides, *(ActSide(act=made, node_id=node, second=True) for node in other)])
    _log.info("lead decided", act=str(act), number=made.pk, lead=made.lead, officer=officer.pk)
    return made


def note(act: LeadAct, number: str) -> None:
    """Remember that the act concerned a lead's number."""
    ActLead.objects.get_or_create(act=act, number=number)
