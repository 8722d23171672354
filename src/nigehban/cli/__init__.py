"""The ``nigehban`` command. Each command is one module; heavy rooms are imported only when one runs."""

from __future__ import annotations

import sys


def main() -> None:
    """The entry point: errors that a user can mend are one sentence and exit status 2, never a traceback."""
    from nigehban.cli.app import app
    from nigehban.cli.errors import UsageError

    try:
        app()
    except UsageError as problem:
        sys.stderr.write(f"nigehban: {problem}\n")
        sys.exit(2)
