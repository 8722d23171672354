"""Stored codes in the words of the rules that made them."""

from __future__ import annotations

from nigehban.desk.leads.models import Lead, LeadReason
from nigehban.priority import RULES, Concern, Missing
from nigehban.priority.archive import REASONS

_ARCHIVED = {reason.name: reason.sentence for reason in REASONS}
_MISSING = {code: sentence for one in Missing for code, sentence in zip(one.codes, one.sentences, strict=True)}
_FLOORS = {name: rule.concern for name, rule in RULES.items() if rule.concern}


def archived_because(reason: str | None) -> str | None:
    """The sentence of a rule that set a lead aside; an officer's own words stay as they are."""
    return None if reason is None else _ARCHIVED.get(reason, reason)


def missing_facts(codes: list[str]) -> list[str]:
    """What would wake an archived lead, in words; a code of other rules than ours is shown as it is."""
    return [_MISSING.get(code, code.replace("_", " ")) for code in codes]


def concerns_of(lead: Lead) -> tuple[str, ...]:
    """The concerns that put a lead at the top and that nothing lowers."""
    fired = LeadReason.objects.filter(lead=lead, rule__in=_FLOORS).values_list("rule", flat=True)
    concerns = Concern.NONE
    for rule in fired:
        concerns |= _FLOORS[rule]
    return concerns.labels
