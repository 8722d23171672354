"""Mapping files of lists of known files: how the columns of somebody's CSV become columns of ours.

The mappings in ``mappings/`` come with the program; ``load`` reads a user's own. Headers are recognised in any
spelling, as in mappings of referrals. A column that no mapping names is kept with its header.

::

    scheme = "IWF"                # what category codes mean, with version and profile
    [[column]]
    headers = ["md5", "md5 hash"]
    hash = "md5"                  # md5, sha1, sha256, pdq, photodna
    [[column]]
    headers = ["id"]
    field = "entry_id"            # entry_id, media, category, size, series, updated, pdq_quality
    [[column]]
    headers = ["victim known"]
    flag = "victim_identified"    # see ``records.known.FLAGS``; and withdrawn
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Final

from nigehban.formats.errors import Refused
from nigehban.formats.mapping import fold
from nigehban.formats.toml_fields import Table, WrongError, made_of, only_known, tables_of, text_of, texts_of, words_of
from nigehban.records.known import FLAGS, HASHES

TARGETS: Final[dict[str, frozenset[str]]] = {
    "hash": frozenset({*HASHES, "photodna"}),
    "field": frozenset({"entry_id", "media", "category", "size", "series", "updated", "pdq_quality"}),
    "flag": frozenset({*FLAGS, "withdrawn"}),
}
"""What a column can become, and the names that are allowed there."""
_KEYS: Final = {"name", "title", "scheme", "version", "profile", "delimiter", "header", "column", "requires"}
_WORDS: Final = {"yes", "no", "unknown", "image", "video"}


class ListMappingError(Refused):
    """A mapping file is wrong; the message names the file, the place in it and what is allowed there."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: ``target`` and ``name`` are a pair of ``TARGETS``."""

    headers: tuple[str, ...]
    target: str
    name: str


@dataclass(frozen=True, slots=True)
class ListMapping:
    """One mapping file, checked. ``header`` stands for the first line of lists that have none."""

    name: str
    title: str
    scheme: str
    version: str | None
    profile: str | None
    delimiter: str | None
    header: tuple[str, ...]
    requires: tuple[str, ...]
    columns: tuple[ListColumn, ...]
    words: dict[str, frozenset[str]]

    def match(self, header: list[str]) -> dict[int, ListColumn]:
        """The columns of a header that it knows, by position; empty when a hash or a required one is missing."""
        known = {fold(words): column for column in self.columns for words in column.headers}
        found: dict[int, ListColumn] = {}
        for position, words in enumerate(header):
            column = known.get(fold(words))
            if column is not None and column not in found.values():
                found[position] = column
        present = {fold(words) for words in header}
        whole = all(fold(words) in present for words in self.requires)
        return found if whole and any(column.target == "hash" for column in found.values()) else {}

    def answer(self, words: str) -> bool | None:
        """Yes or no, by the list's own words; ``None`` for what says that it is unknown. Raises ``ValueError``."""
        word = fold(words)
        if word in self.words["yes"]:
            return True
        if word in self.words["no"]:
            return False
        if not word or word in self.words["unknown"]:
            return None
        raise ValueError(words)

    def media(self, words: str) -> str | None:
        """``image`` or ``video``, by the list's own words."""
        word = fold(words.partition("/")[0])
        return next((kind for kind in ("image", "video") if word in self.words[kind]), None)


def load(path: Path) -> ListMapping:
    """The mapping in a file. Raises ``ListMappingError`` with what is wrong and what is allowed."""
    try:
        return made_of(path.read_text("utf-8"), path.name, _mapping, ListMappingError)
    except (OSError, UnicodeDecodeError) as error:
        raise ListMappingError(f"The mapping file “{path.name}” cannot be read: {error}.") from error


@lru_cache(maxsize=1)
def built_in() -> dict[str, ListMapping]:
    """The mappings that come with the program, by name."""
    folder = resources.files("nigehban.formats.known_sets") / "mappings"
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    mappings = [made_of(entry.read_text("utf-8"), entry.name, _mapping, ListMappingError) for entry in found]
    return {mapping.name: mapping for mapping in mappings}


def _mapping(table: Table) -> ListMapping:
    only_known(table, _KEYS | _WORDS, "it")
    columns = tuple(_column(entry, number) for number, entry in enumerate(tables_of(table, "column"), 1))
    if not any(column.target == "hash" for column in columns):
        raise WrongError("it has no [[column]] with a hash, so no file could be known by it.")
    delimiter = text_of(table, "delimiter", "")
    if len(delimiter) > 1:
        raise WrongError("“delimiter” must be one character.")
    return ListMapping(
        name=text_of(table, "name"),
        title=text_of(table, "title", text_of(table, "name")),
        scheme=text_of(table, "scheme"),
        version=text_of(table, "version", "") or None,
        profile=text_of(table, "profile", "") or None,
        delimiter=delimiter or None,
        header=tuple(texts_of(table, "header")),
        requires=tuple(texts_of(table, "requires")),
        columns=columns,
        words={
            "yes": words_of(table, "yes", "yes y true t 1 ja j oui sí si sim"),
            "no": words_of(table, "no", "no n false f 0 nein nee non não"),
            "unknown": words_of(table, "unknown", "unknown n/a na none null"),
            "image": words_of(table, "image", "image images picture photo still jpg jpeg png gif webp bmp"),
            "video": words_of(table, "video", "video videos movie film mp4 mov avi mkv webm"),
        },
    )


def _column(table: Table, number: int) -> ListColumn:
    where = f"[[column]] number {number}"
    only_known(table, {"headers", *TARGETS}, where)
    given = [target for target in TARGETS if target in table]
    if len(given) != 1:
        raise WrongError(f"{where} must have exactly one of: {', '.join(TARGETS)}.")
    name, names = text_of(table, given[0]), TARGETS[given[0]]
    if name not in names:
        raise WrongError(f"{where}: {given[0]} = “{name}” is not known; allowed are: {', '.join(sorted(names))}.")
    headers = tuple(texts_of(table, "headers"))
    if not any(fold(words) for words in headers):
        raise WrongError(f"{where} names no headers.")
    return ListColumn(headers, given[0], name)
