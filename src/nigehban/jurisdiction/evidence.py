"""Evidence of *where*: for a circle of this country, for this country without a circle, or for another country.

All confidences stand in this one table. They are the project's own, set by reasoning from how each source comes
about, not measured: an address is written by somebody who knows it, a looked-up IP address is often a gateway.
"""

from __future__ import annotations

from typing import NamedTuple

from nigehban.records import PlaceSource, Role

CONFIDENCE = {
    PlaceSource.ADDRESS: 0.95,
    PlaceSource.STATED: 0.8,
    PlaceSource.ESTIMATED: 0.6,
    PlaceSource.IP_LOOKUP: 0.5,
    PlaceSource.PHONE_LOOKUP: 0.4,
}
VERIFIED_ESTIMATE = 0.8
MOBILE_GATEWAY = 0.35  # a mobile operator's address is looked up to the city of its gateway
LANDLINE = 0.6
COUNTRY_ONLY = 0.3
PROXY = 0.15  # a proxy or a rented server stands for somebody who may be anywhere
NO_CALLING_CODE = 0.7  # factor: a number with the shape of ours, but no calling code
SEVERAL_DISTRICTS = 0.6  # factor: one area code for districts of several circles
TABLE_DISAGREES = 0.5  # factor: the sender's look-up and our table name different countries
OTHER_MEANING = 0.4  # factor: what else an ambiguous name could mean


class Evidence(NamedTuple):
    """One reason for a circle, or (``unit`` is ``None``) for this country without a circle.

    ``source`` names the kind of reason: two reasons of one kind are no surer than one. ``confidence`` is 0 to 1,
    ``text`` a phrase for the officer, ``pointer`` where it stands in the source document, ``role`` whose place it is.
    """

    source: str
    unit: str | None
    confidence: float
    text: str
    pointer: str
    role: Role


class Abroad(NamedTuple):
    """A sign of another country (ISO 3166-1 alpha-2). ``sure`` is False for what a proxy may have caused."""

    country: str
    text: str
    pointer: str
    role: Role = Role.REPORTED
    sure: bool = True
