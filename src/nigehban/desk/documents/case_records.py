"""Offences, seized items and requests of a case, as rows of its documents."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from nigehban.desk.cases.models import Case, Party
from nigehban.desk.cases.models.offence import CaseOffence
from nigehban.desk.cases.models.request import ProviderRequest
from nigehban.desk.cases.models.seizure import SeizedItem, Seizure
from nigehban.jurisdiction.law import load_law
from nigehban.jurisdiction.texts import Text


def offence_rows(case: Case, accused: Party | None, language: str) -> list[dict[str, str]]:
    """The offences that stand, of the accused where there is one; by section, act and title of the pack."""
    law = load_law(case.pack)
    found = CaseOffence.objects.filter(case=case, withdrawn_at=None).order_by("pk")
    if accused is not None:
        found = found.filter(Q(party=None) | Q(party=accused))
    codes = dict.fromkeys(found.values_list("code", flat=True))
    known = [law.by_code[code] for code in codes if code in law.by_code]
    return [
        {
            "section": one.section,
            "act": _said(law.by_act[one.act].title, language),
            "offence": _said(one.title, language),
        }
        for one in known
    ]


def item_rows(case: Case) -> list[dict[str, str]]:
    """Everything seized in the case that was not struck off."""
    found = SeizedItem.objects.filter(seizure__case=case, struck_at=None).select_related("seizure")
    return [_item(one) for one in found.order_by("seizure__at", "seizure_id", "number")]


def last_seizure(case: Case) -> dict[str, Any]:
    """The last seizure: its place, its witnesses, and who has the copy of the list."""
    one = Seizure.objects.filter(case=case).order_by("-at", "-pk").first()
    if one is None:
        return {}
    witnesses = [{"name": name} for name in (one.witness_one, one.witness_two) if name]
    return {"place": one.place, "warrant": one.warrant, "witnesses": witnesses, "copy_given_to": one.copy_given_to}


def last_request(case: Case) -> dict[str, Any]:
    """The last request to a provider."""
    one = ProviderRequest.objects.filter(case=case).order_by("-asked_at", "-pk").first()
    if one is None:
        return {}
    accounts = [{"account": line.strip()} for line in one.accounts.splitlines() if line.strip()]
    return {"provider": one.provider, "accounts": accounts, "days": one.days, "proportionality": one.proportionality}


def _item(one: SeizedItem) -> dict[str, str]:
    digests = {name.lower().replace("-", ""): str(value) for name, value in one.digests.items()}
    return {
        "number": f"{one.seizure.ref}/{one.number}",
        "description": one.description,
        "serial": one.serial,
        "found_at": one.seizure.place,
        "seal": one.seal,
        "sha256": digests.get("sha256", ""),
    }


def _said(text: Text, language: str) -> str:
    return text.get(language) or next(iter(text.values()), "")
