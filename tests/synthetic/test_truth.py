"""What the truth says of a referral can be found in its document, or is really not there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nigehban.formats import read_document
from nigehban.records import Referral, Role
from nigehban.synthetic.plan import Danger, Told
from nigehban.synthetic.writing import phrases

pytestmark = pytest.mark.volume


def referral_of(disk, row: dict[str, Any]) -> Referral:
    document = read_document(disk.bytes_of(row), name=row["document"])
    return next(referral for referral in document.referrals if referral.id == row["referral"])


def readable(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["format"] != "police_zip"]


def fixed_parts(tongue: str, danger: str) -> list[str]:
    """The words of each sentence that are the same however its blanks are filled."""
    return [max(line.replace("}", "{").split("{")[::2], key=len) for line in phrases()[f"danger.{danger}"][tongue]]


def test_danger_told_in_words_stands_in_a_text_and_nowhere_else(large) -> None:
    rows = [row for row in readable(large.truth) if row["told"] in {"english", "urdu", "roman"}]
    assert rows
    for row in rows:
        referral = referral_of(large, row)
        told = "\n".join(text.text for text in referral.narratives)
        letters = [char for char in told if char.isalpha() or char == " "]
        heard = [part for part in fixed_parts(row["told"], row["danger"]) if plain(part) in plain("".join(letters))]
        assert heard, row
        assert referral.escalation is None
        assert not {tag.name for tag in referral.tags} & {"sextortion", "live_streaming", "threat_to_life"}


def plain(text: str) -> str:
    return "".join(char for char in text if char.isalpha())


def test_danger_told_by_a_tag_or_field_stands_there(large) -> None:
    for row in readable(large.truth):
        if row["told"] not in {"tag", "field"}:
            continue
        referral = referral_of(large, row)
        attributes = {name for party in referral.parties for name in party.attributes}
        by_field = referral.escalation or "relationship_to_victim" in attributes or referral.ongoing
        assert referral.tags if row["told"] == "tag" else by_field, row


def test_every_danger_and_every_way_of_telling_is_planted(large) -> None:
    assert {row["danger"] for row in large.truth} - {""} == set(Danger)
    assert {row["told"] for row in large.truth} - {""} == set(Told)
    share = sum(row["child_at_risk"] for row in large.truth) / len(large.truth)
    assert 0.005 <= share <= 0.01


def test_the_senders_priority_finds_few_of_the_children(large) -> None:
    children = [row for row in large.truth if row["child_at_risk"]]
    urgent = [row for row in large.truth if row["sender_priority"] != "E"]
    assert sum(row["sender_priority"] != "E" for row in children) < len(children) / 2
    assert sum(row["child_at_risk"] for row in urgent) < len(urgent) / 2


def test_a_supplement_names_the_report_it_adds_to(disk) -> None:
    rows = disk.referrals_told(format="police_json")
    supplements = [row for row in rows if row["supplement_to"]]
    assert supplements
    for row in supplements:
        form = json.loads(disk.bytes_of(row).decode("utf-8-sig"))
        target = form["reportedInformation"]["incidentSummary"]["supplementToReportId"]
        assert f"NCMEC:{target}" == row["supplement_to"]


def test_what_waits_for_a_place_shows_none_and_what_waits_for_an_identifier_shows_none(large) -> None:
    waiting = [row for row in large.truth if row["wake"]]
    assert {row["missing"] for row in waiting} == {"identifier", "place"}
    for row in waiting:
        referral = referral_of(large, row)
        kinds = {m.kind for m in referral.mentions if m.role in {Role.REPORTED, Role.NONE}} - {"file_hash"}
        if row["missing"] == "identifier":
            assert kinds <= {"person_name"}
        else:
            assert not kinds & {"phone", "ip", "place"}
            assert not referral.places


def test_a_waking_referral_gets_a_verified_phone_later_and_a_control_gets_none(large) -> None:
    later = {row["referral"]: row for row in large.truth if row["arrives"] == "later"}
    for row in (row for row in large.truth if row["wake"]):
        follower = later[row["woken_by"]]
        phones = [m for m in referral_of(large, follower).mentions if m.kind == "phone" and m.role is Role.REPORTED]
        assert bool(phones) is (row["wake"] == "wakes")
        assert follower["answers"] == row["referral"]


def test_a_household_shares_a_phone_under_different_names(disk) -> None:
    homes: dict[str, set[str]] = {}
    for row in disk.truth:
        if row["household"]:
            homes.setdefault(row["household"], set()).add(row["person"])
    assert len(homes) > 10
    assert all(2 <= len(persons) <= 5 for persons in homes.values() if len(persons) > 1)
    people = {person.id: person for person in disk.world.persons()}
    for persons in homes.values():
        assert len({people[person].household.phone for person in persons}) == 1


def test_a_number_that_changed_hands_has_a_year_between_its_holders(disk) -> None:
    plans = [plan for plan in disk.world.plans() if plan.person.old]
    young = {plan.person.phones[0]: plan for plan in disk.world.plans() if not plan.person.old}
    changed = [(plan, young[plan.person.phones[0]]) for plan in plans if plan.person.phones[0] in young]
    assert changed
    assert all(now.incident - before.incident > 340 * 86_400 for before, now in changed)


def test_a_ring_shares_where_the_money_goes(large) -> None:
    accounts: dict[str, int] = {}
    for person in large.world.persons():
        if person.ring:
            accounts[person.ring.id] = accounts.get(person.ring.id, 0) + len(person.accounts)
            assert person.ring.wallets
    assert len(accounts) > 20
    assert max(accounts.values()) <= 40
    paying = [row for row in readable(large.truth) if row["ring"]]
    texts = ["\n".join(text.text for text in referral_of(large, row).narratives) for row in paying]
    assert sum("Easypaisa" in text or "BTC" in text or "IBAN" in text for text in texts) > len(paying) / 20
