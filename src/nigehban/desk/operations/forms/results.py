"""What a circle brings in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Party
from nigehban.desk.custody.forms.step import Answer, moment_field
from nigehban.desk.custody.places import offence_kinds, provinces
from nigehban.desk.lookup import row_of
from nigehban.desk.operations.forms.fields import case_numbered, choose, suspect_called, text
from nigehban.desk.operations.forms.planning import OfOperationForm
from nigehban.desk.operations.models import Operation, Target, Warrant, What
from nigehban.desk.operations.models.result import ITEMS
from nigehban.desk.operations.use_cases import (
    Place,
    Seized,
    record_arrest,
    record_child,
    record_search,
    record_seizure,
)


class Came(models.TextChoices):
    """What came of a search."""

    CASE = "case", _("case")
    ENQUIRY = "enquiry", _("enquiry")
    NOTHING = "nothing", _("nothing")


class ResultForm(OfOperationForm):
    """Where, when, for which circle and in which case. A target of a case brings its own case along."""

    target = forms.ModelChoiceField(Target.objects.none(), label=_("Target"), required=False)
    circle = forms.ChoiceField(label=_("Circle"))
    case = text(_("Case number"), required=False, hint=_("Empty: the case of the target."))
    at = moment_field(_("When"))
    province = forms.ChoiceField(label=_("Province"))
    city = text(_("City or town"))

    def __init__(self, operation: Operation, officer: Officer, sent: QueryDict | None = None, **options: Any) -> None:  # noqa: ANN401
        super().__init__(operation, officer, sent, **options)
        targets = operation.targets.filter(removed_at=None).order_by("number")
        self.fields["target"].queryset = targets  # type: ignore[attr-defined]
        choose(self.fields["province"], [("", "—"), *provinces(operation.pack)])

    def clean(self) -> dict[str, Any]:
        """Find the case; nothing is recorded before it happened."""
        stated: dict[str, Any] = super().clean() or self.cleaned_data
        if stated.get("at") and stated["at"] > timezone.now():
            self.add_error("at", _("This lies in the future. Record it when it has happened."))
        try:
            stated["case"] = case_numbered(self.officer, stated.get("case") or self._case_of_target(stated))
        except ValidationError as error:
            self.add_error("case", error)
        return stated

    @property
    def place(self) -> Place:
        """What every result says."""
        stated = self.cleaned_data
        return Place(
            stated["circle"], stated["case"], stated["at"], stated["target"], stated["city"], stated["province"]
        )

    def record(self) -> object:
        """Record it on the board and in the case; raises what the use case raises."""
        raise NotImplementedError

    @staticmethod
    def _case_of_target(stated: dict[str, Any]) -> str:
        target = stated.get("target")
        # Asked by number: a party of a case that the officer does not see has no row.
        party = row_of(Party.objects.select_related("case"), target.party_id) if target else None
        if party is None:
            raise ValidationError(_("Name the case in which this is recorded."))
        return party.case.number


class WithWarrantForm(ResultForm):
    """What needs a warrant."""

    warrant = forms.ModelChoiceField(
        Warrant.objects.none(),
        label=_("Warrant"),
        required=False,
        help_text=_("No search and no seizure without one (PECA 33)."),
    )

    def __init__(self, operation: Operation, officer: Officer, sent: QueryDict | None = None, **options: Any) -> None:  # noqa: ANN401
        super().__init__(operation, officer, sent, **options)
        self.fields["warrant"].queryset = operation.warrants.order_by("number")  # type: ignore[attr-defined]


class SearchForm(WithWarrantForm):
    """A search."""

    came = forms.ChoiceField(label=_("What came of it"), choices=Came.choices)

    def record(self) -> object:
        """A search."""
        sent = self.cleaned_data
        return record_search(self.officer, self.operation, self.place, sent["warrant"], sent["came"])


class SeizureForm(WithWarrantForm):
    """A seizure with its list."""

    exhibit = text(_("Number of the exhibit"), longest=80)
    phone = forms.IntegerField(label=What.PHONE.label, min_value=0, max_value=9999, required=False)
    computer = forms.IntegerField(label=What.COMPUTER.label, min_value=0, max_value=9999, required=False)
    storage = forms.IntegerField(label=What.STORAGE.label, min_value=0, max_value=9999, required=False)
    document = forms.IntegerField(label=What.DOCUMENT.label, min_value=0, max_value=9999, required=False)
    other = forms.IntegerField(label=What.OTHER.label, min_value=0, max_value=9999, required=False)
    listed = forms.BooleanField(label=_("A list was made at the time"), required=False)
    copy_given = forms.BooleanField(label=_("A copy of the list was given"), required=False)
    witnesses = forms.IntegerField(label=_("Witnesses"), min_value=0, max_value=99)

    def clean(self) -> dict[str, Any]:
        """Something was seized."""
        stated = super().clean()
        if not any(stated.get(what.value) for what in ITEMS):
            raise ValidationError(_("Say how many items of which kind were seized."))
        return stated

    def record(self) -> object:
        """A seizure."""
        warrant = self.cleaned_data["warrant"]
        return record_seizure(self.officer, self.operation, self.place, warrant, self.seized)

    @property
    def seized(self) -> Seized:
        """The seizure."""
        stated = self.cleaned_data
        items = {what: stated[what.value] for what in ITEMS if stated.get(what.value)}
        return Seized(stated["exhibit"], items, stated["listed"], stated["copy_given"], stated["witnesses"])


class ArrestForm(ResultForm):
    """An arrest. The rights of the accused are recorded with it."""

    accused = text(_("Suspect, as the case calls them"), required=False, hint=_("Empty: the target."))
    kind = forms.ChoiceField(label=_("Kind of offence"))
    warrant = text(_("Number of the warrant of arrest"), required=False, hint=_("Empty: arrested without a warrant."))
    grounds_told = forms.ChoiceField(label=_("Grounds of the arrest told"), choices=Answer.choices, required=False)
    relatives_told = forms.ChoiceField(label=_("Relatives told"), choices=Answer.choices, required=False)
    medical = forms.ChoiceField(label=_("Medical examination"), choices=Answer.choices, required=False)
    lawyer = text(_("Lawyer"), required=False)
    party: Party

    def __init__(self, operation: Operation, officer: Officer, sent: QueryDict | None = None, **options: Any) -> None:  # noqa: ANN401
        super().__init__(operation, officer, sent, **options)
        choose(self.fields["kind"], [("", "—"), *offence_kinds(operation.pack)])

    def clean(self) -> dict[str, Any]:
        """Find the suspect."""
        stated = super().clean()
        target, case = stated.get("target"), stated.get("case")
        if not case or isinstance(case, str):
            return stated
        try:
            if stated.get("accused") or target is None or target.party_id is None:
                self.party = suspect_called(case, stated.get("accused", ""))
            else:
                self.party = Party.objects.select_related("case").get(pk=target.party_id)
        except ValidationError as error:
            self.add_error("accused", error)
        return stated

    def record(self) -> object:
        """An arrest."""
        return record_arrest(self.officer, self.operation, self.place, self.party, self.data_of_event)

    @property
    def data_of_event(self) -> dict[str, Any]:
        """What is stated of the arrest; what is empty is unknown."""
        keys = ("kind", "warrant", "grounds_told", "relatives_told", "medical", "lawyer")
        return {key: self.cleaned_data[key] for key in keys if self.cleaned_data.get(key)}


class ChildForm(ResultForm):
    """A child who is safe now."""

    reference = text(_("Pseudonym of the child"), longest=80, hint=_("Never a name."))

    def record(self) -> object:
        """A child."""
        return record_child(self.officer, self.operation, self.place, self.cleaned_data["reference"])
