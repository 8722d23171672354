"""``nigehban synth referrals``: the same seed gives the same bytes, and nothing is overwritten."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from .made import nigehban, refused


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path):
    for name, seed in (("a", "4"), ("b", "4"), ("c", "5")):
        done = nigehban("synth", "referrals", "--count", "40", "--seed", seed, "--out", tmp_path / name)
        assert done.returncode == 0
        assert str(tmp_path / name / "documents") in done.stdout
    assert contents(tmp_path / "a") == contents(tmp_path / "b") != contents(tmp_path / "c")
    assert any(name.startswith("truth/") for name in contents(tmp_path / "a"))


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    assert "is not empty" in refused(nigehban("synth", "referrals", "--count", "4", "--out", tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert "is not empty" in refused(nigehban("synth", "referrals", "--count", "4", "--out", tmp_path / "mine.txt"))


def test_no_referrals_at_all_are_not_made(tmp_path):
    assert nigehban("synth", "referrals", "--count", "0", "--out", tmp_path / "x").returncode == 2
