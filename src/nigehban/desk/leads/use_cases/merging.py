"""An officer merges leads: all their referrals are judged the same person at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.errors import NoSuchLeadError, TooFewError
from nigehban.desk.leads.models import Act, Lead, LeadAct, LeadMember
from nigehban.desk.leads.persons import alone, settle
from nigehban.desk.leads.use_cases.recording import locked, permitted, record
from nigehban.desk.leads.versions import unchanged


def merge_leads(
    officer: Officer,
    numbers: Sequence[str],
    *,
    reason: str = "",
    seen: Sequence[str | None] = (),
    batch: UUID | None = None,
) -> LeadAct:
    """Make one lead of several. ``seen`` are their versions that the officer looked at, in the same order.

    Raises a leaf of ``LeadError``.
    """
    permitted(officer)
    versions = dict(zip(numbers, seen, strict=False))
    wanted = sorted(set(numbers))
    if len(wanted) < 2:
        raise TooFewError(_("Choose two leads or more: one alone cannot be merged."))
    with transaction.atomic():
        alone()
        for lead in [locked(number) for number in wanted]:
            unchanged(lead, versions.get(lead.pk))
        first, *others = (_nodes(number) for number in wanted)
        rest = [node for nodes in others for node in nodes]
        made = record(officer, Act.MERGE, one=first, other=rest, lead=wanted[0], reason=reason.strip(), batch=batch)
        settle([*first, *rest], made)
    return made


def merged_lead(act: LeadAct) -> Lead | None:
    """The lead in which the referrals of an act are now, when they are in one."""
    nodes = act.sides.values("node_id")
    found = set(LeadMember.objects.filter(node_id__in=nodes).values_list("lead_id", flat=True)[:2])
    return Lead.objects.filter(pk=found.pop()).first() if len(found) == 1 else None


def _nodes(number: str) -> list[int]:
    nodes = list(LeadMember.objects.filter(lead=number).order_by("node_id").values_list("node_id", flat=True))
    if not nodes:
        raise NoSuchLeadError(
            _("The referrals of lead %(number)s are not listed: it cannot be merged.") % {"number": number}
        )
    return nodes
