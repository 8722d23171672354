"""In whose name the database is asked.

Within ``acting_as`` the transaction runs as the role ``nigehban_desk``, which owns nothing and bypasses nothing, and
row security knows the officer. Both are local to the transaction, so that a pooled connection never carries them on,
and they are taken back at the end of the block, for blocks within a larger transaction.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from nigehban.desk.access.row_security import DESK_ROLE
from nigehban.desk.accounts.models import Officer

_SETTINGS = ("nigehban.officer", "pghistory.context_id", "pghistory.context_metadata", "role", "plan_cache_mode")
_PLANNED_ANEW = "force_custom_plan"
"""As all else is planned: a plan for yesterday's small table would read today's large one row by row."""
_READ = "SELECT " + ", ".join(f"current_setting('{name}', true)" for name in _SETTINGS)
_SET = "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in _SETTINGS)


@contextmanager
def acting_as(
    officer: Officer | None, *, request: UUID | None = None, reason: str = "", reads: bool = False
) -> Iterator[None]:
    """One transaction in the name of ``officer``; ``None`` is nobody, who sees no protected row.

    What is written carries officer, request and reason in its history (``nigehban.desk.audit``). ``reads``: pages ask
    for a few rows by key, so that a plan once made serves them again; everything else is planned for its own values.
    """
    plans = "auto" if reads else _PLANNED_ANEW
    number = "" if officer is None else str(officer.pk)
    context = json.dumps({"officer": None if officer is None else officer.pk, "reason": reason})
    within = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        before = _settings(cursor) if within else ()
        cursor.execute(_SET, [number, str(request or uuid4()), context, DESK_ROLE, plans])
        yield
        if within and not connection.needs_rollback:
            cursor.execute(_SET, before)


@contextmanager
def as_owner() -> Iterator[None]:
    """Within a request: what is done in the block is done as by a command, without row security, in the same
    transaction. For work that is no officer's reading, such as storing what came in.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        (before,) = cursor.fetchone()
        cursor.execute("SELECT set_config('role', 'none', true)")
        yield
        if not connection.needs_rollback:
            cursor.execute("SELECT set_config('role', %s, true)", [before])


def _settings(cursor: CursorWrapper) -> tuple[str, ...]:
    cursor.execute(_READ)
    return tuple(value or "" for value in cursor.fetchone())


@contextmanager
def because(reason: str) -> Iterator[None]:
    """What is written in the block carries this reason in its history. Use it within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), ''), '{}')")
        (before,) = cursor.fetchone()
        said = json.dumps(json.loads(before) | {"reason": reason})
        cursor.execute("SELECT set_config('pghistory.context_metadata', %s, true)", [said])
        yield
        if not connection.needs_rollback:
            cursor.execute("SELECT set_config('pghistory.context_metadata', %s, true)", [before])
