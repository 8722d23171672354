"""``nigehban demo``: a synthetic month of referrals, the whole pipeline, the desk."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from nigehban.cli.desk import desk
from nigehban.cli.errors import UsageError
from nigehban.cli.progress import step
from nigehban.cli.serve import DEMO_OFFICER, free_port, login_link, serve
from nigehban.cli.top import TopLead, print_top
from nigehban.cli.units import names_of

_SEED = 2026
_HOST = "127.0.0.1"
_STARTS_WITHIN_SECONDS = 30.0
_PACK = "pk"


def run(home: Path, *, count: int, port: int, once: bool) -> None:
    """Make the month (or take the one that is there), load it, show the top of the list, serve the desk."""
    _claim(home)
    month = _month(home, count)
    with desk():
        from nigehban.cli.load import load_all

        load_all([month / "documents"], pack=_PACK)
        _show()
        _print_top()
        chosen = port if _is_free(port) and not once else free_port(_HOST)
        if once:
            _check(chosen)
            return
        print(f"\nThe desk: http://{_HOST}:{chosen}/  (Ctrl-C ends it)")
        link = login_link(f"http://{_HOST}:{chosen}", DEMO_OFFICER)
        print(f"Log in once, within 15 minutes: {link}", flush=True)
        serve(_HOST, chosen)


def _claim(home: Path) -> None:
    """A data folder for generated data alone, where no second factor is asked for. Raises ``UsageError``."""
    from nigehban.desk.demonstration import VARIABLE, make_demonstration

    os.environ["NIGEHBAN_HOME"] = str(home.absolute())
    if not make_demonstration():
        raise UsageError(f"{home} holds what no demonstration made. Name another folder with --home, or delete it.")
    os.environ[VARIABLE] = "1"


def _month(home: Path, count: int) -> Path:
    """The synthetic month; half a one that an interrupted run left is made anew."""
    from nigehban.synthetic import synth_referrals

    month = home / f"month-{count}"
    if month.exists():
        return month
    aside = home / f".{month.name}"
    shutil.rmtree(aside, ignore_errors=True)
    with step("Writing a synthetic month") as shown:
        shown.total(count)
        synth_referrals(count, _SEED, aside, progress=shown.advance)
    aside.rename(month)
    return month


def _show() -> None:
    """Officers, cases, an operation and a week's figures, once."""
    from nigehban.cli.serve import officer_of_demo
    from nigehban.desk.showcase import show

    with step("Making cases, an operation and a week's figures"):
        logging.disable(logging.INFO)  # each of some hundred events would be a line
        try:
            show(officer_of_demo())
        finally:
            logging.disable(logging.NOTSET)


def _print_top(rows: int = 10) -> None:
    from nigehban.desk.leads.models import Band, Lead, LeadReason, State

    leads = list(Lead.objects.filter(state=State.OPEN).order_by("rank", "id")[:rows])
    first = LeadReason.objects.filter(lead__in=[lead.pk for lead in leads], position=0)
    why = dict(first.values_list("lead_id", "text"))
    top = [
        TopLead(one.rank, one.pk, Band(one.band).name.lower(), one.referrals, one.unit, why.get(one.pk, ""))
        for one in leads
    ]
    print_top(top, names_of(_PACK))


def _check(port: int) -> None:
    """Start the desk as a user would, ask for its health, end it. Raises ``UsageError`` when it is not well."""
    command = [sys.executable, "-m", "nigehban.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    try:
        print(f"\nThe desk's health: {_health(port, server)}")
    finally:
        server.terminate()
        server.wait(timeout=_STARTS_WITHIN_SECONDS)


def _health(port: int, server: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + _STARTS_WITHIN_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(f"http://{_HOST}:{port}/health/", timeout=5) as answer:
                return str(answer.read().decode())
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise UsageError("The desk did not start. Run nigehban serve to see why.")


def _is_free(port: int) -> bool:
    import socket

    if not port:
        return False
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex((_HOST, port)) != 0
