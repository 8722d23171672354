"""Texts of a pack in its languages, and files that hold nothing but one kind of table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from nigehban.jurisdiction.heading import Heading
from nigehban.jurisdiction.tables import Section, read_toml

Text = Mapping[str, str]
"""A text by language (ISO 639)."""


def read_text(section: Section, key: str, heading: Heading) -> Text:
    """A text in the pack's languages; the first of them must be there."""
    table = section.section(key)
    table.only(heading.languages)
    found = {language: table.get(language, str) for language in heading.languages if language in table}
    if not found.get(heading.languages[0]):
        raise section.error(key, f"lacks a text in '{heading.languages[0]}': write {key}.{heading.languages[0]}.")
    return found


def read_text_or_plain(section: Section, key: str, heading: Heading) -> Text:
    """The same; a plain text is in the first of the languages."""
    if isinstance(section.get(key, object, ""), str):
        return {heading.languages[0]: section.get(key, str)}
    return read_text(section, key, heading)


def read_all(section: Section, key: str, heading: Heading) -> Text:
    """A text in every language of the pack: what is printed for a court is lacking in none."""
    found = read_text(section, key, heading)
    for language in heading.languages:
        if not found.get(language):
            raise section.error(key, f"lacks a text in '{language}': write {key}.{language}.")
    return found


def read_tables(path: Path, key: str) -> list[Section]:
    """The tables of that key in a file that may hold nothing else."""
    whole = read_toml(path)
    whole.only({key})
    return whole.sections(key)
