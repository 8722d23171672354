"""The ``nigehban`` command. Each command is one module; heavy rooms are imported only when one runs."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

FAILED, MISUSED, INTERRUPTED = 1, 2, 130
"""Exit statuses: it could not be done, it was not asked for rightly, Ctrl-C."""


def main() -> None:
    """The entry point: what a user can mend is one sentence on standard error, never a traceback."""
    from nigehban.cli.errors import FailedError, UsageError

    try:
        _run()
    except UsageError as problem:
        _end(MISUSED, str(problem))
    except FailedError as problem:
        _end(FAILED, str(problem))
    except KeyboardInterrupt:
        _end(INTERRUPTED, "Interrupted; run the same command again to go on.")
    except BrokenPipeError:
        _hush()
        sys.exit(FAILED)
    except OSError as problem:
        _end(FAILED, _sentence(problem))


def _run() -> None:
    from nigehban.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that is not UTF-8 shows what it can
    try:
        app()
    except SystemExit as end:
        if end.code == INTERRUPTED:  # the command line's own answer to Ctrl-C, which says nothing
            raise KeyboardInterrupt from end
        sys.stdout.flush()
        raise


def _end(status: int, sentence: str) -> NoReturn:
    sys.stderr.write(f"nigehban: {sentence}\n")
    sys.exit(status)


def _hush() -> None:
    """Whoever read our output (``head``) has left: what is still in the buffer goes nowhere, and nobody complains."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sentence(problem: OSError) -> str:
    """What the system said, with the file where it names one."""
    said = problem.strerror or str(problem) or type(problem).__name__
    return f"{said}: {problem.filename}" if problem.filename else said
