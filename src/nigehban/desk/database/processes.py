"""Which processes hold a PostgreSQL data folder (Linux ``/proc``): every one works in that folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def working_in(folder: Path) -> set[int]:
    """The processes whose working directory is ``folder``, as far as we may see them."""
    wanted, found = folder.resolve(), set()
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile, or it is somebody else's
            if (entry / "cwd").readlink() == wanted:
                found.add(int(entry.name))
    return found


def is_alive(pid: int) -> bool:
    """Whether the process exists and is no zombie."""
    try:
        stat = Path("/proc", str(pid), "stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def remove_stale_locks(data: Path, socket_folder: Path) -> None:
    """Remove ``postmaster.pid`` and the socket's lock when no living process of this folder stands behind them.

    PostgreSQL itself refuses to start when an unrelated process got the number in those files, as happens in
    containers, or when the killed server is still a zombie. While a backend of a killed server lives, the files stay:
    PostgreSQL needs them to see that backend.
    """
    if not working_in(data):
        (data / "postmaster.pid").unlink(missing_ok=True)
        for lock in socket_folder.glob(".s.PGSQL.*.lock"):
            lock.unlink()
