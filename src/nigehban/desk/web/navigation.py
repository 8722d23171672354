"""The sections of the bar, in their order. A new one is a line here; the policy of its view says who sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nigehban.desk.access.policies import admits, policy_of
from nigehban.desk.accounts.models import Officer


@dataclass(frozen=True, slots=True)
class Section:
    """A place in the bar: the ``section`` that its pages put into their context, its words, its address's name."""

    key: str
    label: str | Promise
    url: str


SECTIONS = (
    Section("work", _("Work"), "worklists:home"),
    Section("leads", _("Leads"), "leads:list"),
    Section("cases", _("Cases"), "cases:list"),
    Section("operations", _("Operations"), "operations:list"),
    Section("due", _("Deadlines"), "cases:due"),
    Section("wanted", _("Wanted"), "wanted:list"),
    Section("intake", _("Intake"), "referrals:intake"),
    Section("statistics", _("Statistics"), "statistics:home"),
    Section("audit", _("Log of looks"), "audit:log"),
    Section("officers", _("Officers"), "officers"),
    Section("programs", _("Programs"), "programs:tokens"),
)


def sections_for(officer: Officer) -> Iterator[Section]:
    """The sections that lead an officer anywhere."""
    for section in SECTIONS:
        asked = policy_of(_view(section.url))
        if asked is not None and admits(asked, officer):
            yield section


@cache
def _view(name: str) -> Callable[..., Any]:
    return resolve(reverse(name)).func
