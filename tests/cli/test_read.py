"""``nigehban read``: one document, as text and as JSON."""

from __future__ import annotations

import json

import pytest

from tests.formats import samples

from .made import nigehban, refused


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "report.json"
    path.write_bytes(samples.encode(samples.report()))
    return path


def test_the_record_the_facts_and_their_pointers_are_shown(document):
    done = nigehban("read", document)
    assert done.returncode == 0
    assert "Referral NCMEC:104455667" in done.stdout
    assert "* /reportId = 104455667" in done.stdout
    assert "zubair@example.org" in done.stdout
    assert "  identifier " in done.stdout
    assert "  party " in done.stdout


def test_json_holds_every_fact_with_its_pointer(document):
    read = json.loads(nigehban("read", document, "--json").stdout)
    (referral,) = read["referrals"]
    assert referral["referral"] == "NCMEC:104455667"
    fact = next(fact for fact in referral["facts"] if fact["pointer"] == "/reportId")
    assert fact == {"name": fact["name"], "value": "104455667", "pointer": "/reportId", "mapped": True}
    assert len(referral["facts"]) > 150


def test_odd_text_is_still_valid_json_and_text_for_a_terminal(tmp_path):
    odd = samples.report() | {"about": "\ud800\x1b[2J\0", "key\udfff": 10**40}
    path = tmp_path / "odd.json"
    path.write_bytes(json.dumps(odd).encode())
    facts = {
        fact["pointer"]: fact["value"]
        for fact in json.loads(nigehban("read", path, "--json").stdout)["referrals"][0]["facts"]
    }
    assert facts["/about"] == "\\ud800\x1b[2J\0"
    assert facts["/key\\udfff"] == "1" + "0" * 40
    text = nigehban("read", path)
    assert text.returncode == 0
    assert "\x1b" not in text.stdout
    assert "\\ud800\\u001b[2J\\u0000" in text.stdout


def test_a_long_text_is_cut_with_its_length(tmp_path):
    path = tmp_path / "long.json"
    path.write_bytes(samples.encode(samples.report() | {"about": "x" * 5000}))
    line = next(line for line in nigehban("read", path).stdout.splitlines() if "/about" in line)
    assert line.endswith("… (5,000 characters)")
    assert len(line) < 160


def test_a_document_that_no_reader_takes_is_one_sentence(tmp_path):
    (tmp_path / "tea.json").write_bytes(b'{"tea": 1}')
    assert "no report was found" in refused(nigehban("read", tmp_path / "tea.json"), status=1)


def test_what_is_no_document_is_misuse(tmp_path):
    assert "is no file" in refused(nigehban("read", tmp_path))
    assert "is no file" in refused(nigehban("read", tmp_path / "none.json"))


def test_a_table_is_read_by_the_mapping_that_is_named(tmp_path):
    (tmp_path / "list.csv").write_text("ours,mail\n7,a@example.org\n")
    mapping = tmp_path / "own.toml"
    mapping.write_text(
        'name = "own"\nscheme = "OTHER"\nrequires = ["ours"]\n'
        '[[column]]\nheaders = ["ours"]\nfield = "external_id"\n'
        '[[column]]\nheaders = ["mail"]\nidentifier = "email"\n'
    )
    assert "Referral OTHER:7" in nigehban("read", tmp_path / "list.csv", "--mapping", mapping).stdout
    mapping.write_text('name = "own"\nscheme = "NOWHERE"\n')
    assert "no [[column]]" in refused(nigehban("read", tmp_path / "list.csv", "--mapping", mapping))
