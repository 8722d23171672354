from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from nigehban.jurisdiction import PackError, PackFileError, PackNotFoundError, PackValueError, find_pack, load_pack
from tests.jurisdiction.make import spoil

PACKS = Path(__file__).parents[2] / "packs"


def test_a_pack_is_found_by_its_name_in_any_case() -> None:
    assert find_pack("PK") == PACKS / "pk"


def test_a_pack_is_found_in_the_folder_that_the_environment_names(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIGEHBAN_PACKS", str(copied.parent))
    assert load_pack("spoilt").folder == copied


def test_the_environments_folder_comes_before_the_checkout(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied.rename(copied.parent / "pk")
    monkeypatch.setenv("NIGEHBAN_PACKS", str(copied.parent))
    assert load_pack("pk").name == "Testland"


@pytest.mark.parametrize("name", ["xx", "", "no/such/pack", "nul\0"])
def test_a_pack_that_is_not_there_is_told_with_the_places_searched(name: str) -> None:
    with pytest.raises(PackNotFoundError, match="NIGEHBAN_PACKS"):
        load_pack(name)


def test_a_pack_is_loaded_once() -> None:
    assert load_pack("pk") is load_pack(PACKS / "pk")


@pytest.mark.volume
def test_loading_the_pack_of_pakistan_is_quick() -> None:
    load_pack.__globals__["_load"].cache_clear()
    start = time.process_time()
    load_pack("pk")
    assert time.process_time() - start < 0.5  # some 20 ms on a quiet machine


def test_importing_the_room_pulls_in_nothing_heavy() -> None:
    code = "import sys, nigehban.jurisdiction; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "pyarrow", "phonenumbers", "django"} & set(done.stdout.split())


@pytest.mark.parametrize(
    ("table", "old", "new", "row", "column"),
    [
        ("org/units.csv", "1.0,0.0", "91.0,0.0", 3, "lat"),
        ("org/units.csv", "1.0,0.0", "north,0.0", 3, "lat"),
        ("org/units.csv", "1.0,0.0", "1.0,", 3, "lon"),
        ("org/units.csv", "2020-01-01", "01.01.2020", 2, "valid_from"),
        ("org/units.csv", "NOR,Northern circle", "NOR,", 3, "name_en"),
        ("org/units.csv", "circle,Northern", "circle,", 3, "short_en"),
        ("org/units.csv", "circle,Northern", "circle,The north and north-west", 3, "short_en"),
        ("org/units.csv", "circle,Southern", "circle,Northern", 4, "short_en"),
        ("org/units.csv", "circle,Northern,,", "circle,Northern,شمالی سرکل,", 3, "short_ur"),
        ("org/units.csv", "circle,Northern,,", "circle,Northern,,شمالی", 3, "short_ur"),
        ("org/units.csv", "invented,P", "invented,X", 2, "confidence"),
        ("org/units.csv", ",ALL,1.0", ",SOME,1.0", 3, "zone"),
        ("geo/districts.csv", "HI,NOR", "HI,NOPE", 2, "unit"),
        ("geo/districts.csv", "HI,NOR", "XX,NOR", 2, "province"),
        ("geo/districts.csv", "LO,SOU,yes,2023-01-01", "LO,OLD,yes,2023-01-01", 6, "unit"),
        ("geo/places.csv", "northmark", "nowhere", 2, "district"),
        ("geo/places.csv", "betaburg", "alphaville", 3, "code"),
        ("geo/places.csv", "50000,yes", "many,yes", 2, "population"),
        ("geo/places.csv", "50000,yes", "50000,maybe", 2, "in_text"),
        ("geo/aliases.csv", "place,alphaville", "place,gammatown", 2, "target"),
        ("geo/aliases.csv", "place,alphaville", "planet,alphaville", 2, "kind"),
        ("geo/area_codes.csv", "northmark;hillmark", "northmark;no", 2, "districts"),
        ("geo/area_codes.csv", "5-6", "some", 2, "digits"),
        ("geo/carriers.csv", "Testcell,mobile", "Testcell,satellite", 2, "kind"),
        ("geo/networks.csv", "192.0.2.127,64496", "192.0.2.127,1", 2, "asn"),
        ("geo/networks.csv", "192.0.2.0,192", "192.0.2.x,192", 2, "start"),
        ("geo/networks.csv", "192.0.2.0,192.0.2.127", "192.0.2.9,192.0.2.1", 2, "end"),
        ("geo/networks.csv", "192.0.2.128,", "192.0.2.127,", 4, "start"),
    ],
)
def test_a_wrong_value_is_told_with_file_row_and_column(
    copied: Path, table: str, old: str, new: str, row: int, column: str
) -> None:
    with pytest.raises(PackValueError) as caught:
        load_pack(spoil(copied, table, old, new))
    assert (caught.value.path, caught.value.row, caught.value.column) == (copied / table, row, column)
    assert f"{table}: row {row}, column '{column}'" in str(caught.value)


@pytest.mark.parametrize(
    ("table", "old", "new", "says"),
    [
        ("geo/places.csv", "name,name_ur,district", "name,district", "lacks the column name_ur"),
        ("geo/places.csv", "Betaburg,,", "Betaburg,", "row 3: has 8 values where the header has 9"),
        ("pack.toml", 'name = "Testland"', "", "lacks 'name' \\(a text\\)"),
        ("pack.toml", "mobile_digits = 8", 'mobile_digits = "8"', "'phone.mobile_digits' must be a whole number"),
        ("pack.toml", 'name = "Testland"', "name = ", "is no TOML file"),
        ("pack.toml", 'headquarters = "CAP"', 'headquarters = "OLD"', "no unit in org/units.csv that is still valid"),
        ("org/agency.toml", 'code = "TCP"', "", "lacks 'agency\\[0\\].code'"),
    ],
)
def test_a_table_of_the_wrong_shape_is_told(copied: Path, table: str, old: str, new: str, says: str) -> None:
    with pytest.raises(PackFileError, match=says):
        load_pack(spoil(copied, table, old, new))


@pytest.mark.parametrize("table", ["org/units.csv", "org/zones.toml", "geo/networks.csv"])
def test_a_missing_table_is_told(copied: Path, table: str) -> None:
    (copied / table).unlink()
    with pytest.raises(PackFileError, match=f"{table}: is missing"):
        load_pack(copied)


def test_a_table_that_is_not_utf8_is_told(copied: Path) -> None:
    (copied / "geo/places.csv").write_bytes("code,name\nä,ü\n".encode("latin-1"))
    with pytest.raises(PackFileError, match="CSV UTF-8"):
        load_pack(copied)


def test_a_broken_quotation_is_told(copied: Path) -> None:
    spoil(copied, "geo/places.csv", "Alphaville", '"Alpha"ville')
    with pytest.raises(PackFileError, match="is no CSV table"):
        load_pack(copied)


def test_every_error_of_a_pack_is_a_pack_error(copied: Path) -> None:
    (copied / "pack.toml").write_bytes(b"\xff")
    with pytest.raises(PackError, match=r"pack\.toml"):
        load_pack(copied)
