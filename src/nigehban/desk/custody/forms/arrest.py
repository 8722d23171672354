"""Arrest, production, release: the first hours, and the rights of the accused in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from nigehban.desk.cases.models import Party
from nigehban.desk.custody.forms.step import Answer, StepForm, moment_field, text_field
from nigehban.desk.custody.places import offence_kinds, provinces

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_HOUR = 3600


def _answer(label: StrOrPromise) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=Answer.choices, required=False)


class ArrestForm(StepForm):
    """An arrest. With the number of a warrant it is one on a warrant; the journey does not count towards 24 hours."""

    warrant = text_field(_("Number of the warrant"), hint=_("Empty: arrested without a warrant."))
    kind = forms.ChoiceField(label=_("Kind of offence"))
    province = forms.ChoiceField(label=_("Province"))
    city = text_field(_("City or town"), required=True)
    place = text_field(_("Place"))
    grounds_told = _answer(_("Grounds of the arrest told"))
    relatives_told = _answer(_("Relatives told"))
    medical = _answer(_("Medical examination"))
    lawyer = text_field(_("Lawyer"))
    journey_start = moment_field(_("Journey to the magistrate: began"), required=False)
    journey_end = moment_field(_("Journey to the magistrate: ended"), required=False)

    def __init__(self, party: Party, sent: QueryDict | None = None) -> None:
        super().__init__(party, sent)
        pack = party.case.pack
        self.fields["kind"].choices = [("", "—"), *offence_kinds(pack)]  # type: ignore[attr-defined]
        self.fields["province"].choices = [("", "—"), *provinces(pack)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A journey has both ends, the second after the first."""
        stated: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = stated.get("journey_start"), stated.get("journey_end")
        if end and not start:
            self.add_error("journey_start", _("Say when the journey began as well."))
        if start and end and end < start:
            self.add_error("journey_end", _("The journey ended before it began."))
        if start and stated.get("at") and start < stated["at"]:
            self.add_error("journey_start", _("The journey began before the arrest."))
        return stated

    @property
    def type(self) -> str:
        """With or without a warrant."""
        return "arrested_on_warrant" if self.cleaned_data.get("warrant") else "arrested"

    @property
    def data_of_event(self) -> dict[str, Any]:
        """With the hours of the journey, once it has ended."""
        stated = super().data_of_event
        start, end = self.cleaned_data.get("journey_start"), self.cleaned_data.get("journey_end")
        if start and end:
            stated["journey_hours"] = round((end - start).total_seconds() / _HOUR, 2)
        return stated


class ProductionForm(StepForm):
    """Produced before a magistrate."""

    event_type = "produced"


class ReleaseForm(StepForm):
    """Released."""

    event_type = "released"
