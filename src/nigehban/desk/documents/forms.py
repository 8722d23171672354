"""Small forms of documents; the form of a document itself is made from its fields (``inputs``)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from nigehban.desk.cases.models import Case, Party, PartyRole
from nigehban.jurisdiction.documents import Document, Identity


class BeginForm(forms.Form):
    """In which language, about which accused and, where the document may carry identities, for the court or not."""

    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, case: Case, document: Document, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (one, get_language_info(one)["name_local"]) for one in document.templates
        ]
        if any(field.prefill and field.prefill.partition(".")[0] in _OF_ACCUSED for field in document.fields.values()):
            self.fields["accused"] = _accused(case)
        if document.identity is Identity.COURT_COPY:
            self.fields["court_copy"] = forms.BooleanField(
                label=_("Court copy, with victims' identities"), required=False
            )
            self.fields["reason"] = forms.CharField(
                label=_("Why the court needs the identity"), required=False, max_length=300,
                help_text=_("For a court copy only. It opens the seal, and that is logged with this reason."),
            )  # fmt: skip

    def clean(self) -> dict[str, Any] | None:
        """A court copy has a reason."""
        said = super().clean() or {}
        if said.get("court_copy") and not said.get("reason", "").strip():
            self.add_error("reason", _("Say why the court needs the identity."))
        return said


class ReasonForm(forms.Form):
    """Why a draft goes back."""

    reason = forms.CharField(label=_("What has to be mended"), max_length=2000, widget=forms.Textarea({"rows": 3}))


_OF_ACCUSED = ("accused", "custody")


def _accused(case: Case) -> forms.ModelChoiceField[Party]:
    parties = Party.objects.filter(case=case, role=PartyRole.SUSPECT, removed_at=None)
    return forms.ModelChoiceField(parties, label=_("About which accused"), required=False, empty_label=_("nobody yet"))
