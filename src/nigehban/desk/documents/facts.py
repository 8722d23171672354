"""What a case can tell its documents, read from the desk: the object that docs/documents.md describes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case, CaseEvent, Party, PartyRole, SealedIdentity
from nigehban.desk.cases.selectors import standing_events
from nigehban.desk.documents.case_records import item_rows, last_request, last_seizure, offence_rows
from nigehban.jurisdiction import load_pack, unit_names
from nigehban.jurisdiction.organisation import load_organisation
from nigehban.jurisdiction.procedure.conditions import read_number

Identities = Mapping[int, SealedIdentity]
"""By party: identities that were opened for this document."""


def facts_of(
    case: Case, officer: Officer, language: str, *, accused: Party | None = None, identities: Identities | None = None
) -> dict[str, Any]:
    """The facts of a case; victims by pseudonym, but for identities that the caller has opened."""
    events = standing_events(case)
    parties = list(case.parties.filter(removed_at=None).select_related("person").order_by("id"))
    rows = {role: [_row(one, identities or {}) for one in parties if one.role == role] for role in PartyRole}
    request = last_request(case)
    own = [one for one in events if accused is None or one.party_id in (None, accused.pk)]
    return {
        "agency": {"name": agency_name(case.pack, language)},
        "unit": {"code": case.unit, "name": unit_names(case.pack).full(case.unit, language).text},
        "officer": _officer(officer, case.pack, language),
        "now": timezone.now().isoformat(),
        "today": timezone.localdate().isoformat(),
        "case": _case(case),
        "fir": {"number": case.register_number},
        "accused": _row(accused, {}) if accused else None,
        "complainant": next(iter(rows[PartyRole.COMPLAINANT]), None),
        "suspects": rows[PartyRole.SUSPECT],
        "victims": rows[PartyRole.VICTIM],
        "witnesses": rows[PartyRole.WITNESS],
        "offences": offence_rows(case, accused, language),
        "items": item_rows(case),
        "seizure": last_seizure(case),
        "provider": {"name": request.get("provider")},
        "accounts": request.get("accounts"),
        "request": request,
        "custody": _custody(own),
        "events": {one.type: {"at": one.at.isoformat(), "ref": one.ref, **one.data} for one in own},
    }


def agency_name(pack: str, language: str) -> str:
    """The agency of today, in the language where the pack has it."""
    today = timezone.localdate()
    valid = (one for one in load_pack(pack).agencies if one.valid_from <= today and (one.valid_to or today) >= today)
    agency = next(valid, None)
    if agency is None:
        return ""
    return agency.name_ur if language == "ur" and agency.name_ur else agency.name_en


def _officer(officer: Officer, pack: str, language: str) -> dict[str, str]:
    rank = load_organisation(pack).ranks.get(officer.rank)
    title = (rank.title.get(language) or next(iter(rank.title.values()))) if rank else ""
    name = officer.get_full_name() or officer.get_username()
    return {"name": name, "rank": title, "service_number": officer.service_number or ""}


def _case(case: Case) -> dict[str, Any]:
    stated = {"number": case.number, "register_number": case.register_number, "gist": case.gist}
    return stated | {"opened_at": case.opened_at.isoformat(), "received_at": case.opened_at.isoformat()}


def _row(party: Party, identities: Identities) -> dict[str, Any]:
    known: dict[str, Any] = {"role": party.role, "pseudonym": party.pseudonym, "name": party.pseudonym}
    known |= {"sex": party.sex, "age": party.age if party.age is not None else ""}
    identity = identities.get(party.pk)
    if identity is not None:
        known |= {"name": identity.name, "address": identity.address, **identity.details}
    elif party.person is not None:
        person = party.person
        paper = next(iter(person.papers.values()), "")
        known |= {"name": person.name, "parentage": person.parentage, "address": person.address}
        known |= {"identity_number": str(paper), "sex": party.sex or person.sex}
    return known


def _custody(events: Iterable[CaseEvent]) -> dict[str, Any]:
    ordered = [one for one in events if one.type == "police_custody_ordered"]
    days = [read_number(one.data.get("days")) or 0 for one in ordered]
    spells = [
        {"from": f"{timezone.localtime(one.at):%Y-%m-%d}", "days": f"{count:g}"}
        for one, count in zip(ordered, days, strict=True)
    ]
    return {"spells": spells, "days_so_far": sum(days)}
