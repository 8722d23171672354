from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nigehban.jurisdiction import Pack, PackCoverageError, PackValueError, load_pack
from tests.jurisdiction.make import spoil


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("OLD,yes,2020-01-01,2022-12-31", "OLD,yes,2020-01-01,2022-12-30", "no circle from 2022-12-31 to 2022-12-31"),
        ("OLD,yes,2020-01-01,2022-12-31", "OLD,yes,2020-01-01,2023-01-01", "two circles on 2023-01-01"),
        ("OLD,yes,2020-01-01,2022-12-31", "OLD,yes,2020-01-01,", "two circles on 2023-01-01"),
        ("NOR,yes,2020-01-01,", "NOR,yes,2020-02-01,", "no circle from 2020-01-01 .* to 2020-01-31"),
        ("NOR,yes,2020-01-01,", "NOR,yes,2020-01-01,2024-06-30", "no circle after 2024-06-30"),
    ],
)
def test_a_day_without_exactly_one_circle_is_told(copied: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(PackCoverageError, match=says):
        load_pack(spoil(copied, "geo/districts.csv", old, new))


def test_two_rows_of_one_unit_may_not_overlap(copied: Path) -> None:
    again = "NOR,Northern circle,Northern,,,ALL,,,2024-01-01,,invented,P\nSOU,Southern"
    with pytest.raises(PackValueError, match="already valid"):
        load_pack(spoil(copied, "org/units.csv", "SOU,Southern", again))


def test_a_unit_may_have_the_short_name_of_one_that_was_closed_before(copied: Path) -> None:
    heir = "SOU,Southern circle,Marsh,,,ALL,-1.0,0.0,2020-01-01,"
    with pytest.raises(PackValueError, match="Nobody could tell them apart"):
        load_pack(spoil(copied, "org/units.csv", "SOU,Southern circle,Southern,,,ALL,-1.0,0.0,2020-01-01,", heir))
    new = "SOU,Southern circle,Southern,,,ALL,-1.0,0.0,2020-01-01,,invented,P\nNEW,New marsh,Marsh,,,ALL,,,2023-01-01,"
    pack = load_pack(spoil(copied, "org/units.csv", heir, new))
    assert [unit.short_en for unit in pack.units if unit.code in {"NEW", "OLD"}] == ["Marsh", "Marsh"]


def test_a_unit_may_change_its_name_from_one_day_to_the_next(copied: Path) -> None:
    renamed = "2020-01-01,2023-12-31,invented,P\nNOR,North circle,North,,,ALL,,,2024-01-01,,invented,P\nSOU"
    pack = load_pack(spoil(copied, "org/units.csv", "2020-01-01,,invented,P\nSOU", renamed))
    assert _name(pack, date(2023, 12, 31)) == "Northern circle"
    assert _name(pack, date(2024, 1, 1)) == "North circle"
    assert pack.unit("NOR") == pack.unit("NOR", date(2024, 1, 1))


def _name(pack: Pack, on: date) -> str | None:
    unit = pack.unit("NOR", on)
    return unit.name_en if unit else None
