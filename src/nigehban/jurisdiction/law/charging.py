"""Charge sets on a day: which of the offences that usually stand together were in force."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from nigehban.jurisdiction.law.errors import NotInForceError
from nigehban.jurisdiction.law.in_force import in_force
from nigehban.jurisdiction.law.records import ChargeSet, Law


class Charge(NamedTuple):
    """A charge set on a day; ``refused`` are offences of it that were not in force, each with the reason."""

    charge_set: ChargeSet
    offences: tuple[str, ...]
    optional: tuple[str, ...]
    refused: tuple[str, ...]


def charges(law: Law, on: date) -> tuple[Charge, ...]:
    """Every charge set that fits conduct of that day."""
    fitting = (one for one in law.charge_sets if one.before is None or on < one.before)
    return tuple(_on(law, one, on) for one in fitting)


def _on(law: Law, one: ChargeSet, on: date) -> Charge:
    refused = {code: why for code in (*one.offences, *one.optional) if (why := _refusal(law, code, on))}
    return Charge(
        one,
        tuple(code for code in one.offences if code not in refused),
        tuple(code for code in one.optional if code not in refused),
        tuple(refused.values()),
    )


def _refusal(law: Law, code: str, on: date) -> str:
    try:
        in_force(law, law.by_code[code], on)
    except NotInForceError as error:
        return str(error)
    return ""
