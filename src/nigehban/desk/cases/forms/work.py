"""Notes, tasks, seizures, requests."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.forms.common import DayField, MomentField, Posted, local_now, long_text, short_text
from nigehban.desk.cases.models import Case, Direction, ItemKind, RequestKind
from nigehban.desk.cases.selectors import members_of


class NoteForm(forms.Form):
    """A note, or its next revision."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(label=_("Text"), max_length=20000, widget=long_text(8))


class DiaryForm(forms.Form):
    """An entry of the diary."""

    on = DayField(_("Of which day"))
    text = forms.CharField(label=_("What was done"), max_length=20000, widget=long_text(8))


class TaskForm(forms.Form):
    """A task for a member of the case."""

    what = forms.CharField(label=_("What is to be done"), max_length=300, widget=short_text())
    assignee = forms.ModelChoiceField(Officer.objects.none(), label=_("Who does it"))
    due = MomentField(_("Until"), past=False, required=False)

    def __init__(self, case: Case, data: Posted = None) -> None:
        super().__init__(data)
        on_it = Officer.objects.filter(pk__in=members_of(case).values("officer"))
        self.fields["assignee"] = forms.ModelChoiceField(on_it.order_by("username"), label=_("Who does it"))


class SeizureForm(forms.Form):
    """A seizure, before its list."""

    at = MomentField(_("When"))
    place = forms.CharField(label=_("Where"), max_length=300, widget=short_text())
    warrant = forms.CharField(
        label=_("Number of the warrant"),
        max_length=80,
        required=False,
        widget=short_text(),
        help_text=_("Without a warrant the Court is told within 24 hours."),
    )

    def __init__(self, data: Posted = None) -> None:
        super().__init__(data, initial={"at": local_now()})


class ItemForm(forms.Form):
    """An item of a seizure."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind.choices)
    description = forms.CharField(label=_("Description"), max_length=300, widget=short_text())
    serial = forms.CharField(label=_("Serial number or IMEI"), max_length=80, required=False, widget=short_text())
    seal = forms.CharField(label=_("Number of the seal"), max_length=80, required=False, widget=short_text())
    digests = forms.CharField(
        label=_("Digests"),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("MD5, SHA-1 or SHA-256 in hex, separated by spaces."),
    )


class CompleteForm(forms.Form):
    """What makes a list of a seizure complete."""

    at = MomentField(_("When"))
    witness_one = forms.CharField(
        label=_("First witness: name and address"), max_length=300, required=False, widget=short_text()
    )
    witness_two = forms.CharField(
        label=_("Second witness: name and address"), max_length=300, required=False, widget=short_text()
    )
    copy_given_to = forms.CharField(
        label=_("Copy of the list given to"), max_length=300, required=False, widget=short_text()
    )

    def __init__(self, data: Posted = None) -> None:
        super().__init__(data, initial={"at": local_now()})


class RequestForm(forms.Form):
    """A request to a provider."""

    kind = forms.ChoiceField(label=_("What is asked"), choices=RequestKind.choices)
    at = MomentField(_("When"))
    provider = forms.CharField(label=_("Provider"), max_length=200, widget=short_text())
    accounts = forms.CharField(label=_("Accounts, numbers, addresses"), max_length=4000, widget=long_text(2))
    days = forms.IntegerField(label=_("Days asked for"), min_value=1, max_value=3650, required=False)
    proportionality = forms.CharField(
        label=_("Why this is needed and nothing less would do"), max_length=4000, widget=long_text(2)
    )

    def __init__(self, data: Posted = None) -> None:
        super().__init__(data, initial={"at": local_now()})


class ForeignForm(forms.Form):
    """An entry of the register of foreign requests."""

    direction = forms.ChoiceField(label=_("Direction"), choices=Direction.choices)
    at = MomentField(_("When"))
    country = forms.CharField(label=_("Country and authority"), max_length=200, widget=short_text())
    their_number = forms.CharField(label=_("Their number"), max_length=80, required=False, widget=short_text())
    purpose = forms.CharField(label=_("Stated purpose"), max_length=4000, widget=long_text(2))
    caveats = forms.CharField(
        label=_("Caveats of the sender"),
        max_length=4000,
        required=False,
        widget=long_text(2),
        help_text=_("No onward use, no use as evidence, whose consent is needed."),
    )

    def __init__(self, data: Posted = None) -> None:
        super().__init__(data, initial={"at": local_now()})


class ActionForm(forms.Form):
    """What was done on a foreign request."""

    action = forms.CharField(label=_("Action taken"), max_length=4000, widget=long_text(3))


class AnswerForm(forms.Form):
    """When the data came."""

    at = MomentField(_("When the data came"))

    def __init__(self, data: Posted = None) -> None:
        super().__init__(data, initial={"at": local_now()})
