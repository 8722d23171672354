"""What the forms of custody have in common."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nigehban.desk.cases.models import Party

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOMENT = "%Y-%m-%dT%H:%M"


class Answer(models.TextChoices):
    """Three states: what is not stated is unknown, never *no*."""

    UNKNOWN = "", _("unknown")
    YES = "yes", _("yes")
    NO = "no", _("no")


def moment_field(label: StrOrPromise, *, required: bool = True) -> forms.DateTimeField:
    """A day and a time in the desk's zone."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(label=label, required=required, widget=widget)


def text_field(
    label: StrOrPromise, *, required: bool = False, longest: int = 200, hint: StrOrPromise = ""
) -> forms.CharField:
    """A line of text."""
    return forms.CharField(
        label=label, required=required, max_length=longest, help_text=hint, widget=forms.TextInput({"dir": "auto"})
    )


class StepForm(forms.Form):
    """A step: when it happened, and what else is stated of it. What is empty is not stored: it is unknown."""

    event_type = ""
    at = moment_field(_("When"))

    def __init__(self, party: Party, sent: QueryDict | None = None) -> None:
        self.party = party
        super().__init__(sent)

    def clean_at(self) -> datetime:
        """Nothing is recorded before it happened."""
        at: datetime = self.cleaned_data["at"]
        if at > timezone.now():
            raise ValidationError(_("This lies in the future. Record it when it has happened."))
        return at

    @property
    def type(self) -> str:
        """The type of the event."""
        return self.event_type

    @property
    def data_of_event(self) -> dict[str, Any]:
        """The data of the event."""
        stated = {name: value for name, value in self.cleaned_data.items() if name != "at"}
        return {name: _plain(value) for name, value in stated.items() if value not in {"", None}}


def _plain(value: object) -> object:
    """A value as JSON can hold it."""
    return value.isoformat() if isinstance(value, date) else value
