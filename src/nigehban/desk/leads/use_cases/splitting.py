"""An officer takes referrals out of a lead: they are judged not the same person as the rest."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.copying import signed_key
from nigehban.desk.leads.errors import BadPartError
from nigehban.desk.leads.models import Act, LeadAct, LeadMember
from nigehban.desk.leads.persons import alone, settle
from nigehban.desk.leads.use_cases.recording import locked, permitted, record
from nigehban.desk.leads.versions import unchanged
from nigehban.runs.rows import node_id


def split_lead(
    officer: Officer,
    number: str,
    referrals: Iterable[str],
    *,
    reason: str = "",
    seen: str | None = None,
    batch: UUID | None = None,
) -> LeadAct:
    """Take these referrals (their ids) out of a lead. Raises a leaf of ``LeadError``.

    What stays, and what is taken out, remain together only as far as something joins them.
    """
    permitted(officer)
    with transaction.atomic():
        alone()
        lead = locked(number)
        unchanged(lead, seen)
        out, rest = sides_of(number, referrals)
        made = record(officer, Act.SPLIT, one=out, other=rest, lead=number, reason=reason.strip(), batch=batch)
        settle([*out, *rest], made)
    return made


def sides_of(number: str, referrals: Iterable[str]) -> tuple[list[int], list[int]]:
    """The node ids (signed) of what is taken out of a lead and of what stays. Raises ``BadPartError``."""
    wanted = {signed_key(node_id(referral)) for referral in referrals}
    members = set(LeadMember.objects.filter(lead=number).values_list("node_id", flat=True))
    if not wanted or wanted >= members:
        raise BadPartError(_("Choose some referrals to take out, but not all of them."))
    if not wanted <= members:
        raise BadPartError(
            _("Not all of these referrals are in lead %(number)s now. Look at it again.") % {"number": number}
        )
    return sorted(wanted), sorted(members - wanted)
