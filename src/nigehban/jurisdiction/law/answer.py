"""The answer to "which offence is this, and what did it carry on that day", whole, with its source and its doubts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from nigehban.jurisdiction.law import sentences as s
from nigehban.jurisdiction.law.errors import LawError
from nigehban.jurisdiction.law.finding import Found, find
from nigehban.jurisdiction.law.in_force import InForce, in_force
from nigehban.jurisdiction.law.records import Act, Conflict, Law, Offence, Penalty, Version


@dataclass(frozen=True)
class Answer:
    """An offence as it stood on a day. ``review`` says that counsel has not confirmed the pack, ``""`` once it has."""

    asked: str
    on: date
    offence: Offence
    act: Act
    version: Version
    conflicts: tuple[Conflict, ...]
    others: tuple[str, ...]
    aliases: tuple[str, ...]
    warnings: tuple[str, ...]
    currency: str
    review: str

    def as_dict(self) -> dict[str, Any]:
        """The answer for JSON; ``null`` is *not stated by the pack*."""
        offence, version = self.offence, self.version
        return {
            "asked": self.asked,
            "on": str(self.on),
            "code": offence.code,
            "act": self.act.id,
            "act_title": dict(self.act.title),
            "section": offence.section,
            "kind": offence.kind,
            "title": dict(offence.title),
            "heading": offence.heading,
            "penalty": penalty_dict(version.penalty, self.currency),
            "variants": [
                {"when": dict(one.when), "penalty": penalty_dict(one.penalty, self.currency)}
                for one in version.variants
            ],
            "cognizable": offence.cognizable,
            "bailable": offence.bailable,
            "compoundable": offence.compoundable,
            "marks": dict(offence.marks),
            "schedules": list(offence.schedules),
            "in_force": {
                "from": str(version.start) if version.start else None,
                "to": str(version.end) if version.end else None,
            },
            "source": version.source,
            "confidence": version.confidence,
            "conflicts": [_conflict_dict(one, self.currency) for one in self.conflicts],
            "aliases": list(self.aliases),
            "others": list(self.others),
            "note": " ".join(filter(None, (offence.note, version.note))) or None,
            "warnings": list(self.warnings),
            "review": self.review,
        }


def answer(law: Law, text: str, on: date) -> Answer:
    """The first offence that a reference names, as it stood on a day; the others are named. Raises ``LawError``."""
    found = find(law, text)
    chosen, standing, gone = _first_in_force(law, found, on)
    others = tuple(offence.code for offence in found.offences if offence is not chosen)
    stated = tuple(conflict for conflict in standing.version.conflicts if conflict.may_hold(on))
    return Answer(
        text,
        on,
        chosen,
        law.by_act[chosen.act],
        standing.version,
        (*stated, *map(_as_conflict, standing.others)),
        others,
        found.aliases,
        tuple(_warnings(law, found, chosen, standing, gone, on)),
        law.heading.currency,
        law.heading.review,
    )


def penalty_dict(penalty: Penalty, currency: str) -> dict[str, Any]:
    """A penalty for JSON."""
    return {**penalty._asdict(), "other": list(penalty.other), "currency": currency}


def _first_in_force(law: Law, found: Found, on: date) -> tuple[Offence, InForce, list[str]]:
    gone: list[LawError] = []
    for offence in found.offences:
        try:
            return offence, in_force(law, offence, on), [str(error) for error in gone]
        except LawError as error:
            gone.append(error)
    raise gone[0]


def _warnings(law: Law, found: Found, chosen: Offence, standing: InForce, gone: list[str], on: date) -> list[str]:
    warnings = [*found.warnings, *gone]
    if len({offence.section.partition("(")[0] for offence in found.offences}) > 1:
        named = ", ".join(offence.code for offence in found.offences)
        warnings.append(s.SEVERAL_NAMED(codes=named, code=chosen.code))
    if standing.others:
        warnings.append(s.DAY_OF_CHANGE(day=on))
    elif not standing.version.holds(on):
        warnings.append(s.DAY_OF_BEGINNING(day=on))
    if not standing.version.penalty.is_stated and chosen.kind == "offence":
        warnings.append(s.NO_PENALTY())
    if any(conflict.may_hold(on) for conflict in standing.version.conflicts):
        warnings.append(s.CONFLICT())
    if on > law.known_on:
        warnings.append(s.KNOWN_ON(day=law.known_on))
    return warnings


def _as_conflict(version: Version) -> Conflict:
    start, end = (day.told if day else None for day in (version.start, version.end))
    says = s.ANOTHER_VERSION(start=start or s.UNKNOWN_DAY(), end=end or s.NOW())
    return Conflict(says, version.penalty, version.source, version.confidence)


def _conflict_dict(conflict: Conflict, currency: str) -> dict[str, Any]:
    stated = penalty_dict(conflict.penalty, currency) if conflict.penalty.is_stated else None
    return {
        "says": conflict.says,
        "penalty": stated,
        "source": conflict.source,
        "confidence": conflict.confidence,
    }
