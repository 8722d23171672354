from __future__ import annotations

import importlib.util
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.jurisdiction import IpTable

SCRIPT = Path(__file__).parents[2] / "tools/make_ip_tables.py"
_spec = importlib.util.spec_from_file_location("make_ip_tables", SCRIPT)
assert _spec is not None
assert _spec.loader is not None
tool = importlib.util.module_from_spec(_spec)
sys.modules["make_ip_tables"] = tool
_spec.loader.exec_module(tool)
Range = tool.Range


@pytest.fixture
def tables(tmp_path: Path) -> list[Path]:
    """Two tables that agree on 1.0.0.0/24 and on 2c00::/32 only."""
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    _write(first, 4, "1.0.0.0,1.0.1.255,AA\n192.0.2.0,192.0.2.255,AA\n9.0.0.0,9.0.0.255,BB\n")
    _write(second, 4, "1.0.0.0,1.0.0.255,AA\n1.0.1.0,1.0.1.255,BB\n192.0.2.0,192.0.2.255,AA\n")
    _write(first, 6, "2c00::,2c00:0:ffff:ffff:ffff:ffff:ffff:ffff,CC\n")
    _write(second, 6, "2c00::,2c00:0:ffff:ffff:ffff:ffff:ffff:ffff,CC\n2d00::,2d00::ff,CC\n")
    return [first, second]


def _write(folder: Path, version: int, rows: str) -> None:
    (folder / f"t-ipv{version}.csv").write_text(rows)
    (folder / f"t-ipv{version}-num.csv").write_text("not,for,us\n")


def test_a_country_is_kept_only_where_both_tables_name_it(tables: list[Path], tmp_path: Path) -> None:
    tool.write_countries(tmp_path / "out.parquet", *tables)
    table = IpTable.read(tmp_path / "out.parquet")
    asked = ("1.0.0.0", "1.0.0.255", "1.0.1.0", "9.0.0.1", "0.255.255.255", "2c00::1", "2c00:1::", "2d00::1")
    assert [table.country(ip) for ip in asked] == ["AA", "AA", None, None, None, "CC", None, None]


def test_a_reserved_range_is_cut_out_even_where_both_tables_name_it(tables: list[Path], tmp_path: Path) -> None:
    tool.write_countries(tmp_path / "out.parquet", *tables)
    assert IpTable.read(tmp_path / "out.parquet").country("192.0.2.1") is None


def test_networks_are_cut_to_the_country_and_a_kind_that_a_person_set_is_kept(
    tables: list[Path], tmp_path: Path
) -> None:
    tool.write_countries(tmp_path / "out.parquet", *tables)
    operators = tmp_path / "asn.csv"
    operators.write_text('1.0.0.128,1.0.3.255,64496,"One, Ltd"\n2c00::,2c00::ffff:0:0:0:0,64500,Two\n')
    geo = tmp_path / "geo"
    geo.mkdir()
    (geo / "carriers.csv").write_text("asn,name,brand,kind,source,confidence\n64496,One,Uno,mobile,us,M\n")
    tool.write_networks(tmp_path, "AA", tmp_path / "out.parquet", [operators])
    assert (geo / "networks.csv").read_text() == "start,end,asn\n1.0.0.128,1.0.0.255,64496\n"
    assert "64496,One,Uno,mobile,us,M" in (geo / "carriers.csv").read_text()
    tool.write_networks(tmp_path, "CC", tmp_path / "out.parquet", [operators])
    assert (geo / "networks.csv").read_text() == "start,end,asn\n2c00::,2c00::ffff:ffff:ffff:ffff:ffff,64500\n"
    assert "64500,Two,,,asn-table,S" in (geo / "carriers.csv").read_text()


ranges = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 12), st.sampled_from("AB")).map(
        lambda r: Range(r[0], r[0] + r[1], r[2])
    ),
    max_size=12,
)


def _labels(rows: list[Range]) -> dict[int, str]:  # type: ignore[valid-type]
    found: dict[int, str] = {}
    for row in sorted(rows):
        for n in range(row.start, row.end + 1):
            found.setdefault(n, row.label)
    return found


@given(ranges)
def test_merging_keeps_each_number_and_leaves_no_overlap(rows: list[Range]) -> None:  # type: ignore[valid-type]
    merged = tool.merged(rows)
    assert all(a.end < b.start for a, b in pairwise(merged))
    assert set(_labels(merged)) == set(_labels(rows))


@given(ranges, ranges)
def test_agreement_is_what_both_say_of_a_number(one: list[Range], other: list[Range]) -> None:  # type: ignore[valid-type]
    first, second = tool.merged(one), tool.merged(other)
    a, b = _labels(first), _labels(second)
    assert _labels(list(tool.agreement(first, second))) == {n: a[n] for n in a if a[n] == b.get(n)}


@given(ranges)
def test_a_partition_names_every_number_once(rows: list[Range]) -> None:  # type: ignore[valid-type]
    merged = tool.merged(rows)
    points = list(tool.partition(merged, 4))
    assert points[0].start == 0
    assert points[-1].end == 2**32 - 1
    assert all(a.end + 1 == b.start for a, b in pairwise(points))
    assert [p for p in points if p.label] == merged
