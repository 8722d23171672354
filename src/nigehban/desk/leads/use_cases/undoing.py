"""An officer takes an act back. To take that back is an undo of the undo."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.errors import AlreadySoError, NoSuchActError, NotAllowedError
from nigehban.desk.leads.models import OF_PERSONS, Act, ActLead, Lead, LeadAct, Withdrawn
from nigehban.desk.leads.persons import alone, resettle, settle
from nigehban.desk.leads.selectors import act_of_batch_is_visible
from nigehban.desk.leads.use_cases.recording import note, permitted, record
from nigehban.desk.lookup import row_of


def undo(officer: Officer, act_id: int, *, reason: str = "", batch: UUID | None = None) -> LeadAct:
    """Take an act back, whoever did it: everything is as if it had not been done. Raises a leaf of ``LeadError``."""
    permitted(officer)
    with transaction.atomic():
        alone()
        act = row_of(LeadAct.objects.select_related("officer"), act_id)
        if act is None:
            raise NoSuchActError(_("There is no act %(act_id)s.") % {"act_id": act_id})
        if Withdrawn.objects.filter(act=act).exists():
            raise AlreadySoError(_("Act %(act_id)s was taken back already.") % {"act_id": act_id})
        made = record(officer, Act.UNDO, withdraws=act, reason=reason.strip(), batch=batch)
        _let_stand(act, stands=False)
        _carry_out(made, root_of(act))
    return made


def undo_batch(officer: Officer, batch: UUID, *, reason: str = "") -> list[LeadAct]:
    """Take back what still stands of all that was done at once, the newest first; the undos are a batch of their own.

    Raises ``AlreadySoError`` when nothing of it stands, ``NoSuchActError`` when there is none, ``NotAllowedError``
    when a part of it concerns only leads that the officer may not see.
    """
    again = uuid4()
    with transaction.atomic():
        alone()
        acts = LeadAct.objects.filter(batch=batch).order_by("-id")
        if not acts:
            raise NoSuchActError(_("There is no batch %(batch)s.") % {"batch": batch})
        if not all(act_of_batch_is_visible(officer, act) for act in acts):
            raise NotAllowedError(
                _("Some acts of this batch concern leads that you may not see. Ask the officer who did it.")
            )
        standing = [act for act in acts if not Withdrawn.objects.filter(act=act).exists()]
        if not standing:
            raise AlreadySoError(_("All of it was taken back already."))
        return [undo(officer, act.pk, reason=reason, batch=again) for act in standing]


def root_of(act: LeadAct) -> LeadAct:
    """What an act is about in the end: itself, or what an undo takes back."""
    while act.withdraws is not None:
        act = act.withdraws
    return act


def _let_stand(act: LeadAct, *, stands: bool) -> None:
    if stands:
        Withdrawn.objects.filter(act=act).delete()
    else:
        Withdrawn.objects.create(act=act)
    if act.withdraws is not None:
        _let_stand(act.withdraws, stands=not stands)


def _carry_out(made: LeadAct, root: LeadAct) -> None:
    if root.act in OF_PERSONS:
        settle(list(root.sides.values_list("node_id", flat=True)), made)
    for number in ActLead.objects.filter(act=root).values_list("number", flat=True):
        note(made, number)
    if root.lead is not None and root.act not in OF_PERSONS and Lead.objects.filter(pk=root.lead).exists():
        resettle(root.lead)
