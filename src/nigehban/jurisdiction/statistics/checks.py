"""What must hold across the tables of statistics; each breach is told with its file and line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from nigehban.jurisdiction.errors import PackLineError
from nigehban.jurisdiction.problems import Problems
from nigehban.jurisdiction.procedure.records import Procedure
from nigehban.jurisdiction.statistics.records import (
    Breakdown,
    Counts,
    Measure,
    Product,
    Selector,
    Side,
    Statistics,
)


def check_statistics(folder: Path, statistics: Statistics, procedure: Procedure | None, problems: Problems) -> None:
    """Add to ``problems`` whatever contradicts; without a procedure, types of events are not looked up."""
    path = folder / "stats/definitions.toml"
    for measure in statistics.measures.values():
        for problem in _measure(measure, statistics, procedure):
            problems.append(PackLineError(path, measure.line, f"measure '{measure.id}': {problem}"))
    for breakdown in statistics.breakdowns.values():
        for problem in _breakdown(breakdown):
            problems.append(PackLineError(path, breakdown.line, f"breakdown '{breakdown.id}': {problem}"))
    path = folder / "stats/products.toml"
    for product in statistics.products.values():
        for problem in _product(product, statistics):
            problems.append(PackLineError(path, product.line, f"product '{product.id}': {problem}"))


def _measure(measure: Measure, statistics: Statistics, procedure: Procedure | None) -> Iterator[str]:
    if measure.unit not in statistics.units:
        yield f"there is no counting unit '{measure.unit}' in this file. Add it or mend it."
    yield from _unknown("breakdown", measure.breakdowns, statistics.breakdowns)
    if procedure:
        for selector in _selectors(measure):
            yield from _selected(selector, procedure)
    if measure.of is not None:
        yield from _stock(measure, statistics)
    if measure.part_of and measure.part_of.measure not in statistics.measures:
        yield f"there is no measure '{measure.part_of.measure}' of which it could be a part."


def _selectors(measure: Measure) -> Iterator[Selector]:
    yield from (*measure.events, *measure.ended)
    if measure.during:
        yield from (*measure.during.began, *measure.during.ended)


def _selected(selector: Selector, procedure: Procedure) -> Iterator[str]:
    known = procedure.event_types.get(selector.type)
    if known is None:
        yield f"event '{selector.type}' is not in procedure/events.toml. Add it there or mend it here."
        return
    for key in selector.where:
        if key not in known.data:
            yield f"event '{selector.type}' has no data '{key}' in procedure/events.toml. Add it there or mend it here."


def _stock(measure: Measure, statistics: Statistics) -> Iterator[str]:
    stock = statistics.measures.get(measure.of or "")
    if stock is None or stock.counts is not Counts.STOCK:
        yield f"'of' names '{measure.of}', which is no stock of this file. Name a measure with counts = \"stock\"."
        return
    if stock.distinct is not measure.distinct:
        yield f"counts each {measure.distinct} once, its stock '{stock.id}' each {stock.distinct}. Make them the same."
    for selector in measure.events:
        if selector.type not in {one.type for one in stock.ended}:
            yield f"'{selector.type}' does not end '{stock.id}'. Name events of its 'ended'."


def _breakdown(breakdown: Breakdown) -> Iterator[str]:
    if breakdown.side is Side.DATA and not breakdown.key:
        yield "lacks 'key': the key of the event's data."
    ids = [value.id for value in breakdown.values]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        yield f"the value '{twice}' stands there twice."


def _product(product: Product, statistics: Statistics) -> Iterator[str]:
    named = [*product.measures, *(one for rate in product.rates for one in (rate.part, rate.whole))]
    yield from _unknown("measure", named, statistics.measures)
    for table in product.tables:
        allowed = statistics.measures[table.measure].breakdowns if table.measure in statistics.measures else ()
        for one in table.by:
            if one in statistics.breakdowns and one not in allowed:
                yield f"'{table.measure}' cannot be told by '{one}': its definition does not list it under 'by'."
        yield from _unknown("breakdown", table.by, statistics.breakdowns)
    for balance in product.balances:
        for one in (balance.opening, *balance.plus, *balance.minus, balance.closing):
            if one not in product.measures:
                yield f"the balance uses '{one}', and no table of the product shows it."


def _unknown(what: str, names: Collection[str], known: Collection[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if name not in known:
            yield f"there is no {what} '{name}' in stats/definitions.toml. Add it there or mend it here."
