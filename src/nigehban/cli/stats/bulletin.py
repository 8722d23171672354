"""``nigehban stats bulletin``: the weekly bulletin, from the events of all cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple

from nigehban.cli.desk import desk
from nigehban.cli.errors import FailedError, UsageError
from nigehban.cli.law.output import pack_sentences, print_json
from nigehban.cli.text import printable

if TYPE_CHECKING:
    from nigehban.jurisdiction.statistics import Period

_PRODUCT = "weekly_bulletin"
_HIDDEN = "withheld"


class Options(NamedTuple):
    """How the bulletin is asked for."""

    as_of: str | None
    outside: bool
    pack: str
    as_json: bool


def run(first: date, last: date, options: Options) -> None:
    """Print the bulletin of the days from ``first`` to ``last``."""
    from nigehban.jurisdiction.statistics import Period, load_statistics

    if last < first:
        raise UsageError(f"--to {last} lies before --from {first}. Exchange them.")
    with pack_sentences():
        statistics = load_statistics(options.pack)
    if _PRODUCT not in statistics.products:
        raise UsageError(f"The pack {statistics.folder} has no product '{_PRODUCT}' in stats/products.toml.")
    as_of, assumed = _moment(options.as_of, statistics.heading.zone)
    with desk():
        content = _told(Period(first, last), as_of, options)
    known_until = (as_of or datetime.now(UTC)).astimezone(statistics.heading.zone).date()
    content["warnings"] = [*assumed, *_not_over(first, last, known_until)]
    if options.as_json:
        print_json(content)
    else:
        print("\n".join(printable(line) for line in _lines(content)))


def _told(period: Period, as_of: datetime | None, options: Options) -> dict[str, Any]:
    from nigehban.desk.statistics.computing import scope
    from nigehban.desk.statistics.errors import ComparedError
    from nigehban.desk.statistics.telling import tell

    within = scope(period, as_of=as_of, pack=options.pack)
    try:
        return tell(within.statistics.products[_PRODUCT], within, outside=options.outside)
    except ComparedError as error:
        raise FailedError(str(error)) from error


def _not_over(first: date, last: date, known_until: date) -> Iterator[str]:
    """A nought for days that had not come is no finding."""
    if first > known_until:
        yield f"Nothing can be known of this period: it begins after {known_until}, and every figure is empty."
    elif last >= known_until:
        yield f"The period was not over: the figures hold what was known until {known_until}."


def _moment(text: str | None, zone: tzinfo) -> tuple[datetime | None, list[str]]:
    """The time that counts, and what had to be assumed of it."""
    from nigehban.jurisdiction.procedure import read_moment

    if text is None:
        return None, []
    moment, assumed = read_moment(text, zone)
    if moment is None:
        raise UsageError(f"--as-of: '{printable(text)}' is no time. Write it as 2026-03-01T10:00:00+05:00.")
    return moment, [f"--as-of: {assumed}."] if assumed else []


def _lines(content: dict[str, Any]) -> Iterator[str]:
    title = _said(content["title"])
    yield f"{title}, {content['from']} to {content['to']} ({content['zone']}), as of {content['as_of']}."
    yield "As it may leave the unit." if content["outside"] else "For the unit itself: --release hides small cells."
    yield from (f"! {warning}" for warning in content["warnings"])
    for figure in content["figures"]:
        yield ""
        yield f"{_cell(figure, content):>10}  {_said(figure['title'])}"
        yield f"            {_said(figure['says'])}"
        for table in figure["tables"].values():
            yield f"            {_said(table['title'])}:"
            for row in table["rows"]:
                within = f" ({row['within']})" if row["within"] else ""
                yield f"{_cell(row, content):>18}  {_said(row['title'])}{within}"
        yield f"            confidence {figure['confidence']}; query {figure['query']}"
    if content["pack"]["review"]:
        yield ""
        yield str(content["pack"]["review"])


def _cell(cell: dict[str, Any], content: dict[str, Any]) -> str:
    if cell["value"] is not None:
        return str(cell["value"])
    return f"<{content['below']}" if cell["shown"] == "small" else _HIDDEN


def _said(text: dict[str, str]) -> str:
    return text.get("en") or next(iter(text.values()))
