"""Forms on a lead."""

from __future__ import annotations

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _


class Common(models.TextChoices):
    """Reasons that come up every day. They are stored in these words, whatever the language of the screen."""

    PASSED_ON = "Passed on to another unit.", _("Passed on to another unit.")
    ABROAD = "Passed on to police abroad.", _("Passed on to police abroad.")
    KNOWN = "The matter is in another case already.", _("The matter is in another case already.")
    NO_CHILD = "Looked at: no child is at risk.", _("Looked at: no child is at risk.")
    NO_TRACE = "Nobody can be identified from it.", _("Nobody can be identified from it.")


class DecisionForm(forms.Form):
    """A common reason, own words, or both."""

    common = forms.ChoiceField(label=_("Reason"), required=False, choices=[("", _("in my own words")), *Common.choices])
    words = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "maxlength": 4000}),
    )

    @property
    def reason(self) -> str:
        """The whole reason; empty when none was given."""
        parts = (self.cleaned_data.get(name, "") for name in ("common", "words"))
        return " ".join(part.strip() for part in parts if part.strip())
