"""How long does a report take: the weekly bulletin and the monthly letter over a register of a million events?"""

from __future__ import annotations

import os
import statistics as numbers
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from bench.report import Report
from bench.worlds import fresh

_RUNS = 5
_WEEK = (date(2025, 3, 3), date(2025, 3, 9))
_MONTH = (date(2025, 3, 1), date(2025, 3, 31))
_YEARS = (date(2023, 1, 1), date(2025, 12, 31))

# Three years; a case has 20 events, a party 10, every third party is linked to a person, and two to each.
_MAKE = (
    """INSERT INTO cases_case (number, unit, state, gist, register_number, sealed, pack, opened_by_id, version)
       SELECT 'B-' || n, (ARRAY['ISB','LHR','KHI','PEW','UET'])[1 + n %% 5], 'enquiry', 'synthetic', '', false, 'pk',
              %(officer)s, 1 FROM generate_series(1, %(events)s / 20) n""",
    """INSERT INTO cases_person (name, name_local, parentage, sex, address, papers, recorded_by_id)
       SELECT 'Synthetic', '', '', '', '', '{}', %(officer)s FROM generate_series(1, %(events)s / 60) n""",
    """INSERT INTO cases_party (case_id, role, pseudonym, person_id, sex, added_by_id)
       SELECT 1 + (n - 1) / 2, 'suspect', 'S' || n, CASE n %% 3 WHEN 0 THEN 1 + n %% (%(events)s / 60) END, '',
              %(officer)s
       FROM generate_series(1, %(events)s / 10) n""",
    """INSERT INTO cases_caseevent (case_id, type, at, recorded_at, recorded_by_id, party_id, ref, data)
       SELECT 1 + (n - 1) / 20, t.type, t.at, t.at + interval '1 hour', %(officer)s, 1 + (n - 1) / 10, '', t.data
       FROM generate_series(1, %(events)s) n, LATERAL (SELECT
           (ARRAY['suspect_tracked','incident_reported','arrested','fir_recorded','raid','seizure','assigned','produced',
                  'interim_report','final_report'])[1 + (n * 7) %% 10] AS type,
           timestamptz '2023-01-01' + (n::bigint * 7919 %% 94608000) * interval '1 second' AS at,
           jsonb_build_object(
               'kind', (ARRAY['csam','sexual_extortion','human_smuggling','grooming'])[1 + (n * 13) %% 4],
               'city', (ARRAY['Islamabad','lahore','karachi','Peshawar','quetta',NULL])[1 + (n * 17) %% 6],
               'offence', (ARRAY['PECA-22','PECA-21.1','PPC-377B'])[1 + (n * 11) %% 3]) AS data) t""",
    """INSERT INTO cases_caseevent (case_id, type, at, recorded_at, recorded_by_id, party_id, ref, data)
       SELECT case_id, 'wanted_listed', '2022-06-01', '2022-06-01', %(officer)s, id, 'list', '{}' FROM cases_party
       WHERE id %% 100 = 0""",
    """INSERT INTO cases_caseevent (case_id, type, at, recorded_at, recorded_by_id, party_id, ref, data, withdraws_id)
       SELECT case_id, 'withdrawn', at, at + interval '2 days', %(officer)s, party_id, '', '{}', id
       FROM cases_caseevent WHERE id %% 200 = 0""",
    "ANALYZE",
)
# What a clerk would type for the same seven figures: no withdrawals, no as-of, no places, no words.
_BY_HAND = tuple(
    f"""SELECT {city}, count(DISTINCT COALESCE(p.person_id, -p.id)) FROM cases_caseevent e
        LEFT JOIN cases_party p ON p.id = e.party_id
        WHERE e.type = '{kind}' AND e.at >= '2025-03-03 00:00+05' AND e.at < '2025-03-10 00:00+05' {more} GROUP BY 1"""
    for kind, city, more in (
        ("suspect_tracked", "e.data ->> 'city'", "AND e.data ->> 'kind' = 'csam'"),
        ("suspect_tracked", "e.data ->> 'city'", "AND e.data ->> 'kind' = 'sexual_extortion'"),
        ("arrested", "e.data ->> 'city'", "AND e.data ->> 'kind' = 'human_smuggling'"),
        ("arrested", "1", "AND e.data ->> 'kind' = 'human_smuggling'"),
        ("incident_reported", "e.data ->> 'city'", ""),
        ("arrested", "e.data ->> 'kind'", ""),
        ("fir_recorded", "e.data ->> 'offence'", ""),
    )
)


def run(*, full: bool) -> Iterator[Report]:
    """One table: each report, its median time, and the figures that it tells."""
    events = 1_000_000 if full else 100_000
    os.environ["NIGEHBAN_HOME"] = str(fresh("bulletin"))
    os.environ.pop("DATABASE_URL", None)
    from nigehban.desk import migrate, setup

    setup()
    migrate()
    _fill(events)
    report = Report(
        f"Reports over {events:,} events of three years",
        "python -m bench --only bulletin",
        ("report", "median s", "slowest s", "against seven queries typed by hand"),
    )
    by_hand = _times(_typed)
    report.add("seven queries typed by hand (no as-of, no withdrawals, no places)", *by_hand, 1.0)
    for name, work in _works():
        median, slowest = _times(work)
        report.add(name, median, slowest, median / by_hand[0])
    report.notes.append(f"Median of {_RUNS} runs in one process on the embedded PostgreSQL, caches warm.")
    yield report


def _fill(events: int) -> None:
    from django.db import connection

    from nigehban.desk.accounts.models import Officer

    officer = Officer.objects.create_user("bench", "a long enough secret")
    with connection.cursor() as cursor:
        for statement in _MAKE:
            cursor.execute(statement, {"officer": officer.pk, "events": events})


def _works() -> Iterator[tuple[str, Callable[[], object]]]:
    yield "weekly bulletin", _product("weekly_bulletin", _WEEK)
    yield "weekly bulletin as of a past time", _product("weekly_bulletin", _WEEK, datetime.now(UTC))
    yield "weekly bulletin for release", _product("weekly_bulletin", _WEEK, outside=True)
    yield "monthly letter (28 figures, stocks since the beginning)", _product("monthly_letter", _MONTH)
    yield "weekly bulletin of all three years", _product("weekly_bulletin", _YEARS)


def _product(
    name: str, days: tuple[date, date], as_of: datetime | None = None, *, outside: bool = False
) -> Callable[[], object]:
    from nigehban.desk.statistics.computing import scope
    from nigehban.desk.statistics.telling import tell
    from nigehban.jurisdiction.statistics import Period, load_statistics

    product = load_statistics("pk").products[name]
    return lambda: tell(product, scope(Period(*days), as_of=as_of), outside=outside)


def _typed() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in _BY_HAND:
            cursor.execute(statement)
            cursor.fetchall()


def _times(work: Callable[[], object]) -> tuple[float, float]:
    """Median and slowest of some runs, after one that warms the caches."""
    work()
    taken = []
    for _run in range(_RUNS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return numbers.median(taken), max(taken)
