"""A person's name, with the date of birth where the document states it (``hint``). Shared names corroborate."""

from __future__ import annotations

from nigehban.identifiers.dates import birth_date
from nigehban.identifiers.folding import fold_name
from nigehban.identifiers.kind import Cleaned, Kind, Proof, digest
from nigehban.identifiers.text import is_filler, normalise_text
from nigehban.records import Mention

CODE = 17
_NOBODY = frozenset(
    {"user", "facebook user", "instagram user", "instagrammer", "deleted user", "deleted account", "google user"}
    | {"test", "test user", "no name", "anonymous", "john doe", "jane doe", "guest", "admin", "me", "victim", "suspect"}
    | {"child victim", "reported person", "reported user", "whatsapp user", "tiktok user", "snapchat user"}
)
"""What services and clerks write where no name is known."""


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """The name with single spaces, as written otherwise; ``None`` without a letter."""
    del hint
    value = " ".join(normalise_text(raw).split())
    if len(value) > 400 or not any(map(str.isalpha, value)):
        return None
    if value.casefold() in _NOBODY or is_filler(value):
        return Cleaned(value, warning="Words that stand where no name is known", links=False)
    return Cleaned(value)


def link_key(value: str, mention: Mention) -> str | None:
    """The folded name, and the birth date where one is stated. A single word without one does not link."""
    folded = fold_name(value)
    born = birth_date(mention.hint)
    if born:
        return f"{folded}|{born}" if folded else None
    return folded if " " in folded else None


def name_key(mention: Mention) -> int:
    """The 64-bit key of the folded name alone; 0 where the mention names nobody."""
    cleaned = clean(mention.raw, None)
    folded = fold_name(cleaned.value) if cleaned and cleaned.links else ""
    return digest(CODE, f"name|{folded}") if folded else 0


def birth_key(mention: Mention) -> int:
    """The 64-bit key of the stated birth date; 0 where it is unknown, ambiguous or a filler."""
    born = birth_date(mention.hint)
    return digest(CODE, f"born|{born}") if born else 0


KIND = Kind("person_name", CODE, Proof.CORROBORATING, cap=3, clean=clean, link_key=link_key)
