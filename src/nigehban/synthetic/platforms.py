"""The services that send reports: how common each is, how much it fills in, how many files it sends.

The mix is the scenario of today: a smaller share of Facebook than in 2022 (40 % in 2025), the rest guessed from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from random import Random


class Level(StrEnum):
    """How much a sender fills in."""

    MINIMUM = "minimum"
    TYPICAL = "typical"
    MAXIMUM = "maximum"


@dataclass(frozen=True, slots=True)
class Platform:
    """One sender. ``files`` scales the number of files a report (published means, Meta 3.89 to Pinterest 1.13)."""

    name: str
    esp: str
    weight: int
    files: float
    levels: tuple[int, int, int]
    site: str


PLATFORMS = (
    Platform("Facebook", "Facebook", 400, 1.25, (20, 60, 20), "facebook.example"),
    Platform("Instagram", "Instagram, Inc.", 180, 1.25, (20, 60, 20), "instagram.example"),
    Platform("Google", "Google", 130, 1.6, (15, 55, 30), "google.example"),
    Platform("WhatsApp", "WhatsApp Inc.", 85, 0.7, (25, 60, 15), "whatsapp.example"),
    Platform("Snapchat", "Snapchat", 60, 0.75, (30, 60, 10), "snapchat.example"),
    Platform("TikTok", "TikTok Inc.", 50, 0.6, (25, 55, 20), "tiktok.example"),
    Platform("X", "X Corp", 20, 0.8, (35, 55, 10), "x.example"),
    Platform("Discord", "Discord Inc.", 18, 1.0, (25, 55, 20), "discord.example"),
    Platform("Microsoft", "Microsoft - Online Operations", 10, 0.6, (40, 50, 10), "microsoft.example"),
    Platform("BingImage", "Microsoft - Online Operations", 6, 0.3, (70, 25, 5), "bing.example"),
    Platform("Dropbox", "Dropbox, Inc.", 9, 2.0, (20, 55, 25), "dropbox.example"),
    Platform("Imgur", "Imgur LLC", 7, 0.6, (45, 50, 5), "imgur.example"),
    Platform("Yahoo", "Yahoo! Inc", 6, 0.9, (20, 60, 20), "yahoo.example"),
    Platform("Reddit", "Reddit, Inc.", 6, 0.5, (35, 55, 10), "reddit.example"),
    Platform("Pinterest", "Pinterest Inc.", 5, 0.3, (35, 55, 10), "pinterest.example"),
    Platform("MeetMe", "MeetMe.com", 4, 0.5, (10, 60, 30), "meetme.example"),
    Platform("Cash App", "Block, Inc. (Cash App)", 4, 0.2, (40, 50, 10), "cashapp.example"),
)
BY_NAME = {platform.name: platform for platform in PLATFORMS}
_WEIGHTS = tuple(accumulate(platform.weight for platform in PLATFORMS))
_LEVELS = tuple(Level)


def pick_platform(rng: Random) -> Platform:
    """A platform, common ones more often."""
    return rng.choices(PLATFORMS, cum_weights=_WEIGHTS)[0]


def pick_level(rng: Random, platform: Platform) -> Level:
    """How much this report fills in."""
    return rng.choices(_LEVELS, weights=platform.levels)[0]
