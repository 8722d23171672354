"""A person of a report: reported person, child victim, intended recipient, reporter, or associated account.

All five have the same fields. ``FIELDS`` says, for each key, who takes it; a key that is not there stays a fact.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from nigehban.formats.police.captures import platform_events, source_captures
from nigehban.formats.police.chains import chain_to
from nigehban.formats.police.contacts import Handler, addresses, identifiers, narratives, read_place
from nigehban.formats.police.draft import Draft, Owner, each
from nigehban.formats.times import iso_date
from nigehban.records import Party, PlaceSource, Role, Stated

_NAME_KEYS: Final = ("firstName", "middleName", "lastName")
_OTHER_NAME_KEYS: Final = ("fullName", "name", "preferredName", "displayName")
_MAX_AGE: Final = 150
_AGE: Final = re.compile(
    r"\s*(?:about|approx\.?|approximately|~)?\s*([0-9]{1,3})\s*(?:years?(?: old)?|yrs?|y\.?o\.?|yo)?\.?\s*",
    re.IGNORECASE,
)
_OTHERS_ACCOUNT_TYPES: Final = frozenset({"parent/guardian", "other"})


def people(draft: Draft, role: Role, value: object, pointer: str, *inner: str) -> None:
    """Each person of a list, however it is wrapped."""
    for entry, at in each(value, pointer, *inner):
        if isinstance(entry, dict):
            person(draft, role, entry, at)
        else:
            draft.odd(at, "person")


def person(draft: Draft, role: Role, node: dict[str, object], pointer: str) -> None:
    """One person: the party, and everything that identifies it. Associated accounts wait until all others are read."""
    if not node:
        return
    party = Party(role, pointer)
    draft.referral.parties.append(party)
    owner = Owner(role, len(draft.referral.parties) - 1, platform=_platform(draft, role, node, pointer))
    _take_fields(draft, owner, node, pointer)
    _name(draft, owner, party, node)


def _take_fields(draft: Draft, owner: Owner, node: dict[str, object], pointer: str) -> None:
    for key, value in node.items():
        if value is not None and (handler := FIELDS.get(key)) is not None:
            handler(draft, owner, value, f"{pointer}/{key}")


def _platform(draft: Draft, role: Role, node: dict[str, object], pointer: str) -> str | None:
    """Where the account is: the service that the person used, else the company that reports."""
    keys = ("espService", "platform") if role is Role.ASSOCIATED else ("espService",)
    stated = draft.take_key(node, pointer, *keys)
    return draft.referral.reporter if stated is None else stated.value


def _name(draft: Draft, owner: Owner, party: Party, node: dict[str, object]) -> None:
    """The name in its usual order; a stated name is an identifier, with the date of birth as its hint."""
    parts = [part for key in _NAME_KEYS if (part := _key(draft, party, node, key)) is not None]
    if not parts:
        stated = draft.take_key(node, party.pointer, *_OTHER_NAME_KEYS) or _display_name(draft, party, node)
        if stated is not None:
            party.name, party.name_pointer = stated
        return
    party.name, party.name_pointer = " ".join(part.value.strip() for part in parts), parts[0].pointer
    hint = iso_date(party.birth_date) if party.birth_date else None
    draft.mention("person_name", Stated(party.name, party.name_pointer), owner, hint)


def _key(draft: Draft, party: Party, node: dict[str, object], key: str) -> Stated | None:
    value = node.get(key)
    return None if value is None else draft.take(value, f"{party.pointer}/{key}")


def _display_name(draft: Draft, party: Party, node: dict[str, object]) -> Stated | None:
    """The first display name: it names the party on a page, but anyone may choose it, so it identifies nobody."""
    for entry, at in each(node.get("displayNames"), f"{party.pointer}/displayNames"):
        stated = draft.take(entry, at)
        if stated is not None:
            return stated
    return None


def _birth_date(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    stated = draft.take(value, pointer)
    if stated is not None:
        party = draft.referral.parties[owner.party]
        party.birth_date, party.birth_pointer = stated


def _age(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    stated = draft.take(value, pointer)
    if stated is None:
        return
    digits = _AGE.fullmatch(stated.value)
    if digits and int(digits[1]) <= _MAX_AGE:
        party = draft.referral.parties[owner.party]
        party.age, party.age_pointer = int(digits[1]), stated.pointer
    else:
        draft.taken.discard(stated.pointer)


def _attribute(name: str) -> Handler:
    """A handler that keeps what is stated as an attribute of the party; a stated *false* is kept as such."""

    def take(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
        attributes = draft.referral.parties[owner.party].attributes
        for entry, at in each(value, pointer):
            if name in attributes and attributes[name].value != "false":
                return
            stated = draft.take(entry, at)
            if stated is not None:
                attributes[name] = stated

    return take


def _estimated_locations(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    for entry, at in each(value, pointer):
        read_place(draft, owner, entry, at, PlaceSource.ESTIMATED)


def _prior_reports(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    del owner
    chain_to(draft, "prior", value, pointer)


def _associated_accounts(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    """The holder's own further accounts identify the holder; those of other people wait to become parties."""
    for entry, at in each(value, pointer):
        if isinstance(entry, dict) and _is_own(draft, entry, at):
            here = replace(owner, platform=_platform(draft, Role.ASSOCIATED, entry, at))
            _take_fields(draft, here, entry, at)
        else:
            draft.associated.append((entry, at))


def _is_own(draft: Draft, account: dict[str, object], pointer: str) -> bool:
    """A platform lists an account under a person because it is that person's, unless it says otherwise."""
    if draft.flag(account.get("thirdPartyUser"), f"{pointer}/thirdPartyUser"):
        return False
    kind = draft.take_key(account, pointer, "accountType", "type")
    return kind is None or kind.value.strip().casefold() not in _OTHERS_ACCOUNT_TYPES


_ATTRIBUTES: Final = {
    "accessToChildVictim": "access_to_victim",
    "accessToChildren": "access_to_children",
    "accessToFirearms": "firearms",
    "accountPermanentlyDisabled": "disabled",
    "accountTemporarilyDisabled": "disabled",
    "awareOfReport": "aware_of_report",
    "compromisedAccount": "compromised",
    "convictedSexOffender": "convicted",
    "gangAffiliation": "gang",
    "gender": "gender",
    "occupation": "occupation",
    "physicalDescription": "physical_description",
    "relationshipToChildVictim": "relationship_to_victim",
    "schoolName": "school",
    "thirdPartyUser": "third_party",
    "thirdPartyUserReported": "third_party",
}

_EMAILS: Final = identifiers("email", "email", "emailAddress")
_PHONES: Final = identifiers("phone", "phone", "phoneNumber", "number")

_PLATFORM_WORDS: Final[dict[str, Handler]] = {
    "associatedAccount": _associated_accounts,
    "deviceId": platform_events("device", "idValue"),
    "deviceIds": platform_events("device", "idValue"),
    "email": _EMAILS,
    "espIdentifier": identifiers("account"),
    "estimatedLocation": _estimated_locations,
    "groupIdentifier": identifiers("group"),
    "ipCaptureEvent": platform_events("ip", "ipAddress"),
    "ipCaptureEvents": platform_events("ip", "ipAddress"),
    "phone": _PHONES,
    "phoneNumber": _PHONES,
    "priorCTReports": _prior_reports,
}
"""What the platform's own form calls these fields; some reports keep its words."""

FIELDS: Final[dict[str, Handler]] = {
    **_PLATFORM_WORDS,
    "additionalContactInformation": narratives("additional"),
    "additionalInformations": narratives("additional"),
    "additonalInformations": narratives("additional"),
    "addresses": addresses,
    "age": _age,
    "approximateAge": _age,
    "associatedAccounts": _associated_accounts,
    "dateOfBirth": _birth_date,
    "emails": _EMAILS,
    "espEstimatedLocations": _estimated_locations,
    "espGroupId": identifiers("group"),
    "espUserId": identifiers("account"),
    "ipAddress": identifiers("ip", "ipAddress"),
    "onlineProfile": identifiers("profile_url", "url", "profileUrl"),
    "phones": _PHONES,
    "priorCybertipReports": _prior_reports,
    "profileBio": narratives("bio"),
    "profileUrl": identifiers("profile_url", "url", "profileUrl"),
    "profileUrls": identifiers("profile_url", "url", "profileUrl"),
    "screenName": identifiers("handle", "screenName"),
    "screenNames": identifiers("handle", "screenName"),
    "sourceInformation": source_captures,
    "vehicleTagNumber": identifiers("vehicle"),
    **{key: _attribute(name) for key, name in _ATTRIBUTES.items()},
}
"""For each key of a person, who takes it. The misspelt key is the senders' own."""
