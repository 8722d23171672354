"""Undo: the lead goes back to where it was before an act, if nothing was done with it since."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.models import Lead, State
from nigehban.desk.leads.persons import alone, fate_of
from nigehban.desk.leads.use_cases import reopen_lead
from nigehban.desk.worklists.errors import ChangedSinceError
from nigehban.desk.worklists.models import Act, Item, WorkAct
from nigehban.desk.worklists.use_cases.records import locked_item, record, seen_lead, where

_PASSING = (Act.LEASE, Act.EXTEND, Act.SKIP, Act.BREAK, Act.UNDO)
"""Acts that do not stand between an act and its undoing; neither does one that was undone."""


def undo(officer: Officer, act: WorkAct) -> WorkAct:
    """Take an act back; any officer may who may decide of the lead. Raises leaves of ``WorkError``, ``LeadError``.

    Of a lead that was joined with another the work is that of both: the merge is undone first.
    """
    with transaction.atomic():
        if act.act == Act.SET_ASIDE:
            alone()  # before the item, as set_aside does
        lead = _its_lead(officer, act)
        item = locked_item(officer, lead)
        _check_latest(act)
        if act.act == Act.SET_ASIDE and lead.state == State.ARCHIVED:
            reopen_lead(officer, lead.pk, "Undone.")
        before = where(item)
        _put_back(item, act.before)
        try:
            with transaction.atomic():
                return record(officer, lead.pk, Act.UNDO, undoes=act, before=before)
        except IntegrityError as error:
            raise ChangedSinceError(_("This was undone before.")) from error


def _its_lead(officer: Officer, act: WorkAct) -> Lead:
    fate = fate_of(act.lead)
    if fate is None or fate.lead == act.lead:
        return seen_lead(officer, act.lead)
    heir = seen_lead(officer, fate.lead)
    raise ChangedSinceError(
        _("Lead %(lead)s is part of lead %(heir)s now. Undo that first, or decide of lead %(heir)s as it is.")
        % {"lead": act.lead, "heir": heir.pk}
    )


def _check_latest(act: WorkAct) -> None:
    if not Act(act.act).undoable:
        raise ChangedSinceError(_("There is nothing to undo in this."))
    since = WorkAct.objects.filter(lead=act.lead, pk__gt=act.pk).exclude(act__in=_PASSING)
    later = since.filter(undone_by=None).select_related("officer").order_by("-pk").first()
    if later is not None:
        raise ChangedSinceError(
            _("%(officer)s %(act)s lead %(lead)s since. Undo that first, or decide of the lead as it is now.")
            % {"officer": later.officer, "act": later.get_act_display(), "lead": act.lead}
        )


def _put_back(item: Item, before: dict[str, str | int | None]) -> None:
    until = before.get("until")
    item.place = str(before["place"])
    item.officer_id = before["officer_id"]
    item.reason, item.referrals = str(before["reason"]), int(before["referrals"] or 0)
    item.until = datetime.fromisoformat(str(until)) if until else None
    item.leased_to = item.leased_at = item.leased_until = None
    item.save()
