from __future__ import annotations

import pytest

from nigehban.priority import signals
from nigehban.records import Chain, File, Instant, Party, Place, PlaceSource, Role, Tag
from tests.priority.made import instant, mention, referral, reported, rules_of, tagged


def of_mentions(*mentions):
    return rules_of(referral(mentions=list(mentions)))


def test_a_verified_phone_counts_for_more_than_a_stated_one():
    stated, verified = mention("phone", "1"), mention("phone", "2", verified=True, pointer="/verified")
    (signal,) = signals(referral(mentions=[stated, verified]))
    assert (signal.rule, signal.pointer) == ("verified_phone", "/verified")


@pytest.mark.parametrize("verified", [None, False])
def test_a_phone_not_stated_as_verified_is_not_verified(verified):
    assert of_mentions(mention("phone", "1", verified=verified)) == {"phone"}


@pytest.mark.parametrize("role", [Role.VICTIM, Role.RECIPIENT, Role.REPORTER])
def test_an_address_of_somebody_else_does_not_help_to_find_the_reported_person(role):
    assert "email" not in of_mentions(mention("email", "a@example.org", role=role))


def test_an_ip_without_a_time_names_nobody():
    assert of_mentions(mention("ip", "192.0.2.1")) == {"ip_without_time"}


def test_an_ip_with_an_unreadable_time_names_nobody():
    unreadable = Instant("last week", None, False)
    assert of_mentions(mention("ip", "192.0.2.1", at=unreadable)) == {"ip_without_time"}


def test_the_best_ip_address_speaks_for_all():
    plain = mention("ip", "192.0.2.1")
    timed = mention("ip", "192.0.2.2", at=instant())
    ported = mention("ip", "192.0.2.3", at=instant(), port=4000)
    assert of_mentions(plain, timed) == {"ip_with_time"}
    assert of_mentions(plain, ported, timed) == {"ip_with_port"}


def test_a_proxy_names_nobody():
    assert of_mentions(mention("ip", "192.0.2.1", at=instant(), port=4000, proxy=True)) == {"ip_through_proxy"}


@pytest.mark.parametrize(
    ("kind", "rule"),
    [("account", "account"), ("device", "device"), ("cnic", "national_id"), ("passport", "national_id")]
    + [(kind, "payment") for kind in ("iban", "wallet", "crypto")],
)
def test_a_number_that_leads_to_a_person_fires(kind, rule):
    assert of_mentions(mention(kind, "12345")) == {rule}


@pytest.mark.parametrize("raw", ["0", "unknown", " N/A ", ""])
def test_a_placeholder_is_no_account(raw):
    assert of_mentions(mention("account", raw)) == set()


def test_a_name_with_an_address_is_attributable_and_with_a_birth_date_only_helps():
    born = Party(Role.REPORTED, "/p", name="Invented Name", birth_date="1990-01-01", birth_pointer="/p/b")
    assert rules_of(referral(parties=[born])) == {"name_and_birth"}
    home = Place(PlaceSource.ADDRESS, "/p/a", role=Role.REPORTED, party=0)
    assert rules_of(referral(parties=[born], places=[home])) == {"name_and_address"}


def test_a_compromised_account_is_noted_and_an_uncompromised_one_is_not():
    assert rules_of(referral(parties=[reported(compromised="true")])) == {"compromised"}
    assert rules_of(referral(parties=[reported(compromised="false")])) == set()


def test_files_that_nobody_looked_at_are_told_from_files_of_which_nothing_is_stated():
    assert rules_of(referral(files=[File("/f", viewed=False)])) == {"matched_by_hash_only"}
    assert rules_of(referral(files=[File("/f", viewed=None)])) == set()
    assert rules_of(referral(files=[File("/f", viewed=False), File("/g", viewed=None)])) == set()
    assert rules_of(referral(files=[File("/f", viewed=False), File("/g", viewed=True)])) == {"viewed"}


def test_a_viral_file_among_others_does_not_make_the_report_viral():
    made = tagged("viral", file=0)
    made.files = [File("/f"), File("/g")]
    assert "viral" not in rules_of(made)
    made.tags.append(Tag("viral", "/g/tag", "ESP", 1))
    assert "viral" in rules_of(made)


def test_a_tag_of_the_whole_report_speaks_for_all_files():
    made = tagged("spam")
    made.files = [File("/f"), File("/g")]
    assert rules_of(made) == {"spam"}


@pytest.mark.parametrize(("stated", "fires"), [(True, True), (False, False), (None, False)])
def test_informational_is_what_is_stated(stated, fires):
    assert ("informational" in rules_of(referral(informational=stated))) is fires


def test_an_earlier_report_is_noted_and_a_supplement_is_none():
    assert rules_of(referral(chains=[Chain("prior", "NCMEC:1", "/prior")])) == {"prior_reports"}
    assert rules_of(referral(chains=[Chain("supplement", "NCMEC:1", "/s")])) == set()


def test_a_person_who_knows_of_the_report_shortens_the_time():
    assert rules_of(referral(parties=[reported(aware_of_report="yes")])) == {"aware_of_report"}
