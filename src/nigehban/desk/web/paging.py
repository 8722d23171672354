"""Pages of a list by key: a page begins after the last row of the one before. No OFFSET, no COUNT.

A place in a list travels in the address as the values of its order, separated by commas: ``after=0.9,17``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import BadRequest, ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

Row_co = TypeVar("Row_co", covariant=True)
Stored = TypeVar("Stored", bound=Model)
SEPARATOR = ","


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row_co]):
    """Some rows of a list, and the place after which the next ones begin (``None`` at the end)."""

    rows: Sequence[Row_co]
    following: str | None


def page_of(rows: QuerySet[Stored], order: tuple[str, ...], after: str | None, size: int) -> Slice[Stored]:
    """The first ``size`` rows, in ``order``, behind the place ``after``; the last field of the order must be unique.

    Raises ``BadRequest`` when ``after`` is no place of this list.
    """
    ordered = rows.order_by(*order)
    if after:
        ordered = ordered.filter(_behind(order, _values(rows.model, order, after)))
    found = list(ordered[: size + 1])
    following = _place(found[size - 1], order) if len(found) > size else None
    return Slice(found[:size], following)


def _behind(order: tuple[str, ...], values: list[Any]) -> Q:
    """The plain bound on the first field lets an index start there; the alternatives alone would read it from its top.

    (Measured on PostgreSQL: half the table without it, one short index scan with it.)
    """
    bound = Q(**{f"{_name(order[0])}__{_direction(order[0])}e": values[0]})
    alternatives = Q()
    for position, field in enumerate(order):
        equal = {_name(one): value for one, value in zip(order[:position], values, strict=False)}
        alternatives |= Q(**equal, **{f"{_name(field)}__{_direction(field)}": values[position]})
    return bound & alternatives


def _direction(field: str) -> str:
    return "lt" if field.startswith("-") else "gt"


def _name(field: str) -> str:
    return field.removeprefix("-")


def _place(row: Model, order: tuple[str, ...]) -> str:
    return SEPARATOR.join(str(getattr(row, _name(field))) for field in order)


def _values(model: type[Model], order: tuple[str, ...], after: str) -> list[Any]:
    parts = after.split(SEPARATOR, len(order) - 1)
    if len(parts) != len(order):
        raise BadRequest(_("The place in the list that the address names is none."))
    try:
        fields = [model._meta.get_field(_name(field)) for field in order]
        return [field.to_python(part) for field, part in zip(fields, parts, strict=True)]  # type: ignore[union-attr]
    except ValidationError as error:
        raise BadRequest(_("The place in the list that the address names is none.")) from error
