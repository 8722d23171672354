from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.priority import RULES
from nigehban.priority.cue import HERE, WINDOW, find_cues
from nigehban.priority.text import QUOTE_LENGTH

LANGUAGES = sorted(HERE.glob("*.toml"))


def rules(text: str) -> set[str]:
    return {hit.rule for hit in find_cues(text)}


FIRES = [
    ("I will send your pictures to your family", "sextortion_in_text"),
    ("he will show it to my mother if I do not pay", "sextortion_in_text"),
    ("If you don't pay I will share your pics with your mom", "sextortion_in_text"),
    ("paise do warna video sab ko bhej dunga", "sextortion_in_text"),
    ("tumhari tasveerein viral kar dunga", "sextortion_in_text"),
    ("تمہاری تصویریں سب کو بھیج دوں گا", "sextortion_in_text"),
    ("پیسے دو ورنہ ویڈیو وائرل کر دوں گا", "sextortion_in_text"),
    ("he said he'll kill me", "threat_in_text"),
    ("jaan se maar dunga", "threat_in_text"),
    ("جان سے مار دوں گا", "threat_in_text"),
    ("I don't want to live anymore", "self_harm_in_text"),
    ("she wants to die", "self_harm_in_text"),
    ("main jeena nahi chahti", "self_harm_in_text"),
    ("میں جینا نہیں چاہتی", "self_harm_in_text"),
    ("let's meet tomorrow at the park", "planned_meeting_in_text"),
    ("he plans to meet the child", "planned_meeting_in_text"),
    ("kal park mein milo", "planned_meeting_in_text"),
    ("کل پارک میں ملو", "planned_meeting_in_text"),
    ("my uncle hurts me every night", "contact_abuse_in_text"),
    ("chacha roz mujhe marta hai", "contact_abuse_in_text"),
    ("چچا روز مجھے مارتے ہیں", "contact_abuse_in_text"),
    ("the child is on a live stream", "live_in_text"),
    ("they know my address", "knows_where_in_text"),
    ("usko mera ghar maloom hai", "knows_where_in_text"),
    ("تمہارا گھر معلوم ہے", "knows_where_in_text"),
    ("send me the gift card", "payment_demand_in_text"),
    ("paise bhejo", "payment_demand_in_text"),
    ("پیسے بھیجو", "payment_demand_in_text"),
    ("don't tell your parents", "secrecy_in_text"),
    ("kisi ko mat batana", "secrecy_in_text"),
    ("کسی کو مت بتانا", "secrecy_in_text"),
    ("he took all the pills", "self_harm_in_text"),
    ("you will never see him alive", "threat_in_text"),
    ("mere ghar aa jao", "planned_meeting_in_text"),
    ("میں تم سے ملنا چاہتا ہوں", "meeting_wish_in_text"),
    ("he made her transfer money after he threatened to post it", "sextortion_in_text"),
    ("your sister sees the pictures if you block me", "sextortion_in_text"),
    ("paise nahi diye to photo group me laga dunga", "sextortion_in_text"),
    ("تصویر گروپ میں لگا دوں گا", "sextortion_in_text"),
    ("he is going to kidnap my daughter", "threat_in_text"),
    ("tezab phenk dunga", "threat_in_text"),
    ("بچی کو اغوا کرنے کی دھمکی", "threat_in_text"),
    ("she cut her wrists", "self_harm_in_text"),
    ("kalai kaat lungi", "self_harm_in_text"),
    ("میں نس کاٹ لوں گی", "self_harm_in_text"),
    ("when your parents are asleep come to my house", "planned_meeting_in_text"),
    ("jab ghar wale so jayen to aa jana", "planned_meeting_in_text"),
    ("اس نے بچی کو ملنے کے لیے بلایا", "planned_meeting_in_text"),
    ("he comes into my room every night", "contact_abuse_in_text"),
    ("wo har raat mere kamre me aata hai", "contact_abuse_in_text"),
    ("وہ ہر رات میرے کمرے میں آتا ہے", "contact_abuse_in_text"),
    ("she is home alone", "alone_in_text"),
    ("please help me", "urgency_in_text"),
    ("meri madad karo", "urgency_in_text"),
    ("مدد کرو", "urgency_in_text"),
]


@pytest.mark.parametrize(("text", "rule"), FIRES)
def test_protective_words_fire_in_three_languages_and_are_quoted(text, rule):
    hits = [hit for hit in find_cues(text) if hit.rule == rule]
    assert hits
    assert all(hit.quote in text for hit in hits)


SILENT = [
    "I am not going to meet you tomorrow",
    "we never meet at the park",
    "kal park mein nahi milna",
    "kal milna nahi hai",
    "کل پارک میں نہیں ملنا",
    "I won't send it to your family",
    "تمہارے گھر والوں کو نہیں بھیجوں گا",
    "i dont want to die",
    "nice to meet you today",
    "Good morning, how is school?",
    "Pay the rent today or the landlord will write again.",
    "The video was uploaded to the service and viewed by a person.",
    "There is no indication that the user planned to meet the recipient.",
    "song: tere bina mar jaunga",
    "گانا: تیرے بنا میں مر جاؤں گا",
    "I bought tickets for the match",
    "mera bhai roz mere kamre me parhta hai",
]


@pytest.mark.parametrize("text", SILENT)
def test_negations_and_harmless_words_fire_nothing_grave(text):
    assert not {rule for rule in rules(text) if RULES[rule].floor}


def test_a_negation_of_another_clause_does_not_silence_a_threat():
    assert "sextortion_in_text" in rules("Do not call anyone. I will send it to your family.")
    assert "sextortion_in_text" in rules("if you do not pay I will send it to your family")


def test_a_denial_that_is_taken_back_silences_no_threat():
    assert "threat_in_text" in rules("No indication of a meeting but he will kill her")


def test_a_platforms_policy_text_fires_nothing():
    assert not rules("Our policy covers threats to kill you, suicide and plans to meet a child.")


def test_policy_text_beside_a_threat_does_not_silence_it():
    assert "threat_in_text" in rules("Our policy covers many things. I will kill you.")


def test_a_laughing_threat_feeds_the_lighter_rule_and_is_still_shown():
    assert rules("I will kill you if you are late again haha") == {"harsh_words_in_text"}


@pytest.mark.parametrize("written", ["ki\u200bll", "KILL", "k\u202eill", "ＫＩＬＬ"])
def test_disguised_letters_do_not_hide_a_threat(written):
    assert "threat_in_text" in rules(f"I will {written} you")


def test_arabic_letter_variants_fire_as_urdu_ones_do():
    assert rules("پيسے دو ورنہ ويڈيو وائرل كر دوں گا") == rules("پیسے دو ورنہ ویڈیو وائرل کر دوں گا")


def test_a_cue_at_the_end_of_a_very_long_text_is_found():
    assert "threat_in_text" in rules("word " * (WINDOW // 5) + "I will kill you")


def test_a_cue_across_the_border_of_two_windows_is_found_once():
    text = ("x " * (WINDOW // 2 - 4)) + "I will kill you" + " x" * 100
    assert [hit.rule for hit in find_cues(text)] == ["threat_in_text"]


@given(st.text(max_size=400))
def test_any_text_is_read_without_fault_and_always_the_same(text):
    first = list(find_cues(text))
    assert first == list(find_cues(text))
    assert all(len(hit.quote) <= QUOTE_LENGTH for hit in first)


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_every_cue_names_a_danger_rule_and_says_why_it_is_there(path):
    table = tomllib.loads(path.read_text("utf-8"))
    for cue in table["cue"]:
        assert RULES[cue["rule"]].axis == "danger"
        assert RULES[cue.get("if_joking", cue["rule"])].floor is None or "if_joking" not in cue
        assert len(cue["note"]) > 10
        assert cue["id"].startswith(f"{path.stem}.")


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_cue_data_holds_plain_words_only(path):
    table = tomllib.loads(path.read_text("utf-8"))
    words = [word for entries in table["words"].values() for word in entries]
    phrases = [phrase for cue in table["cue"] for phrase in cue["phrases"]]
    assert not [word for word in words if not re.fullmatch(r"[\w\s]+", word)]
    assert not [
        phrase
        for phrase in phrases
        if not re.fullmatch(r"(?:@?[\w|@\u0600-\u06ff]+|\.\.\.)(?: (?:@?[\w|@\u0600-\u06ff]+|\.\.\.))*", phrase)
    ]


def test_cue_ids_are_unique():
    ids = [cue["id"] for path in LANGUAGES for cue in tomllib.loads(path.read_text("utf-8"))["cue"]]
    assert len(ids) == len(set(ids))
