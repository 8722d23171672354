"""``nigehban audit verify``: is every log as it was written?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import orjson

from nigehban.cli.desk import desk
from nigehban.cli.errors import FailedError

if TYPE_CHECKING:
    from nigehban.desk.audit.verifying import Verification


def run(*, as_json: bool) -> None:
    """Verify; then seal and write down the ends, unless something was found. Raises ``FailedError`` if it was."""
    with desk():
        from nigehban.desk.audit.heads import current_heads, heads_file, write_heads
        from nigehban.desk.audit.sealing import seal_logs
        from nigehban.desk.audit.verifying import verify

        found = verify()
        sealed = 0
        if not found.changes:
            sealed = seal_logs()
            write_heads(current_heads())
        if as_json:
            _print_json(found, sealed)
        else:
            _print(found, sealed, str(heads_file()))
    if found.changes:
        raise FailedError(f"{len(found.changes)} places are not as they were written. Keep the database as it is now.")


def _print_json(found: Verification, sealed: int) -> None:
    changes = [change._asdict() for change in found.changes]
    answer = found._asdict() | {"changes": changes, "sealed": sealed, "ok": not changes}
    sys.stdout.write(orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode() + "\n")


def _print(found: Verification, sealed: int, heads: str) -> None:
    print(f"Looked at: {found.reads:,} reads, {found.seals:,} seals, {found.live_rows:,} live rows.")
    for change in found.changes:
        print(f"  {change.where}: {change.what}")
    if not found.changes:
        print(f"Nothing was changed. Sealed now: {sealed:,} rows. The ends are written down in {heads}")
