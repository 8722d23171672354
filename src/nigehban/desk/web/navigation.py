"""The sections of the desk, in the order of the bar. A new one is a line here."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Section:
    """A place in the bar: the ``section`` that its pages put into their context, its words, its address's name."""

    key: str
    label: str | Promise
    url: str


SECTIONS = (
    Section("leads", _("Leads"), "leads:list"),
    Section("intake", _("Intake"), "referrals:intake"),
)
