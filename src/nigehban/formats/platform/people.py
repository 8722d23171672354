"""People and their accounts: the reported person, victims, intended recipients, the reporter, associated accounts."""

from __future__ import annotations

from typing import Final

from nigehban.formats.platform.draft import Draft, Owner
from nigehban.formats.platform.tree import Element
from nigehban.formats.times import iso_date
from nigehban.records import Mention, Party, Place, PlaceSource, Role, Stated

_ATTRIBUTES: Final = {
    "ageAssertionDiscrepancy": "age_discrepancy",
    "compromisedAccount": "compromised",
    "thirdPartyUserReported": "third_party",
    "vehicleDescription": "vehicle_description",
    "schoolName": "school",
    "gender": "gender",
    "occupation": "occupation",
    "physicalDescription": "physical_description",
    "relationshipToChildVictim": "relationship_to_victim",
    "accessToChildVictim": "access_to_victim",
    "accessToChildren": "access_to_children",
    "accountTemporarilyDisabled": "disabled",
    "accountPermanentlyDisabled": "disabled",
}
"""Elements of an account or a person, and the attribute of ``records.Party`` that takes them."""

_OWN_ACCOUNT_TYPES: Final = frozenset({"billing", "linked", "business", "creator"})
"""Types of associated account that belong to the account's own holder, unless a third-party user is stated."""
_NAMES: Final = ("firstName", "middleName", "lastName")
_OLDEST: Final = 150


def read_holder(draft: Draft, element: Element, role: Role, person: str, company: str | None) -> Owner:
    """Read one account holder with everything that is said of them; gives the owner of their identifiers.

    ``person`` is the name of the element that holds what identifies the human being.
    """
    owner = _new_party(draft, element, role, company)
    for child in element.all(person):
        _read_person(draft, child, owner)
    _read_account(draft, element, owner)
    for associated in element.all("associatedAccount"):
        _read_associated(draft, associated, owner)
    return owner


def read_reporter(draft: Draft, element: Element) -> None:
    """Read the people who report for the company; they are contacts, never subjects."""
    for person in element.all("reportingPerson", "contactPerson"):
        owner = _new_party(draft, person, Role.REPORTER, None)
        _read_person(draft, person, owner)


def read_captures(draft: Draft, element: Element, owner: Owner) -> None:
    """Read the IP addresses and devices that the service saw, each with its time, port and event."""
    for capture in element.all("ipCaptureEvent"):
        mention = draft.mention("ip", capture.value("ipAddress"), owner)
        if mention is not None:
            _read_event(draft, capture, mention)
            mention.port = draft.number(capture.value("port"), 65_535)
            mention.proxy = draft.truth(capture.value("possibleProxy"))
    for device in element.all("deviceId"):
        kind = device.value("idType")
        mention = draft.mention("device", device.value("idValue"), owner, kind.value if kind else None)
        if mention is not None:
            _read_event(draft, device, mention)


def _read_event(draft: Draft, element: Element, mention: Mention) -> None:
    event = element.value("eventName")
    mention.event = event.value if event else None
    mention.at = draft.time(element.value("dateTime"))


def _new_party(draft: Draft, element: Element, role: Role, service: str | None) -> Owner:
    draft.referral.parties.append(Party(role, element.pointer))
    return Owner(role, len(draft.referral.parties) - 1, service=service)


def _read_person(draft: Draft, element: Element, owner: Owner) -> None:
    party = draft.referral.parties[owner.party]
    _read_attributes(element, party)
    _read_birth_and_age(draft, element, party)
    _read_name(draft, element, owner)
    _read_contacts(draft, element, owner)


def _read_attributes(element: Element, party: Party) -> None:
    for child in element.children:
        name = _ATTRIBUTES.get(child.name)
        if name is not None and name not in party.attributes and not child.children:
            party.attributes[name] = child.take()


def _read_birth_and_age(draft: Draft, element: Element, party: Party) -> None:
    birth = element.value("dateOfBirth")
    if birth and party.birth_date is None:
        party.birth_date, party.birth_pointer = iso_date(birth.value) or birth.value, birth.pointer
    age = element.value("age", "approximateAge")
    if age and party.age is None:
        party.age, party.age_pointer = draft.number(age, _OLDEST), age.pointer


def _read_name(draft: Draft, element: Element, owner: Owner) -> None:
    parts = [part for part in (element.value(name) for name in _NAMES) if part is not None]
    if not parts:
        return
    party = draft.referral.parties[owner.party]
    full = Stated(" ".join(part.value for part in parts), parts[0].pointer)
    if party.name is None:
        party.name, party.name_pointer = full
    draft.mention("person_name", full, owner, iso_date(party.birth_date) if party.birth_date else None)


def _read_contacts(draft: Draft, element: Element, owner: Owner) -> None:
    for phone in element.all("phone"):
        code = phone.attribute("countryCallingCode")
        _read_contact(draft, phone, "phone", owner, code.value if code else None)
    for email in element.all("email"):
        _read_contact(draft, email, "email", owner, None)
    for address in element.all("address"):
        _read_address(draft, address, owner)


def _read_contact(draft: Draft, element: Element, kind: str, owner: Owner, hint: str | None) -> None:
    mention = draft.mention(kind, element.take() if element.text else None, owner, hint)
    if mention is not None:
        mention.verified = draft.truth(element.attribute("verified"))
        mention.at = draft.time(element.attribute("verificationDate"))
        use = element.attribute("type")
        mention.event = use.value if use else None


def _read_address(draft: Draft, element: Element, owner: Owner) -> None:
    if not element.children and not element.text:
        return
    line = element.value("address") or (element.take() if element.text else None)
    city, postcode, country = (element.value(name) for name in ("city", "zipCode", "country"))
    region = element.value("state", "nonUsaState")
    place = _place(PlaceSource.ADDRESS, element, owner, city=city, region=region, country=country)
    place.text = line.value if line else None
    place.postcode = postcode.value if postcode else None
    draft.referral.places.append(place)
    words = ", ".join(part.value for part in (line, city, postcode, region, country) if part)
    draft.mention("place", Stated(words, element.pointer) if words else None, owner)


def _place(source: PlaceSource, element: Element, owner: Owner, **parts: Stated | None) -> Place:
    stated = {name: part.value for name, part in parts.items() if part is not None}
    return Place(source, element.pointer, owner.role, owner.party, **stated)  # type: ignore[arg-type]


def _read_account(draft: Draft, element: Element, owner: Owner) -> None:
    service = element.value("espService", "platform")
    here = owner.on(service.value if service else None)
    _read_attributes(element, draft.referral.parties[owner.party])
    draft.mentions("account", element, "espIdentifier", here, here.service)
    draft.mentions("handle", element, "screenName", here, here.service)
    draft.mentions("profile_url", element, "profileUrl", here, here.service)
    draft.mentions("group", element, "groupIdentifier", here, here.service)
    _read_display_name(draft, element, here)
    draft.narratives("bio", element, "profileBio", here)
    draft.narratives("additional", element, "additionalInfo", here)
    read_captures(draft, element, here)
    _read_estimated_locations(draft, element, here)


def _read_display_name(draft: Draft, element: Element, owner: Owner) -> None:
    """It names the party on a page where no name is stated; anyone may choose it, so it identifies nobody."""
    party = draft.referral.parties[owner.party]
    stated = element.value("displayName") if party.name is None else None
    if stated is not None:
        party.name, party.name_pointer = stated


def _read_estimated_locations(draft: Draft, element: Element, owner: Owner) -> None:
    for location in element.all("estimatedLocation"):
        city, region, country = (location.value(name) for name in ("city", "region", "countryCode"))
        place = _place(PlaceSource.ESTIMATED, location, owner, city=city, region=region, country=country)
        place.verified = draft.truth(location.attribute("verified"))
        draft.referral.places.append(place)


def _read_associated(draft: Draft, element: Element, owner: Owner) -> None:
    """An account that the service ties to the holder's: the holder's own, or another person's."""
    third_party = element.attribute("thirdPartyUser")
    if not _is_own(draft, element, third_party):
        owner = _new_party(draft, element, Role.ASSOCIATED, owner.service)
        if third_party is not None:
            draft.referral.parties[owner.party].attributes["third_party"] = third_party
    service = element.value("espService", "platform")
    here = owner.on(service.value if service else None)
    _read_person(draft, element, here)
    _read_account(draft, element, here)


def _is_own(draft: Draft, element: Element, third_party: Stated | None) -> bool:
    """Stated either way, it is so; unstated, the type of the account decides, and doubt keeps people apart."""
    another = draft.truth(third_party)
    if another is not None:
        return not another
    kind = element.attribute("accountType")
    return kind is not None and kind.value.lower() in _OWN_ACCOUNT_TYPES
