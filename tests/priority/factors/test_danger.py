from __future__ import annotations

import pytest

from nigehban.priority import signals
from nigehban.records import File, Mention, Party, Place, PlaceSource, Role, Scheme, Stated
from tests.priority.made import instant, mention, referral, reported, rules_of, tagged, told


def test_an_ordinary_report_carries_no_danger():
    assert rules_of(referral()) == set()


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("1", "threat_to_life"),
        ("Priority 1", "threat_to_life"),
        ("2", "home_made_production"),
        ("3", "private_report"),
        ("URGENT", "called_urgent"),
    ],
)
def test_what_the_sender_calls_it_fires_its_rule(words, rule):
    assert rule in rules_of(referral(sender_priority=Stated(words, "/priority")))


def test_the_ordinary_priority_fires_nothing():
    assert rules_of(referral(sender_priority=Stated("E", "/priority"))) == set()


def test_an_escalation_is_a_floor_whatever_its_words():
    assert "escalated_by_sender" in rules_of(referral(escalation=Stated("", "/why")))
    assert "escalated_by_sender" in rules_of(referral(escalation=Stated("Unklar, bitte prüfen", "/why")))


def test_an_escalation_for_volume_alone_is_urgent_but_no_risk_to_life():
    made = referral(escalation=Stated("Escalated because of the number of files.", "/why"))
    assert rules_of(made) == {"escalated_for_volume"}


def test_an_escalation_for_volume_and_danger_keeps_the_floor():
    made = referral(escalation=Stated("High volume uploader who threatens to kill a child.", "/why"))
    assert "escalated_by_sender" in rules_of(made)


@pytest.mark.parametrize(
    ("tag", "rule"),
    [
        ("sextortion", "sextortion"),
        ("self_harm", "self_harm"),
        ("suicide_self_harm", "self_harm"),
        ("planned_meeting", "planned_meeting"),
        ("threat_to_life", "threat_to_life"),
        ("ongoing_contact_abuse", "ongoing_contact_abuse"),
        ("live_streaming", "live_streaming"),
        ("solicitation", "solicitation"),
        ("self_produced", "self_produced"),
        ("sadistic", "sadistic"),
        ("infant", "infant"),
        ("physical_harm", "physical_harm"),
    ],
)
def test_a_tag_fires_its_rule_at_its_place(tag, rule):
    (signal,) = signals(tagged(tag))
    assert (signal.rule, signal.pointer) == (rule, f"/tags/{tag}")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Child Sex Trafficking", "trafficking"),
        ("Child Sex Tourism", "travel"),
        ("Child Sexual Molestation", "contact_abuse"),
        ("Online Enticement of Children for Sexual Acts", "enticement"),
        ("Unsolicited Obscene Material Sent to a Child", "unsolicited_material"),
        ("Sextortion", "sextortion"),
    ],
)
def test_an_incident_type_fires_its_rule(words, rule):
    assert rules_of(referral(incident_type=Stated(words, "/type"))) == {rule}


def test_an_additional_incident_type_counts_as_well():
    made = referral(incident_types_extra=[Stated("Child Sex Trafficking", "/extra/0")])
    assert rules_of(made) == {"trafficking"}


def test_an_ongoing_incident_with_access_to_the_child_is_ongoing_contact_abuse():
    made = referral(ongoing=True, ongoing_pointer="/ongoing", parties=[reported(access_to_victim="true")])
    assert {"incident_ongoing", "ongoing_contact_abuse", "access_to_victim"} <= rules_of(made)


def test_an_ongoing_incident_with_a_relative_is_ongoing_contact_abuse():
    made = referral(ongoing=True, parties=[reported(relationship_to_victim="Uncle")])
    assert "ongoing_contact_abuse" in rules_of(made)


@pytest.mark.parametrize("ongoing", [None, False])
def test_an_incident_not_stated_to_go_on_is_not_ongoing(ongoing):
    made = referral(ongoing=ongoing, parties=[reported(access_to_victim="true")])
    assert rules_of(made) == {"access_to_victim"}


@pytest.mark.parametrize("words", ["false", "No", "unknown", "", "not known to reporter", "نہیں", "n/a"])
def test_what_is_denied_or_unknown_is_no_yes(words):
    attributes = dict.fromkeys(("access_to_victim", "access_to_children", "convicted", "firearms"), words)
    assert rules_of(referral(parties=[reported(**attributes)])) == set()


@pytest.mark.parametrize("words", ["stranger", "Online acquaintance", "unknown", "None"])
def test_a_stranger_is_no_relationship(words):
    assert rules_of(referral(parties=[reported(relationship_to_victim=words)])) == set()


def test_attributes_of_a_reporter_say_nothing_about_the_reported_person():
    reporter = reported(access_to_children="true")
    reporter.role = Role.REPORTER
    assert rules_of(referral(parties=[reporter])) == set()


def test_an_occupation_near_children_fires():
    assert rules_of(referral(parties=[reported(occupation="School Teacher")])) == {"works_with_children"}
    assert rules_of(referral(parties=[reported(occupation="Welder")])) == set()


def test_a_named_child_who_can_be_found_and_reached_fires_thrice_and_is_never_named():
    victim = Party(Role.VICTIM, "/victim", name="Invented Name", name_pointer="/victim/name", age=9)
    victim.attributes["school"] = Stated("Invented School", "/victim/school")
    made = referral(parties=[victim], mentions=[Mention("account", "7", "/victim/id", Role.VICTIM, 0)])
    fired = list(signals(made))
    assert {s.rule for s in fired} == {"victim_named", "victim_located", "victim_reachable", "young_child"}
    assert not [s for s in fired if "Invented" in s.text]


def test_where_an_ip_address_seems_to_be_is_no_place_to_find_a_child():
    looked_up = Place(PlaceSource.IP_LOOKUP, "/geo", role=Role.VICTIM, city="Lahore")
    assert rules_of(referral(places=[looked_up])) == set()


@pytest.mark.parametrize(("age", "rule"), [(12, {"young_child"}), (13, {"child_victim"}), (18, set())])
def test_the_stated_age_of_a_victim_decides(age, rule):
    assert rules_of(referral(parties=[Party(Role.VICTIM, "/victim", age=age)])) == rule


def test_a_birth_date_gives_the_age_at_the_incident():
    victim = Party(Role.VICTIM, "/victim", birth_date="2016-03-01", birth_pointer="/victim/birth")
    (signal,) = signals(referral(parties=[victim], incident_at=instant(2026)))
    assert (signal.rule, signal.pointer) == ("young_child", "/victim/birth")


def test_a_victim_without_a_stated_age_is_no_adult_and_no_infant():
    assert rules_of(referral(parties=[Party(Role.VICTIM, "/victim")])) == set()


@pytest.mark.parametrize(("grade", "fires"), [("A1", True), ("B1", True), ("A2", False), (None, False)])
def test_only_the_gravest_class_of_a_file_fires(grade, fires):
    made = referral(files=[File("/file", industry_class=grade, viewed=None)])
    assert ("severe_class" in rules_of(made)) is fires


def test_a_familys_report_is_a_private_report_by_a_person():
    made = referral(scheme=Scheme.FAMILY)
    assert rules_of(made) == {"private_report", "sent_by_a_person"}


def test_a_hotlines_report_is_written_by_a_person():
    assert rules_of(referral(scheme=Scheme.HOTLINE)) == {"sent_by_a_person"}


def test_a_seller_and_a_buyer_are_told_apart():
    assert rules_of(referral(commerce=Stated("seller", "/c"))) == {"seller"}
    assert rules_of(referral(commerce=Stated("buyer", "/c"))) == {"buyer"}


def test_words_in_a_chat_fire_whoever_wrote_them_and_end_in_the_quote():
    (signal,) = signals(told("hello", "He wrote: I will kill you"))
    assert (signal.rule, signal.pointer) == ("threat_in_text", "/chat/1")
    assert signal.text.endswith("“He wrote: I will kill you”")


def test_the_same_cue_in_many_messages_fires_once():
    assert len(list(signals(told(*["I will kill you"] * 5)))) == 1


def test_volume_words_outside_an_escalation_fire_nothing():
    assert rules_of(told("a high volume of messages")) == set()


def test_a_mark_as_machine_made_takes_nothing_from_danger():
    plain = rules_of(tagged("sextortion", "infant"))
    assert rules_of(tagged("sextortion", "infant", "generative_ai")) == plain


def test_a_port_of_a_victims_address_makes_nobody_attributable():
    made = referral(mentions=[mention("phone", "+92 300 0000000", role=Role.VICTIM)])
    assert rules_of(made) == {"victim_reachable"}
