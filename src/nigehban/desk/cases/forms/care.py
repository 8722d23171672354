"""A child's safety."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nigehban.desk.cases.forms.common import MomentField, long_text, short_text


class CareForm(forms.Form):
    """Who stands by the child, and who cares for it."""

    support_person = forms.CharField(label=_("Support person"), max_length=200, required=False, widget=short_text())
    support_relation = forms.CharField(
        label=_("Who that is to the child"), max_length=200, required=False, widget=short_text()
    )
    support_contact = forms.CharField(
        label=_("How they are reached"), max_length=200, required=False, widget=short_text()
    )
    referred_to = forms.CharField(
        label=_("Referred to the care of"), max_length=200, required=False, widget=short_text()
    )
    referred_at = MomentField(_("Referred when"), required=False)
    outcome = forms.CharField(label=_("What came of it"), max_length=4000, required=False, widget=long_text(2))


class StepForm(forms.Form):
    """A step of the checklist."""

    ANSWERS = (("done", _("done")), ("not_needed", _("not needed")), ("open", _("still to be done")))
    step = forms.SlugField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=_("Answer"), choices=ANSWERS)
    note = forms.CharField(label=_("Note"), max_length=4000, required=False, widget=short_text())
