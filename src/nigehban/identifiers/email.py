"""An e-mail address, with the rules by which the large providers deliver it.

Rules, as the providers document them: Gmail ignores dots and what follows ``+``, and googlemail.com is gmail.com;
Microsoft, Apple, Proton and Fastmail ignore what follows ``+``; Yahoo's own throw-away addresses add ``-word``
(a Yahoo name itself has no hyphen). At any other provider ``+`` and dots may be part of the name: they stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigehban.identifiers.kind import Cleaned, Found, Kind, Proof
from nigehban.identifiers.text import fold_case, is_filler

_PLUS = frozenset(
    {"outlook.com", "hotmail.com", "hotmail.co.uk", "hotmail.fr", "live.com", "live.co.uk", "msn.com"}
    | {"icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com", "pm.me", "fastmail.com", "fastmail.fm"}
)
_YAHOO = frozenset({"ymail.com", "rocketmail.com", "myyahoo.com"})
_NOBODY = frozenset(
    {"noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "mailer-daemon", "postmaster", "abuse"}
    | {"noemail", "no-email", "no_email", "no.email", "nomail", "no-mail", "no.mail", "noone", "nobody", "no", "noname"}
    | {"notprovided", "not-provided", "notavailable", "notgiven", "anonymous", "anon", "dummy", "fake", "sample"}
    | {"test", "testing", "example", "email", "mail", "user", "username", "none", "null", "unknown", "na", "nil"}
)
_FORM = re.compile(
    r"([\w.%+\-!#$&'*/=?^`{|}~]{1,64})@((?:[^\W_](?:[\w\-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w\-]{0,61}[^\W_])?)\.?",
)
_LOCAL_BACKWARDS = re.compile(r"[\w.%+\-]{1,64}")
_MESSAGE = re.compile(r"(?:message|msg)[- ]?id:?\s{0,2}<?$", re.IGNORECASE)
"""Before the number of a message, which looks like an address."""
_DOMAIN = re.compile(r"(?:[^\W_][\w\-]{0,62}\.){1,8}[^\W\d_][\w\-]{0,61}[^\W_]")


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """The address that the provider would deliver to, in lower case, its domain in ASCII (IDNA)."""
    del hint
    match = _FORM.fullmatch(_bare(raw))
    if match is None:
        return None
    local, domain = match[1], _ascii_domain(match[2])
    if domain is None:
        return None
    local, domain = _deliver(local, domain)
    value = f"{local}@{domain}"
    if _is_nobody(local, domain):
        return Cleaned(value, warning="An address that belongs to nobody or to a machine", links=False)
    return Cleaned(value)


def _bare(raw: str) -> str:
    plain = fold_case(raw).strip()
    return plain.removeprefix("mailto:").strip("<>\"' \t")


def _ascii_domain(domain: str) -> str | None:
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None


def _deliver(local: str, domain: str) -> tuple[str, str]:
    """The mailbox behind a written address, by the provider's own rules."""
    if domain in {"gmail.com", "googlemail.com"}:
        base = local.partition("+")[0].replace(".", "")
        return base or local, "gmail.com"
    if domain in _PLUS:
        return local.partition("+")[0] or local, domain
    if domain in _YAHOO or domain.startswith("yahoo."):
        return local.partition("-")[0] or local, domain
    return local, domain


def _is_nobody(local: str, domain: str) -> bool:
    if local in _NOBODY or is_filler(local) or domain.endswith(".invalid"):
        return True
    return len(set(local) | set(domain.partition(".")[0])) == 1


def find(text: str) -> Iterator[Found]:
    """Addresses around each ``@``: the name is read backwards from it, so no text makes this slow."""
    at = text.find("@")
    while at >= 0:
        name = _LOCAL_BACKWARDS.match(text[max(0, at - 64) : at][::-1])
        domain = _DOMAIN.match(text, at + 1) if name else None
        if name and domain:
            start = at - len(name[0].rstrip(".-%+"))
            if not _MESSAGE.search(text[max(0, start - 16) : start]):
                yield Found(text[start : domain.end()], start, domain.end())
        at = text.find("@", domain.end() if domain else at + 1)


KIND = Kind("email", 3, Proof.STRONG, cap=10, clean=clean, find=find)
