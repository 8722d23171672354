"""What is exported can be imported again, and says what its categories mean."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nigehban.known import Generation, SigningKey, Stated, load_or_make_key, retract
from nigehban.runs.known.exporting import ExportError, chosen, export_vics
from nigehban.runs.known.importing import import_list
from nigehban.runs.known.lists import Reading

MODEL = "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml"
NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture
def key(tmp_path: Path) -> SigningKey:
    """A key."""
    return load_or_make_key(tmp_path / "key.pem")


def bring(folder: Path, key: SigningKey, text: str, kind: str, name: str) -> Generation:
    (folder / f"{name}.list").write_text(text, "utf-8")
    stated = Stated(name)
    return import_list(folder / "set", folder / f"{name}.list", Reading(kind), stated, key=key, now=NOW).generation


def vics(*ids: int, profile: str = "US") -> str:
    entries = [{"MediaID": number, "Category": 1, "MD5": f"{number:032X}", "New": {"a": number}} for number in ids]
    return json.dumps({"@odata.context": f"{MODEL}/{profile}/$metadata#Media", "More": 1, "value": entries})


def exported(folder: Path, generation: Generation, name: str | None = None) -> dict:
    count = export_vics(generation, chosen(generation, name), folder / "out.json", lambda _: None)
    document = json.loads((folder / "out.json").read_text("utf-8"))
    assert len(document["value"]) == count
    return document


def test_one_vics_delivery_comes_out_as_it_came_in(tmp_path: Path, key: SigningKey) -> None:
    generation = bring(tmp_path, key, vics(1, 2), "vics", "a")
    assert exported(tmp_path, generation) == json.loads(vics(1, 2))


def test_two_deliveries_of_one_scheme_become_one_document(tmp_path: Path, key: SigningKey) -> None:
    bring(tmp_path, key, vics(1, 2), "vics", "a")
    generation = bring(tmp_path, key, vics(3), "vics", "b")
    document = exported(tmp_path, generation)
    assert [entry["MediaID"] for entry in document["value"]] == [1, 2, 3]
    assert [entry["New"] for entry in document["value"]] == [{"a": 1}, {"a": 2}, {"a": 3}]
    assert document["@odata.context"].endswith("/US/$metadata#Media")


def test_lists_with_other_categories_are_not_mixed(tmp_path: Path, key: SigningKey) -> None:
    bring(tmp_path, key, vics(1), "vics", "a")
    generation = bring(tmp_path, key, vics(2, profile="CAID_UK"), "vics", "b")
    with pytest.raises(ExportError, match="2 schemes"):
        chosen(generation, None)
    assert [source.stated.name for source in chosen(generation, "b")] == ["b"]


def test_another_scheme_than_vics_is_named_in_the_document(tmp_path: Path, key: SigningKey) -> None:
    generation = bring(tmp_path, key, f"MD5;Image ID;Baseline\n{1:032x};7;true\n", "icse", "icse")
    document = exported(tmp_path, generation)
    profile = document["@odata.context"].removeprefix(f"{MODEL}/").split("/")[0]
    assert profile == generation.sources[0].stated.scheme
    assert document["value"][0]["MD5"] == f"{1:032X}"


def test_what_was_taken_back_is_not_given_on(tmp_path: Path, key: SigningKey) -> None:
    bring(tmp_path, key, vics(1), "vics", "a")
    bring(tmp_path, key, vics(2), "vics", "b")
    generation = retract(tmp_path / "set", 1, key=key, now=NOW)
    assert [entry["MediaID"] for entry in exported(tmp_path, generation)["value"]] == [2]


def test_flags_of_another_list_become_booleans_and_its_own_words_stay(tmp_path: Path, key: SigningKey) -> None:
    table = f"MD5;Image ID;Baseline;Is distributed;Victim identified\n{1:032x};7;Yes;Ja;N\n"
    (entry,) = exported(tmp_path, bring(tmp_path, key, table, "icse", "icse"))["value"]
    assert (entry["IsDistributed"], entry["VictimIdentified"]) == (True, False)
    assert (entry["Is distributed"], entry["Victim identified"]) == ("Ja", "N")
