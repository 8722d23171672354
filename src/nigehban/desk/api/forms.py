"""What administrators say when they let a program in."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.api.models import Kind
from nigehban.desk.api.models.token import PER_MINUTE
from nigehban.desk.api.scopes import Scope
from nigehban.desk.api.webhooks.addresses import LONGEST

_USUAL = timedelta(days=90)


class _Program(forms.Form):
    """A program, the officer as whom it sees, and why."""

    name = forms.CharField(label=_("Name of the program"), max_length=80)
    officer = forms.ModelChoiceField(label=_("Acts for"), queryset=Officer.objects.none())
    reason = forms.CharField(
        label=_("Why it is needed"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )

    def __init__(self, administrator: Officer, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["officer"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - as declared above
        others = Officer.objects.filter(is_active=True).exclude(pk=administrator.pk)
        field.queryset = others.order_by("service_number", "username")


class TokenForm(_Program):
    """A token; its last day is inside."""

    scopes = forms.MultipleChoiceField(
        label=_("May be used to"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    per_minute = forms.IntegerField(label=_("Requests a minute"), min_value=1, max_value=6000, initial=PER_MINUTE)
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, administrator: Officer, *args: object, **kwargs: object) -> None:
        super().__init__(administrator, *args, **kwargs)
        self.fields["until"].initial = timezone.localdate() + _USUAL

    @property
    def end(self) -> datetime:
        """The moment at which the token ends: the last of the day."""
        day: date = self.cleaned_data["until"]
        return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


class SubscriptionForm(_Program):
    """A subscription."""

    url = forms.CharField(
        label=_("Address (https://…)"), max_length=LONGEST, widget=forms.URLInput(attrs={"dir": "ltr"})
    )
    kinds = forms.MultipleChoiceField(
        label=_("Is told when"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
