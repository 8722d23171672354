"""Every leaf of a document has its row, with a pointer that leads to it."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.formats import samples

from .made import report, rows, triaged, write


def leaves(node: object, pointer: str = ""):
    """(pointer, text) of every leaf, by a walk of our own."""
    if isinstance(node, dict) and node:
        for key, value in node.items():
            yield from leaves(value, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(node, list) and node:
        for position, value in enumerate(node):
            yield from leaves(value, f"{pointer}/{position}")
    else:
        yield pointer, node if isinstance(node, str) or node is None else json.dumps(node)


def test_every_leaf_of_every_police_report_of_a_month_is_a_fact(month):
    found: dict[str, Counter[tuple[str, str | None]]] = {}
    table = pq.read_table(month.out / "facts.parquet", columns=["source_sha256", "pointer", "value"])
    for digest, pointer, value in zip(*(column.to_pylist() for column in table.columns), strict=True):
        found.setdefault(digest, Counter())[pointer, value] += 1
    read = {row["sha256"] for row in rows(month.out, "documents") if row["format"] == "police_json"}
    checked = 0
    for path in (month.world / "documents").rglob("*.json"):
        data = path.read_bytes()
        digest = sha256(data).hexdigest()
        if digest in read:
            assert found[digest] == Counter(leaves(json.loads(data.decode("utf-8-sig"))))
            checked += 1
    assert checked > 250


def test_facts_name_the_referral_and_the_document_that_state_them(tmp_path):
    both = [report(1), report(2)]
    triaged([write(tmp_path / "in", list=both)], tmp_path / "out")
    facts = rows(tmp_path / "out", "facts")
    owners = {row["pointer"].split("/")[1]: row["referral"] for row in facts}
    assert owners == {"0": "NCMEC:1", "1": "NCMEC:2"}
    assert {row["source_sha256"] for row in facts} == {sha256(samples.encode(both)).hexdigest()}


def test_a_document_that_came_twice_has_its_facts_once(tmp_path):
    folder = write(tmp_path / "in", a=report(1), b=report(1), c=report(2))
    triaged([folder], tmp_path / "twice")
    (folder / "b.json").unlink()
    triaged([folder], tmp_path / "once")
    assert rows(tmp_path / "twice", "facts") == rows(tmp_path / "once", "facts")


@pytest.mark.parametrize(
    ("value", "kept"),
    [("a\0b", "a\0b"), ("\ud800", "\\ud800"), (10**30, "1" + "0" * 30), (True, "true"), ("", ""), (None, None)],
)
def test_an_odd_value_stays_as_it_was_written(tmp_path, value, kept):
    document = report(1) | {"oddity": value}
    data = json.dumps(document).encode()
    triaged([write(tmp_path / "in", a=data)], tmp_path / "out")
    odd = [row for row in rows(tmp_path / "out", "facts") if row["pointer"] == "/oddity"]
    assert [(row["value"], row["mapped"]) for row in odd] == [(kept, False)]


def test_the_facts_table_is_plain_text_for_every_reader(month):
    kinds = {field.name: field.type for field in pq.read_schema(month.out / "facts.parquet")}
    assert kinds["value"] == pa.string()
    assert kinds["mapped"] == pa.bool_()
