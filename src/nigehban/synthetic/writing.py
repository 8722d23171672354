"""How people write: phones and e-mails in many shapes, texts with invisible characters and other digits."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from random import Random

_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_EXTENDED = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_INVISIBLE = ("\u200b", "\u200c", "\u200f", "\u202b", "\u200e", "\u2060")

LANGUAGES = ("english", "urdu", "roman", "punjabi", "sindhi", "pashto")
_LANGUAGE_WEIGHTS = (38, 60, 92, 95, 98, 100)

Phrases = dict[str, list[str]]


@cache
def phrases() -> dict[str, Phrases]:
    """The placeholder sentences by section; a kind of danger is the section ``danger.KIND``."""
    with files(__package__).joinpath("phrases.toml").open("rb") as source:
        sections = tomllib.load(source)
    danger = {f"danger.{kind}": lines for kind, lines in sections.pop("danger").items()}
    return sections | danger


def language(rng: Random) -> str:
    """A language of free text, as common as it is guessed to be."""
    return rng.choices(LANGUAGES, cum_weights=_LANGUAGE_WEIGHTS)[0]


def small_talk(rng: Random, tongue: str | None = None) -> str:
    """A harmless sentence."""
    return rng.choice(phrases()["benign"][tongue or language(rng)])


def noisy(rng: Random, text: str) -> str:
    """The same text with an invisible character, or with Arabic-Indic digits."""
    draw = rng.random()
    if draw < 0.3:
        return text.translate(_ARABIC_INDIC if draw < 0.1 else _EXTENDED)
    mark = rng.choice(_INVISIBLE)
    if draw < 0.6:
        return f"\u202b{text}\u202c"
    at = rng.randrange(len(text) + 1)
    return text[:at] + mark + text[at:]


def written_phone(rng: Random, number: str) -> str:
    """An E.164 number as someone wrote it down; every shape still names the same subscriber."""
    if not number.startswith("+92"):
        body = number[1:]
        return rng.choice((f"+{body[:3]} {body[3:6]} {body[6:]}", f"00{body}", f"+{body}", f"+{body[:-4]}-{body[-4:]}"))
    code, rest = number[3:6], number[6:]
    shape = rng.randrange(8)
    if shape == 7:
        return f"0{code}{rest}".translate(_EXTENDED)
    return (
        f"0{code}-{rest}",
        f"0{code}{rest}",
        f"+92 {code} {rest}",
        f"0092 {code} {rest}",
        f"92-{code}-{rest}",
        f"(0{code}) {rest[:3]} {rest[3:]}",
        f"+92 (0) {code} {rest}",
    )[shape]


def written_email(rng: Random, address: str) -> str:
    """An address as someone typed it: other case, a tag, and (where the provider ignores them) dots."""
    user, _, domain = address.partition("@")
    draw = rng.random()
    if draw < 0.6:
        return f"{user.title()}@{domain}" if draw < 0.4 else address.upper()
    if domain != "gmail.example" or draw < 0.85:
        return f" {address}" if draw < 0.7 else f"{user}@{domain.upper()}"
    if draw < 0.93:
        return f"{user}+{rng.choice(('fb', 'new', 'x', 'shop'))}@{domain}"
    at = rng.randrange(1, len(user))
    return f"{user[:at]}.{user[at:]}@{domain}"


def handle_of(rng: Random, given: str, family: str) -> str:
    """A user name made from a name, as platforms suggest them."""
    mark = rng.choice(("", ".", "_", "-"))
    return f"{given.lower()}{mark}{family.lower()}{rng.randrange(1, 10_000)}".replace(" ", "")
