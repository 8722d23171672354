"""The live board: what came of an operation per circle, with totals. A pure function of the standing results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Sum

from nigehban.desk.operations.models import Operation, ResultLine, What

COLUMNS = tuple(What)


class Line(NamedTuple):
    """A circle with a count for every column."""

    circle: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A line a circle that takes part, in the order of the operation, and the totals of the columns."""

    lines: tuple[Line, ...]
    totals: tuple[int, ...]

    def total(self, what: What) -> int:
        """The total of one column."""
        return self.totals[COLUMNS.index(what)]


def board_of(operation: Operation) -> Board:
    """How it stands now."""
    standing = ResultLine.objects.filter(result__operation=operation, withdrawn_at=None)
    sums = standing.values_list("result__circle", "what").annotate(sum=Sum("count"))
    return tabled(operation.circles, {(circle, what): count for circle, what, count in sums})


def tabled(circles: Iterable[str], counts: Mapping[tuple[str, str], int]) -> Board:
    """The table of counts by circle and column; a circle that left the operation keeps its line."""
    named = list(dict.fromkeys([*circles, *sorted({circle for circle, _ in counts})]))
    lines = tuple(Line(one, tuple(counts.get((one, what), 0) for what in COLUMNS)) for one in named)
    return Board(lines, tuple(sum(line.counts[place] for line in lines) for place in range(len(COLUMNS))))
