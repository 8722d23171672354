"""The commands of known sets as an officer gives them, one after the other."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from nigehban.runs.known.matching import MATCHED
from tests.cli.made import nigehban, refused

CONTEXT = "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#Media"
FIRST, SECOND = "0cc175b9c0f1b6a831c399e269772661", "92eb5ffee6ae2fec3ad71c777531578f"
YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
ENTRIES = [
    {"MediaID": 1, "Category": 1, "MD5": FIRST.upper(), "Odd": {"x": [1, 2]}},
    {"MediaID": 2, "Category": 2, "MD5": "no hash"},
    {"MediaID": 3, "Category": 2, "MD5": SECOND, "VictimIdentified": True},
]


def vics(path: Path, entries: list[dict]) -> Path:
    path.write_text(json.dumps({"@odata.context": CONTEXT, "value": entries}), "utf-8")
    return path


def bring(folder: Path, file: Path, *words: str, source: str = "VIC"):
    return nigehban(
        *("known", "import", file, "--set", folder / "set", "--format", "vics", "--source", source, *words),
        NIGEHBAN_HOME=str(folder / "home"),
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a set of one generation; nobody changes it."""
    folder = tmp_path_factory.mktemp("known")
    done = bring(folder, vics(folder / "a.json", ENTRIES), "--authority", "Unit", "--expires", YESTERDAY)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A folder with the same set."""
    return shutil.copytree(made, tmp_path, dirs_exist_ok=True)


def asked(folder: Path, text: str, *words: str) -> tuple[list[dict], str]:
    """The answer, and what was said on standard error."""
    (folder / "q.csv").write_text(f"query,algorithm,hash\n{text}", "utf-8")
    done = nigehban(
        *(
            "known",
            "match",
            "--set",
            folder / "set",
            "--hashes",
            folder / "q.csv",
            "--out",
            folder / "o.parquet",
            *words,
        )
    )
    assert done.returncode == 0, done.stderr
    table = pq.read_table(folder / "o.parquet")
    assert table.schema.names == MATCHED.names
    return table.to_pylist(), done.stderr


def test_an_import_says_what_was_taken_and_lists_what_was_not(tmp_path):
    done = bring(tmp_path, vics(tmp_path / "a.json", ENTRIES))
    assert "2 entries from VIC are generation 1" in done.stdout
    rejected = tmp_path / "set/generations/000001/rejected.jsonl"
    assert str(rejected) in done.stdout
    assert "line 1: “MD5” was not taken" in done.stdout
    assert json.loads(rejected.read_text("utf-8").splitlines()[0])["entry"] == 2


def test_the_same_file_again_adds_nothing_and_says_so(folder):
    done = bring(folder, folder / "a.json")
    assert (done.returncode, "Nothing was added." in done.stdout) == (0, True)


def test_a_match_names_source_category_scheme_and_generation(folder):
    bring(folder, vics(folder / "b.json", ENTRIES[2:]), "--scheme", "Own", source="unit")
    rows, _ = asked(folder, f"photo 1,md5,{SECOND}\nphoto 2,MD5,{'0' * 32}\n")
    told = [(row["query"], row["source"], row["category"], row["scheme"], row["generation"]) for row in rows]
    assert told == [("photo 1", "VIC", "2", "VICS US", 2), ("photo 1", "unit", "2", "Own", 2)]
    assert [row["expired"] for row in rows] == [True, False]
    assert rows[0]["victim_identified"] is True
    assert rows[0]["offender_identified"] is None


def test_broken_lines_are_listed_and_the_rest_is_matched(folder):
    rows, said = asked(folder, f"a,md5,xyz\nb,md5,{FIRST}\n")
    assert [row["query"] for row in rows] == ["b"]
    assert "1 lines or files were not matched" in said
    assert "line 2: 3 digits" in said
    (listed,) = (folder / "o.parquet.rejected.jsonl").read_text("utf-8").splitlines()
    assert json.loads(listed)["line"] == 2


def test_an_export_is_the_document_that_came_without_what_was_rejected(folder):
    done = nigehban("known", "export", folder / "set", "--format", "vics", "--out", folder / "b.json")
    assert "2 entries" in done.stdout
    assert json.loads((folder / "b.json").read_text("utf-8")) == {"@odata.context": CONTEXT, "value": ENTRIES[::2]}


def test_categories_of_two_schemes_are_not_mixed_in_one_export(folder):
    bring(folder, vics(folder / "b.json", ENTRIES[2:]), "--scheme", "Own", source="unit")
    done = nigehban("known", "export", folder / "set", "--out", folder / "b.json")
    assert "Name a source with --source" in refused(done)
    done = nigehban("known", "export", folder / "set", "--out", folder / "b.json", "--source", "unit")
    assert [entry["MediaID"] for entry in json.loads((folder / "b.json").read_text("utf-8"))["value"]] == [3]


def test_info_shows_sources_and_what_has_expired(folder):
    shown = nigehban("known", "info", folder / "set").stdout
    assert f"{YESTERDAY} (expired)" in shown
    told = json.loads(nigehban("known", "info", folder / "set", "--json").stdout)
    assert (told["generation"], told["entries"], told["hashes"]) == (1, 2, {"md5": 2})
    assert (told["sources"][0]["stated"]["authority"], told["sources"][0]["expired"]) == ("Unit", True)


def test_a_changed_byte_is_named_and_ends_with_1(folder):
    assert nigehban("known", "verify", folder / "set").returncode == 0
    keys = folder / "set/generations/000001/segment/md5.keys"
    data = bytearray(keys.read_bytes())
    data[-20] ^= 1
    keys.write_bytes(data)
    done = nigehban("known", "verify", folder / "set")
    assert "1 of its files are wrong" in refused(done, 1)
    assert done.stdout.startswith("generations/000001/segment/md5.keys: was changed")


def test_a_set_must_be_signed_by_whom_the_receiver_expects(folder):
    signer = re.search(r"Signed by ([0-9a-f]{64})", nigehban("known", "verify", folder / "set").stdout)[1]
    assert nigehban("known", "verify", folder / "set", "--signer", signer.upper()).returncode == 0
    done = nigehban("known", "verify", folder / "set", "--signer", "00" * 32)
    assert done.stdout.startswith("SIGNER: the set is signed by")
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("info", "nothing"), "is no set"),
        (("verify", "nothing"), "is no set"),
        (("match", "--set", "set", "--out", "o"), "Give either files"),
        (("match", "--set", "set", "--out", "o", "--hashes", "nothing"), "is no file"),
        (("match", "--set", "set", "--out", "o", "--hashes", "a.json"), "has no column query"),
        (("match", "--set", "set", "--out", "o", "nothing"), "There is no nothing"),
        (("import", "a.json", "--set", "s", "--format", "vics", "--source", "s", "--algorithm", "md5"), "list only"),
        (("import", "a.json", "--set", "s", "--format", "vics", "--source", "s", "--mapping", "m"), "csv only"),
        (("import", "a.json", "--set", "s", "--format", "vics", "--source", " "), "The source has no name"),
        (("import", "a.json", "--set", "s", "--format", "vics", "--source", "a\x1b[2J"), "cannot be shown"),
        (("retract", "nothing", "1"), "is no set"),
        (("import", "nothing", "--set", "set", "--format", "vics", "--source", "s"), "is no file"),
        (("import", "a.json", "--set", "home", "--format", "vics", "--source", "s"), "is no part of a set"),
        (("export", "set", "--out", "o", "--source", "nobody"), "has no source 'nobody'"),
        (("export", "set", "--out", "no/where"), "There is no folder no"),
        (("match", "--set", "set", "--out", "home", "a.json"), "home is a folder"),
        (("match", "--set", "set", "--out", "o", "a.json", "--radius", "48"), "Up to 47 bits"),
    ],
)
def test_what_is_not_asked_for_rightly_is_one_sentence(made, words, said):
    assert said in refused(nigehban("known", *words, cwd=made, NIGEHBAN_HOME=str(made / "home")))


def test_a_delivery_is_taken_back_as_a_whole(folder):
    home = {"NIGEHBAN_HOME": str(folder / "home")}
    done = nigehban("known", "retract", folder / "set", "1", **home)
    assert "its 2 entries count as withdrawn" in done.stdout
    assert asked(folder, f"b,md5,{FIRST}\n")[0] == []
    (row,) = asked(folder, f"b,md5,{FIRST}\n", "--include-withdrawn")[0]
    assert (row["withdrawn"], row["generation"]) == (True, 2)
    assert "retracted" in nigehban("known", "info", folder / "set").stdout
    assert "no source number 1 that stands" in refused(nigehban("known", "retract", folder / "set", "1", **home))


def test_files_are_matched_by_their_hashes(folder):
    (folder / "a.txt").write_bytes(b"a")
    done = nigehban("known", "match", "--set", folder / "set", folder / "a.txt", "--out", folder / "o.parquet")
    assert done.returncode == 0, done.stderr
    (row,) = pq.read_table(folder / "o.parquet").to_pylist()
    assert (row["query"], row["algorithm"], row["category"]) == (str(folder / "a.txt"), "md5", "1")


def test_what_is_no_list_adds_nothing(tmp_path):
    (tmp_path / "a.json").write_text("{}")
    assert "no VICS" in refused(bring(tmp_path, tmp_path / "a.json"), 1)
    assert not (tmp_path / "set/CURRENT").exists()


def test_every_column_of_the_answer_is_documented():
    text = (Path(__file__).parents[3] / "docs/known-sets.md").read_text("utf-8")
    assert not {name for name in MATCHED.names if f"`{name}`" not in text}
