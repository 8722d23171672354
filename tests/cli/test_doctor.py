"""``nigehban doctor``: what is installed, what is missing, what to do."""

from __future__ import annotations

from .made import nigehban


def test_a_sound_installation_is_well_in_every_line(tmp_path):
    done = nigehban("doctor", NIGEHBAN_HOME=str(tmp_path / "home"), DATABASE_URL="")
    assert done.returncode == 0, done.stdout
    lines = done.stdout.splitlines()
    assert lines
    assert all(line.startswith("ok ") for line in lines)
    for word in ("Python", "packages", "kinds of identifiers", "pack pk", "database", "vault", "data folder"):
        assert word in done.stdout


def test_what_is_wrong_is_told_with_what_to_do_and_no_password(tmp_path):
    vault = tmp_path / "home" / "vault"
    vault.mkdir(parents=True)
    (vault / "recipients.txt").write_text("no key at all\n")
    done = nigehban(
        "doctor", NIGEHBAN_HOME=str(tmp_path / "home"), DATABASE_URL="postgresql://officer:secret@/desk?host=/nowhere"
    )
    assert done.returncode == 1
    assert "MEND  vault" in done.stdout
    assert "MEND  database" in done.stdout
    assert "secret" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_looking_changes_nothing(tmp_path):
    nigehban("doctor", NIGEHBAN_HOME=str(tmp_path / "home"), DATABASE_URL="")
    assert not (tmp_path / "home").exists()
