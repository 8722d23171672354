"""The kinds of deadlines: each module answers how the rules of its kind stand for one case or accused."""

from __future__ import annotations

from collections.abc import Callable

from nigehban.jurisdiction.procedure.kinds import cumulative, forbidden, once, recurring, required, term
from nigehban.jurisdiction.procedure.records import Group, Kind, Now, Row, Rule

KINDS: dict[Kind, Callable[[Rule, Group, Now], list[Row]]] = {
    Kind.TERM: term.rows,
    Kind.CUMULATIVE: cumulative.rows,
    Kind.FORBIDDEN: forbidden.rows,
    Kind.REQUIRED: required.rows,
    Kind.ONCE: once.rows,
    Kind.RECURRING: recurring.rows,
}
"""What answers for each kind; every one is a pure function of what happened and of the time."""
