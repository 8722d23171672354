"""Figures as they are computed, and as they are told: plain records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from nigehban.jurisdiction.statistics.suppression import Shown


class Row(NamedTuple):
    """One row of a breakdown; ``parent`` is the row of the larger breakdown that it belongs to."""

    value: str
    parent: str
    number: int


class Figure(NamedTuple):
    """A measure's figure in a period, with its rows by breakdown. The rows of each breakdown add up to the figure."""

    measure: str
    number: int
    tables: Mapping[str, tuple[Row, ...]]


class Told(NamedTuple):
    """What a reader sees of a count: ``None`` where it is hidden."""

    number: int | None
    shown: Shown


class ToldRow(NamedTuple):
    """A row as it is told."""

    value: str
    parent: str
    told: Told


class ToldFigure(NamedTuple):
    """A figure as it is told."""

    measure: str
    told: Told
    tables: Mapping[str, tuple[ToldRow, ...]]


Key = tuple[str, str, str, str]
"""A cell: measure, breakdown, parent, row; the figure itself has empty texts."""
