"""``nigehban serve``: the desk on loopback."""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING

from nigehban.cli.desk import desk

if TYPE_CHECKING:
    from nigehban.desk.accounts.models import Officer

DEMO_OFFICER = "demo-officer"
_TARGET = "nigehban.desk.wsgi:application"
_ENDS_WITHIN_SECONDS = 5
_THREADS = 4
"""Of each worker. Each holds a database connection; Granian's own number would exhaust the server."""
_FEWEST, MOST_WORKERS = 2, 4


def run(host: str, port: int, workers: int | None = None) -> None:
    """Serve until interrupted."""
    with desk():
        port = port or free_port(host)
        address = f"http://{host}:{port}"
        print(f"The desk: {address}/\n{_how_to_enter(address)}", flush=True)
        serve(host, port, workers)


def _follow_packs() -> None:
    """Before anybody looks: deadlines by the rules as they are now. A pack that cannot be read is told of."""
    from nigehban.cli.progress import step
    from nigehban.desk.cases.following import follow_packs

    for problem in follow_packs(step):
        print(f"Deadlines were not made anew: {problem}", file=sys.stderr, flush=True)


def _how_to_enter(address: str) -> str:
    """Nobody is let in by serving, but into the demonstration."""
    from django.conf import settings

    from nigehban.desk.accounts.models import Officer

    if settings.DEMONSTRATION:
        return f"Log in once, within 15 minutes: {login_link(address, DEMO_OFFICER)}"
    if Officer.objects.exists():
        return "Who can not log in gets a link by: nigehban admin link NAME"
    return "There is no officer yet. The first administrator is made by: nigehban admin create NAME"


def login_link(address: str, username: str) -> str:
    """A link that lets the officer of that name in once; the officer is enrolled when there is none."""
    from nigehban.desk.accounts.use_cases import issue_login_link

    return f"{address}/login/once/{issue_login_link(officer_of_demo(username))}/"


def officer_of_demo(username: str = DEMO_OFFICER) -> Officer:
    """The officer who looks at the demonstration; enrolled when there is none of that name."""
    from nigehban.desk.access.roles import Role
    from nigehban.desk.access.use_cases import grant_role
    from nigehban.desk.accounts.models import Officer
    from nigehban.desk.accounts.use_cases import enrol

    officer = Officer.objects.filter(username=username).first()
    if officer is None:
        officer = enrol(username, service_number="D-0001")
        for role in (Role.TRIAGE_ANALYST, Role.INVESTIGATING_OFFICER, Role.SUPERVISOR):
            grant_role(None, officer, role, reason="The officer of the demonstration.")
    return officer


def serve(host: str, port: int, workers: int | None = None) -> None:
    """Run the web server until interrupted: this process and its workers, which share nothing but the database."""
    from granian import Granian
    from granian.constants import Interfaces

    from nigehban.desk.api.webhooks.running import deliverer
    from nigehban.desk.database import kept_running
    from nigehban.desk.spreading import board_for_workers

    _follow_packs()
    with kept_running(), deliverer(), board_for_workers():
        Granian(
            _TARGET,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers or usual_workers(),
            blocking_threads=_THREADS,
            workers_kill_timeout=_ENDS_WITHIN_SECONDS,
            websockets=False,
            log_access=False,
        ).serve()


def usual_workers() -> int:
    """One for each core, as one Python process uses one: two at least, four at most."""
    return min(max(len(os.sched_getaffinity(0)), _FEWEST), MOST_WORKERS)


def free_port(host: str) -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
