"""Web addresses taken apart without trusting them: one canonical spelling for the same page."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from nigehban.identifiers.text import normalise_text

_FORM = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.\-]{1,15})://(?:[^/?#\s]{0,256}@)?)?(?P<host>\[[0-9a-f:.]+\]|[^/?#:@\s\[\]]{1,253})"
    r"(?::(?P<port>\d{0,5}))?(?P<path>/[^?#\s]*)?(?P<query>\?[^#\s]*)?(?P<fragment>#\S*)?",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:[^\W_](?:[\w\-]{0,61}[^\W_])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9\-]{1,59})|\d{1,3}(?:\.\d{1,3}){3}")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PORTS = {"http": "80", "https": "443", "ftp": "21", "ws": "80", "wss": "443"}
_SCHEMES = {"hxxp": "http", "hxxps": "https", "": "https"}
_TRACKING = frozenset(
    {"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh"}
    | {"mc_cid", "mc_eid", "_ga", "_gl", "ref_src", "ref_url", "mibextid", "__tn__", "_rdr", "_rdc", "share_id"}
    | {"is_from_webapp", "sender_device", "spm", "si", "feature"}
)
_TRACKING_STARTS = ("utm_", "__cft__", "_nc_")
"""Parameters that say how a reader came to a page, not which page it is."""


class Address(NamedTuple):
    """A web address: ``host`` in ASCII lower case, ``path`` without the leading and trailing slash."""

    scheme: str
    host: str
    port: str
    path: str
    query: tuple[tuple[str, str], ...]
    fragment: str

    def __str__(self) -> str:
        """The canonical spelling."""
        return f"{self.scheme}://{self.page}"

    @property
    def page(self) -> str:
        """The address without its scheme: ``http`` and ``https`` show the same page."""
        port = f":{self.port}" if self.port else ""
        return f"{self.host}{port}{'/' if self.path else ''}{self.rest}"

    @property
    def rest(self) -> str:
        """What stands behind the host: path, query and fragment."""
        if not self.query:
            return self.path + self.fragment
        query = "&".join([f"{name}={value}" if value else name for name, value in self.query])
        return f"{self.path}?{query}{self.fragment}"


def parse(raw: str) -> Address | None:
    """Take an address apart; ``None`` for what is none. A missing scheme counts as ``https``."""
    match = _FORM.fullmatch(normalise_text(raw).strip().strip("<>\"'"))
    if match is None:
        return None
    scheme = (match["scheme"] or "").lower()
    scheme = _SCHEMES.get(scheme, scheme)
    host = _host(match["host"])
    if host is None:
        return None
    port = (match["port"] or "").lstrip("0")
    path = _escapes(match["path"] or "")
    fragment = match["fragment"] or ""
    return Address(
        scheme,
        host,
        "" if port == _PORTS.get(scheme) else port,
        _resolved(path),
        _query(match["query"]),
        fragment if fragment.startswith(("#!", "#/")) else "",
    )


@lru_cache(maxsize=4096)
def _host(text: str) -> str | None:
    host = text.lower().rstrip(".")
    if host.startswith("["):
        return host
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            return None
    return host if _HOST.fullmatch(host) else None


def _escapes(text: str) -> str:
    """Percent escapes in upper case, and none where none is needed (RFC 3986, 6.2.2)."""
    return _ESCAPE.sub(_escape, text) if "%" in text else text


def _escape(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char in _UNRESERVED else match[0].upper()


def _resolved(path: str) -> str:
    """The path without ``.`` and ``..`` steps, doubled or outer slashes."""
    steps: list[str] = []
    for step in path.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join(steps)


def _query(text: str | None) -> tuple[tuple[str, str], ...]:
    if not text or len(text) == 1:
        return ()
    kept = []
    for part in _escapes(text[1:]).split("&"):
        name, _, value = part.partition("=")
        low = name.lower()
        if part and low not in _TRACKING and not low.startswith(_TRACKING_STARTS):
            kept.append((name, value))
    return tuple(sorted(kept))
