"""``nigehban deliver``: notices to programs that subscribed."""

from __future__ import annotations

from threading import Event

from nigehban.cli.desk import desk


def run(*, once: bool) -> None:
    """Deliver what is due, or until interrupted."""
    with desk():
        from nigehban.desk.api.webhooks.running import deliver_all, deliver_until

        if once:
            print(f"{deliver_all():,} notices tried.")
        else:
            deliver_until(Event())
