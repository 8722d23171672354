"""One name for each platform, however a sender writes it: ``Facebook, Inc.``, ``fb`` and ``Meta`` are ``facebook``."""

from __future__ import annotations

import re
from functools import lru_cache

from nigehban.identifiers.text import fold_case, is_filler

_ALIASES = {
    "facebook": "fb meta metaplatforms facebookmessenger messenger fbmessenger facebooklite فیس_بک فیسبک",
    "instagram": "ig insta instagramdirect انسٹاگرام",
    "whatsapp": "wa whatsappmessenger whatsappbusiness واٹس_ایپ",
    "google": "gmail googledrive googlephotos googlellc googlechat gaia",
    "youtube": "yt",
    "snapchat": "snap sc",
    "tiktok": "tt musically bytedance ٹک_ٹاک",
    "x": "twitter xcorp xtwitter twitterx",
    "telegram": "tg telegrammessenger ٹیلیگرام",
    "microsoft": "onedrive bing bingimage microsoftonline outlook hotmail xbox skydrive",
    "skype": "",
    "discord": "discordapp",
    "reddit": "",
    "pinterest": "",
    "kik": "kikinteractive medialab medialabkik kikmessenger",
    "yahoo": "yahooinc oath",
    "cashapp": "cash block square blockcashapp",
    "dropbox": "",
    "threads": "threadsnet",
    "linkedin": "",
    "vk": "vkontakte",
    "twitch": "",
    "imo": "imoim imohd",
    "viber": "",
    "signal": "signalmessenger",
    "roblox": "",
    "easypaisa": "easypaisabank telenormicrofinancebank ایزی_پیسہ",
    "jazzcash": "jazzcashwallet mobilinkmicrofinancebank جاز_کیش",
    "paypal": "",
}
PLATFORMS = tuple(_ALIASES)
"""The platforms that are known by name."""
_LOOKUP = {alias.replace("_", ""): name for name, aliases in _ALIASES.items() for alias in (name, *aliases.split())}
_COMPANY = re.compile(
    r"[\s,.]+(?:inc|llc|l\.l\.c|ltd|limited|corp|corporation|company|co|pte|pvt|gmbh|b\.?v|plc|s\.?a|international"
    r"|technologies|holdings|ireland|usa?|app|bank)\b\.?",
)
_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def platform(name: str | None) -> str | None:
    """The folded name of a platform: a known one, or the sender's name in lower-case letters and digits.

    ``None`` where no platform is stated.
    """
    if not name:
        return None
    plain = fold_case(name).strip()
    whole = _NOT_WORD.sub("", plain)
    if whole in _LOOKUP:
        return _LOOKUP[whole]
    if is_filler(plain):
        return None
    bare = _NOT_WORD.sub("", _COMPANY.sub(" ", plain)) or whole
    return _LOOKUP.get(bare, bare) or None


def split_platform(raw: str, hint: str | None) -> tuple[str | None, str]:
    """The platform and the rest of ``raw``: by the prefix that canonical values carry, else by ``hint``."""
    head, colon, tail = raw.partition(":")
    stated = platform(hint)
    if colon and tail and (head == stated or head in _ALIASES):
        return head, tail.strip()
    return stated, raw
