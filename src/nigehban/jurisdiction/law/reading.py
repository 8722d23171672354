"""Reads the folder ``law/`` of a pack into records. What one record lacks does not hide what is wrong with the next."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from nigehban.jurisdiction.days import read_day
from nigehban.jurisdiction.errors import PackFileError
from nigehban.jurisdiction.heading import Heading, read_heading
from nigehban.jurisdiction.law.offence_tables import read_offences
from nigehban.jurisdiction.law.records import Act, ChargeSet, Law, OpenPoint, Renumbering, Wording
from nigehban.jurisdiction.marks import MARKS
from nigehban.jurisdiction.problems import Problems
from nigehban.jurisdiction.tables import Row, Section, read_rows, read_toml
from nigehban.jurisdiction.texts import read_tables, read_text

_ACT = ("id", "title", "names", "number", "year", "from", "note", "source", "confidence")
_CHARGE_SET = ("id", "title", "offences", "optional", "before", "source", "confidence")


def read_law(folder: Path, problems: Problems) -> Law:
    """The law of the pack in a folder, without what is in ``problems`` then. Raises for a missing head or folder."""
    if not (folder / "law").is_dir():
        raise PackFileError(folder / "law", "is missing: this pack holds no law. docs/packs.md says how to write it.")
    heading = read_heading(folder)
    wording = read_toml(folder / "law/wording.toml")
    return Law(
        heading,
        wording.get("known_on", date),
        _wording(wording),
        problems.each(partial(_act, heading), problems.part(lambda: read_tables(folder / "law/acts.toml", "act"))),
        read_offences(folder, heading, problems),
        problems.each(_renumbering, problems.part(lambda: _rows(folder))),
        problems.each(
            partial(_charge_set, heading),
            problems.part(lambda: read_tables(folder / "law/charge_sets.toml", "charge_set")),
        ),
        problems.each(_open_point, problems.part(lambda: read_tables(folder / "law/open_points.toml", "open_point"))),
    )


def _wording(section: Section) -> Wording:
    section.only({"known_on", "skip", "breaks", "joins", "parts", "spans", "letters", "numberings"})
    letters, numberings = section.section("letters"), section.section("numberings")
    return Wording(
        section.texts("skip"),
        section.texts("breaks"),
        section.texts("joins"),
        {name: letters.get(name, str) for name in letters},
        {name: numberings.get(name, str) for name in numberings},
        section.texts("parts"),
        section.texts("spans"),
    )


def _act(heading: Heading, section: Section) -> Act:
    section.only(_ACT)
    return Act(
        section.get("id", str),
        read_text(section, "title", heading),
        section.texts("names"),
        section.get_or_none("number", str),
        section.get_or_none("year", int),
        read_day(section, "from"),
        section.get_or_none("note", str),
        section.get("source", str),
        section.one_of("confidence", MARKS),
        section.line,
    )


def _rows(folder: Path) -> list[Row]:
    return list(read_rows(folder / "law/aliases.csv", "act section numbering now source confidence"))


def _renumbering(row: Row) -> Renumbering:
    return Renumbering(
        row.text("act"),
        row.text("section"),
        row.text("numbering"),
        row.text("now"),
        row.text("source"),
        row.one_of("confidence", MARKS),
        row.line,
    )


def _charge_set(heading: Heading, section: Section) -> ChargeSet:
    section.only(_CHARGE_SET)
    return ChargeSet(
        section.get("id", str),
        read_text(section, "title", heading),
        section.texts("offences"),
        section.texts("optional"),
        section.day_or_none("before"),
        section.get("source", str),
        section.one_of("confidence", MARKS),
        section.line,
        (section.line_of("offences"), section.line_of("optional")),
    )


def _open_point(section: Section) -> OpenPoint:
    section.only(("id", "text", "concerns"))
    return OpenPoint(section.get("id", str), section.get("text", str), section.texts("concerns"), section.line)
