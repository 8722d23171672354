"""Figures as they are computed, and as they are told: to the unit whole, outside of it with small cells hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nigehban.jurisdiction.statistics.earlier import as_listed, bound_by
from nigehban.jurisdiction.statistics.records import WITHIN, Product, Statistics
from nigehban.jurisdiction.statistics.suppression import Cell, Shown, Sum, suppress
from nigehban.jurisdiction.statistics.told import Figure, Key, Row, Told, ToldFigure, ToldRow


def whole(figures: Sequence[Figure]) -> tuple[ToldFigure, ...]:
    """The figures with nothing hidden: for the unit itself."""
    return tuple(_told(figure, {}) for figure in figures)


def released(
    product: Product,
    statistics: Statistics,
    figures: Sequence[Figure],
    earlier: Sequence[Sequence[ToldFigure]] = (),
) -> tuple[ToldFigure, ...]:
    """The figures as they may leave the unit. Rows under a small figure are not listed: their number would tell.

    ``earlier`` are releases of the same figures, whose readers compare. Raises ``NotProtectedError``.
    """
    below = product.suppress_below
    listed = [as_listed(_without_small_tables(figure, statistics, below), earlier) for figure in figures]
    cells = dict(_cells(listed))
    bound = bound_by({key: cell.value for key, cell in cells.items()}, earlier, below)
    sums = [*_table_sums(listed, statistics), *_balances(product, cells), *_parts(listed, statistics, cells)]
    shown = suppress(cells, sums, below, bound.hidden, bound.known)
    return tuple(_told(figure, shown) for figure in listed)


def _without_small_tables(figure: Figure, statistics: Statistics, below: int) -> Figure:
    if figure.number < below:
        return figure._replace(tables={})
    tables = dict(figure.tables)
    for by, larger in _nested(figure, statistics):
        small = {row.value for row in tables[larger] if row.number < below}
        tables[by] = tuple(row for row in tables[by] if row.parent not in small)
    return figure._replace(tables=tables)


def _nested(figure: Figure, statistics: Statistics) -> Iterator[tuple[str, str]]:
    """The breakdowns whose rows add up to rows of another one that is shown too."""
    sides = {by: statistics.breakdowns[by].side for by in figure.tables}
    for by, side in sides.items():
        for larger, other in sides.items():
            if WITHIN.get(side) is other:
                yield by, larger


def _cells(figures: Sequence[Figure]) -> Iterator[tuple[Key, Cell]]:
    for figure in figures:
        yield (figure.measure, "", "", ""), Cell(figure.number)
        for by, rows in figure.tables.items():
            for row in rows:
                yield (figure.measure, by, row.parent, row.value), Cell(row.number, 1)


def _table_sums(figures: Sequence[Figure], statistics: Statistics) -> Iterator[Sum[Key]]:
    for figure in figures:
        nested = dict(_nested(figure, statistics))
        for by, rows in figure.tables.items():
            if by not in nested:
                yield Sum(((figure.measure, "", "", ""),), tuple(_key(figure, by, row) for row in rows))
                continue
            for larger in figure.tables[nested[by]]:
                inside = tuple(_key(figure, by, row) for row in rows if row.parent == larger.value)
                if inside:
                    yield Sum((_key(figure, nested[by], larger),), inside)


def _balances(product: Product, cells: Mapping[Key, Cell]) -> Iterator[Sum[Key]]:
    for balance in product.balances:
        left = tuple((one, "", "", "") for one in (balance.opening, *balance.plus))
        right = tuple((one, "", "", "") for one in (balance.closing, *balance.minus))
        if sum(cells[one].value for one in left) == sum(cells[one].value for one in right):
            yield Sum(left, right)


def _parts(figures: Sequence[Figure], statistics: Statistics, cells: dict[Key, Cell]) -> Iterator[Sum[Key]]:
    """A measure that is part of another implies the rest of it, and where it is a row of it, says that row again."""
    by_id = {figure.measure: figure for figure in figures}
    for figure in figures:
        part = statistics.measures[figure.measure].part_of
        if part is None or part.measure not in by_id:
            continue
        row: Key = (part.measure, part.by, "", part.value)
        if part.by and row in cells and cells[row].value == figure.number:
            yield Sum(((figure.measure, "", "", ""),), (row,))
        for mine, theirs in _same_cells(figure, by_id[part.measure], cells):
            rest: Key = (f"{theirs[0]} without {mine[0]}", *mine[1:])
            if cells[theirs].value >= cells[mine].value:
                cells[rest] = Cell(cells[theirs].value - cells[mine].value, implied=True)
                yield Sum((theirs,), (mine, rest))


def _same_cells(part: Figure, whole_: Figure, cells: Mapping[Key, Cell]) -> list[tuple[Key, Key]]:
    """The cells of a part beside the same ones of its whole."""
    found: list[tuple[Key, Key]] = [((part.measure, "", "", ""), (whole_.measure, "", "", ""))]
    for by, rows in part.tables.items():
        found += [(_key(part, by, row), (whole_.measure, by, row.parent, row.value)) for row in rows]
    return [(mine, theirs) for mine, theirs in found if theirs in cells]


def _key(figure: Figure, by: str, row: Row) -> Key:
    return figure.measure, by, row.parent, row.value


def _told(figure: Figure, shown: Mapping[Key, Shown]) -> ToldFigure:
    tables = {
        by: tuple(ToldRow(row.value, row.parent, _cell(row.number, shown.get(_key(figure, by, row)))) for row in rows)
        for by, rows in figure.tables.items()
    }
    return ToldFigure(figure.measure, _cell(figure.number, shown.get((figure.measure, "", "", ""))), tables)


def _cell(number: int, shown: Shown | None) -> Told:
    if shown is None or shown is Shown.VALUE:
        return Told(number, Shown.VALUE)
    return Told(None, shown)


def percent(part: Told, whole_: Told, least: int) -> int | None:
    """A share in whole percent; ``None`` where either is hidden or the whole is below ``least``."""
    if part.number is None or whole_.number is None or whole_.number < max(least, 1):
        return None
    return round(100 * part.number / whole_.number)
