"""Forms of work on a lead."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nigehban.desk.access.models import RoleGrant
from nigehban.desk.access.roles import Permission, roles_with
from nigehban.desk.accounts.models import Officer


class HoldFor(models.IntegerChoices):
    """How long a lead is held, in hours."""

    DAY = 24, _("until tomorrow")
    THREE_DAYS = 72, _("three days")
    WEEK = 168, _("a week")
    MONTH = 720, _("thirty days")


class ReasonForm(forms.Form):
    """Why, in words. Whether it may be empty is the matter of the act."""

    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"dir": "auto", "maxlength": 2000, "autocomplete": "off"}),
    )


class HoldForm(ReasonForm):
    """Why, and for how long."""

    hours = forms.TypedChoiceField(label=_("For how long"), choices=HoldFor.choices, coerce=int)

    @property
    def until(self) -> datetime:
        """The moment at which the hold ends (UTC)."""
        hours: int = self.cleaned_data["hours"]
        return timezone.now() + timedelta(hours=hours)


class HandOverForm(ReasonForm):
    """Why, and to whom: those who decide of leads of this unit."""

    to = forms.ModelChoiceField(label=_("To"), queryset=Officer.objects.none())

    def __init__(self, *args: object, officer: Officer, unit: str | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - as declared above
        field.queryset = deciders(unit).exclude(pk=officer.pk)


def deciders(unit: str | None) -> models.QuerySet[Officer]:
    """The officers who decide of leads of a unit, by service number."""
    grants = RoleGrant.objects.live().filter(role__in=roles_with(Permission.DECIDE_LEADS))
    grants = grants.filter(Q(unit="") | Q(unit=unit or ""))
    return Officer.objects.filter(is_active=True, pk__in=grants.values("officer")).order_by(
        "service_number", "username"
    )
