"""Forms on leads."""

from __future__ import annotations

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from nigehban.desk.leads.models import VERDICTS, Act


class Common(models.TextChoices):
    """Reasons that come up every day. They are stored in these words, whatever the language of the screen."""

    PASSED_ON = "Passed on to another unit.", _("Passed on to another unit.")
    ABROAD = "Passed on to police abroad.", _("Passed on to police abroad.")
    KNOWN = "The matter is in another case already.", _("The matter is in another case already.")
    NO_CHILD = "Looked at: no child is at risk.", _("Looked at: no child is at risk.")
    NO_TRACE = "Nobody can be identified from it.", _("Nobody can be identified from it.")


def words(rows: int = 3) -> forms.CharField:
    """Own words, in any script."""
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto", "maxlength": 4000})
    return forms.CharField(label=_("In words"), required=False, max_length=4000, widget=widget)


class DecisionForm(forms.Form):
    """A common reason, own words, or both. ``seen`` is the version of what the officer looked at."""

    common = forms.ChoiceField(label=_("Reason"), required=False, choices=[("", _("in my own words")), *Common.choices])
    words = words()
    seen = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    @property
    def reason(self) -> str:
        """The whole reason; empty when none was given."""
        parts = (self.cleaned_data.get(name, "") for name in ("common", "words"))
        return " ".join(part.strip() for part in parts if part.strip())

    @property
    def version(self) -> str | None:
        """What the officer looked at, where the form says it."""
        return self.cleaned_data.get("seen") or None


class JudgementForm(forms.Form):
    """Two referrals and whether they speak of one person."""

    a = forms.CharField(max_length=600, widget=forms.HiddenInput)
    b = forms.CharField(max_length=600, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=[(verdict.value, verdict.label) for verdict in VERDICTS])
    words = words(2)
    seen = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    back = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    @property
    def judged(self) -> Act:
        """The verdict."""
        return Act(self.cleaned_data["verdict"])
