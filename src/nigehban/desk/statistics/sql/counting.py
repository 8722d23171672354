"""From the events that stand to those that count: what happened in a period, what was so at a moment, what changed."""

from __future__ import annotations

from collections.abc import Sequence

from nigehban.desk.statistics.sql.asking import Asking
from nigehban.desk.statistics.sql.query import Values
from nigehban.desk.statistics.sql.standing import selected, standing
from nigehban.jurisdiction.statistics import Counts, Distinct, During, Measure, Moment, Statistics

# A spell ends with the next ending of the same entry (a person may stand on two lists), or where its last day is set
# anew; and with its last day. Days are compared as text: an officer may have written one that no calendar has.
_SPELLS = """spells AS (
    SELECT someone, at AS since, began, last_day,
           min(at) FILTER (WHERE NOT began OR last_day IS NOT NULL) OVER (
               PARTITION BY someone, ref ORDER BY at, id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
           ) AS until
    FROM (SELECT e.*, {began} AS began, {last_day} AS last_day FROM ({listed}) AS e) AS e
)"""
_LAST_DAY = """CASE WHEN e.data ->> {key} ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$' THEN e.data ->> {key} END"""
_WITHIN = """AND EXISTS (
    SELECT FROM spells WHERE spells.someone = h.someone AND spells.began AND spells.since < h.at
      AND (spells.until IS NULL OR spells.until >= h.at)
      AND (spells.last_day IS NULL OR spells.last_day >= to_char(h.at AT TIME ZONE {zone}, 'YYYY-MM-DD') COLLATE "C")
)"""
_ONCE = "SELECT DISTINCT ON (counted) *, 0 AS measure FROM happened ORDER BY counted, at, id"
# Who was inside before an event, and when the next one came: of all that is known until the end.
_STEPS = """steps AS (
    SELECT *, lag(inside) OVER same AS before, lead(at) OVER same AS next_at
    FROM (SELECT e.*, {inside} AS inside FROM happened AS e) AS e
    WINDOW same AS (PARTITION BY counted ORDER BY at, id)
)"""


def counted(statistics: Statistics, measures: Sequence[Measure], asking: Asking, values: Values) -> list[str]:
    """The parts of the statement down to ``happened`` (all that speaks of it) and ``counted`` (one row for one).

    ``measure`` is a row's place among ``measures``: several only where all are about the same stock (``family``).
    """
    if measures[0].counts is Counts.FLOW:
        return _flow(measures[0], asking, values)
    return _stock(statistics.stock_of(measures[0]), measures, asking, values)


def family(statistics: Statistics, measure: Measure) -> object:
    """What is the same for measures that one statement can answer: those about one stock, each flow for itself."""
    if measure.counts is Counts.FLOW:
        return measure.id
    stock = statistics.stock_of(measure)
    return str((stock.events, stock.ended, stock.distinct))


def _flow(measure: Measure, asking: Asking, values: Values) -> list[str]:
    inside = f"AND e.at >= {values(asking.begin)} AND e.at < {values(asking.end)}"
    found = standing(measure.events, measure.distinct, asking, values, inside)
    parts = []
    if measure.during is not None:
        parts.append(_spells(measure.during, asking, values))
        found = f"SELECT * FROM ({found}) AS h WHERE true {_WITHIN.format(zone=values(asking.zone))}"
    once = "SELECT *, 0 AS measure FROM happened" if measure.distinct is Distinct.EVENT else _ONCE
    return [*parts, f"happened AS ({found})", f"counted AS ({once})"]


def _spells(during: During, asking: Asking, values: Values) -> str:
    """Spells of a person; a list is kept for the whole country, whichever unit is asked for."""
    everywhere = Asking(asking.begin, asking.end, asking.as_of, asking.past)
    listed = standing((*during.began, *during.ended), Distinct.PERSON, everywhere, values)
    last_day = _LAST_DAY.format(key=values(during.until)) if during.until else "NULL::text"
    return _SPELLS.format(began=selected(during.began, values), last_day=last_day, listed=listed)


def _stock(stock: Measure, measures: Sequence[Measure], asking: Asking, values: Values) -> list[str]:
    until = f"AND e.at < {values(asking.end)}"
    found = standing((*stock.events, *stock.ended), stock.distinct, asking, values, until)
    each = (
        f"SELECT *, {n} AS measure FROM steps AS e WHERE {_that(measure, asking, values)}"
        for n, measure in enumerate(measures)
    )
    inside = selected(stock.events, values)
    return [f"happened AS ({found})", _STEPS.format(inside=inside), f"counted AS ({' UNION ALL '.join(each)})"]


def _that(measure: Measure, asking: Asking, values: Values) -> str:
    begin = values(asking.begin)
    if measure.counts is Counts.STOCK:
        moment = begin if measure.moment is Moment.START else values(asking.end)
        return f"inside AND at < {moment} AND (next_at IS NULL OR next_at >= {moment})"
    if measure.counts is Counts.ENTERED:
        return f"inside AND before IS NOT TRUE AND at >= {begin}"
    return f"NOT inside AND before AND at >= {begin} AND {selected(measure.events, values)}"
