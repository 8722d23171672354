"""Stored codes in the words of the rules that made them, and of the pack that routed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import structlog
from django.utils.translation import gettext as _

from nigehban.desk.leads.models import Lead, LeadReason
from nigehban.desk.referrals.selectors import newest_pack
from nigehban.jurisdiction import PackError, UnitNames, unit_names
from nigehban.priority import RULES, Concern, Missing
from nigehban.priority.archive import REASONS

_log = structlog.get_logger("nigehban.desk.leads")
_ARCHIVED = {reason.name: reason.sentence for reason in REASONS}
_MISSING = {code: sentence for one in Missing for code, sentence in zip(one.codes, one.sentences, strict=True)}
_FLOORS = {name: rule.concern for name, rule in RULES.items() if rule.concern}


def names_of_units() -> UnitNames:
    """How people call the units that leads go to, by the pack of the newest load; no names where it is not known."""
    pack = newest_pack()
    return UnitNames() if pack is None else _names_in(pack)


@lru_cache(maxsize=8)
def _names_in(pack: str) -> UnitNames:
    """No names, and a line in the log, for a pack that is gone or spoilt: the list is shown with codes all the same."""
    try:
        return unit_names(pack)
    except PackError as error:
        _log.warning("units shown by their codes", problem=str(error))
        return UnitNames()


def archived_because(reason: str | None) -> str | None:
    """The sentence of a rule that set a lead aside; an officer's own words stay as they are."""
    return None if reason is None else _(_ARCHIVED[reason]) if reason in _ARCHIVED else reason


def missing_facts(codes: list[str]) -> list[str]:
    """What would wake an archived lead, in words; a code of other rules than ours is shown as it is."""
    return [_(_MISSING[code]) if code in _MISSING else code.replace("_", " ") for code in codes]


def concerns_of(lead: Lead) -> tuple[str, ...]:
    """The concerns that put a lead at the top and that nothing lowers."""
    return concerns_among(LeadReason.objects.filter(lead=lead, rule__in=_FLOORS))


def concerns_among(reasons: Iterable[LeadReason]) -> tuple[str, ...]:
    """The same of reasons that are at hand, when they are all of a lead."""
    concerns = Concern.NONE
    for rule in {reason.rule for reason in reasons} & _FLOORS.keys():
        concerns |= _FLOORS[rule]
    return tuple(_(label) for label in concerns.labels)
