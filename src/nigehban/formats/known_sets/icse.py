"""INTERPOL's ICSE baseline list: CSV with semicolons. The columns stand in ``mappings/icse.toml``."""

from __future__ import annotations

from nigehban.formats.known_sets import csv_list
from nigehban.formats.known_sets.list_mapping import built_in
from nigehban.formats.known_sets.streams import Source
from nigehban.records.known import KnownList


def read(source: Source) -> KnownList:
    """The list as it streams by. Raises ``Refused``: here for what is no such list, while reading for what breaks."""
    return csv_list.read(source, built_in()["icse"])
