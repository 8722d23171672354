"""Which version of an offence held on a day. The law of the day of the offence decides, never a later one."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from nigehban.jurisdiction.law.errors import NotInForceError
from nigehban.jurisdiction.law.records import Law, Offence, Version


class InForce(NamedTuple):
    """The version of a day; ``others`` are those that may have held instead, where the pack does not know the day of
    a change.
    """

    version: Version
    others: tuple[Version, ...]


def in_force(law: Law, offence: Offence, on: date) -> InForce:
    """The version that held on a day; of two that may have, the earlier. Raises ``NotInForceError``."""
    act = law.by_act.get(offence.act)
    if act and act.start and on < act.start.first:
        raise _not_in_force(law, offence, on, f"{act.id} itself dates from {act.start.told}")
    possible = sorted((one for one in offence.versions if one.may_hold(on)), key=_start)
    if not possible:
        raise _not_in_force(law, offence, on, _reason(offence, on))
    return InForce(possible[0], tuple(possible[1:]))


def _start(version: Version) -> date:
    return version.start.first if version.start else date.min


def _reason(offence: Offence, on: date) -> str:
    versions = sorted(offence.versions, key=_start)
    later = next((one.start.told for one in versions if one.start and on < one.start.first), None)
    ended = [one.end.told for one in versions if one.end and one.end.last < on]
    if later and not ended:
        return f"it is in force from {later}"
    if ended and not later:
        return f"it was in force until {ended[-1]}"
    return "the pack holds no version of it for that day"


def _not_in_force(law: Law, offence: Offence, on: date, why: str) -> NotInForceError:
    replacing = (law.by_code[code] for code in offence.replaced_by if code in law.by_code)
    instead = tuple(one for one in replacing if any(version.may_hold(on) for version in one.versions))
    then = f" See {', '.join(one.code for one in instead)}." if instead else ""
    message = f"{offence.code} (section {offence.section}) was not in force on {on}: {why}.{then}"
    return NotInForceError(message, offence, on, instead)
