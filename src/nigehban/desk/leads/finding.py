"""From what an officer pastes to leads and referrals: a number, old or new, an identifier, a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.copying import signed_key
from nigehban.desk.leads.addresses import address_of
from nigehban.desk.leads.models import LeadMember
from nigehban.desk.leads.persons import fate_of
from nigehban.desk.leads.selectors import members_named, visible_leads
from nigehban.desk.lookup import row_of
from nigehban.desk.web.finding import MOST, Found
from nigehban.desk.wording import called
from nigehban.identifiers import BY_CODE, KINDS, identify, name_key
from nigehban.identifiers.platforms import PLATFORMS
from nigehban.records import Mention, Scheme
from nigehban.runs.rows import node_id

LEADS_WITH = """
WITH stating AS MATERIALIZED (SELECT referral_id, kind, value FROM referrals_mention WHERE {which} LIMIT %(most)s)
SELECT DISTINCT member.lead_id, stating.kind, stating.value, (SELECT count(*) FROM stating) FROM stating
JOIN referrals_referral AS referral ON referral.id = stating.referral_id
JOIN leads_leadmember AS member ON member.node_id = referral.node_id
"""
BY_KEY = LEADS_WITH.format(which="(kind, key) IN (SELECT * FROM unnest(%(kinds)s::smallint[], %(keys)s::bigint[]))")
BY_NAME = LEADS_WITH.format(which="name_key = %(key)s AND name_key <> 0")
BY_ADDRESS = LEADS_WITH.format(which="kind = 6 AND value = %(value)s")
"""An IP address is keyed with its hour, which nobody pastes."""
STATED = 120
"""Mentions that are looked at: a value that more state is a crowd's, and lies all over the disk."""
_NUMBER = re.compile(r"[\w-]+")
"""All that a number is written with: no address, no sentence and no telephone number with its plus is asked for."""
_OF_PLATFORMS = ("account", "handle")
_NEVER = ("place", "ip", "person_name")


def by_number(officer: Officer, words: str) -> Iterator[Found]:
    """The lead of a number, in any spelling, or the lead that an old number leads to."""
    if not _NUMBER.fullmatch(words):
        return
    for number in dict.fromkeys((words[:1].upper() + words[1:].lower(), words)):
        lead = row_of(visible_leads(officer), number)
        fate = None if lead else fate_of(number)
        if fate is not None:
            lead = row_of(visible_leads(officer), fate.lead)
        if lead is not None:
            detail = "" if lead.pk == number else str(_("the old number %(number)s leads here")) % {"number": number}
            yield Found(_("Lead"), lead.pk, reverse("leads:lead", args=[number]), detail, exact=True)
            return


def by_referral(officer: Officer, words: str) -> Iterator[Found]:
    """The lead that holds the referral of an id, with or without what stands before the colon."""
    ids = [words] if words.partition(":")[0] in Scheme.__members__.values() else [f"{one}:{words}" for one in Scheme]
    members = members_named([signed_key(node_id(one)) for one in ids])
    for member in _visible(officer, members):
        yield Found(
            _("Referral"), member.referral, reverse("leads:lead", args=[member.lead_id]), member.lead_id, exact=True
        )


def by_identifier(officer: Officer, words: str) -> Iterable[Found]:
    """The leads whose referrals state an identifier that the words can be, the most urgent first."""
    keys = list(dict.fromkeys(_keys(words)))
    kinds, values = [kind for kind, _key in keys], [signed_key(key) for _kind, key in keys]
    yield from _leads_with(officer, BY_KEY, {"kinds": kinds, "keys": values})
    address = KINDS["ip"].clean(words, None)
    if address is not None:
        yield from _leads_with(officer, BY_ADDRESS, {"value": address.value})


def by_name(officer: Officer, words: str) -> Iterable[Found]:
    """The leads whose referrals name a person so, in whatever spelling or script."""
    key = name_key(Mention("person_name", words, ""))
    return _leads_with(officer, BY_NAME, {"key": signed_key(key)}) if key else []


def _keys(words: str) -> Iterator[tuple[int, int]]:
    """The kind and key of everything that the words can be: a bare account may be of any platform."""
    for name in KINDS:
        if name in _NEVER:
            continue
        for hint in (None, *PLATFORMS) if name in _OF_PLATFORMS else (None,):
            found = identify(Mention(name, words, "", hint=hint))
            if found is not None and found.key:
                yield found.code, found.key


def _leads_with(officer: Officer, question: str, values: dict[str, int | str | list[int]]) -> Iterator[Found]:
    with connection.cursor() as cursor:
        cursor.execute(question, {**values, "most": STATED})
        rows = cursor.fetchall()
    stated = {lead: (kind, value) for lead, kind, value, _count in sorted(rows, reverse=True)}
    partial = any(count == STATED for *_row, count in rows)
    leads = visible_leads(officer).filter(pk__in=list(stated)).order_by("rank", "id").values_list("pk", flat=True)
    for lead in leads[: MOST + 1]:
        kind, value = stated[lead]
        name = called(BY_CODE[kind].name) if kind in BY_CODE else str(kind)
        yield Found(_("Lead"), lead, address_of("leads:lead", lead), f"{name} {value}", partial=partial)


def _visible(officer: Officer, members: Sequence[LeadMember]) -> list[LeadMember]:
    leads = visible_leads(officer).filter(pk__in=[member.lead_id for member in members])
    seen = set(leads.values_list("pk", flat=True))
    return [member for member in members if member.lead_id in seen][:MOST]
