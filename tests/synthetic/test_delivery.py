from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.synthetic import Packing, make_world, synth_referrals, write_referrals
from nigehban.synthetic.plan import Shape


def digest_of(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_bytes(tmp_path: Path) -> None:
    for name, seed in (("one", 3), ("two", 3), ("other", 4)):
        synth_referrals(300, seed, tmp_path / name, processes=1)
    assert digest_of(tmp_path / "one") == digest_of(tmp_path / "two")
    assert digest_of(tmp_path / "one") != digest_of(tmp_path / "other")


def test_two_processes_write_the_same_bytes_as_one(tmp_path: Path) -> None:
    formats = (Shape.POLICE_ZIP, Shape.PLATFORM_XML, Shape.FAMILY)
    world = make_world(8_200, seed=5)
    write_referrals(world, tmp_path / "one", formats, processes=1)
    write_referrals(world, tmp_path / "two", formats, processes=2)
    assert digest_of(tmp_path / "one") == digest_of(tmp_path / "two")


def test_every_document_on_disk_stands_in_the_truth_with_its_digest(disk) -> None:
    written = digest_of(disk.out / "documents") | {}
    told = {row["path"].removeprefix("documents/"): row["sha256"] for row in disk.documents}
    assert {name: told.get(name) for name in written} == written


def test_the_truth_is_not_among_the_documents(disk) -> None:
    assert not any("truth" in path.name or path.suffix == ".parquet" for path in (disk.out / "documents").rglob("*"))


def test_no_folder_holds_more_than_a_thousand_documents(disk) -> None:
    folders = [folder for folder in (disk.out / "documents").iterdir() if folder.is_dir()]
    assert len(folders) > 2
    assert max(len(list(folder.iterdir())) for folder in folders) <= 1_000


def test_as_many_referrals_are_written_as_were_asked_for(disk) -> None:
    counts = json.loads((disk.out / "truth" / "expected.json").read_bytes())
    assert counts["referrals"] == 2_000
    assert len({row["referral"] for row in disk.referrals_told(arrives="documents")}) == 2_000
    assert counts["documents"] == len(disk.documents)


def test_progress_adds_up_to_the_number_asked_for(tmp_path: Path) -> None:
    seen: list[int] = []
    synth_referrals(60, 1, tmp_path / "out", progress=seen.append)
    assert sum(seen) == 60


def test_a_folder_that_already_holds_documents_is_refused(tmp_path: Path) -> None:
    synth_referrals(5, 1, tmp_path)
    with pytest.raises(FileExistsError, match="choose an empty folder"):
        synth_referrals(5, 1, tmp_path)


def test_packed_as_zip_every_document_is_a_member(tmp_path: Path) -> None:
    write_referrals(make_world(300, 2), tmp_path, packing=Packing.ZIP)
    rows = pq.read_table(tmp_path / "truth" / "documents.parquet").to_pylist()
    members = [row for row in rows if "!" in row["path"]]
    assert len(members) > 250
    for row in members:
        archive, _, name = row["path"].partition("!")
        with zipfile.ZipFile(tmp_path / archive) as opened:
            assert sha256(opened.read(name)).hexdigest() == row["sha256"]


def test_packed_as_json_lines_every_line_is_a_report(tmp_path: Path) -> None:
    write_referrals(make_world(300, 2), tmp_path, packing=Packing.LINES)
    lines = [line for path in (tmp_path / "documents").glob("*.jsonl") for line in path.read_bytes().splitlines()]
    assert len(lines) > 200
    assert all(isinstance(json.loads(line)["reportId"], int) for line in lines)


def test_formats_that_were_not_asked_for_are_left_out(tmp_path: Path) -> None:
    write_referrals(make_world(400, 2), tmp_path, formats=[Shape.PLATFORM_XML])
    truth = pq.read_table(tmp_path / "truth" / "truth.parquet").to_pylist()
    assert {row["format"] for row in truth} == {"platform_xml"}


@settings(max_examples=15, deadline=None)
@given(count=st.integers(1, 250), seed=st.integers(0, 10**6))
def test_a_world_of_any_size_holds_as_many_referrals_as_were_asked_for(count: int, seed: int) -> None:
    plans = [plan for plan in make_world(count, seed).plans() if not plan.later]
    assert len(plans) == len({plan.referral for plan in plans}) == count


def test_a_world_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        make_world(0, 1)
