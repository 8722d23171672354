"""Fields that several forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import NoSuchCaseError
from nigehban.desk.cases.models import Case, Party, PartyRole
from nigehban.desk.cases.selectors import seen_case

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_ANSWERS = [("", gettext_lazy("unknown")), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))]


def text(label: StrOrPromise, *, required: bool = True, longest: int = 200, hint: StrOrPromise = "") -> forms.CharField:
    """A line of text."""
    widget = forms.TextInput({"dir": "auto"})
    return forms.CharField(label=label, required=required, max_length=longest, help_text=hint, widget=widget)


def words(label: StrOrPromise, *, required: bool = True, hint: StrOrPromise = "") -> forms.CharField:
    """Some lines of text."""
    widget = forms.Textarea({"rows": 3, "dir": "auto"})
    return forms.CharField(label=label, required=required, max_length=4000, help_text=hint, widget=widget)


def day(label: StrOrPromise, *, required: bool = True) -> forms.DateField:
    """A day."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


def answer(label: StrOrPromise) -> forms.TypedChoiceField:
    """Yes, no, or unknown: ``True``, ``False``, ``None``."""
    return forms.TypedChoiceField(
        label=label, required=False, choices=_ANSWERS, coerce=lambda said: said == "yes", empty_value=None
    )


def said(value: bool | None) -> str:
    """What ``answer`` shows for a stored value."""
    return "" if value is None else "yes" if value else "no"


def officers_named(given: str) -> list[Officer]:
    """Active officers by service number or account name, separated by commas or lines. Raises ``ValidationError``."""
    names = [name.strip() for name in given.replace("\n", ",").split(",") if name.strip()]
    found = Officer.objects.filter(Q(service_number__in=names) | Q(username__in=names), is_active=True)
    known = {one.username: one for one in found} | {one.service_number or "": one for one in found}
    missing = [name for name in names if name not in known]
    if missing:
        raise ValidationError(_("There is no officer %(names)s."), params={"names": ", ".join(missing)})
    return list(dict.fromkeys(known[name] for name in names))


def case_numbered(officer: Officer, number: str) -> Case:
    """The case that the officer sees. Raises ``ValidationError``."""
    try:
        return seen_case(officer, number.strip())
    except NoSuchCaseError as error:
        raise ValidationError(str(error)) from error


def suspect_called(case: Case, pseudonym: str) -> Party:
    """A suspect of a case by what the case calls them. Raises ``ValidationError``."""
    found = case.parties.filter(role=PartyRole.SUSPECT, pseudonym=pseudonym.strip(), removed_at=None).first()
    if found is None:
        raise ValidationError(_("Case %(case)s has no suspect of that name."), params={"case": case.number})
    found.case = case
    return found


def choose(field: forms.Field, choices: list[tuple[Any, Any]]) -> None:
    """Set what can be chosen."""
    field.choices = choices  # type: ignore[attr-defined]
