"""Fields of a TOML file that people write, with a sentence for whatever is wrong in one."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import TypeVar

from nigehban.formats.errors import Refused
from nigehban.formats.mapping import fold

Table = dict[str, object]
Made = TypeVar("Made")


class WrongError(Exception):
    """One sentence on one place of a TOML file."""


def made_of(text: str, source: str, make: Callable[[Table], Made], refused: type[Refused]) -> Made:
    """What ``make`` makes of a mapping file's text; raises ``refused``, which names the file, for whatever is wrong."""
    try:
        return make(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise refused(f"The mapping file “{source}” is not TOML: {error}.") from error
    except WrongError as error:
        raise refused(f"The mapping file “{source}” is wrong: {error}") from error


def only_known(table: Table, allowed: set[str], where: str) -> None:
    """Refuse keys that are not allowed; ``where`` names the table."""
    for key in table:
        if key not in allowed:
            raise WrongError(f"{where} has “{key}”, which is not known; allowed are: {', '.join(sorted(allowed))}.")


def text_of(table: Table, key: str, default: str | None = None) -> str:
    """The text under a key; ``default`` where it is absent, and an error where there is none."""
    value = table.get(key, default)
    if not isinstance(value, str):
        raise WrongError(f"“{key}” must be given as text.")
    return value


def texts_of(table: Table, key: str) -> list[str]:
    """The list of texts under a key; empty where it is absent."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise WrongError(f"“{key}” must be a list of texts.")
    return value


def tables_of(table: Table, key: str) -> list[Table]:
    """The tables written as ``[[key]]``."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise WrongError(f"“{key}” must be written as [[{key}]].")
    return value


def words_of(table: Table, key: str, default: str) -> frozenset[str]:
    """The folded words under a key; those of ``default`` where it is absent."""
    return frozenset(fold(word) for word in texts_of(table, key) or default.split())
