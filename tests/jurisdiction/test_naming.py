from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nigehban.jurisdiction import (
    Name,
    PackFileError,
    PackNotFoundError,
    UnitNames,
    lasting_name,
    load_pack,
    unit_names,
)
from tests.jurisdiction.make import spoil

PACKS = Path(__file__).parents[2] / "packs"


def test_a_unit_is_called_by_its_name_in_the_language_asked_for() -> None:
    names = unit_names("pk")
    assert names.full("RWP") == Name("Rawalpindi circle", "en")
    assert names.full("RWP", "ur") == Name("راولپنڈی سرکل", "ur")
    assert names.full("RWP", "ur-PK") == Name("راولپنڈی سرکل", "ur")
    assert names.short("RWP") == Name("Rawalpindi", "en")
    assert names.short("RWP", "ur") == Name("راولپنڈی", "ur")


@pytest.mark.parametrize("language", ["ur", "no", ""])
def test_a_language_that_the_pack_does_not_have_falls_back_to_english_and_says_so(language: str) -> None:
    assert unit_names(PACKS / "example").full("NOR", language) == Name("Northern circle", "en")
    assert unit_names(PACKS / "example").short("NOR", language) == Name("Northern", "en")


def test_a_code_that_the_pack_does_not_know_stays_a_code_of_no_language() -> None:
    assert unit_names("pk").full("QQQ") == unit_names("pk").short("QQQ", "ur") == Name("QQQ", "")
    assert UnitNames().full("RWP") == Name("RWP", "")


def test_a_unit_that_was_closed_keeps_its_name() -> None:
    assert unit_names("pk").full("HDD").text == "Hyderabad reporting centre"


def test_a_unit_that_was_renamed_is_called_by_its_newest_name(copied: Path) -> None:
    row = "NOR,Northern circle,Northern,,,ALL,1.0,0.0,2020-01-01,,invented,P\n"
    renamed = "NOR,North circle,North,,,ALL,1.0,0.0,2024-01-01,,invented,P\n"
    spoil(copied, "org/units.csv", row, renamed + row.replace("2020-01-01,", "2020-01-01,2023-12-31"))
    assert load_pack(copied).units[1].name_en == "North circle"
    assert unit_names(copied).full("NOR").text == "North circle"


def test_names_need_no_other_table_of_the_pack(copied: Path) -> None:
    shutil.rmtree(copied / "geo")
    assert unit_names(copied).short("SOU").text == "Southern"


def test_a_pack_or_a_table_that_is_not_there_is_told(copied: Path) -> None:
    (copied / "org/units.csv").unlink()
    with pytest.raises(PackFileError, match=r"units\.csv: is missing"):
        unit_names(copied)
    with pytest.raises(PackNotFoundError):
        unit_names("nowhere")


@pytest.mark.parametrize("given", ["pk", "PK", PACKS / "pk"])
def test_a_shipped_pack_is_named_by_its_code_wherever_the_program_lies(given: str | Path) -> None:
    assert lasting_name(given) == "pk"


def test_another_pack_is_named_by_its_whole_path(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copied.parent)
    assert lasting_name("spoilt") == lasting_name("./spoilt") == str(copied)


def test_a_folder_that_only_shares_its_name_with_a_shipped_pack_is_named_by_its_path(copied: Path) -> None:
    mine = copied.rename(copied.parent / "pk")
    assert lasting_name(mine) == str(mine)
