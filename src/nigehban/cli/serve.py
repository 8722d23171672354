"""``nigehban serve``: the desk on loopback, with a one-time link to log in with."""

from __future__ import annotations

import socket
from getpass import getuser

from nigehban.cli.desk import desk

_TARGET = "nigehban.desk.wsgi:application"
_ENDS_WITHIN_SECONDS = 5
_THREADS = 8
"""Each holds a database connection; Granian's own number would exhaust the server."""


def run(host: str, port: int) -> None:
    """Serve until interrupted."""
    with desk():
        port = port or free_port(host)
        print(f"The desk: http://{host}:{port}/\nLog in once, within 15 minutes: {login_link(host, port)}", flush=True)
        serve(host, port)


def login_link(host: str, port: int, username: str | None = None) -> str:
    """A link that lets the officer of that name in once; the officer is enrolled when there is none."""
    from nigehban.desk.access.roles import Role
    from nigehban.desk.access.use_cases import grant_role
    from nigehban.desk.accounts.models import Officer
    from nigehban.desk.accounts.use_cases import enrol, issue_login_link

    name = username or getuser()
    officer = Officer.objects.filter(username=name).first()
    if officer is None:
        officer = enrol(name)
        for role in (Role.TRIAGE_ANALYST, Role.INVESTIGATING_OFFICER, Role.SUPERVISOR):
            grant_role(None, officer, role, reason="Enrolled by whoever runs the desk on this machine.")
    return f"http://{host}:{port}/login/once/{issue_login_link(officer)}/"


def serve(host: str, port: int) -> None:
    """Run the web server in this process until interrupted."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        _TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=_THREADS,
        workers_kill_timeout=_ENDS_WITHIN_SECONDS,
        websockets=False,
        log_access=False,
    ).serve()


def free_port(host: str) -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
