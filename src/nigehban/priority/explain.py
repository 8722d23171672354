"""Why a lead stands where it stands: rows for a table, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nigehban.priority.archive import REASONS, Missing, reason_named
from nigehban.priority.band import Band
from nigehban.priority.concern import Concern
from nigehban.priority.raising import CANDIDATES
from nigehban.priority.ranking import Ranking
from nigehban.priority.rules import Ruleset
from nigehban.priority.sentences import RAISES
from nigehban.priority.signal import Axis, Signal
from nigehban.priority.tally import NO_SIGNAL

_CALLED = {candidate.code: candidate for candidate in CANDIDATES}


class Reason(NamedTuple):
    """One row of the reasons. ``signal`` is the row of the signals that made it fire, -1 for the lead's neighbours."""

    axis: str
    rule: str
    points: int
    text: str
    signal: int = NO_SIGNAL


@dataclass(frozen=True, slots=True)
class Explained:
    """All that ``in_words`` says of a lead; a stored list fills it as well as a ranking does.

    ``raise_if`` is the sentence of ``raise_if_text`` (empty for none); ``archived`` the name of the archive reason.
    """

    lead: str
    rank: int
    band: str
    reasons: Sequence[Reason]
    concerns: tuple[str, ...] = ()
    solvable: bool | None = None
    archived: str | None = None
    missing: tuple[str, ...] = ()
    raise_if: str = ""


def reasons(ranking: Ranking, lead: int, signals: Sequence[Signal]) -> Iterator[Reason]:
    """The reasons of one lead in the order in which they are shown; ``signals`` are the rows that were ranked."""
    rows, by_code = ranking.reasons, ranking.rules.by_code()
    for at in range(int(rows.offsets[lead]), int(rows.offsets[lead + 1])):
        rule, signal = by_code[int(rows.rule[at])], int(rows.signal[at])
        text = rule.text(float(rows.value[at])) if signal == NO_SIGNAL else signals[signal].text
        yield Reason(rule.axis.value, rule.name, int(rows.points[at]), text, signal)


def context_texts(rules: Ruleset, codes: NDArray[np.int16], values: NDArray[np.float32]) -> NDArray[Any]:
    """The sentences of rules that the neighbours made fire, for many rows at once: an object array of text."""
    pairs, place = np.unique(np.stack([codes.astype(np.float64), values]), axis=1, return_inverse=True)
    by_code = rules.by_code()
    texts = [by_code[int(code)].text(float(value)) for code, value in pairs.T]
    return np.array(texts, dtype=object)[place.ravel()]


def raise_if_text(code: int, newest_ip: datetime | None = None) -> str:
    """The sentence of a missing fact, empty for 0; ``newest_ip`` is the time (UTC) of the address that it speaks of."""
    if code not in _CALLED:
        return ""
    of_time = f" of {newest_ip:%Y-%m-%d %H:%M:%S} UTC" if newest_ip is not None else ""
    sentence = _CALLED[code].sentence.format(of_time=of_time)
    return RAISES(fact=f"{sentence[0].upper()}{sentence[1:]}")


def explained(ranking: Ranking, lead: int, name: str, signals: Sequence[Signal]) -> Explained:
    """What the ranking knows of one lead, ready for ``in_words``."""
    reason = reason_named(int(ranking.archive_reason[lead]))
    return Explained(
        name,
        int(ranking.rank[lead]),
        Band(int(ranking.band[lead])).label,
        tuple(reasons(ranking, lead, signals)),
        Concern(int(ranking.concerns[lead])).labels,
        bool(ranking.solvable[lead]),
        reason.name if reason else None,
        Missing(int(ranking.missing[lead])).codes,
        raise_if_text(int(ranking.raise_if[lead])),
    )


def in_words(lead: Explained) -> str:
    """The lead's place and every reason for it, as lines of plain text."""
    return "\n".join([*_head(lead), *_axes(lead), *_tail(lead)])


def _head(lead: Explained) -> Iterator[str]:
    yield f"Lead {lead.lead} stands at place {lead.rank} in the band {lead.band.upper()}."
    if lead.concerns:
        yield f"Nothing can lower it: {', '.join(lead.concerns)}."
    if lead.solvable is not None:
        yield "Somebody can be asked today." if lead.solvable else "Nobody can be asked yet."


def _axes(lead: Explained) -> Iterator[str]:
    for axis in Axis:
        rows = [row for row in lead.reasons if row.axis == axis]
        yield f"{axis.capitalize()} {sum(row.points for row in rows)}"
        yield from (f"  {row.points:+4d}  {row.text}" for row in rows)


def _tail(lead: Explained) -> Iterator[str]:
    sentence = next((reason.sentence for reason in REASONS if reason.name == lead.archived), None)
    if sentence is not None:
        yield f"Archived: {sentence}"
        facts = [Missing[code.upper()] for code in lead.missing]
        yield from (f"  Missing: {words}." for fact in facts for words in fact.sentences)
    if lead.raise_if:
        yield lead.raise_if
