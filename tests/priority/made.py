"""Small referrals and inputs to test with; every value is from a reserved range or invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from nigehban.priority import RULES, Inputs, Leads, Ranking, Referrals, Signals, rank, signals
from nigehban.records import Instant, Mention, Narrative, Party, Referral, Role, Scheme, Stated, Tag

AS_OF = datetime(2026, 6, 1, tzinfo=UTC)
ORDINARY = "Child Pornography (possession, manufacture, and distribution)"  # the format's own enumeration text


def instant(year: int = 2026, month: int = 5, day: int = 1) -> Instant:
    """A stated time."""
    when = datetime(year, month, day, 12, tzinfo=UTC)
    return Instant(when.isoformat(), when, True)


def referral(**known: object) -> Referral:
    """An ordinary platform report, with what the test states."""
    made = Referral(Scheme.NCMEC, "104455667", "", incident_type=Stated(ORDINARY, "/type"))
    for name, value in known.items():
        setattr(made, name, value)
    return made


def tagged(*names: str, file: int = -1) -> Referral:
    """A report with tags."""
    return referral(tags=[Tag(name, f"/tags/{name}", "ESP", file) for name in names])


def told(*texts: str, kind: str = "chat") -> Referral:
    """A report with free text."""
    return referral(narratives=[Narrative(kind, text, f"/chat/{at}") for at, text in enumerate(texts)])


def reported(**attributes: str) -> Party:
    """A reported person with stated factors."""
    stated = {name: Stated(value, f"/person/{name}") for name, value in attributes.items()}
    return Party(Role.REPORTED, "/person", attributes=stated)


def mention(kind: str, raw: str, **known: object) -> Mention:
    """An identifier of the reported person."""
    made = Mention(kind, raw, f"/{kind}", Role.REPORTED, 0)
    for name, value in known.items():
        setattr(made, name, value)
    return made


def rules_of(made: Referral) -> set[str]:
    """The rules that fire on a referral."""
    return {signal.rule for signal in signals(made)}


def inputs(referrals: Sequence[Sequence[str]], lead: Sequence[int] | None = None, **columns: object) -> Inputs:
    """Inputs of referrals given by the rules that fired on each; columns of leads start with ``lead_``."""
    leads = list(range(len(referrals))) if lead is None else list(lead)
    size = max(leads, default=-1) + 1
    rows = [(at, RULES[name].code) for at, names in enumerate(referrals) for name in names]
    of_leads = {name.removeprefix("lead_"): value for name, value in columns.items() if name.startswith("lead_")}
    of_referrals = {name: value for name, value in columns.items() if not name.startswith("lead_")}
    return Inputs(
        Signals.of([row[0] for row in rows], [row[1] for row in rows]),
        Referrals.of(leads, **of_referrals),
        Leads.of(of_leads.pop("id", np.arange(size)), **of_leads),
        np.datetime64(AS_OF.replace(tzinfo=None), "s"),
    )


def ranked(referrals: Sequence[Sequence[str]], lead: Sequence[int] | None = None, **columns: object) -> Ranking:
    """The ranking of ``inputs`` with the same arguments."""
    return rank(inputs(referrals, lead, **columns))
