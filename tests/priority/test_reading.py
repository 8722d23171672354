"""What must hold of all factors together."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path

import pytest

from nigehban.identifiers import KINDS
from nigehban.priority import RULES, factors, signals
from nigehban.priority.factors import numbers, victim
from nigehban.priority.reading import FACTORS
from nigehban.priority.rules import HERE
from nigehban.records import File, Narrative, Party, Place, PlaceSource, Role, Stated
from nigehban.runs.recognition import telling
from tests.priority.made import instant, mention, referral, reported, tagged, told

MODULES = sorted(path for path in Path(factors.__path__[0]).glob("*.py") if path.name != "__init__.py")
FORBIDDEN = re.compile(
    r"\b(races?|racial|ethnic\w*|religio\w*|nationalit\w*|citizen\w*|caste|sect|tribe|mosque|madras\w*|muslim|hindu"
    r"|christian|ahmad\w*|shia|sunni|pashtun|punjabi|sindhi|baloch\w*|afghan\w*|refugee|gender|district|province)\b",
    re.IGNORECASE,
)


def full_referral():
    """A report that makes many factors fire."""
    made = tagged("sextortion", "infant", "viral")
    made.parties = [
        reported(access_to_children="true", relationship_to_victim="uncle", convicted="true"),
        Party(Role.VICTIM, "/victim", name="Invented Child", age=9),
    ]
    made.mentions = [mention("account", "123"), mention("phone", "+92 300 0000000", verified=True)]
    made.mentions.append(mention("ip", "192.0.2.1", at=instant(), port=4000))
    made.places = [Place(PlaceSource.ADDRESS, "/place", role=Role.VICTIM, city="Lahore", country="PK")]
    made.narratives = [Narrative("chat", "kal park mein milo warna video viral kar dunga", "/chat")]
    made.files = [File("/file", viewed=True, industry_class="A1")]
    return made


def test_every_module_of_the_folder_is_a_factor():
    assert len(FACTORS) == len(MODULES) > 20


def test_every_rule_is_named_by_a_factor_a_cue_the_neighbours_or_known_files():
    data = [path.read_text("utf-8") for path in (*MODULES, *sorted((HERE / "cues").glob("*.toml")))]
    text = "".join([*data, (HERE / "context.py").read_text("utf-8"), Path(telling.__file__).read_text("utf-8")])
    composed = {"verified_phone", "verified_email"} | {name for name in RULES if re.search(r"_end_in_\d+_days", name)}
    assert not [name for name in RULES if f'"{name}"' not in text and name not in composed]


def test_the_same_referral_always_gives_the_same_signals():
    assert list(signals(full_referral())) == list(signals(full_referral()))


def test_every_signal_names_a_rule_a_sentence_and_a_place():
    for signal in signals(full_referral()):
        assert signal.rule in RULES
        assert signal.text.startswith(RULES[signal.rule].sentence)
        assert signal.pointer


def test_reading_changes_nothing_of_the_referral():
    made = full_referral()
    before = deepcopy(made)
    list(signals(made))
    assert made == before


@pytest.mark.parametrize("path", [*MODULES, HERE / "rules.toml", *sorted((HERE / "cues").glob("*.toml"))], ids=str)
def test_no_factor_rule_or_cue_speaks_of_origin_belief_or_place_of_living(path):
    code = "\n".join(line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    assert not FORBIDDEN.findall(code)


def test_who_a_person_is_and_where_a_person_lives_changes_nothing():
    one, other = full_referral(), full_referral()
    changes = {"gender": "f", "physical_description": "x", "languages": "Pashto", "races": "x", "religion": "y"}
    for name, value in changes.items():
        other.parties[0].attributes[name] = Stated(value, f"/person/{name}")
    for party, name in zip(other.parties, ("Other Name", "Third Name"), strict=True):
        party.name = name if party.name else None
    other.places[0].city, other.places[0].region, other.places[0].country = "Quetta", "Balochistan", "AF"
    other.country = Stated("AF", "/country")
    assert list(signals(one)) == list(signals(other))


@pytest.mark.parametrize("text", ["kal park mein milo", "کل پارک میں ملو", "meet me tomorrow at the park"])
def test_the_language_of_a_plan_to_meet_does_not_change_what_it_counts(text):
    assert {signal.rule for signal in signals(told(text))} == {"planned_meeting_in_text"}


def test_generative_ai_is_no_rule_and_takes_nothing_away():
    with_tag = full_referral()
    with_tag.tags = [*with_tag.tags, *tagged("generative_ai").tags]
    assert list(signals(with_tag)) == list(signals(full_referral()))


def test_a_referral_that_states_nothing_gives_nothing():
    assert list(signals(referral(incident_type=None))) == []


def test_the_kinds_that_factors_ask_for_exist():
    asked = set(numbers._RULES) | victim._REACHABLE_BY | {"phone", "email", "ip"}
    assert asked <= set(KINDS)
