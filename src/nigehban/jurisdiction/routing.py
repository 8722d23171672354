"""Which circle a referral goes to, how surely, and why.

Unknown stays unknown: without evidence of a circle the referral goes to the headquarters, and the reason says what
is missing. Evidence of the reported person comes first; only without any does the victim's or the incident's place
decide, and then the reason says so. Nothing is dropped: what speaks for other circles is listed beside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nigehban.jurisdiction import sentences as s
from nigehban.jurisdiction.countries import country_name
from nigehban.jurisdiction.evidence import COUNTRY_ONLY, Abroad, Evidence
from nigehban.jurisdiction.naming import UnitNames, names_in
from nigehban.jurisdiction.pack import Pack
from nigehban.jurisdiction.reader import Found, gather
from nigehban.records import Referral, Role

_NOT_THE_SUSPECT = 0.7  # factor: the victim's or the incident's place is not the suspect's
_CERTAIN = 0.99  # software never is
_SHOWN = 3

_SPEAKS_FOR_THE_CASE = frozenset({Role.REPORTED, Role.VICTIM, Role.NONE})


@dataclass(frozen=True, slots=True)
class Route:
    """Where a referral goes.

    ``unit`` is a code of the pack; ``confidence`` 0 (nothing known) to 1; ``text`` a sentence for the officer and
    ``pointer`` the place of the strongest evidence (``""`` if there is none). ``is_local`` says whether anything places
    the matter in the pack's country: True, False (everything that is said points abroad) or ``None`` (unknown).
    ``evidence`` supports the unit, ``alternatives`` speaks for others, ``abroad`` names other countries.
    """

    unit: str
    confidence: float
    text: str
    pointer: str
    is_local: bool | None
    evidence: tuple[Evidence, ...] = ()
    alternatives: tuple[Evidence, ...] = ()
    abroad: tuple[Abroad, ...] = ()


def route(referral: Referral, pack: Pack, on: date | None = None) -> Route:
    """The circle of a referral by a pack as it is on a day (``None``: the latest). Never raises on what it says."""
    found = gather(referral, pack, on)
    placed = [item for item in found.evidence if item.unit is not None]
    reported = [item for item in placed if item.role is Role.REPORTED]
    if reported:
        return _to_circle(reported, placed, found, 1.0, names_in(pack))
    if placed:
        return _to_circle(placed, placed, found, _NOT_THE_SUSPECT, names_in(pack))
    return _to_headquarters(found, pack)


def abroad_evidence(referral: Referral, pack: Pack) -> tuple[Abroad, ...]:
    """Every sign of another country in a referral: addresses, look-ups, IP addresses, phones, bank accounts."""
    return tuple(gather(referral, pack).abroad)


def _to_circle(voters: list[Evidence], placed: list[Evidence], found: Found, factor: float, names: UnitNames) -> Route:
    scores = _scores(voters)
    unit = max(scores, key=lambda code: (scores[code], code))
    support = sorted((i for i in voters if i.unit == unit), key=lambda i: -i.confidence)
    against = sorted((i for i in placed if i.unit != unit), key=lambda i: -i.confidence)
    rivals = _scores([i for i in voters if i.unit != unit and i.pointer not in {one.pointer for one in support}])
    confidence = scores[unit] * (1 - max(rivals.values(), default=0.0) / 2) * factor
    return Route(
        unit=unit,
        confidence=round(confidence, 2),
        text=_sentence(support, against, found.abroad, names, suspect=factor == 1.0),
        pointer=support[0].pointer,
        is_local=True,
        evidence=tuple(support),
        alternatives=tuple(against),
        abroad=tuple(found.abroad),
    )


def _scores(voters: list[Evidence]) -> dict[str, float]:
    """How surely each unit is meant: independent kinds of evidence add up, more of one kind does not."""
    strongest: dict[str, dict[str, float]] = {}
    for item in voters:
        if item.unit is not None:
            kinds = strongest.setdefault(item.unit, {})
            kinds[item.source] = max(kinds.get(item.source, 0.0), item.confidence)
    scores = {}
    for unit, kinds in strongest.items():
        doubt = 1.0
        for confidence in kinds.values():
            doubt *= 1 - confidence
        scores[unit] = min(1 - doubt, _CERTAIN)
    return scores


def _sentence(
    support: list[Evidence], against: list[Evidence], abroad: list[Abroad], names: UnitNames, *, suspect: bool
) -> str:
    text = _capital(support[0].text)
    if not suspect:
        text = _without_suspect(text, abroad)
    if len(support) > 1:
        text = s.AGREES(text=text, others=_listed([item.text for item in support[1:]]))
    own = {item.pointer for item in support}
    if against := [item for item in against if item.pointer not in own]:
        text = s.SPEAKS_AGAINST(text=text, others=_listed([_with_circle(item, names) for item in against]))
    return text


def _without_suspect(text: str, abroad: list[Abroad]) -> str:
    codes = dict.fromkeys(i.country for i in abroad if i.role is Role.REPORTED and i.sure)
    if codes:
        return s.POINTS_ABROAD(text=text, codes=", ".join(codes))
    return s.NOWHERE(text=text)


def _with_circle(item: Evidence, names: UnitNames) -> str:
    return f"{item.text} ({names.full(item.unit).text})" if item.unit else item.text


def _listed(phrases: list[str]) -> str:
    more = len(phrases) - _SHOWN
    return ", ".join(phrases[:_SHOWN]) + (f" and {s.MORE(n=more)}" if more > 0 else "")


def _to_headquarters(found: Found, pack: Pack) -> Route:
    abroad = tuple(found.abroad)
    if found.evidence:
        best = max(found.evidence, key=lambda i: (i.role is Role.REPORTED, i.confidence))
        text = s.WHICH_CIRCLE(text=_capital(best.text))
        return Route(pack.headquarters, best.confidence, text, best.pointer, True, tuple(found.evidence), (), abroad)
    sure = [item for item in abroad if item.sure and item.role in _SPEAKS_FOR_THE_CASE]
    if sure:
        codes = ", ".join(dict.fromkeys(item.country for item in sure))
        names = ", ".join(dict.fromkeys(country_name(item.country) for item in sure))
        text = s.ABROAD(codes=codes, names=names)
        return Route(pack.headquarters, COUNTRY_ONLY, text, sure[0].pointer, False, abroad=abroad)
    return Route(pack.headquarters, 0.0, s.NOTHING(), "", None, abroad=abroad)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
