"""Who is the same person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nigehban.linking import SUBJECT, ChainKind, Rule, Verdict
from nigehban.linking.weights import standard
from nigehban.records import Role
from tests.linking.scenes import DAY, NOW, Scene, file, named, says


def test_two_referrals_of_one_account_are_one_lead() -> None:
    scene = Scene().refer(20, says("account", 1)).refer(10, says("account", 1))
    assert scene.same_lead(10, 20)
    assert scene.lead(20) == 10
    assert scene.rules(SUBJECT) == {1}


def test_a_verified_email_joins_two_accounts() -> None:
    mail = says("email", "a@example.com", verified=1)
    scene = Scene().refer(1, says("account", 1), mail).refer(2, says("account", 2), mail)
    assert scene.same_lead(1, 2)


def test_a_shared_identity_card_joins_although_the_names_differ() -> None:
    card = says("cnic", 1)
    scene = Scene().refer(1, says("account", 1), card, named("a")).refer(2, says("account", 2), card, named("b"))
    assert scene.same_lead(1, 2)


def test_different_identity_cards_keep_apart_who_shares_an_email() -> None:
    mail = says("email", 1)
    scene = Scene().refer(1, mail, says("cnic", 1)).refer(2, mail, says("cnic", 2))
    assert scene.only_network(1, 2)
    assert Rule.DIFFERENT_DOCUMENT in scene.rules()


def test_a_verified_phone_of_two_accounts_is_one_person() -> None:
    phone = says("phone", 1, verified=1)
    scene = Scene().refer(1, says("account", 1), phone).refer(2, says("account", 2), phone)
    assert scene.same_lead(1, 2)


def test_a_household_phone_with_two_names_is_two_leads_in_one_network() -> None:
    phone = says("phone", 1, verified=1)
    scene = Scene().refer(1, phone, named("a")).refer(2, phone, named("b"))
    assert scene.only_network(1, 2)
    assert Rule.DIFFERENT_NAME in scene.rules()


def test_a_household_phone_does_not_join_the_nameless_to_anyone() -> None:
    phone = says("phone", 1)
    scene = Scene().refer(1, phone, named("a")).refer(2, phone, named("b")).refer(3, phone)
    assert scene.only_network(1, 3)
    assert scene.only_network(2, 3)


def test_a_household_phone_joins_the_referrals_with_one_name() -> None:
    phone = says("phone", 1)
    scene = Scene().refer(1, phone, named("a")).refer(2, phone, named("b")).refer(3, phone, named("a"))
    assert scene.same_lead(1, 3)
    assert scene.only_network(1, 2)


def test_a_phone_that_many_carry_is_no_one_persons() -> None:
    scene = Scene()
    for number in range(1, 12):
        scene.refer(number, says("phone", 1))
    assert len({scene.lead(number) for number in range(1, 12)}) == 11


def test_a_number_that_comes_back_after_two_years_is_nothing() -> None:
    phone = says("phone", 1, verified=1)
    scene = Scene().refer(1, phone, at=NOW).refer(2, phone, at=NOW + 730 * DAY)
    assert scene.unlinked(1, 2)


def test_a_number_that_comes_back_after_ten_months_may_have_changed_hands() -> None:
    phone = says("phone", 1)
    scene = Scene().refer(1, phone, at=NOW).refer(2, phone, at=NOW + 300 * DAY)
    assert not scene.same_lead(1, 2)


def test_one_who_holds_a_number_on_and_on_bridges_the_years() -> None:
    mine = [says("account", 1), says("phone", 1, verified=1)]
    scene = Scene().refer(1, *mine).refer(2, *mine, at=NOW + 300 * DAY)
    scene.refer(3, says("phone", 1, verified=1), at=NOW + 310 * DAY)
    assert scene.same_lead(1, 2, 3)


def test_a_number_without_a_time_joins_no_one_of_two_holders() -> None:
    phone = says("phone", 1, verified=1)
    scene = Scene().refer(1, phone).refer(2, phone, at=NOW + 900 * DAY).refer(3, phone, at=-(2**63))
    assert scene.unlinked(1, 3)
    assert scene.unlinked(2, 3)


def test_one_mobile_address_in_one_hour_is_nothing() -> None:
    scene = Scene().refer(1, says("ip", "192.0.2.1|2026100112")).refer(2, says("ip", "192.0.2.1|2026100112"))
    assert scene.unlinked(1, 2)


def test_two_weak_kinds_together_make_a_network_and_no_person() -> None:
    both = [says("ip", 1), says("handle", 1)]
    assert Scene().refer(1, *both).refer(2, *both).only_network(1, 2)


def test_name_birth_date_handle_and_address_together_make_a_person() -> None:
    all_of = [named("a", "1990-01-01"), says("handle", 1), says("ip", 1)]
    assert Scene().refer(1, *all_of).refer(2, *all_of).same_lead(1, 2)


def test_name_birth_date_and_handle_alone_do_not() -> None:
    both = [named("a", "1990-01-01"), says("handle", 1)]
    assert not Scene().refer(1, *both).refer(2, *both).same_lead(1, 2)


@pytest.mark.parametrize("row", [named("a"), named("a", "1990-01-01"), says("handle", 1), says("ip", 1), file(1)])
def test_no_weak_identifier_joins_by_itself(row: dict[str, object]) -> None:
    assert Scene().refer(1, row).refer(2, row).unlinked(1, 2)


def test_one_place_is_nothing() -> None:
    here = says("place", "a town")
    assert Scene().refer(1, here).refer(2, here).unlinked(1, 2)


def test_a_reporters_email_joins_nobody() -> None:
    mail = says("email", 1, Role.REPORTER)
    assert Scene().refer(1, mail).refer(2, mail).unlinked(1, 2)


def test_a_key_of_zero_joins_nobody() -> None:
    row = says("email", 1) | {"key": 0}
    assert Scene().refer(1, row).refer(2, row).unlinked(1, 2)


def test_a_supplement_belongs_to_the_referral_it_adds_to() -> None:
    scene = Scene().refer(1).refer(2).chain(2, ChainKind.SUPPLEMENT, 1)
    assert scene.same_lead(1, 2)


def test_two_supplements_of_a_referral_that_never_came_belong_together() -> None:
    scene = Scene().refer(1).refer(2).chain(2, ChainKind.SUPPLEMENT, 99).chain(1, ChainKind.SUPPLEMENT, 99)
    assert scene.same_lead(1, 2)


def test_a_prior_report_is_of_the_same_person_unless_documents_differ() -> None:
    assert Scene().refer(1).refer(2).chain(2, ChainKind.PRIOR, 1).same_lead(1, 2)
    apart = Scene().refer(1, says("cnic", 1)).refer(2, says("cnic", 2)).chain(2, ChainKind.PRIOR, 1)
    assert apart.only_network(1, 2)


def test_an_officers_same_joins_what_nothing_joins() -> None:
    scene = Scene().refer(1).refer(2).judge(1, Verdict.SAME, 2)
    assert scene.same_lead(1, 2)
    assert scene.rules(SUBJECT) == {Rule.SAME}


def test_an_officers_not_same_beats_a_shared_account() -> None:
    scene = Scene().refer(1, says("account", 1)).refer(2, says("account", 1)).judge(2, Verdict.NOT_SAME, 1)
    assert scene.only_network(1, 2)
    assert Rule.NOT_SAME in scene.rules()


def test_not_same_holds_through_a_third_referral() -> None:
    scene = Scene().refer(1, says("account", 1)).refer(2, says("account", 1), says("email", 2))
    scene.refer(3, says("email", 2)).judge(1, Verdict.NOT_SAME, 3)
    assert not scene.same_lead(1, 3)
    assert scene.same_lead(1, 2) or scene.same_lead(2, 3)


def test_unsure_changes_nothing_and_takes_an_earlier_verdict_back() -> None:
    rows = says("account", 1)
    assert Scene().refer(1, rows).refer(2, rows).judge(1, Verdict.UNSURE, 2).same_lead(1, 2)
    assert Scene().refer(1).refer(2).judge(1, Verdict.UNSURE, 2).unlinked(1, 2)
    undone = Scene().refer(1).refer(2).judge(1, Verdict.SAME, 2).judge(2, Verdict.UNSURE, 1)
    assert undone.unlinked(1, 2)


def test_a_subject_over_its_limit_is_cut_with_an_alarm() -> None:
    scene = Scene(weights=replace(standard(), subject_limit=3))
    for number in range(1, 7):
        scene.refer(number, says("account", number), says("email", 1))
    linkage = scene.linked.linkage
    assert max(sum(scene.lead(a) == scene.lead(b) for b in range(1, 7)) for a in range(1, 7)) == 3
    assert [(rule, size) for rule, size in zip(linkage.alarms.rule, linkage.alarms.size, strict=True)] == [
        (Rule.SUBJECT_TOO_LARGE, 6)
    ]


def test_a_prolific_offenders_email_is_counted_in_accounts_and_not_in_referrals() -> None:
    scene = Scene()
    for number in range(1, 60):
        scene.refer(number, says("account", number % 2), says("email", 1))
    assert scene.same_lead(*range(1, 60))
