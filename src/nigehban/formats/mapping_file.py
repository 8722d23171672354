"""Reading mapping files, with a sentence for whatever is wrong in one.

The files in ``mappings/`` come with the program; ``load`` reads a user's own.
"""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Final, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nigehban.formats.errors import Refused
from nigehban.formats.mapping import TARGETS, Column, Mapping, fold
from nigehban.formats.toml_fields import Table, WrongError, made_of, only_known, tables_of, text_of, texts_of, words_of
from nigehban.records import Role, Scheme

_BESIDE: Final = ("hint", "hint_column", "time_column", "port_column", "event")
_OFFSET: Final = re.compile(r"([+-])(\d\d):(\d\d)")


class MappingError(Refused):
    """A mapping file is wrong; the message names the file, the place in it and what is allowed there."""


def load(path: Path) -> Mapping:
    """The mapping in a file. Raises ``MappingError`` with what is wrong and what is allowed."""
    try:
        return made_of(path.read_text("utf-8"), path.name, _mapping, MappingError)
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"The mapping file “{path.name}” cannot be read: {error}.") from error


@lru_cache(maxsize=1)
def built_in() -> tuple[Mapping, ...]:
    """The mappings that come with the program, by name."""
    folder = resources.files("nigehban.formats") / "mappings"
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return tuple(made_of(entry.read_text("utf-8"), entry.name, _mapping, MappingError) for entry in found)


def _mapping(table: Table) -> Mapping:
    only_known(table, {field.name for field in fields(Mapping)} - {"columns", "zone"} | {"column", "time_zone"}, "it")
    columns = tuple(_column(entry, number) for number, entry in enumerate(tables_of(table, "column"), 1))
    if not columns:
        raise WrongError("it has no [[column]].")
    mapping = Mapping(
        name=text_of(table, "name"),
        title=text_of(table, "title", text_of(table, "name")),
        scheme=cast("Scheme", _choice(table, "scheme", Scheme)),
        columns=columns,
        requires=tuple(texts_of(table, "requires")),
        external_id=tuple(texts_of(table, "external_id")),
        reporter=text_of(table, "reporter", "") or None,
        zone=_zone(text_of(table, "time_zone", "")),
        date_formats=tuple(texts_of(table, "date_formats")),
        yes=words_of(table, "yes", "yes y true 1"),
        no=words_of(table, "no", "no n false 0"),
        unknown=words_of(table, "unknown", "unknown n/a na nil none null nan"),
        separators=text_of(table, "separators", ";\n"),
        fallback=table.get("fallback") is True,
    )
    _check_references(mapping)
    return mapping


def _column(table: Table, number: int) -> Column:
    where = f"[[column]] number {number}"
    allowed = {field.name for field in fields(Column)} - {"target", "name"}
    only_known(table, allowed | set(TARGETS), where)
    target, name = _target(table, where)
    headers = tuple(texts_of(table, "headers"))
    if not any(fold(words) for words in headers):
        raise WrongError(f"{where} names no headers.")
    return Column(
        headers,
        target,
        name,
        role=cast("Role", _choice(table, "role", Role, Role.NONE)),
        many=table.get("many", True) is True,
        **{
            key: text_of(table, key, "") or None
            for key in ("hint", "hint_column", "time_column", "port_column", "event")
        },
    )


def _target(table: Table, where: str) -> tuple[str, str]:
    given = [target for target in TARGETS if target in table]
    if len(given) != 1:
        raise WrongError(f"{where} must have exactly one of: {', '.join(TARGETS)}.")
    name, names = text_of(table, given[0]), TARGETS[given[0]]
    if names is not None and name not in names:
        raise WrongError(f"{where}: {given[0]} = “{name}” is not known; allowed are: {', '.join(sorted(names))}.")
    return given[0], name


def _check_references(mapping: Mapping) -> None:
    """Every column that is named somewhere must be one of the mapping's own."""
    known = {fold(words) for column in mapping.columns for words in column.headers}
    for name in mapping.references():
        if fold(name) not in known:
            raise WrongError(f"“{name}” is named, but no [[column]] has that header.")


def _choice(table: Table, key: str, choices: type[Scheme | Role], default: Role | None = None) -> Scheme | Role:
    if key not in table and default is not None:
        return default
    try:
        return choices(text_of(table, key))
    except ValueError as error:
        raise WrongError(f"“{key}” must be one of: {', '.join(choices)}.") from error


def _zone(name: str) -> tzinfo | None:
    if not name:
        return None
    offset = _OFFSET.fullmatch(name)
    try:
        if offset is not None:
            minutes = int(offset[2]) * 60 + int(offset[3])
            return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongError(f"the time zone “{name}” is not known; write it like Asia/Karachi or +05:00.") from error
