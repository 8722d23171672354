"""What the referrals of a network say of other countries and of money, each with its place in a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from nigehban.desk.wording import called
from nigehban.identifiers import BY_CODE, KINDS

PAYMENTS = ("iban", "wallet", "crypto", "card_tail")
MOST = 2000
SHOWN = 8
_OF_LEADS = """
FROM leads_leadmember AS member
JOIN referrals_referral AS referral ON referral.node_id = member.node_id
JOIN {table} AS said ON said.referral_id = referral.id
WHERE member.lead_id = ANY(%(leads)s)
"""
ABROAD = f"""
SELECT said.country, said.text, member.referral, said.pointer, member.lead_id
{_OF_LEADS.format(table="referrals_abroad")} LIMIT %(most)s
"""
MONEY = f"""
SELECT said.kind, said.value, member.referral, said.pointer, member.lead_id
{_OF_LEADS.format(table="referrals_mention")} AND said.kind = ANY(%(kinds)s) LIMIT %(most)s
"""
TRADE = """
SELECT referral.commerce, count(DISTINCT member.node_id) FROM leads_leadmember AS member
JOIN referrals_referral AS referral ON referral.node_id = member.node_id
WHERE member.lead_id = ANY(%(leads)s) AND referral.commerce IS NOT NULL GROUP BY 1 ORDER BY 1
"""


class Said(NamedTuple):
    """A fact of a referral."""

    text: str
    referral: str
    pointer: str


class Country(NamedTuple):
    """A country, how many facts point there, from how many leads, and the first of them."""

    code: str
    facts: int
    leads: int
    said: list[Said]


class Money(NamedTuple):
    """A payment identifier, how many leads it is stated in, and where."""

    kind: str
    value: str
    leads: int
    said: list[Said]


class Facts(NamedTuple):
    """International connections, money, and how many referrals state which side of a trade."""

    countries: list[Country]
    money: list[Money]
    trade: list[tuple[str, int]]


def facts_of(leads: Sequence[str]) -> Facts:
    """The facts of these leads; of more than ``MOST`` of a sort, the first that come."""
    return Facts(_countries(leads), _money(leads), [(row[0], row[1]) for row in _rows(TRADE, leads)])


def _countries(leads: Sequence[str]) -> list[Country]:
    found: dict[str, list[tuple[str, Said]]] = defaultdict(list)
    for code, text, referral, pointer, lead in _rows(ABROAD, leads):
        found[code].append((lead, Said(text, referral, pointer)))
    countries = [
        Country(code, len(some), len({lead for lead, _said in some}), _first(some)) for code, some in found.items()
    ]
    return sorted(countries, key=lambda country: (-country.facts, country.code))


def _money(leads: Sequence[str]) -> list[Money]:
    kinds = [KINDS[name].code for name in PAYMENTS if name in KINDS]
    found: dict[tuple[int, str], list[tuple[str, Said]]] = defaultdict(list)
    for kind, value, referral, pointer, lead in _rows(MONEY, leads, kinds=kinds):
        found[kind, value].append((lead, Said(value, referral, pointer)))
    money = [
        Money(called(BY_CODE[kind].name), value, len({lead for lead, _said in some}), _first(some))
        for (kind, value), some in found.items()
    ]
    return sorted(money, key=lambda one: (-one.leads, one.kind, one.value))


def _first(some: Sequence[tuple[str, Said]]) -> list[Said]:
    return sorted({said for _lead, said in some})[:SHOWN]


def _rows(question: str, leads: Sequence[str], **values: list[int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, {"leads": list(leads), "most": MOST, **values})
        return list(cursor.fetchall())
