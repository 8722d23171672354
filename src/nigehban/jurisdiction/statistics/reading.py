"""Reads the folder ``stats/`` of a pack into records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from nigehban.jurisdiction.errors import PackFileError, PackLineError
from nigehban.jurisdiction.heading import Heading, read_heading
from nigehban.jurisdiction.problems import Problems
from nigehban.jurisdiction.statistics.definition_tables import read_breakdown, read_counting_unit, read_measure
from nigehban.jurisdiction.statistics.product_tables import read_product
from nigehban.jurisdiction.statistics.records import Statistics
from nigehban.jurisdiction.tables import Section, read_toml


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def line(self) -> int: ...


Record = TypeVar("Record", bound=_Named)


def read_statistics(folder: Path, problems: Problems) -> Statistics:
    """The statistics of the pack in a folder, without what is in ``problems`` then. Raises for a missing folder."""
    home = folder / "stats"
    if not home.is_dir():
        raise PackFileError(home, "is missing: this pack defines no figures. docs/packs.md says how to write it.")
    heading = read_heading(folder)
    definitions, products = read_toml(home / "definitions.toml"), read_toml(home / "products.toml")
    definitions.only(("unit", "breakdown", "measure"))
    products.only(("product",))
    read = partial(_read, heading, problems)
    return Statistics(
        heading,
        folder,
        read(read_counting_unit, definitions, "unit"),
        read(read_breakdown, definitions, "breakdown"),
        read(read_measure, definitions, "measure"),
        read(read_product, products, "product"),
    )


def _read(
    heading: Heading,
    problems: Problems,
    build: Callable[[Heading, Section], Record],
    whole: Section,
    key: str,
) -> dict[str, Record]:
    return _by_id(whole.path, problems.each(partial(build, heading), whole.sections(key)), problems)


def _by_id(path: Path, records: Iterable[Record], problems: Problems) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for record in records:
        if record.id in found:
            problem = f"'{record.id}' stands on line {found[record.id].line} already. Ids are used once."
            problems.append(PackLineError(path, record.line, problem))
        found.setdefault(record.id, record)
    return found
