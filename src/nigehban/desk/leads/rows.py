"""A lead as a list shows it."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nigehban.desk.leads.addresses import address_of
from nigehban.desk.leads.models import Band
from nigehban.desk.leads.selectors import Folded


class Said(NamedTuple):
    """A reason, and the rule that gave it."""

    text: str
    rule: str


class Row(NamedTuple):
    """What the list says of a lead: values and nothing else, so that equal rows look alike.

    ``together`` is how many leads its network has; 0 for a lead that stands alone.
    """

    lead: str
    rank: int
    band: int
    reasons: tuple[Said, ...]
    raise_if: str | None
    folded: tuple[Folded, ...]
    referrals: int
    unit: str | None
    network: str
    together: int

    @property
    def href(self) -> str:
        """Where the lead's page is."""
        return address_of("leads:lead", self.lead)

    @property
    def network_href(self) -> str:
        """Where the page of its network is."""
        return address_of("leads:network", self.network)

    @property
    def band_word(self) -> str:
        """The band as the style sheet knows it."""
        return Band(self.band).name.lower()

    @property
    def band_label(self) -> str:
        """The band in the language of the page."""
        return str(Band(self.band).label)

    @property
    def collect(self) -> str:
        """What the box says with which the lead is put into the tray."""
        return _("Put %(lead)s into the tray") % {"lead": self.lead}

    @property
    def in_network(self) -> str:
        """How many leads its network has, in words."""
        return ngettext("%(n)s lead", "%(n)s leads", self.together) % {"n": self.together}
