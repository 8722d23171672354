"""How the embedded server is set up: safe against power cuts, modest in memory, ready for bulk loads."""

from __future__ import annotations

import os

_ENOUGH_SHARED_MEMORY = 512 * 1024 * 1024

SETTINGS = {
    # Nobody but the owner of the socket's folder can reach it.
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "64",
    # Durability stays as PostgreSQL ships it; said here so that nobody lowers it unseen.
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    # A desk with a laptop's memory, and loads of millions of rows.
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "effective_cache_size": "1GB",
    "max_wal_size": "4GB",
    "wal_buffers": "16MB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    # Compiling a query costs more than the desk's short queries take.
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A parameter or a refused row can hold a name or an address: none may reach a log.
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}


def server_settings(socket_folder: str) -> list[str]:
    """The settings as arguments of ``postgres``: they win over ``postgresql.conf``, which is left alone."""
    own = {"unix_socket_directories": socket_folder, "dynamic_shared_memory_type": _shared_memory()}
    return [part for name, value in {**SETTINGS, **own}.items() for part in ("-c", f"{name}={value}")]


def initdb_options(major: int) -> list[str]:
    """Options of ``initdb``: UTF-8, sorted by code point, upper and lower case by Unicode where the version can."""
    common = ["--encoding=UTF8", "--locale=C", "--auth=trust", "--data-checksums"]
    return [*common, "--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major >= 17 else common


def _shared_memory() -> str:
    """Containers often give ``/dev/shm`` 64 MB, too little for one parallel query: use files then."""
    try:
        found = os.statvfs("/dev/shm")  # noqa: S108 - asked for its size only
    except FileNotFoundError:
        return "mmap"
    return "posix" if found.f_bavail * found.f_frsize >= _ENOUGH_SHARED_MEMORY else "mmap"
