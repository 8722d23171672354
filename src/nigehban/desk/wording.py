"""What rules say, in the language of the page.

Rules speak English, and what they said is stored. The phrases that made it are known (``BOOKS``): they find the values
in it again, and the catalogue has each phrase in the language of the page. What was filled in, and what no phrase made,
stays as it was stored.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nigehban.desk.audit.kinds import KINDS
from nigehban.desk.cases.data_words import CHOICES, KEYS
from nigehban.desk.web.templatetags.digits import digits
from nigehban.desk.web.visible import visible
from nigehban.jurisdiction.law.sentences import REMARKS
from nigehban.jurisdiction.procedure.sentences import HOW_IT_STANDS, WARNINGS
from nigehban.jurisdiction.sentences import EVIDENCE, ROUTES
from nigehban.linking.sentences import ANSWERS, CALLED, REASONS, SIGNS
from nigehban.phrases import MOMENT, Book, Part, Voice
from nigehban.priority import sentences as priority

BOOKS: dict[str, Part] = {
    **{rule: Book(phrase) for rule, phrase in priority.REASONS.items()},
    "raise": Book(priority.RAISES),
    "route": ROUTES,
    "link": REASONS,
    "kind": CALLED,
    "network": ANSWERS,
    "sign": Book(*SIGNS, *EVIDENCE),
    "deadline": HOW_IT_STANDS,
    "warning": WARNINGS,
    "law": REMARKS,
    "read": KINDS,
    "data": KEYS,
    "choice": CHOICES,
}
"""Who said it: a rule of the priority by its name, or one of the other rooms."""
_OWN = "en"


def said(text: str, who: str) -> SafeString:
    """What a rule said, for a page; ``who`` is a key of ``BOOKS`` or a rule that is gone."""
    return _said(text, who, _language())


def plain(text: str, who: str) -> str:
    """The same without markup."""
    book, language = BOOKS.get(who), _language()
    told = book.said(text, _PLAIN) if book and language != _OWN else None
    return text if told is None else told


def called(code: str, who: str = "kind") -> str:
    """A code as it is stored, in words: unless told, a kind of identifier or of evidence."""
    return plain(code.replace("_", " "), who)


@lru_cache(maxsize=8192)
def _said(text: str, who: str, language: str) -> SafeString:
    if language == _OWN:
        return visible(text)
    book = BOOKS.get(who)
    told = book.said(text, _MARKED) if book else None
    if told is not None:
        return mark_safe(told)  # noqa: S308 - both halves of the voice escape
    return format_html('<bdi lang="en" dir="ltr">{}</bdi>', visible(text)) if text.isascii() else visible(text)


def _language() -> str:
    return (get_language() or _OWN).partition("-")[0]


def _value(value: str) -> str:
    return digits(value) if re.fullmatch(MOMENT, value) else value


_PLAIN = Voice(_, _value)
_MARKED = Voice(lambda words: escape(_(words)), lambda value: format_html("<bdi>{}</bdi>", visible(_value(value))))
