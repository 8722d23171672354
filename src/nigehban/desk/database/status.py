"""What ``nigehban doctor`` says about the database: nothing is started or changed."""

from __future__ import annotations

import os
from dataclasses import dataclass

from nigehban.desk.database.account import choose_account
from nigehban.desk.database.address import Address, address, is_embedded
from nigehban.desk.database.cluster import Cluster
from nigehban.desk.database.errors import DatabaseServerError
from nigehban.desk.database.programs import OLDEST
from nigehban.desk.home import home


@dataclass(frozen=True, slots=True)
class Status:
    """Whether the database can be used, what it is, and what to do if it can not."""

    usable: bool
    what: str
    advice: str = ""


def status() -> Status:
    """How the database stands."""
    try:
        return _embedded() if is_embedded() else _named(address())
    except DatabaseServerError as error:
        return Status(usable=False, what="no usable PostgreSQL", advice=str(error))


def _embedded() -> Status:
    cluster = Cluster(home())
    programs = cluster.programs()
    existing = next(folder for folder in (cluster.folder, *cluster.folder.parents) if folder.exists())
    account = choose_account(programs["postgres"], existing)
    state = "running" if cluster.pid() else "started when needed" if cluster.data.exists() else "made when first needed"
    return Status(True, f"embedded PostgreSQL {programs.major} in {cluster.folder}, run as {account.name}, {state}")


def _named(where: Address) -> Status:
    import psycopg  # noqa: PLC0415 - only this needs the driver

    place = f"{where.name} on {where.host or os.environ.get('PGHOST', 'the default socket')}"
    try:
        with psycopg.connect(where.url, connect_timeout=5) as connection:
            major = connection.info.server_version // 10_000
    except psycopg.OperationalError as error:
        return Status(False, f"PostgreSQL {place} does not answer", f"{error}".strip())
    if major < OLDEST:
        return Status(False, f"PostgreSQL {major}, {place}", f"Version {OLDEST} or newer is needed.")
    return Status(True, f"PostgreSQL {major}, {place}")
