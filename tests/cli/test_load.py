"""``nigehban load``: into a desk of its own, with its own database server."""

from __future__ import annotations

from .made import nigehban, refused


def counts(printed: str) -> list[int]:
    line = next(line for line in printed.splitlines() if "files received" in line)
    return [int(word.replace(",", "")) for word in line.replace("=", "+").split() if word.replace(",", "").isdigit()]


def test_a_load_says_what_became_of_everything_and_a_second_one_that_it_knows_it(ranked, tmp_path):
    home = {"NIGEHBAN_HOME": str(tmp_path / "home"), "DATABASE_URL": ""}
    first = nigehban("load", ranked.documents, **home)
    assert first.returncode == 0, first.stderr
    received, stored, attachments, known, quarantined = counts(first.stdout)
    assert received == stored + attachments + known + quarantined > 100
    second = nigehban("load", ranked.documents, **home)
    assert counts(second.stdout) == [received, 0, 0, received, 0]
    assert first.stdout.splitlines()[-1] == second.stdout.splitlines()[-1]


def test_misuse_is_refused_before_a_database_is_made(tmp_path):
    home = {"NIGEHBAN_HOME": str(tmp_path / "home"), "DATABASE_URL": ""}
    assert "There is no" in refused(nigehban("load", tmp_path / "none", **home))
    assert "lies inside" in refused(nigehban("load", tmp_path, **home))
    assert not (tmp_path / "home").exists()


def test_a_database_that_cannot_be_had_is_one_sentence(tmp_path):
    (tmp_path / "a.json").write_bytes(b"{}")
    nowhere = {
        "NIGEHBAN_HOME": str(tmp_path / "home"),
        "DATABASE_URL": "postgresql://officer:secret@/desk?host=/nowhere",
    }
    said = refused(nigehban("load", tmp_path / "a.json", **nowhere), status=1)
    assert said.startswith("The database cannot be used")
    assert "secret" not in said


def test_a_set_that_a_load_names_is_asked_by_later_loads_too(ranked, tmp_path):
    home = {"NIGEHBAN_HOME": str(tmp_path / "home"), "DATABASE_URL": ""}
    (tmp_path / "list.txt").write_text("0123456789abcdef0123456789abcdef\n")
    named = ("--set", tmp_path / "hotline", "--format", "list", "--algorithm", "md5", "--source", "Example")
    assert nigehban("known", "import", tmp_path / "list.txt", *named, **home).returncode == 0
    first = nigehban("load", ranked.documents, "--known", tmp_path / "hotline", **home)
    assert first.returncode == 0, first.stderr
    assert "set hotline, generation 1" in first.stdout
    second = nigehban("load", ranked.documents, **home)
    assert "set hotline, generation 1" in second.stdout
    assert "is no set of known hashes" in refused(nigehban("load", ranked.documents, "--known", tmp_path, **home))
