"""Rows become Arrow tables, whatever text they hold."""

from __future__ import annotations

import pyarrow as pa

from nigehban.records import Fact, Facts
from nigehban.runs.columns import Columns, rows_to_table
from nigehban.runs.corpus import mapped
from nigehban.runs.tables import SCHEMAS, WORD

SCHEMA = pa.schema([("text", pa.string()), ("word", WORD), ("list", pa.list_(pa.string()))])


def test_rows_without_one_are_an_empty_table():
    assert rows_to_table([], SCHEMA).to_pylist() == []


def test_absent_and_empty_stay_apart():
    assert rows_to_table([(None, None, None), ("", "", [])], SCHEMA).to_pylist() == [
        {"text": None, "word": None, "list": None},
        {"text": "", "word": "", "list": []},
    ]


def test_a_lone_surrogate_is_escaped_and_nothing_else_changed():
    table = rows_to_table([("a\ud800\0b", "w\udfff", ["x", "\udc00"]), ("گھر", "w", None)], SCHEMA)
    assert table.to_pylist() == [
        {"text": "a\\ud800\0b", "word": "w\\udfff", "list": ["x", "\\udc00"]},
        {"text": "گھر", "word": "w", "list": None},
    ]


def test_facts_belong_to_the_referral_added_before_them(tmp_path):
    columns = Columns()
    facts = [Fact(name, value, f"/{name}", mapped=True) for name, value in (("a", "1"), ("b", None), ("c", ""))]
    for part in (facts[:2], [], facts[2:]):
        kept = Facts()
        kept.extend(part)
        columns.add_facts(kept)
    columns.write(tmp_path)
    written = mapped(tmp_path, "facts").to_pylist()
    assert [(row["row"], row["name"], row["value"]) for row in written] == [(0, "a", "1"), (0, "b", None), (2, "c", "")]
    assert {path.stem for path in tmp_path.iterdir()} == set(SCHEMAS)
