"""The network on a map: circles where its leads go, arcs to the countries that facts point to.

Places come from the pack. A country abroad has none: it stands at the edge of the map, in the order of its code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from nigehban.desk.leads.models import Lead
from nigehban.desk.leads.rings.facts import Country
from nigehban.desk.referrals.selectors import newest_pack
from nigehban.jurisdiction import PackError, load_pack

WIDTH, HEIGHT, EDGE = 640.0, 440.0, 60.0
MOST_ABROAD = 12


class Circle(NamedTuple):
    """A circle on the map: the unit's code, how many leads go there, where and how large it is drawn."""

    unit: str
    leads: int
    x: float
    y: float
    radius: float


class Arc(NamedTuple):
    """An arc from the middle of the leads to a country at the edge; ``path`` is SVG's."""

    country: str
    facts: int
    path: str
    x: float
    y: float


class Map(NamedTuple):
    """What is drawn, and how many leads have no place on it."""

    circles: list[Circle]
    arcs: list[Arc]
    nowhere: int
    width: float = WIDTH
    height: float = HEIGHT


Point = tuple[float, float]


def map_of(leads: Sequence[Lead], countries: Sequence[Country]) -> Map:
    """The map of these leads and countries."""
    points = _points(newest_pack() or "")
    counts = Counter(lead.unit for lead in leads if lead.unit in points)
    circles = [
        Circle(unit or "", count, *points[unit or ""], round(5 + 4 * sqrt(count), 1))
        for unit, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0] or ""))
    ]
    return Map(circles, _arcs(circles, countries), len(leads) - sum(counts.values()))


def _arcs(circles: Sequence[Circle], countries: Sequence[Country]) -> list[Arc]:
    total = sum(circle.leads for circle in circles)
    if not total:
        return []
    x = sum(circle.x * circle.leads for circle in circles) / total
    y = sum(circle.y * circle.leads for circle in circles) / total
    shown = sorted(countries[:MOST_ABROAD], key=lambda country: country.code)
    return [_arc(country, (x, y), place, len(shown)) for place, country in enumerate(shown)]


def _arc(country: Country, start: Point, place: int, count: int) -> Arc:
    """Countries share the left edge of the map from top to bottom."""
    x, y = EDGE / 2, HEIGHT * (place + 1) / (count + 1)
    bend = (start[0] + x) / 2, min(start[1], y) - EDGE
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {x:.1f} {y:.1f}"
    return Arc(country.code, country.facts, path, round(x, 1), round(y, 1))


@lru_cache(maxsize=4)
def _points(code: str) -> dict[str, Point]:
    """Where each unit of a pack is drawn; nothing for a pack that is gone."""
    try:
        pack = load_pack(code)
    except PackError:
        return {}
    known = {unit.code: (unit.lon, unit.lat) for unit in pack.units if unit.lat is not None and unit.lon is not None}
    towns = [(town.lon, town.lat) for town in pack.towns if town.lat is not None and town.lon is not None]
    every = [*known.values(), *towns]
    if not every:
        return {}
    west, east = min(point[0] for point in every), max(point[0] for point in every)
    south, north = min(point[1] for point in every), max(point[1] for point in every)
    across = (WIDTH - 3 * EDGE) / ((east - west) or 1)
    down = (HEIGHT - 2 * EDGE) / ((north - south) or 1)
    return {
        unit: (round(2 * EDGE + (lon - west) * across, 1), round(EDGE + (north - lat) * down, 1))
        for unit, (lon, lat) in known.items()
    }
