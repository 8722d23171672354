"""Adding a member."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nigehban.desk.access.models import RoleGrant
from nigehban.desk.access.roles import Permission, roles_with
from nigehban.desk.accounts.models import Officer


class MemberForm(forms.Form):
    """Whom, as what, why, until which day (the end of that day)."""

    officer = forms.ModelChoiceField(label=_("Officer"), queryset=Officer.objects.none())
    duty = forms.CharField(
        label=_("Duty"), max_length=64, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    reason = forms.CharField(
        label=_("Why the officer needs it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        able = RoleGrant.objects.live().filter(role__in=roles_with(Permission.SEE_CASES)).values("officer")
        field = self.fields["officer"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - as declared above
        field.queryset = Officer.objects.filter(is_active=True, pk__in=able).order_by("service_number", "username")
        self.fields["until"].initial = timezone.localdate() + timedelta(days=90)

    @property
    def end(self) -> datetime:
        """The moment at which the membership ends."""
        day: date = self.cleaned_data["until"]
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
