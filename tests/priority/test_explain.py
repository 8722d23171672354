from __future__ import annotations

import numpy as np

from nigehban.priority import RULES, Axis, Signal, context_texts, explained, in_words, rank, reasons, signals
from tests.priority.made import inputs, ranked, told


def words_of(texts, **columns):
    fired = list(signals(told(*texts)))
    ranking = rank(inputs([[signal.rule for signal in fired]], **columns))
    return in_words(explained(ranking, 0, "L-1", fired))


def test_a_lead_in_words_quotes_what_fired_and_says_that_nothing_lowers_it():
    words = words_of(["He wrote: I will kill you"])
    assert "place 1 in the band IMMEDIATE" in words
    assert "Nothing can lower it: threat to life." in words
    assert "+80  Words that threaten somebody's life: “He wrote: I will kill you”" in words


def test_an_archived_lead_in_words_says_why_and_what_is_missing():
    words = words_of(["Good morning"], files=[1], lead_local=[-1])
    assert "Archived: " in words
    assert "Missing: a link of the reported person to this country." in words
    assert "Nobody can be asked yet." in words
    assert words.endswith("would raise this lead.")


def test_reasons_stand_in_the_order_of_the_axes_and_then_of_their_points():
    fired = [Signal(rule, rule, "/x") for rule in ("account", "viral", "secrecy_in_text", "victim_named")]
    ranking = ranked([[signal.rule for signal in fired]], lead_reports=[2])
    rows = list(reasons(ranking, 0, fired))
    assert [row.rule for row in rows] == ["victim_named", "secrecy_in_text", "account", "repeat_reports", "viral"]
    assert [row.signal for row in rows] == [3, 2, 0, -1, 1]
    assert [row.text for row in rows][3] == "More reports about the same person: 1."


def test_every_axis_is_named_even_without_points():
    words = words_of([])
    assert all(f"\n{axis.capitalize()} 0" in words for axis in Axis)


def test_sentences_of_neighbours_come_in_bulk_as_they_do_singly():
    codes = np.array([RULES["unseen_files"].code, RULES["widely_sent"].code, RULES["unseen_files"].code], np.int16)
    texts = context_texts(RULES, codes, np.array([3, 40, 3], np.float32))
    assert list(texts) == [
        "Files never seen before: 3.",
        "A file of this lead came from 40 senders.",
        "Files never seen before: 3.",
    ]
