from __future__ import annotations

from pathlib import Path

import pytest

from nigehban import priority
from nigehban.priority import RULES, Axis, Band, Concern
from nigehban.priority.rules import HERE, BadRules, Rule, load

HEAD = 'version = "1"\ndate = 2026-01-01\nreviewed_by = "x"\n[bands]\nurgent = 60\n[windows]\nip_records = 365\n'


def write(path: Path, *rules: str) -> Path:
    path.write_text(HEAD + "\n".join(rules), "utf-8")
    return path


def entry(name: str, code: int, axis: str = "danger", points: int = 1, more: str = "") -> str:
    return f'[rule.{name}]\ncode = {code}\naxis = "{axis}"\npoints = {points}\nsentence = "x"\n{more}\n'


def test_no_danger_rule_takes_points_away():
    assert all(rule.points >= 0 for rule in RULES.values() if rule.axis is Axis.DANGER)


def test_each_of_the_five_concerns_has_a_floor():
    floors = {rule.concern for rule in RULES.values() if rule.floor is Band.IMMEDIATE}
    assert floors == set(Concern)


def test_the_rules_wait_for_a_review_and_say_so():
    assert (RULES.version, RULES.reviewed_by) == ("2", "needs review")


def test_a_danger_rule_with_a_minus_is_refused(tmp_path):
    with pytest.raises(BadRules, match="“calming” takes danger points away"):
        load(write(tmp_path / "rules.toml", entry("calming", 1, points=-5)))


def test_two_rules_with_one_code_are_refused(tmp_path):
    with pytest.raises(BadRules, match="“one” and “two” share the code 7"):
        load(write(tmp_path / "rules.toml", entry("one", 7), entry("two", 7)))


def test_a_floor_outside_danger_is_refused(tmp_path):
    with pytest.raises(BadRules, match="not of the danger axis"):
        load(write(tmp_path / "rules.toml", entry("odd", 1, axis="novelty", more='floor = "urgent"')))


def test_an_immediate_floor_without_a_concern_is_refused(tmp_path):
    with pytest.raises(BadRules, match="go together"):
        load(write(tmp_path / "rules.toml", entry("odd", 1, more='floor = "immediate"')))


def test_a_counting_rule_stops_at_its_cap():
    rule = Rule("x", 1, Axis.NOVELTY, 5, "x", cap=12, each=True)
    assert [rule.earned(count) for count in (1, 2, 3, 100)] == [5, 10, 12, 12]


def test_a_rule_that_takes_away_stops_at_its_cap():
    rule = Rule("x", 1, Axis.NOVELTY, -5, "x", cap=-12, each=True)
    assert [rule.earned(count) for count in (1, 3)] == [-5, -12]


def test_a_changed_rule_changes_the_digest(tmp_path):
    before = load(write(tmp_path / "rules.toml", entry("one", 1, points=1))).digest
    after = load(write(tmp_path / "rules.toml", entry("one", 1, points=2))).digest
    assert before != after


def test_a_changed_cue_changes_the_digest(tmp_path):
    rules, cues = write(tmp_path / "rules.toml", entry("one", 1)), tmp_path / "cues"
    cues.mkdir()
    (cues / "en.toml").write_text("a = 1")
    before = load(rules, cues).digest
    (cues / "en.toml").write_text("a = 2")
    assert load(rules, cues).digest != before


def test_the_digest_does_not_depend_on_line_ends(tmp_path):
    path = write(tmp_path / "rules.toml", entry("one", 1))
    before = load(path).digest
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(path).digest == before


def test_the_package_tells_the_digest():
    assert priority.ruleset_digest() == RULES.digest == load(HERE / "rules.toml").digest
