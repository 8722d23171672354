from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nigehban.jurisdiction.days import Day, read_day
from nigehban.jurisdiction.errors import PackLineError
from nigehban.jurisdiction.tables import Section, read_toml


def section(tmp_path: Path, value: str) -> Section:
    path = tmp_path / "days.toml"
    path.write_text(f"day = {value}\n", "utf-8")
    return read_toml(path)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2018-05-30", (2018, 5, 30), (2018, 5, 30)),
        ('"2018"', (2018, 1, 1), (2018, 12, 31)),
        ('"2024-02"', (2024, 2, 1), (2024, 2, 29)),
        ('"2018-01-01/2018-05-30"', (2018, 1, 1), (2018, 5, 30)),
    ],
)
def test_a_day_is_as_exact_as_the_source_says(tmp_path: Path, value: str, first: tuple, last: tuple) -> None:
    assert read_day(section(tmp_path, value), "day") == Day(date(*first), date(*last))


@pytest.mark.parametrize(
    "value", ['"18"', '"2018-13"', '"2018-05-30/2018-01-01"', "2018", "true", '""', "2018-01-01T00:00:00Z"]
)
def test_what_is_no_day_is_told_with_its_line(tmp_path: Path, value: str) -> None:
    with pytest.raises(PackLineError, match=r"line 1: 'day' is no day"):
        read_day(section(tmp_path, value), "day")


def test_a_day_that_is_not_stated_is_none(tmp_path: Path) -> None:
    assert read_day(section(tmp_path, '"2018"'), "other") is None
