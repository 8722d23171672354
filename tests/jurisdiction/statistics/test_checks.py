"""What is wrong with a pack's statistics is told with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from nigehban.jurisdiction.checking import check_pack, finding
from tests.jurisdiction.conftest import PACKS
from tests.jurisdiction.make import spoil

DEFINITIONS, PRODUCTS = "stats/definitions.toml", "stats/products.toml"


@pytest.mark.parametrize("name", ["pk", "example"])
def test_a_pack_that_ships_defines_its_bulletin(name: str) -> None:
    report = check_pack(PACKS / name)
    assert not report.problems
    assert report.statistics is not None
    assert {"weekly_bulletin", "monthly_letter"} <= set(report.statistics.products)


def test_every_measure_of_pakistan_has_its_words_in_both_languages() -> None:
    report = check_pack(PACKS / "pk")
    assert report.statistics is not None
    for measure in report.statistics.measures.values():
        assert set(measure.title) == set(measure.says) == {"en", "ur"}


@pytest.mark.parametrize(
    ("table", "old", "new", "line", "says"),
    [
        (DEFINITIONS, 'unit = "incident"\n', 'unit = "incdent"\n', 36, "no counting unit 'incdent'"),
        (DEFINITIONS, 'events = ["incident"]', 'events = ["incidnt"]', 36, "'incidnt' is not in procedure/events.toml"),
        (DEFINITIONS, 'events = ["incident"]', "events = []", 41, "names no event"),
        (DEFINITIONS, 'events = ["incident"]', 'events = ["a b"]', 41, "selects nothing"),
        (DEFINITIONS, 'events = ["incident"]', 'events = ["incident[color=red]"]', 36, "has no data 'color'"),
        (DEFINITIONS, 'distinct = "person"', 'distinct = "persons"', 53, "is 'persons', not one of"),
        (DEFINITIONS, 'by = ["kind", "town", "unit"]', 'by = ["colour"]', 36, "no breakdown 'colour'"),
        (DEFINITIONS, 'of = "files_before"', 'of = "incidents"', 71, "which is no stock of this file"),
        (DEFINITIONS, 'counts = "left"', 'counts = "stock"', 88, "is no key of this table"),
        (DEFINITIONS, 'events = ["file_closed"]', 'events = ["held"]', 82, "'held' does not end 'files_before'"),
        (DEFINITIONS, 'id = "theft"', 'id = "network"', 13, "the value 'network' stands there twice"),
        (DEFINITIONS, 'id = "files_pending"', 'id = "files_added"', 94, "stands on line 71 already"),
        (DEFINITIONS, 'key = "kind"', "", 13, "lacks 'key'"),
        (PRODUCTS, "suppress_below = 5", "suppress_below = 2", 6, "must be 3 or more"),
        (PRODUCTS, 'cadence = "P7D"', 'cadence = "weekly"', 4, "is 'weekly', not one of"),
        (PRODUCTS, 'approvals = ["director"]', "approvals = []", 8, "names nobody"),
        (PRODUCTS, 'measure = "incidents"', 'measure = "incdents"', 1, "no measure 'incdents'"),
        (PRODUCTS, 'by = ["town", "kind"]', 'by = ["shape"]', 1, "no breakdown 'shape'"),
        (PRODUCTS, 'measure = "listed_held"', 'measure = "listed_held"\nby = ["kind"]', 1, "cannot be told by 'kind'"),
        (PRODUCTS, 'closing = "files_pending"', 'closing = "incidents"', 17, "no table of the product shows it"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(
    copied: Path, table: str, old: str, new: str, line: int, says: str
) -> None:
    report = check_pack(spoil(copied, table, old, new))
    found = [finding(error) for error in report.problems]
    assert any(one.file == copied / table and one.line == line and says in one.problem for one in found), found
