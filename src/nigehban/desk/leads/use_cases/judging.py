"""An officer judges whether two referrals speak of the same person."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.copying import signed_key
from nigehban.desk.leads.errors import BadPairError, ChangedSinceError, NoSuchReferralError
from nigehban.desk.leads.models import Act, LeadAct, LeadMember
from nigehban.desk.leads.persons import alone, settle
from nigehban.desk.leads.selectors import visible_leads
from nigehban.desk.leads.use_cases.recording import permitted, record
from nigehban.desk.leads.versions import judged_since
from nigehban.runs.rows import node_id

_LONGEST_ID = 600


def judge(
    officer: Officer,
    a: str,
    b: str,
    verdict: Act,
    *,
    reason: str = "",
    seen: str | None = None,
    batch: UUID | None = None,
) -> LeadAct:
    """Record a verdict on two referrals (their ids) and make the leads around them so; the newest counts.

    ``seen`` is the newest act of all when the officer looked. Raises a leaf of ``LeadError``.
    """
    permitted(officer)
    pair = [_node(officer, referral) for referral in sorted({a.strip(), b.strip()})]
    if len(pair) != 2:
        raise BadPairError(_("A judgement is about two different referrals: give the id of each."))
    with transaction.atomic():
        alone()
        if seen is not None and judged_since(a.strip(), b.strip(), seen).exists():
            raise ChangedSinceError(_("These two referrals were judged while you looked at them. Look, then decide."))
        made = record(officer, verdict, one=pair[:1], other=pair[1:], reason=reason.strip(), batch=batch)
        settle(pair, made)
    return made


def _node(officer: Officer, referral: str) -> int:
    if not referral or len(referral) > _LONGEST_ID:
        raise BadPairError(_("A judgement is about two different referrals: give the id of each."))
    node = signed_key(node_id(referral))
    if not LeadMember.objects.filter(node_id=node, lead__in=visible_leads(officer)).exists():
        raise NoSuchReferralError(_("There is no referral %(referral)s in the list.") % {"referral": referral})
    return node
