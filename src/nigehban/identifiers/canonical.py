"""From a mention to a canonical identifier. A function of kind, words and hint (and, for some kinds, time and port)."""

from __future__ import annotations

from functools import lru_cache

from nigehban.identifiers.kind import Identifier, Kind, digest, same_value
from nigehban.identifiers.registry import KINDS
from nigehban.identifiers.text import fold_case, is_filler
from nigehban.records import Mention

LONGEST = 8192
"""Characters. What is longer is no identifier (the longest real ones are web addresses)."""
_LONGEST_KEPT = 256
_FILLER = "The field is filled with a word that says there is no value"


def identify(mention: Mention) -> Identifier | None:
    """The canonical identifier of a mention, or ``None`` where its words are not of its kind.

    ``code`` can name another kind than the mention's (a profile address that holds an account's number is that
    account): what it proves is what ``BY_CODE[code]`` says. ``key`` is 0 when the mention may not link: a
    placeholder, wrong check digits, an IP address without a time.
    """
    raw = mention.raw
    if len(raw) <= _LONGEST_KEPT:
        found, timed = _known(mention.kind, raw, mention.hint)
    elif len(raw) <= LONGEST:
        found, timed = _work_out(mention.kind, raw, mention.hint)
    else:
        return None
    if timed is None or found is None:
        return found
    text = timed.link_key(found.value, mention)
    if text is None:
        return found
    return Identifier(found.code, found.value, digest(timed.code, text), found.country, found.warning)


def _work_out(name: str, raw: str, hint: str | None) -> tuple[Identifier | None, Kind | None]:
    """The identifier, and its kind where the key still waits for the mention's time or port."""
    kind = KINDS.get(name)
    if kind is None or not raw or raw.isspace():
        return None, None
    if is_filler(raw):
        return Identifier(kind.code, fold_case(raw).strip(), 0, None, _FILLER), None
    cleaned = kind.clean(raw, hint)
    if cleaned is None:
        return None, None
    kind = KINDS.get(cleaned.kind, kind) if cleaned.kind else kind
    timed = kind if kind.timed and cleaned.links else None
    key = 0 if timed or not cleaned.links else _key(kind, cleaned.value, raw, hint)
    return Identifier(kind.code, cleaned.value, key, cleaned.country, cleaned.warning), timed


def _key(kind: Kind, value: str, raw: str, hint: str | None) -> int:
    if kind.link_key is same_value:
        return digest(kind.code, value)
    text = kind.link_key(value, Mention(kind.name, raw, "", hint=hint))
    return 0 if text is None else digest(kind.code, text)


_known = lru_cache(maxsize=1 << 16)(_work_out)
