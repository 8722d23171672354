"""Where synthetic persons live: Pakistani towns with the district and the unit that is answerable, and abroad."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random


@dataclass(frozen=True, slots=True)
class Home:
    """A town. ``unit`` is the circle that is answerable (``""`` abroad); ``country`` is ISO 3166-1 alpha-2."""

    city: str
    urdu: str
    region: str
    district: str
    unit: str
    latitude: str
    longitude: str
    country: str = "PK"
    country_name: str = "Pakistan"

    @property
    def local(self) -> bool:
        """Whether the town is in the unit's own country."""
        return self.country == "PK"


ABROAD = tuple(
    Home(city, "", region, "", "", latitude, longitude, country, name)
    for city, region, latitude, longitude, country, name in (
        ("Springfield", "Illinois", "39.80", "-89.64", "US", "United States"),
        ("Leeds", "England", "53.80", "-1.55", "GB", "United Kingdom"),
        ("Dhaka", "Dhaka", "23.81", "90.41", "BD", "Bangladesh"),
        ("Cebu City", "Cebu", "10.32", "123.89", "PH", "Philippines"),
        ("Dubai", "Dubai", "25.20", "55.27", "AE", "United Arab Emirates"),
        ("Riyadh", "Riyadh", "24.71", "46.68", "SA", "Saudi Arabia"),
        ("Bremen", "Bremen", "53.08", "8.80", "DE", "Germany"),
        ("Valencia", "Valencia", "39.47", "-0.38", "ES", "Spain"),
        ("Colombo", "Western", "6.93", "79.86", "LK", "Sri Lanka"),
        ("Lagos", "Lagos", "6.52", "3.38", "NG", "Nigeria"),
        ("Muscat", "Muscat", "23.59", "58.41", "OM", "Oman"),
    )
)


@cache
def towns() -> tuple[tuple[Home, ...], tuple[int, ...]]:
    """The Pakistani towns, and their weights added up (for a weighted draw)."""
    with files(__package__).joinpath("places.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    homes = tuple(
        Home(r["city"], r["urdu"], r["region"], r["district"], r["unit"], r["latitude"], r["longitude"]) for r in rows
    )
    return homes, tuple(accumulate(int(row["weight"]) for row in rows))


def home_here(rng: Random) -> Home:
    """A Pakistani town, large ones more often."""
    homes, weights = towns()
    return rng.choices(homes, cum_weights=weights)[0]


def home_abroad(rng: Random, country: str | None = None) -> Home:
    """A town abroad, in ``country`` where it is given."""
    return rng.choice([home for home in ABROAD if country in (None, home.country)])
