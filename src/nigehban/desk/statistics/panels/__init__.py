"""The parts of the supervisors' home, in their order. A new one is a module and a line here."""

from __future__ import annotations

from datetime import datetime

from nigehban.desk.accounts.models import Officer
from nigehban.desk.statistics.panels.backlog import open_cases, open_leads, unassessed
from nigehban.desk.statistics.panels.imports import imports
from nigehban.desk.statistics.panels.late import missed
from nigehban.desk.statistics.panels.panel import Line, Maker, Panel
from nigehban.desk.statistics.panels.work import leases, workload

__all__ = ["Line", "Panel", "panels"]

_MAKERS: tuple[Maker, ...] = (imports, missed, unassessed, open_leads, open_cases, workload, leases)


def panels(officer: Officer, now: datetime) -> list[Panel]:
    """The panels of an officer, those with an alarm first."""
    return sorted((make(officer, now) for make in _MAKERS), key=lambda panel: not panel.alarm)
