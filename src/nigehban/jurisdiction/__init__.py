"""Jurisdiction: a country's pack, and what it answers: which circle, does it point abroad; which law and deadline.

``load_pack("pk")`` gives the ``Pack``; ``route(referral, pack)`` a ``Route`` with its reasons; ``abroad_evidence``
every sign of another country; ``ip_table().country(ip)`` the country of an address; ``unit_names("pk")`` how the units
are called. The law with its dates is in ``jurisdiction.law``, deadlines are in ``jurisdiction.procedure``, and
``jurisdiction.checking`` checks a whole pack.
"""

from nigehban.jurisdiction.address_table import IpTable, ip_table
from nigehban.jurisdiction.digest import rules_digest
from nigehban.jurisdiction.errors import (
    PackCoverageError,
    PackError,
    PackFileError,
    PackNotFoundError,
    PackValueError,
)
from nigehban.jurisdiction.evidence import Abroad, Evidence
from nigehban.jurisdiction.loader import find_pack, lasting_name, load_pack, search_path
from nigehban.jurisdiction.naming import Name, UnitNames, unit_names
from nigehban.jurisdiction.pack import District, Pack, Unit
from nigehban.jurisdiction.routing import Route, abroad_evidence, route

__all__ = [
    "Abroad",
    "District",
    "Evidence",
    "IpTable",
    "Name",
    "Pack",
    "PackCoverageError",
    "PackError",
    "PackFileError",
    "PackNotFoundError",
    "PackValueError",
    "Route",
    "Unit",
    "UnitNames",
    "abroad_evidence",
    "find_pack",
    "ip_table",
    "lasting_name",
    "load_pack",
    "route",
    "rules_digest",
    "search_path",
    "unit_names",
]
