"""Who takes part; who a victim is; why one needs to know."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from nigehban.desk.cases.forms.common import DayField, Words, long_text, short_text
from nigehban.desk.cases.models import PartyRole, Sex
from nigehban.desk.cases.use_cases.parties import OLDEST, Known


def _line(label: Words, length: int = 200) -> forms.CharField:
    return forms.CharField(label=cast("str", label), max_length=length, required=False, widget=short_text())


class PartyForm(forms.Form):
    """Somebody in a case; what is left empty is unknown."""

    role = forms.ChoiceField(label=_("Takes part as"), choices=PartyRole.choices)
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        widget=short_text(),
        help_text=_("In any script. The name of a victim goes under seal; the case shows a pseudonym."),
    )
    name_local = _line(_("Name in another script"))
    parentage = _line(_("Son or daughter of"))
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", _("unknown")), *Sex.choices], required=False)
    age = forms.IntegerField(label=_("Age in years"), min_value=0, max_value=OLDEST, required=False)
    born = DayField(_("Date of birth"), required=False)
    address = forms.CharField(label=_("Address"), max_length=500, required=False, widget=long_text(2))
    cnic = _line(_("CNIC or passport"), 40)
    phone = _line(_("Telephone"), 40)
    papers: ClassVar = ("cnic", "phone")

    def clean_born(self) -> date | None:
        """A day on which somebody alive can have been born."""
        born: date | None = self.cleaned_data["born"]
        if born is not None and not 1900 <= born.year <= date.today().year:  # noqa: DTZ011 - a year is enough
            raise forms.ValidationError(_("Look at the year: nobody here was born then."))
        return born

    @property
    def known(self) -> Known:
        """What ``add_party`` takes."""
        said = self.cleaned_data
        papers = {key: said[key] for key in self.papers if said.get(key)}
        fields = ("name", "name_local", "parentage", "sex", "age", "born", "address")
        return Known(**{key: said[key] for key in fields}, papers=papers)


class IdentityForm(forms.Form):
    """Who a victim is: it goes under seal."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=short_text())
    parentage = _line(_("Son or daughter of"))
    born = DayField(_("Date of birth"), required=False)
    address = forms.CharField(label=_("Address"), max_length=500, required=False, widget=long_text(2))


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why"), max_length=4000, widget=long_text(2))


class OffenceForm(forms.Form):
    """An offence, and the day of the conduct."""

    q = forms.CharField(
        label=_("Offence"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "placeholder": "19A PECA"}),
        help_text=_("A code, or as you would write it: 19A PECA, s. 22 PECA 2016, PPC 292-C."),
    )
    on = DayField(_("Day of the offence"), help_text=_("The law of that day decides, never a later one."))
