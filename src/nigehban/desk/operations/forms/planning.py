"""Planning: the operation, its targets, teams, warrants and members."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.custody.forms.step import moment_field
from nigehban.desk.custody.places import units
from nigehban.desk.operations.forms.fields import (
    answer,
    case_numbered,
    choose,
    day,
    officers_named,
    said,
    suspect_called,
    text,
    words,
)
from nigehban.desk.operations.models import Operation, Priority, Target, TargetState
from nigehban.desk.operations.use_cases import Subject

IDENTIFIERS = [
    ("", "—"),
    ("cnic", _("identity card")),
    ("passport", _("passport")),
    ("phone", _("phone")),
    ("email", _("e-mail")),
    ("account", _("account")),
]


class OperationForm(forms.Form):
    """A new operation."""

    code = text(_("Code word"), longest=40, hint=_("A word that means nothing to outsiders: no name, no place."))
    purpose = words(_("Purpose"))
    legal_basis = words(_("Legal basis"))
    starts_at = moment_field(_("Begins"))
    circles = forms.MultipleChoiceField(label=_("Circles taking part"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, pack: str, sent: QueryDict | None = None) -> None:
        super().__init__(sent)
        choose(self.fields["circles"], list(units(pack)))


class OfOperationForm(forms.Form):
    """A form of one operation, filled by one officer."""

    def __init__(self, operation: Operation, officer: Officer, sent: QueryDict | None = None, **options: Any) -> None:  # noqa: ANN401
        self.operation, self.officer = operation, officer
        super().__init__(sent, **options)
        if "circle" in self.fields:
            names = dict(units(operation.pack))
            choose(self.fields["circle"], [(one, names.get(one, one)) for one in operation.circles])


class TargetForm(OfOperationForm):
    """A new target: a suspect of a case, a lead, or an identifier."""

    circle = forms.ChoiceField(label=_("Circle"))
    case = text(_("Case number"), required=False)
    accused = text(_("Suspect, as the case calls them"), required=False)
    lead = text(_("Lead number"), required=False)
    identifier_kind = forms.ChoiceField(label=_("Kind of identifier"), choices=IDENTIFIERS, required=False)
    identifier = text(_("Identifier"), required=False)
    priority = forms.TypedChoiceField(
        label=_("Priority"), choices=Priority.choices, coerce=int, initial=Priority.SECOND
    )
    risks = words(_("Risks"), required=False, hint=_("Weapons, dogs, several doors, danger of evidence destroyed …"))
    children_expected = answer(_("Children expected at the address"))
    safeguarding_plan = words(_("Safeguarding plan"), required=False, hint=_("Required where children are expected."))

    def clean(self) -> dict[str, Any]:
        """Find the suspect; an identifier has a kind."""
        stated: dict[str, Any] = super().clean() or self.cleaned_data
        if stated.get("identifier") and not stated.get("identifier_kind"):
            self.add_error("identifier_kind", _("Say what kind of identifier it is."))
        party = None
        if stated.get("case"):
            try:
                party = suspect_called(case_numbered(self.officer, stated["case"]), stated.get("accused", ""))
            except ValidationError as error:
                self.add_error("case", error)
        self.subject = Subject(
            party, stated.get("lead", ""), stated.get("identifier_kind", ""), stated.get("identifier", "")
        )
        return stated

    @property
    def stated(self) -> dict[str, Any]:
        """What is stated of the target beside whom it concerns."""
        return {key: self.cleaned_data[key] for key in ("priority", "risks", "children_expected", "safeguarding_plan")}


class ChangeTargetForm(forms.Form):
    """What changes about a target."""

    state = forms.ChoiceField(label=_("State"), choices=TargetState.choices)
    priority = forms.TypedChoiceField(label=_("Priority"), choices=Priority.choices, coerce=int)
    risks = words(_("Risks"), required=False)
    children_expected = answer(_("Children expected at the address"))
    safeguarding_plan = words(_("Safeguarding plan"), required=False, hint=_("Required where children are expected."))

    def __init__(self, target: Target, sent: QueryDict | None = None) -> None:
        shown = {name: getattr(target, name) for name in ("state", "priority", "risks", "safeguarding_plan")}
        super().__init__(sent, initial=shown | {"children_expected": said(target.children_expected)})


class TeamForm(OfOperationForm):
    """A team."""

    circle = forms.ChoiceField(label=_("Circle"))
    name = text(_("Name"), longest=40)
    officers = words(_("Officers"), hint=_("Service numbers, separated by commas or lines. They become members."))
    vehicles = words(_("Vehicles"), required=False)
    woman_present = answer(_("Woman officer present"))

    def clean_officers(self) -> list[Officer]:
        """The officers themselves."""
        return officers_named(self.cleaned_data["officers"])


class WarrantForm(OfOperationForm):
    """A warrant with its sealed address."""

    number = text(_("Number of the warrant"), longest=80)
    court = text(_("Court"))
    issued_on = day(_("Issued"))
    expires_on = day(_("Holds until"), required=False)
    target = forms.ModelChoiceField(Target.objects.none(), label=_("Target"), required=False)
    address = words(_("Address"), hint=_("Under seal: only members of the operation see it."))

    def __init__(self, operation: Operation, officer: Officer, sent: QueryDict | None = None) -> None:
        super().__init__(operation, officer, sent)
        self.fields["target"].queryset = operation.targets.filter(removed_at=None)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """It does not end before it begins."""
        stated: dict[str, Any] = super().clean() or self.cleaned_data
        issued, until = stated.get("issued_on"), stated.get("expires_on")
        if issued and until and until < issued:
            self.add_error("expires_on", _("It ends before it was issued."))
        return stated


class MemberForm(forms.Form):
    """Somebody else who may see the operation."""

    officer = text(_("Officer"), hint=_("Service number or account name."))
    duty = text(_("Duty"), required=False, longest=64)
    reason = text(_("Why the officer needs to see it"))

    def clean_officer(self) -> Officer:
        """The officer."""
        found = officers_named(self.cleaned_data["officer"])
        if len(found) != 1:
            raise ValidationError(_("Name one officer."))
        return found[0]


class ReasonForm(forms.Form):
    """A reason, and nothing else."""

    reason = text(_("Reason"), longest=1000)


class NothingForm(forms.Form):
    """A button."""
