"""What pip cannot bring is installed by root where apt is, and told to everybody else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "tools" / "system_packages.sh"
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")


@pytest.fixture
def machine(tmp_path):
    """A machine whose programs are these: it knows what is installed, and apt installs unless it is to fail."""

    def make(user: int, libraries: tuple[str, ...] = (), apt: str = "works") -> Path:
        programs = {
            "id": f"echo {user}",
            "ldconfig": f"cat {tmp_path}/libraries",
            "apt-get": f'echo "$@" >> {tmp_path}/asked; test {apt} = works || exit 100; '
            f'case "$*" in *install*) cp {tmp_path}/all {tmp_path}/libraries;; esac',
            "timeout": 'shift; "$@"',
            "sleep": "",
        }
        (tmp_path / "asked").touch()
        (tmp_path / "all").write_text("".join(f"\t{name} (libc6) => /usr/lib/{name}\n" for name in LIBRARIES))
        (tmp_path / "libraries").write_text("".join(f"\t{name} (libc6)\n" for name in libraries))
        (tmp_path / "bin").mkdir()
        for name, text in programs.items():
            (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{text}\n")
            (tmp_path / "bin" / name).chmod(0o755)
        for name in ("cat", "cp", "grep", "sh"):
            (tmp_path / "bin" / name).symlink_to(Path("/bin") / name)
        return tmp_path

    return make


def run(machine: Path, *words: str) -> tuple[int, str, list[str]]:
    """The exit status, what was said, and what apt was asked for."""
    shell = ["/bin/sh", str(SCRIPT), *words]
    # The script adds /usr/sbin and /sbin, whose programs stand behind the machine's own.
    done = subprocess.run(shell, env={"PATH": str(machine / "bin")}, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr, (machine / "asked").read_text().splitlines()


def test_where_nothing_is_missing_nothing_is_said_or_asked_for(machine):
    assert run(machine(0, LIBRARIES)) == (0, "", [])


def test_root_installs_what_is_missing_and_no_more(machine):
    status, said, asked = run(machine(0, LIBRARIES[:2]))
    assert (status, said) == (0, "")
    assert asked[-1].endswith("install --yes --no-install-recommends libharfbuzz-subset0")


def test_another_user_is_told_what_is_missing(machine):
    status, said, asked = run(machine(1000, LIBRARIES[1:]), "--tests")
    assert (status, asked) == (1, [])
    assert "missing: libpango-1.0-0 chromium " in said


def test_root_without_a_network_tries_again_and_is_told(machine):
    status, said, asked = run(machine(0, apt="fails"))
    assert status == 1
    assert len(asked) == 4
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 as root" in said
