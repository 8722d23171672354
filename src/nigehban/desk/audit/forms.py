"""Forms of the auditors."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.models import Verdict


class LooksForm(forms.Form):
    """What of the log is wanted."""

    officer = forms.ModelChoiceField(
        label=_("Officer"), queryset=Officer.objects.order_by("service_number", "username"), required=False
    )
    kind = forms.CharField(label=_("Kind of record"), max_length=40, required=False)
    record = forms.CharField(
        label=_("Record"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "ltr"})
    )


class FindingForm(forms.Form):
    """What the auditor says of a look."""

    verdict = forms.ChoiceField(label=_("Finding"), choices=Verdict)
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def clean(self) -> dict[str, object]:
        """A doubt needs words."""
        said = super().clean() or {}
        if said.get("verdict") != Verdict.EXPLAINED and not str(said.get("note", "")).strip():
            self.add_error("note", _("Say what there is to ask."))
        return said
