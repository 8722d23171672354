"""What rules say, in the language of the page."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

import nigehban
from nigehban.desk.audit.kinds import KINDS
from nigehban.desk.wording import BOOKS, called, plain, said
from nigehban.jurisdiction.procedure import evaluate, load_procedure
from nigehban.linking.rules import Rule
from nigehban.phrases import MOMENT, NUMBER, Part, Perhaps, Phrase, Several, every_phrase
from nigehban.priority import RULES, raise_if_text
from nigehban.priority.raising import CANDIDATES

_SOURCES = Path(nigehban.__file__).parent
_SAMPLES = {NUMBER: "7", MOMENT: "2026-03-01 10:00", r"\S+": "X7", r"\d+": "2016"}
_SPEAKING = [
    *(_SOURCES / "jurisdiction/procedure/kinds").glob("*.py"),
    *(_SOURCES / "jurisdiction/procedure" / f"{name}.py" for name in ("closing", "engine", "events", "moments")),
    *(_SOURCES / "jurisdiction" / f"{name}.py" for name in ("routing", "reader", "locator", "law/answer")),
    _SOURCES / "runs/networks.py",
    _SOURCES / "runs/results/links.py",
]
"""Rooms whose rules speak by phrases alone."""
_SENTENCE = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


def _filled(phrase: Phrase) -> str:
    return phrase(**{name: _sample(phrase.places.get(name)) for name in re.findall(r"\{(\w+)\}", phrase.template)})


def _sample(place: str | Part | None) -> str:
    if isinstance(place, Part) and not isinstance(place, Perhaps | Several):
        return _filled(next(place.phrases()))
    return _SAMPLES.get(place, "X7") if isinstance(place, str) else "X7"


@pytest.mark.parametrize("who", sorted(BOOKS))
def test_every_sentence_of_a_rule_is_said_in_english_as_stored_and_in_urdu_with_its_values(who: str) -> None:
    for phrase in every_phrase(BOOKS[who]):
        stored = _filled(phrase)
        assert plain(stored, who) == stored
        with translation.override("ur"):
            whole = phrase in BOOKS[who].phrases()
            told = plain(stored, who) if whole else translation.gettext(phrase.template)
        assert told != stored or phrase.template == "{country} ({operator})", stored
        assert not whole or ("X7" in told) == ("X7" in stored), stored
        assert not re.search(r"[a-z]{3,}", re.sub(r"\{\w+\}|X7|Address", "", told)), told


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_reason_keeps_its_figures_and_the_words_of_the_document(rule) -> None:
    with translation.override("ur"):
        told = plain(f"{rule.text(7)} B1", rule.name)
    assert told.endswith(" B1")
    assert ("7" in told) == ("{value}" in rule.sentence)


@pytest.mark.parametrize("code", [one.code for one in CANDIDATES])
def test_what_would_raise_a_lead_is_said_in_urdu(code: int) -> None:
    with translation.override("ur"):
        assert "raise" not in plain(raise_if_text(code), "raise")


def test_the_time_of_an_address_stays_in_what_would_raise_a_lead() -> None:
    with translation.override("ur"):
        told = plain("A source port for the IP address of 2026-03-01 10:00:00 UTC would raise this lead.", "raise")
    assert "2026-03-01 10:00:00" in told
    assert "address" not in told


def test_a_sentence_of_rules_that_are_gone_is_shown_as_it_was_stored_and_marked_as_english() -> None:
    with translation.override("ur"):
        for who in ("gone", "route"):
            assert plain("An old sentence.", who) == "An old sentence."
            assert said("An old sentence.", who) == '<bdi lang="en" dir="ltr">An old sentence.</bdi>'


def test_an_officers_own_words_are_not_marked_as_english() -> None:
    with translation.override("ur"):
        assert said("مدعی لاہور میں ہے", "route") == "مدعی لاہور میں ہے"


def test_markup_and_hidden_marks_in_a_value_do_nothing() -> None:
    with translation.override("ur"):
        told = said("the same email <b>\u202e", "link")
    assert "<b>" not in told
    assert "\u202e" not in told
    assert told.startswith("ایک ہی ای میل: <bdi>&lt;b&gt;")


def test_a_long_reason_for_a_circle_is_said_in_urdu_to_its_last_word() -> None:
    stored = (
        "The reported person's IP address as looked up by the sender "
        "(mobile network: the city is that of its gateway): X1 (no country is stated); "
        "the name also fits X2 (X3); agrees: the victim's address: X4 in district X5, "
        "the reported person's phone number has the area code of X6, X7 and 2 more; "
        "speaks for another circle: the incident's stated place: X8 (X9)"
    )
    with translation.override("ur"):
        told = plain(stored, "route")
    assert [f"X{n}" for n in range(1, 10) if f"X{n}" in told] == [f"X{n}" for n in range(1, 10)]
    assert not re.search(r"[A-Za-z]{2,}", told)


def test_an_answer_on_a_network_is_said_in_urdu_to_its_last_word() -> None:
    stored = (
        "4 groups (of 3, 2, 2 and 1 more persons) that only a shared phone, the same name and a shared ip joins: "
        "separate until more is known. It reaches abroad: X1, X2 and X3. "
        "In it: 2 payment identifiers and 1 stated seller. "
        "An officer's decision holds it together."
    )
    with translation.override("ur"):
        assert not re.search(r"[A-Za-z]{2,}", plain(stored, "network"))


@pytest.mark.parametrize("rule", Rule)
def test_a_kind_of_evidence_has_an_urdu_name(rule: Rule) -> None:
    with translation.override("ur"):
        assert not called(rule.name.lower()).isascii()


def test_a_deadline_is_told_in_urdu_whatever_happened() -> None:
    arrested = {"type": "arrested", "at": "2026-03-01T10:00:00+05:00", "case": "C", "accused": "A"}
    events = [
        {**arrested, "data": {"journey_hours": 5}, "recorded_at": "2026-03-03T10:00:00+05:00"},
        {**arrested, "type": "produced", "at": "2026-03-02T18:00:00+05:00"},
        {**arrested, "type": "police_custody_ordered", "at": "2026-03-02T18:30:00+05:00", "data": {"days": 14}},
        {**arrested, "type": "police_custody_requested", "at": "2026-03-16T12:00:00", "data": {"days": 5}},
        {**arrested, "type": "preservation_notice", "data": {"ref": "1"}},
    ]
    pack = load_procedure("pk")
    board = evaluate(pack, events, datetime(2026, 4, 1, tzinfo=UTC))
    assert len(board.rows) > 5
    with translation.override("ur"):
        for row in board.rows:
            assert row.rule.says["ur"]
            assert not re.search(
                r"\b(?!data|CrPC|PECA)[A-Za-z]{3,}", plain(row.said, "deadline").replace("data.sex", "")
            )
        for warning in (*board.warnings, *(one for row in board.rows for one in row.warnings)):
            assert not plain(warning, "warning").isascii(), warning


def test_rules_speak_by_phrases_alone() -> None:
    found = [
        f"{path.name}:{node.lineno}"
        for path in _SPEAKING
        for node in _texts(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == [], "Make a phrase of it in sentences.py, so that it can be said in Urdu."


def _texts(tree: ast.AST) -> list[ast.AST]:
    """Texts of two words and more that are filled in by an f-string: no docstring, no message of an error."""
    errors = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.Raise) for inner in ast.walk(node)}
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        and id(node) not in errors
        and any(isinstance(part, ast.Constant) and _SENTENCE.search(str(part.value)) for part in node.values)
    ]


def test_every_kind_of_record_whose_reading_is_logged_has_a_name() -> None:
    known = {phrase.template for phrase in KINDS}
    noted = {
        node.args[1].value
        for path in (_SOURCES / "desk").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"note_read", "note_look"}
        and isinstance(node.args[1], ast.Constant)
    }
    assert noted == known
