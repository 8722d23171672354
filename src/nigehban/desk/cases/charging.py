"""Offences of a case, as the law of the day of the conduct has them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from nigehban.desk.cases.models import Case, CaseOffence
from nigehban.desk.cases.words import told
from nigehban.jurisdiction import PackError
from nigehban.jurisdiction.law import Answer, LawError, Penalty, answer, charges, in_words, load_law


class Conflict(NamedTuple):
    """Another reading of the law; nobody but counsel chooses between them."""

    says: str
    penalty: str
    source: str


class Shown(NamedTuple):
    """An offence as a page shows it. ``cognizable`` and ``bailable`` are ``None`` where the pack does not know."""

    code: str
    section: str
    title: str
    penalty: str
    variants: list[tuple[str, str]]
    cognizable: bool | None
    bailable: bool | None
    conflicts: list[Conflict]
    warnings: tuple[str, ...]
    source: str
    confidence: str
    others: tuple[str, ...]


class Joined(NamedTuple):
    """Offences that usually stand together; ``refused`` says which of them were not in force, and why."""

    title: str
    codes: list[tuple[str, str]]
    refused: tuple[str, ...]


class Listed(NamedTuple):
    """An offence of the case, with its law; without it where the pack no longer answers."""

    offence: CaseOffence
    law: Shown | None


def found(pack: str, text: str, on: date) -> Shown:
    """The offence that was written, as it stood on a day. Raises ``LawError``."""
    return _shown(answer(load_law(pack), text, on))


def nearest(error: LawError) -> list[tuple[str, str]]:
    """What may have been meant instead: codes and titles."""
    return [(one.code, told(one.title)) for one in error.nearest]


def usual(pack: str, on: date) -> list[Joined]:
    """The charge sets that fit conduct of a day."""
    law = load_law(pack)
    return [
        Joined(
            told(one.charge_set.title),
            [(code, told(law.by_code[code].title)) for code in (*one.offences, *one.optional)],
            one.refused,
        )
        for one in charges(law, on)
    ]


def listed(case: Case) -> list[Listed]:
    """The offences of a case that were not withdrawn, each with the law of its day."""
    rows = case.offences.filter(withdrawn_at=None).select_related("party").order_by("id")
    return [Listed(row, _law_of(case.pack, row)) for row in rows]


def penalty_words(penalty: Penalty, currency: str) -> str:
    """A penalty in a line."""
    prison = _span(*(term and in_words(term) for term in (penalty.imprisonment_min, penalty.imprisonment_max)))
    fine = _span(
        *(None if amount is None else f"{amount:,} {currency}" for amount in (penalty.fine_min, penalty.fine_max))
    )
    fine = _("fine %(amount)s") % {"amount": fine} if fine else _("fine") if penalty.fine else ""
    parts = [one for one in (prison, *(text.replace("_", " ") for text in penalty.other), fine) if one]
    joint = {"and": _("and"), "or": _("or"), "or_both": _("or")}.get(penalty.join or "", "")
    said = f" {joint} ".join(parts) if joint else ", ".join(parts)
    both = _(", or both") if penalty.join == "or_both" and len(parts) > 1 else ""
    return f"{said}{both}" if said else _("not stated by the pack: ask counsel")


def _span(least: str | None, most: str | None) -> str:
    if least and most:
        return f"{least} – {most}"
    if most:
        return _("up to %(most)s") % {"most": most}
    return _("at least %(least)s") % {"least": least} if least else ""


def _law_of(pack: str, row: CaseOffence) -> Shown | None:
    try:
        return found(pack, row.code, row.committed_on)
    except (LawError, PackError):
        return None


def _shown(one: Answer) -> Shown:
    offence, currency = one.offence, one.currency
    return Shown(
        offence.code,
        f"{offence.section} {told(one.act.title)}",
        told(offence.title),
        penalty_words(one.version.penalty, currency),
        [(told(variant.when), penalty_words(variant.penalty, currency)) for variant in one.version.variants],
        offence.cognizable,
        offence.bailable,
        [
            Conflict(
                conflict.says,
                penalty_words(conflict.penalty, currency) if conflict.penalty.is_stated else "",
                conflict.source,
            )
            for conflict in one.conflicts
        ],
        one.warnings,
        one.version.source,
        one.version.confidence,
        one.others,
    )
