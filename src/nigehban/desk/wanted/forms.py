"""The form of an entry; the rows of an imported table pass through the same one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Sex
from nigehban.desk.custody.places import units
from nigehban.desk.operations.forms.fields import answer, case_numbered, choose, day, said, suspect_called, text
from nigehban.desk.wanted.models import NoticeType, Status, WantedEntry

PAPERS = ("cnic", "passport")


class EntryForm(forms.Form):
    """What an entry states."""

    edition = text(_("List and edition"), longest=80, hint=_("For example: Red Book, 13th edition."))
    serial = text(_("Serial"), longest=40)
    name = text(_("Name"))
    parentage = text(_("Son or daughter of"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", _("unknown")), *Sex.choices], required=False)
    cnic = text(_("Identity card"), required=False, longest=40)
    cnic_blacklisted = forms.BooleanField(label=_("Identity card blacklisted"), required=False)
    passport = text(_("Passport"), required=False, longest=40)
    passport_blacklisted = forms.BooleanField(label=_("Passport blacklisted"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=[one for one in Status.choices if one[0] != Status.REMOVED])
    proclaimed_on = day(_("Proclaimed on"), required=False)
    property_attached = answer(_("Property attached"))
    exit_control_on = day(_("On the exit control list since"), required=False)
    notice_type = forms.ChoiceField(label=_("INTERPOL notice"), choices=NoticeType.choices, required=False)
    notice_number = text(_("Number of the notice"), required=False, longest=40)
    notice_state = text(_("State of the notice"), required=False, longest=80)
    circle = forms.ChoiceField(label=_("Circle of residence"))
    last_country = text(_("Last known country"), required=False, longest=80)
    basis = text(_("Basis"), hint=_("Number of the first information report or of the warrant."))
    case = text(_("Case number"), required=False, hint=_("With it the bulletin counts the entry."))
    accused = text(_("Suspect, as the case calls them"), required=False)
    expires_on = day(_("Ends, unless reviewed"))

    def __init__(
        self, officer: Officer, sent: Mapping[str, Any] | None = None, entry: WantedEntry | None = None
    ) -> None:
        self.officer = officer
        super().__init__(sent, initial=_shown(entry) if entry else None)
        choose(self.fields["circle"], [("", "—"), *units("pk")])
        if entry is not None:
            for name in ("case", "accused", "expires_on"):
                del self.fields[name]
            self.fields["reason"] = text(_("Why it is corrected"), longest=1000)

    def clean(self) -> dict[str, Any]:
        """A proclaimed offender has the day of the proclamation (CrPC 87); a notice has a number."""
        stated: dict[str, Any] = super().clean() or self.cleaned_data
        if stated.get("status") == Status.PROCLAIMED and not stated.get("proclaimed_on"):
            self.add_error("proclaimed_on", _("Say when the proclamation was published (CrPC 87)."))
        if stated.get("notice_number") and not stated.get("notice_type"):
            self.add_error("notice_type", _("Say which notice it is."))
        if stated.get("case"):
            try:
                stated["party"] = suspect_called(case_numbered(self.officer, stated["case"]), stated.get("accused", ""))
            except ValidationError as error:
                self.add_error("case", error)
        return stated

    @property
    def stated(self) -> dict[str, Any]:
        """The fields of the entry."""
        left_out = {*PAPERS, *(f"{kind}_blacklisted" for kind in PAPERS), "case", "accused", "reason"}
        kept = {key: value for key, value in self.cleaned_data.items() if key not in left_out}
        return kept | {"papers": self._papers()}

    def _papers(self) -> dict[str, dict[str, Any]]:
        sent = self.cleaned_data
        return {
            kind: {"number": sent[kind], "blacklisted": sent[f"{kind}_blacklisted"]}
            for kind in PAPERS
            if sent.get(kind)
        }


def _shown(entry: WantedEntry) -> dict[str, Any]:
    shown = {field.name: getattr(entry, field.name) for field in entry._meta.fields}
    for kind in PAPERS:
        paper = entry.papers.get(kind, {})
        shown |= {kind: paper.get("number", ""), f"{kind}_blacklisted": paper.get("blacklisted", False)}
    return shown | {"property_attached": said(entry.property_attached)}


class ReviewForm(forms.Form):
    """Until when it stands, on which basis, and why."""

    until = day(_("Stands until"))
    basis = text(_("Basis"), hint=_("Number of the first information report or of the warrant."))
    reason = text(_("Reason"), longest=1000)


class TableForm(forms.Form):
    """A table to be looked at, then taken in."""

    table = forms.FileField(label=_("CSV file"), required=False)
    text = forms.CharField(required=False, widget=forms.HiddenInput, max_length=700_000, strip=False)
