"""Which country an IP address is in, from a table that ships with the program: two independent tables agreed on it.

What they disagree on, and every range set aside for documentation or private use, is *unknown*. The table gives the
country in which a network is used or registered: weak evidence of where a person is, and none behind a proxy.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

from nigehban.jurisdiction.addresses import read_address

_TABLE = Path(__file__).with_name("data") / "ip_country.parquet"


class IpTable:
    """The points at which the country changes, for IPv4 and IPv6 (see ``addresses``), and the country from there on."""

    def __init__(self, starts: dict[int, array[int]], labels: dict[int, list[str]]) -> None:
        self._starts, self._labels = starts, labels
        self._find = lru_cache(maxsize=65536)(self._country)

    @classmethod
    def read(cls, path: Path = _TABLE) -> IpTable:
        """The table in a Parquet file: row group 0 for IPv4, 1 for IPv6, columns ``start`` and ``country``."""
        import pyarrow.parquet as pq  # noqa: PLC0415 - heavy, and small commands never look up an address

        starts: dict[int, array[int]] = {}
        labels: dict[int, list[str]] = {}
        with pq.ParquetFile(path) as file:
            for group, version in enumerate((4, 6)):
                table = file.read_row_group(group).combine_chunks()
                starts[version] = array("Q", table["start"].to_numpy().tobytes())
                countries = table["country"].chunk(0)
                names = countries.dictionary.to_pylist()
                labels[version] = [names[index] for index in countries.indices.to_pylist()]
        return cls(starts, labels)

    def country(self, ip: str) -> str | None:
        """The ISO code of the country of an address; ``None`` where it is unknown or no address."""
        return self._find(ip)

    def _country(self, ip: str) -> str | None:
        address = read_address(ip)
        if address is None:
            return None
        version, number = address
        return self._labels[version][bisect_right(self._starts[version], number) - 1] or None


@lru_cache(maxsize=1)
def ip_table() -> IpTable:
    """The table that ships with the program, read on the first call (about a tenth of a second)."""
    return IpTable.read()
