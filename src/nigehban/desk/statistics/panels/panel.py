"""A part of the supervisors' home: a table, a sentence that says what it means, an alarm where something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nigehban.desk.accounts.models import Officer

Value = str | int


@dataclass(frozen=True)
class Line:
    """A row of a panel: what it is, its figures; ``wrong`` where it must not stay as it is."""

    title: str
    values: tuple[Value, ...]
    wrong: bool = False


@dataclass(frozen=True)
class Panel:
    """``alarm`` is said first and loudly; ``charted`` is the column that a chart beside the table draws."""

    id: str
    title: str
    says: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    alarm: str = ""
    charted: int | None = None
    empty: str = ""
    more: tuple[str, str] = field(default=("", ""))

    @property
    def chart(self) -> dict[str, Any] | None:
        """What a chart draws."""
        if self.charted is None or not self.lines:
            return None
        series = {"name": self.columns[self.charted + 1], "values": [line.values[self.charted] for line in self.lines]}
        return {"kind": "bar", "title": self.title, "categories": [one.title for one in self.lines], "series": [series]}


Maker = Callable[[Officer, datetime], Panel]
"""Makes a panel for an officer at a time."""
