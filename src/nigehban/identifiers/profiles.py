"""Addresses of profiles and groups on known platforms: whose page is this?

One rule a platform: its hosts, then patterns over the path, each giving the kind of identifier that the address
holds. A number that the platform gives a user is an account; a chosen name is a handle; an invitation is a group.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from nigehban.identifiers.web import Address


class Holds(NamedTuple):
    """What an address holds: the kind, the platform, and the name or number there."""

    kind: str
    platform: str
    value: str


class _Rule(NamedTuple):
    kind: str
    pattern: re.Pattern[str]


def _rules(*rules: tuple[str, str]) -> tuple[_Rule, ...]:
    return tuple(_Rule(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in rules)


_NAME = r"([\w.\-]{2,64})"
_SITES: dict[str, tuple[_Rule, ...]] = {
    "facebook": _rules(
        ("account", r"profile\.php\?(?:.*&)?id=(\d+)(?:&.*)?"),
        ("account", r"people/[^/?]+/(\d+)(?:[/?].*)?"),
        ("group", r"groups/([\w.\-]+)(?:[/?].*)?"),
        ("account", r"(\d{5,20})(?:\?.*)?"),
        ("handle", _NAME + r"(?:\?.*|/(?:about|photos|friends|videos|reels)(?:[/?].*)?)?"),
    ),
    "instagram": _rules(
        ("handle", r"stories/" + _NAME + r"(?:[/?].*)?"),
        ("handle", _NAME + r"(?:\?.*|/(?:tagged|reels)(?:\?.*)?)?"),
    ),
    "x": _rules(
        ("account", r"i/user/(\d+)(?:\?.*)?"),
        ("account", r"intent/user\?(?:.*&)?user_id=(\d+)(?:&.*)?"),
        ("handle", r"@?(\w{1,15})(?:\?.*|/status/\d+.*|/(?:media|with_replies)(?:\?.*)?)?"),
    ),
    "tiktok": _rules(("handle", r"@" + _NAME + r"(?:[/?].*)?")),
    "threads": _rules(("handle", r"@" + _NAME + r"(?:[/?].*)?")),
    "snapchat": _rules(("handle", r"(?:add/|@)" + _NAME + r"(?:[/?].*)?")),
    "youtube": _rules(
        ("account", r"channel/(UC[\w\-]{22})(?:[/?].*)?"),
        ("handle", r"(?:@|user/|c/)" + _NAME + r"(?:[/?].*)?"),
    ),
    "reddit": _rules(("handle", r"u(?:ser)?/" + _NAME + r"(?:[/?].*)?"), ("group", r"r/(\w+)/?(?:\?.*)?")),
    "pinterest": _rules(("handle", _NAME + r"(?:\?.*)?")),
    "telegram": _rules(
        ("group", r"(?:\+|joinchat/)([\w\-]{8,64})(?:\?.*)?"),
        ("group", r"c/(\d+)(?:[/?].*)?"),
        ("handle", r"(?:s/)?([a-z]\w{3,31})(?:[/?].*)?"),
    ),
    "whatsapp": _rules(
        ("phone", r"(?:send/?\?(?:.*&)?phone=)?\+?(\d{8,15})(?:[?&].*)?"),
        ("group", r"(?:invite/)?([A-Za-z0-9]{18,26})(?:\?.*)?"),
    ),
    "discord": _rules(
        ("account", r"users/(\d{15,20})(?:[/?].*)?"),
        ("group", r"(?:invite/)([\w\-]{2,32})(?:\?.*)?"),
        ("group", r"([\w\-]{2,32})(?:\?.*)?"),
    ),
    "linkedin": _rules(("handle", r"in/([^/?]{2,100})(?:[/?].*)?")),
    "vk": _rules(("account", r"id(\d+)(?:\?.*)?"), ("handle", _NAME + r"(?:\?.*)?")),
    "kik": _rules(("handle", r"(?:u/)?" + _NAME + r"(?:\?.*)?")),
    "roblox": _rules(("account", r"users/(\d+)(?:[/?].*)?")),
    "twitch": _rules(("handle", r"(\w{3,25})(?:\?.*)?")),
    "cashapp": _rules(("wallet", r"(\$[\w\-]{1,20})(?:[/?].*)?")),
}
_HOSTS = {
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "m.me": "facebook",
    "instagram.com": "instagram",
    "x.com": "x",
    "twitter.com": "x",
    "tiktok.com": "tiktok",
    "threads.net": "threads",
    "threads.com": "threads",
    "snapchat.com": "snapchat",
    "youtube.com": "youtube",
    "reddit.com": "reddit",
    "pinterest.com": "pinterest",
    "t.me": "telegram",
    "telegram.me": "telegram",
    "telegram.dog": "telegram",
    "wa.me": "whatsapp",
    "api.whatsapp.com": "whatsapp",
    "chat.whatsapp.com": "whatsapp",
    "discord.com": "discord",
    "discordapp.com": "discord",
    "discord.gg": "discord",
    "linkedin.com": "linkedin",
    "vk.com": "vk",
    "kik.me": "kik",
    "roblox.com": "roblox",
    "twitch.tv": "twitch",
    "cash.app": "cashapp",
}
_NOT_PEOPLE = frozenset(
    {"about", "accounts", "add", "ads", "api", "app", "apps", "business", "channels", "channel", "c"}
    | {"direct", "discover", "download", "events", "event", "explore", "feed", "gaming", "groups"}
    | {"hashtag", "help", "home", "i", "intent", "invite", "joinchat", "jobs", "legal", "live", "login"}
    | {"logout", "marketplace", "me", "media", "messages", "messenger", "notifications", "p", "pages"}
    | {"photo", "photo.php", "photos", "pin", "plugins", "policies", "privacy", "profile.php", "public"}
    | {"r", "reel", "reels", "s", "search", "send", "settings", "share", "sharer", "sharer.php", "shop"}
    | {"shorts", "signup", "stories", "story.php", "support", "tags", "terms", "topics", "tv", "u"}
    | {"user", "users", "video", "videos", "watch", "web", "wiki", "permalink.php", "l.php", "dialog"}
    | {"flx", "feed.php", "instagram", "facebook", "twitter", "tiktok", "youtube"}
)
"""First steps of a path that are pages of the service, never a person's name."""


@lru_cache(maxsize=4096)
def site(host: str) -> str | None:
    """The platform that owns a host, whatever its sub-domain (``www``, ``m``, ``ur-pk``); ``None`` for others."""
    labels = host.split(".")
    for start in range(max(len(labels) - 1, 1)):
        found = _HOSTS.get(".".join(labels[start:]))
        if found:
            return found
    return None


def holder(address: Address) -> Holds | None:
    """Whose page an address is; ``None`` for a post, a page of the service, or an unknown site."""
    platform = site(address.host)
    if platform is None:
        return None
    page = address.rest
    for kind, pattern in _SITES[platform]:
        match = pattern.fullmatch(page)
        if match and not (kind == "handle" and _is_page(match[1].casefold())):
            return Holds(kind, platform, match[1])
    return None


def _is_page(step: str) -> bool:
    return step in _NOT_PEOPLE or step.endswith(".php")
