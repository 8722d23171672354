"""Do the desk's pages answer at once with 2 M referrals in the database and eight officers at work?

The database is a real load of a synthetic month, multiplied: each row is copied with names and keys of its own, so that
every table and index has the promised size and the shape of the original. The server is the one that users start.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import psycopg

from bench.report import NIGEHBAN, Report
from bench.worlds import WORK, delivery

BASE = 20_000
CLIENTS = 8
_SECONDS = 40.0
_PAUSE = 1.0
"""Seconds between two pages of one client, on average: quicker than anybody reads."""
_LIST_LIMIT, _LEAD_LIMIT = 100.0, 150.0
"""Milliseconds at the 95th percentile, as promised."""
_KEY = "(k.n::bigint << 44)"
_COPIES: dict[str, dict[str, str]] = {
    "referrals_referral": {
        "id": "t.id + k.n::bigint * 100000000",
        "node_id": f"t.node_id # {_KEY}",
        "external_id": "t.external_id || '-' || k.n",
    },
    "referrals_mention": {"referral_id": "t.referral_id + k.n::bigint * 100000000", "key": f"t.key # {_KEY}"},
    "referrals_signal": {"referral_id": "t.referral_id + k.n::bigint * 100000000"},
    "referrals_abroad": {"referral_id": "t.referral_id + k.n::bigint * 100000000"},
    "leads_lead": {
        "id": "t.id || '-' || k.n",
        "rank": "t.rank * %(copies)s + k.n",
        "network": "t.network || '-' || k.n",
    },
    "leads_leadreason": {"lead_id": "t.lead_id || '-' || k.n", "referral": "t.referral || '-' || k.n"},
    "leads_leadmember": {
        **{name: f"t.{name} || '-' || k.n" for name in ("lead_id", "referral", "bundle", "listed")},
        **{name: f"t.{name} # {_KEY}" for name in ("node_id", "account", "subject", "ring")},
    },
    "leads_network": {"id": "t.id || '-' || k.n"},
    "leads_link": {
        "id": "t.id + k.n::bigint * 100000000",
        "a": "t.a || '-' || k.n",
        "b": "t.b || '-' || k.n",
        "lead_a": "t.lead_a || '-' || k.n",
        "lead_b": "t.lead_b || '-' || k.n",
    },
}
"""What of a copied row differs from its original; ``k.n`` counts the copies."""
_COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""
_VALUES = """
SELECT value FROM referrals_mention TABLESAMPLE SYSTEM (0.1)
WHERE value IS NOT NULL AND length(value) < 60 LIMIT 2000
"""
_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


def run(*, full: bool) -> Iterator[Report]:
    """Two tables, of clients who look at what they opened and of clients who never pause: each kind of page with its
    percentiles and its limit.
    """
    count = 2_000_000 if full else 100_000
    home = WORK / f"desk-{count}"
    if not (home / "built").exists():
        _build(home, copies=count // BASE)
    with _served(home) as address:
        kinds = _kinds(home)
        browsers = _browsers(address)
        _warm(browsers, kinds)
        found = [(pause, _measure(browsers, kinds, pause)) for pause in (_PAUSE, 0.0)]
    for pause, times in found:
        yield _report(count, pause, times)


def _build(home: Path, copies: int) -> None:
    subprocess.run(["rm", "-rf", str(home)], check=True)
    home.mkdir(parents=True)
    with _in(home):
        from nigehban.desk.demonstration import make_demonstration

        if not make_demonstration():
            raise SystemExit(f"{home} cannot be made a demonstration.")
    subprocess.run([NIGEHBAN, "load", delivery(BASE, seed=21) / "documents"], env=_environment(home), check=True)
    with _database(home) as connection:
        for table, changes in _COPIES.items():
            begun = time.perf_counter()
            _multiply(connection, table, changes, copies)
            print(f"{table}: {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
        connection.execute("VACUUM ANALYZE")
    (home / "built").touch()


def _multiply(connection: psycopg.Connection, table: str, changes: dict[str, str], copies: int) -> None:
    """Rows first, then their indexes."""
    columns = [row[0] for row in connection.execute(_COLUMNS, [table])]
    indexes = connection.execute(_INDEXES, [table]).fetchall()
    for name, _definition in indexes:
        connection.execute(f"DROP INDEX {name}")
    values = ", ".join(changes.get(column, f't."{column}"').replace("%(copies)s", str(copies)) for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    connection.execute("SET session_replication_role = replica")
    connection.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} AS t, generate_series(1, {copies - 1}) AS k(n)"
    )
    if "rank" in changes:
        connection.execute(f"UPDATE {table} SET rank = rank * {copies} WHERE id NOT LIKE '%-%'")
    for _name, definition in indexes:
        connection.execute(definition)


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "NIGEHBAN_HOME": str(home), "NIGEHBAN_DEMO": "1"}


@contextmanager
def _in(home: Path) -> Iterator[None]:
    kept = dict(os.environ)
    os.environ.update(_environment(home))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


@contextmanager
def _database(home: Path) -> Iterator[psycopg.Connection]:
    with _in(home):
        from nigehban.desk import database

        url = database.ensure()
        with psycopg.connect(url, autocommit=True) as connection:
            yield connection
        database.release()


@contextmanager
def _served(home: Path) -> Iterator[str]:
    """The login link of the demonstration's officer, while the desk runs."""
    log = home / "serve.log"
    with log.open("w") as said:
        server = subprocess.Popen([NIGEHBAN, "serve", "--port", "0"], env=_environment(home), stdout=said, stderr=said)
    try:
        yield _link(log, server)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _link(log: Path, server: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        found = re.search(r"http://\S+/login/once/\S+/", log.read_text())
        if found:
            time.sleep(2)
            return found[0]
        if server.poll() is not None:
            break
        time.sleep(0.2)
    raise SystemExit(log.read_text())


class Browser:
    """One officer's browser: a connection that stays, and cookies."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._connection = http.client.HTTPConnection(host, timeout=60)
        self.cookies: dict[str, str] = {}

    def send(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, bytes, str]:
        """Status, body and where the answer leads."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self._host}"}
        self._connection.request(method, path, urlencode(fields) if fields is not None else None, headers)
        answer = self._connection.getresponse()
        body = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, body, answer.getheader("Location") or ""


def _entered(link: str) -> Browser:
    parts = urlsplit(link)
    browser = Browser(parts.netloc)
    _status, page, _ = browser.send("GET", parts.path)
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    status, _page, where = browser.send("POST", parts.path, {"csrfmiddlewaretoken": token[1].decode()})
    assert status == 302, (status, where)
    return browser


Kind = Callable[[random.Random], str]


def _kinds(home: Path) -> dict[str, tuple[Kind, float]]:
    """What officers open, each with its limit in milliseconds; of leads, referrals and networks that are there."""
    with _database(home) as connection:
        rows = connection.execute(
            "SELECT id, rank, network, unit FROM leads_lead TABLESAMPLE SYSTEM (1) WHERE state = 'open' LIMIT 4000"
        ).fetchall()
        large = [row[0] for row in connection.execute("SELECT id FROM leads_lead ORDER BY referrals DESC LIMIT 50")]
        networks = [
            row[0] for row in connection.execute("SELECT id FROM leads_network TABLESAMPLE SYSTEM (5) LIMIT 500")
        ]
        values = [row[0] for row in connection.execute(_VALUES)]
        referrals = [
            row[0]
            for row in connection.execute("SELECT referral FROM leads_leadmember TABLESAMPLE SYSTEM (1) LIMIT 2000")
        ]
    units = sorted({row[3] for row in rows if row[3]})

    def one(template: str, of: Sequence[Sequence[object]]) -> Kind:
        return lambda chance: template.format(*(quote(str(part), safe="") for part in chance.choice(of)))

    def named(names: Sequence[str]) -> list[tuple[str]]:
        return [(name,) for name in names]

    lists, leads = _LIST_LIMIT, _LEAD_LIMIT
    return {
        "list, first page": (lambda _chance: "/", lists),
        "list, somewhere in it": (one("/?after={1},{0}", rows), lists),
        "list of a circle, somewhere in it": (one("/?unit={3}&after={1},{0}", [row for row in rows if row[3]]), lists),
        "list of a band": (one("/?band={0}", named(["immediate", "urgent", "elevated", "routine"])), lists),
        "list of what was set aside": (lambda _chance: "/?state=archived", lists),
        "list of a circle": (one("/?unit={0}", named(units)), lists),
        "work": (lambda _chance: "/worklist/", lists),
        "find a referral": (one("/find/?number={0}", named(referrals)), lists),
        "find an identifier": (one("/find/?number={0}", named(values)), lists),
        "cases": (lambda _chance: "/cases/", lists),
        "lead": (one("/leads/{0}/", rows), leads),
        "the fifty largest leads": (one("/leads/{0}/", named(large)), leads),
        "network": (one("/networks/{0}/", named(networks)), leads),
    }


def _browsers(link: str) -> list[Browser]:
    """Eight browsers of one officer: the link lets in once."""
    first = _entered(link)
    others = [Browser(urlsplit(link).netloc) for _ in range(CLIENTS - 1)]
    for other in others:
        other.cookies = dict(first.cookies)
    return [first, *others]


def _warm(browsers: Sequence[Browser], kinds: dict[str, tuple[Kind, float]]) -> None:
    for kind, _limit in kinds.values():
        for browser in browsers:
            path = kind(random.Random(1))
            status, page, _where = browser.send("GET", path)
            assert status in {200, 302, 404}, (path, status, page[:300])


def _measure(browsers: Sequence[Browser], kinds: dict[str, tuple[Kind, float]], pause: float) -> dict[str, list[float]]:
    """Milliseconds of every answer, by kind, with all clients at work at once, each pausing so long between pages."""
    times: dict[str, list[float]] = {name: [] for name in kinds}
    end = time.monotonic() + _SECONDS * (3 if pause else 1)

    def work(number: int) -> None:
        chance, browser = random.Random(number), browsers[number]
        while time.monotonic() < end:
            time.sleep(pause * chance.uniform(0, 2))
            name = chance.choice(list(kinds))
            path = kinds[name][0](chance)
            begun = time.perf_counter()
            status, _page, _where = browser.send("GET", path)
            taken = (time.perf_counter() - begun) * 1000
            assert status in {200, 302, 404}, (path, status)
            times[name].append(taken)

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(work, range(CLIENTS)))
    return times


def _report(count: int, pause: float, times: dict[str, list[float]]) -> Report:
    who = "each a page a second" if pause else "without a pause"
    report = Report(
        f"Pages of the desk, {count:,} referrals in the database, {CLIENTS} clients, {who}",
        "python -m bench desk",
        ("page", "answers", "p50 ms", "p95 ms", "p99 ms", "limit of p95 ms", "kept"),
    )
    limits = {"lead": _LEAD_LIMIT, "the fifty largest leads": _LEAD_LIMIT, "network": _LEAD_LIMIT}
    for name, found in times.items():
        p50, p95, p99 = (_percentile(found, share) for share in (50, 95, 99))
        limit = limits.get(name, _LIST_LIMIT)
        report.add(name, len(found), p50, p95, p99, limit, "yes" if p95 <= limit else "**no**")
    total = sum(map(len, times.values()))
    report.notes.append(f"{total:,} answers. The server, its database and the clients share the machine.")
    report.notes.append(
        f"A real load of {BASE:,} referrals, each row copied {count // BASE} times under names and keys of its own."
    )
    return report


def _percentile(found: list[float], share: int) -> float:
    return statistics.quantiles(found, n=100)[share - 1] if len(found) > 1 else float("nan")
