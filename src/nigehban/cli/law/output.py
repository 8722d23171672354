"""What the commands of law share: loading a pack, JSON on the terminal, times on the country's clocks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from nigehban.cli.errors import UsageError
from nigehban.cli.text import printable


@contextmanager
def pack_sentences() -> Iterator[None]:
    """Turn what is wrong with a pack into a sentence."""
    from nigehban.jurisdiction import PackError

    try:
        yield
    except PackError as error:
        raise UsageError(printable(str(error))) from error


def read_day(text: str, option: str) -> date:
    """The day that an option names. Raises ``UsageError`` for what is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{option}: '{printable(text)}' is no day. Write it as 2018-02-01.") from None


def print_json(told: dict[str, Any]) -> None:
    """The answer as JSON."""
    import orjson

    sys.stdout.buffer.write(orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
