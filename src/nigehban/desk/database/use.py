"""Who uses the embedded server: it runs while somebody does.

Each process that uses it holds a shared lock on ``postgres/users.lock``, which the kernel lets go when the process
ends, however it ends. The last to leave in peace stops the server. A killed process leaves it running, and the next
command finds it, uses it, and stops it.
"""

from __future__ import annotations

import atexit
import fcntl
import os
from dataclasses import dataclass

from nigehban.desk.database.address import address, is_embedded
from nigehban.desk.database.cluster import Cluster
from nigehban.desk.home import home, prepare_home


@dataclass(frozen=True, slots=True)
class _Use:
    """Our hold on a cluster. A forked child inherits the lock's description but not the right to stop the server."""

    cluster: Cluster
    lock: int
    owner: int


_uses: dict[str, _Use] = {}


def ensure() -> str:
    """The database's URL, with its server running: ``DATABASE_URL``, or the embedded server, started when needed.

    The embedded server stays up until this process ends, or ``release`` is called. Raises ``DatabaseServerError``.
    """
    if is_embedded():
        _use(Cluster(prepare_home()))
    return address().url


def revive() -> bool:
    """Start the embedded server that this process uses, if it ended; whether it had. One that is gone is not made anew.

    Raises ``DatabaseServerError``.
    """
    down = [held.cluster for held in _uses.values() if held.owner == os.getpid() and _has_ended(held.cluster)]
    for cluster in down:
        _start_if_down(cluster)
    return bool(down)


def release() -> None:
    """Stop using the embedded servers; each is stopped when no other process uses it."""
    for key in list(_uses):
        _leave(_uses.pop(key))


def stop() -> bool:
    """Stop the embedded server now, whoever uses it. Whether there was one to stop."""
    cluster = Cluster(home())
    running = cluster.pid() is not None
    cluster.stop()
    return running


def _use(cluster: Cluster) -> None:
    held = _uses.get(str(cluster.home))
    if held is None or held.owner != os.getpid():
        cluster.folder.mkdir(exist_ok=True, mode=0o711)
        lock = os.open(cluster.folder / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_SH)  # waits while the last user is stopping the server
        _uses[str(cluster.home)] = _Use(cluster, lock, os.getpid())
        atexit.unregister(release)
        atexit.register(release)
    _start_if_down(cluster)


def _has_ended(cluster: Cluster) -> bool:
    return cluster.data.exists() and cluster.pid() is None


def _start_if_down(cluster: Cluster) -> None:
    starting = os.open(cluster.folder / "starting.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(starting, fcntl.LOCK_EX)
        if not cluster.answers():
            cluster.start()
    finally:
        os.close(starting)


def _leave(use: _Use) -> None:
    if use.owner == os.getpid() and _is_last(use.lock):
        use.cluster.stop()
    os.close(use.lock)


def _is_last(lock: int) -> bool:
    """Whether nobody else uses the server. If so, who comes now waits until we let go."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
