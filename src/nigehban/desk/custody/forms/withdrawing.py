"""Taking a step back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawForm(forms.Form):
    """A mistake is taken back with a reason; it stays in the record."""

    reason = forms.CharField(label=_("Why it is taken back"), max_length=1000, widget=forms.TextInput({"dir": "auto"}))
