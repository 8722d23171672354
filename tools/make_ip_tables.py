#!/usr/bin/env python3
"""Make the address tables that the jurisdiction room ships, from tables that somebody has downloaded.

Run by hand when a newer table is taken in; nothing of the program calls it, and it opens no connection.

    make_ip_tables.py countries OUT.parquet TABLE_A TABLE_B
    make_ip_tables.py networks PACK_FOLDER COUNTRY_CODE COUNTRIES.parquet ASN.csv [ASN.csv ...]

A TABLE is a CSV file or a folder of CSV files (first address, last address, country code, no header) or one or
more ``.mmdb`` files (those need the package ``maxminddb`` beside this script). The country of an address is
kept only where both tables name the same one: two independent tables that disagree leave it *unknown*.
Ranges set aside for documentation, private use and the like are cut out.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

# IANA special-purpose registries: these never say where somebody is.
SPECIAL = [
    ip_network(text)
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"),
        *("::/8", "100::/8", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "fc00::/7", "fe80::/9"),
    )
]
V6_UNIT = 64  # a home gets a /64 or more: longer prefixes say nothing about a country


class Range(NamedTuple):
    """Addresses ``start`` to ``end`` (both in it) carry ``label``."""

    start: int
    end: int
    label: str


def main() -> None:
    """Read the command line and make what it asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    countries = commands.add_parser("countries")
    countries.add_argument("out", type=Path)
    countries.add_argument("tables", type=Path, nargs=2)
    countries.set_defaults(run=lambda a: write_countries(a.out, *a.tables))
    networks = commands.add_parser("networks")
    networks.add_argument("pack", type=Path)
    networks.add_argument("code")
    networks.add_argument("countries", type=Path)
    networks.add_argument("asns", type=Path, nargs="+")
    networks.set_defaults(run=lambda a: write_networks(a.pack, a.code, a.countries, a.asns))
    arguments = parser.parse_args()
    arguments.run(arguments)


def write_countries(out: Path, first: Path, second: Path) -> None:
    """Write one row for each point where the country changes; an empty code ends a range."""
    groups = []
    for family in (4, 6):
        agreed = merged(agreement(merged(ranges(first, family)), merged(ranges(second, family))))
        points = list(partition(outside_special(agreed, family), family))
        groups.append((family, points))
        print(f"IPv{family}: {len(agreed):,} ranges, {len(points):,} rows")
    schema = pa.schema([("start", pa.uint64()), ("country", pa.dictionary(pa.int16(), pa.string()))])
    options = {"compression": "zstd", "compression_level": 19, "use_dictionary": ["country"]}
    encoding = {"start": "DELTA_BINARY_PACKED"}
    with pq.ParquetWriter(out, schema, column_encoding=encoding, **options) as writer:
        for _family, points in groups:
            columns = [pa.array([p.start for p in points], pa.uint64()), [p.label for p in points]]
            country = pa.array(columns[1]).dictionary_encode().cast(schema.field("country").type)
            writer.write_table(pa.table([columns[0], country], schema=schema), row_group_size=len(points))


def write_networks(pack: Path, code: str, countries: Path, asns: list[Path]) -> None:
    """Write the networks of one country, and add operators not yet known to ``carriers.csv`` (kind left open)."""
    names: dict[str, str] = {}
    rows = []
    for index, family in enumerate((4, 6)):
        home = [r for r in read_partition(countries, index, family) if r.label == code]
        operators = merged(r for path in asns for r in read_operators(path, family, names))
        rows += [(r, family) for r in merged(agreement(home, operators, keep_second=True))]
    with (pack / "geo/networks.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["start", "end", "asn"])
        for row, family in rows:
            writer.writerow([text(row.start, family), text(row.end, family, last=True), row.label])
    add_carriers(pack / "geo/carriers.csv", {row.label: names[row.label] for row, _ in rows})


def add_carriers(path: Path, found: dict[str, str]) -> None:
    """Keep every row that is there (a person may have set its kind); add the operators that are not."""
    head = ["asn", "name", "brand", "kind", "source", "confidence"]
    rows = {}
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            rows = {row["asn"]: row for row in csv.DictReader(file)}
    for asn, name in found.items():
        rows.setdefault(asn, dict(zip(head, [asn, name, "", "", "asn-table", "S"], strict=True)))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, head, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[asn] for asn in sorted(rows, key=int))


def ranges(table: Path, family: int) -> Iterator[Range]:
    """Every range of one family in a table, whatever its form."""
    files = sorted(table.iterdir()) if table.is_dir() else [table]
    for path in files:
        if path.suffix == ".mmdb" and f"ipv{family}" in path.name:
            yield from read_mmdb(path)
        elif path.suffix == ".csv" and f"ipv{family}.csv" in path.name:
            with path.open(encoding="utf-8", newline="") as file:
                for first, last, code in csv.reader(file):
                    yield Range(unit(first), unit(last), code)


def read_mmdb(path: Path) -> Iterator[Range]:
    """Every network of a country database in MaxMind's binary form."""
    import maxminddb  # noqa: PLC0415 - a tool of the maintainer, not a dependency of the program

    with maxminddb.open_database(path) as database:
        for network, record in database:
            yield Range(unit(network[0]), unit(network[-1]), record["country_code"])


def read_operators(path: Path, family: int, names: dict[str, str]) -> Iterator[Range]:
    """The ranges of one family with the number of their operator; ``names`` collects what each is called."""
    with path.open(encoding="utf-8", newline="") as file:
        for first, last, asn, name in csv.reader(file):
            if (":" in first) is (family == 6):
                names[asn] = name
                yield Range(unit(first), unit(last), asn)


def unit(address: object) -> int:
    """An address as a number: all 32 bits of IPv4, the upper 64 bits of IPv6."""
    parsed = ip_address(address)  # type: ignore[arg-type]
    return int(parsed) if parsed.version == 4 else int(parsed) >> V6_UNIT


def text(number: int, family: int, *, last: bool = False) -> str:
    """The address of a number of ``unit``; with ``last`` the end of an IPv6 unit."""
    if family == 4:
        return str(ip_address(number))
    full = (number << V6_UNIT) | ((1 << V6_UNIT) - 1 if last else 0)
    return str(ip_address(full))


def merged(found: Iterable[Range]) -> list[Range]:
    """Sorted, without overlap (the earlier row keeps the place), neighbours of one label joined."""
    out: list[Range] = []
    for row in sorted(found):
        start = max(row.start, out[-1].end + 1) if out else row.start
        if start > row.end:
            continue
        if out and out[-1].label == row.label and out[-1].end + 1 == start:
            out[-1] = out[-1]._replace(end=row.end)
        else:
            out.append(Range(start, row.end, row.label))
    return out


def agreement(first: list[Range], second: list[Range], *, keep_second: bool = False) -> Iterator[Range]:
    """Where both lists have a range: the same label, or with ``keep_second`` whatever the second says."""
    i = j = 0
    while i < len(first) and j < len(second):
        a, b = first[i], second[j]
        start, end = max(a.start, b.start), min(a.end, b.end)
        if start <= end and (keep_second or a.label == b.label):
            yield Range(start, end, b.label)
        i, j = (i + 1, j) if a.end < b.end else (i, j + 1)


def outside_special(found: list[Range], family: int) -> list[Range]:
    """The same ranges with the special-purpose ones cut out."""
    for network in (n for n in SPECIAL if n.version == family):
        low, high = unit(network[0]), unit(network[-1])
        found = [part for row in found for part in cut(row, low, high)]
    return found


def cut(row: Range, low: int, high: int) -> Iterator[Range]:
    """What is left of a range when ``low`` to ``high`` is taken away."""
    if row.end < low or row.start > high:
        yield row
        return
    if row.start < low:
        yield row._replace(end=low - 1)
    if row.end > high:
        yield row._replace(start=high + 1)


def partition(found: list[Range], family: int) -> Iterator[Range]:
    """The points where the label changes, an empty label for the gaps: one number a row instead of two."""
    expected = 0
    for row in found:
        if row.start > expected:
            yield Range(expected, row.start - 1, "")
        yield row
        expected = row.end + 1
    top = 2**32 if family == 4 else 2**V6_UNIT
    if expected < top:
        yield Range(expected, top - 1, "")


def read_partition(path: Path, index: int, family: int) -> list[Range]:
    """The ranges of one family as ``write_countries`` wrote them."""
    rows = pq.ParquetFile(path).read_row_group(index).to_pylist()
    ends = [row["start"] - 1 for row in rows[1:]] + [2**32 - 1 if family == 4 else 2**V6_UNIT - 1]
    return [Range(r["start"], end, r["country"]) for r, end in zip(rows, ends, strict=True) if r["country"]]


if __name__ == "__main__":
    main()
