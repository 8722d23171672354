"""Arrow columns as arrays: what is not stated has one number."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa

from nigehban.runs.arrays import UNKNOWN_TIME, seconds, stated, words
from nigehban.runs.tables import TIME, WORD


def test_times_before_the_epoch_and_none_at_all():
    times = [datetime(1969, 12, 31, 23, 59, 59, 500_000, UTC), None, datetime(2026, 1, 1, tzinfo=UTC)]
    table = pa.table({"at": pa.array(times, TIME)})
    assert seconds(table, "at").tolist() == [-1, UNKNOWN_TIME, 1767225600]


def test_yes_no_and_not_stated_are_three():
    assert stated(pa.table({"x": pa.array([True, None, False])}), "x").tolist() == [1, -1, 0]


def test_words_of_chunks_with_different_dictionaries_are_one_list():
    chunks = [pa.array(part, pa.string()).dictionary_encode() for part in (["b", None, "a"], [], ["a", "c"])]
    table = pa.table({"word": pa.chunked_array(chunks, WORD)})
    index, distinct = words(table, "word")
    assert [distinct[i] if i >= 0 else None for i in index] == ["b", None, "a", "a", "c"]


def test_words_of_an_empty_table():
    index, distinct = words(pa.schema([("word", WORD)]).empty_table(), "word")
    assert (index.tolist(), distinct) == ([], [])
