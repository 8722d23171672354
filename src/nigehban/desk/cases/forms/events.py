"""Recording what happened, taking a step, taking an event back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nigehban.desk.cases.forms.common import MomentField, Posted, local_now, long_text, short_text
from nigehban.desk.cases.forms.event_fields import data_of, fields_of
from nigehban.desk.cases.models import Case, Party, PartyRole
from nigehban.jurisdiction.procedure import EventType, Scope, Transition, load_procedure

Initial = Mapping[str, object] | None


class EventForm(forms.Form):
    """An event of one type; its fields are those that the pack names."""

    at = MomentField(_("When it happened"))

    def __init__(self, case: Case, kind: EventType, data: Posted = None, initial: Initial = None) -> None:
        super().__init__(data, initial={"at": local_now()} | dict(initial or {}))
        self.kind = kind
        if kind.scope is Scope.ACCUSED:
            self.fields["party"] = _concerned(case)
        self.fields |= fields_of(kind, case)

    @property
    def stated(self) -> dict[str, Any]:
        """What ``record_event`` takes."""
        values = self.cleaned_data
        return {
            "at": values["at"],
            "party": values.get("party"),
            "ref": values.get("ref") or "",
            "data": data_of(values, self.kind),
        }


class MoveForm(forms.Form):
    """A step, with the fields of all events that are recorded with it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    at = MomentField(_("When"))

    def __init__(self, case: Case, step: Transition, data: Posted = None) -> None:
        super().__init__(data, initial={"at": local_now(), "version": case.version})
        known = load_procedure(case.pack).event_types
        self.kinds = [known[name] for name in step.events]
        if any(kind.scope is Scope.ACCUSED for kind in self.kinds):
            self.fields["party"] = _concerned(case)
        for kind in self.kinds:
            self.fields |= fields_of(kind, case)
        self.fields["reason"] = forms.CharField(
            label=_("Remark"), required=not step.events, max_length=4000, widget=long_text(2)
        )

    @property
    def stated(self) -> dict[str, Any]:
        """What ``move_case`` takes."""
        values = self.cleaned_data
        data = {key: value for kind in self.kinds for key, value in data_of(values, kind).items()}
        if values.get("ref"):
            data["ref"] = values["ref"]
        if values.get("reason"):
            data.setdefault("reason", values["reason"])
        return {
            "version": values["version"],
            "at": values["at"],
            "party": values.get("party"),
            "data": data,
            "reason": values.get("reason") or "",
        }


class WithdrawForm(forms.Form):
    """Why an event is taken back."""

    reason = forms.CharField(label=_("Why it is taken back"), max_length=4000, widget=long_text(2))


class OpenForm(forms.Form):
    """A case of a lead."""

    gist = forms.CharField(
        label=_("In a few words"),
        max_length=300,
        widget=short_text(),
        help_text=_("The list shows these words. Name nobody."),
    )
    unit = forms.ChoiceField(label=_("Circle"))
    sealed = forms.BooleanField(label=_("Only its members may see it"), required=False)

    def __init__(self, units: list[tuple[str, str]], data: Posted = None, initial: Initial = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["unit"] = forms.ChoiceField(label=_("Circle"), choices=units)


class LeadForm(OpenForm):
    """A case of a lead, and why its referrals belong together."""

    reason = forms.CharField(label=_("Why these referrals make a case"), max_length=4000, widget=long_text(2))


class ComplaintForm(OpenForm):
    """A complaint that came by hand."""

    received_at = MomentField(_("Received"))

    def __init__(self, units: list[tuple[str, str]], kind: EventType | None, case: Case, data: Posted = None) -> None:
        super().__init__(units, data, initial={"received_at": local_now()})
        self.kind = kind
        self.fields |= fields_of(kind, case) if kind else {}

    @property
    def event_data(self) -> dict[str, Any]:
        """The data of the event that begins the case's clocks."""
        return data_of(self.cleaned_data, self.kind) if self.kind else {}


def _concerned(case: Case) -> forms.ModelChoiceField[Party]:
    suspects = case.parties.filter(role=PartyRole.SUSPECT, removed_at=None).order_by("id")
    return forms.ModelChoiceField(suspects, label=_("Whom it concerns"), empty_label=_("choose"))
