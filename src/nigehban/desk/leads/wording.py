"""What the rules say of a lead, in the language of the page.

A list stores sentences in English, with what was counted and words of documents in them. The rule's own sentence is
known, so the words around those are translated; a sentence of rules that are gone is shown as it was stored.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nigehban.desk.leads.models import LeadReason
from nigehban.priority import RULES
from nigehban.priority.raising import CANDIDATES

_RAISES = " would raise this lead."


def reason_in_words(reason: LeadReason) -> str:
    """The sentence of a reason; what was counted and what a document says stay as they are."""
    rule = RULES.get(reason.rule)
    found = rule and _pattern(rule.sentence).fullmatch(reason.text)
    if rule is None or not found:
        return reason.text
    return _(rule.sentence).replace("{value}", found.groupdict().get("value", "")) + found["rest"]


def raising_in_words(stored: str) -> str:
    """The sentence on the one missing fact that would raise a lead."""
    return _raising(stored, get_language())


@lru_cache(maxsize=4096)
def _raising(stored: str, _language: str | None) -> str:
    for candidate in CANDIDATES:
        found = _pattern(_capital(candidate.sentence)).fullmatch(stored.removesuffix(_RAISES))
        if found and not found["rest"]:
            time = found.groupdict().get("time")
            of_time = _(" of %(time)s UTC") % {"time": time} if time else ""
            fact = _(candidate.sentence).replace("{of_time}", of_time)
            return _("%(fact)s would raise this lead.") % {"fact": _capital(fact)}
    return stored


@lru_cache(maxsize=256)
def _pattern(sentence: str) -> re.Pattern[str]:
    known = re.escape(sentence)
    known = known.replace(r"\{value\}", r"(?P<value>\S+)").replace(r"\{of_time\}", r"(?: of (?P<time>.+) UTC)?")
    return re.compile(rf"{known}(?P<rest>.*)", re.DOTALL)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
