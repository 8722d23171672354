"""A row of a list is made once for all who see it so, and anew for whoever sees something else."""

from __future__ import annotations

import pytest
from django.template import Context
from django.utils.translation import override

from nigehban.desk.leads.rows import Row, Said
from nigehban.desk.web.templatetags import rows
from nigehban.desk.web.templatetags.rows import lead_row
from nigehban.jurisdiction.naming import UnitNames

ROW = Row("L-1", 1, 2, (Said("The sender states a risk to life.", "risk_to_life"),), None, (), 3, "ISB", "N-1", 0)


def made(row: Row = ROW, **context: object) -> str:
    return lead_row(Context({"unit_names": UnitNames(), **context}), row)


def test_an_equal_row_is_made_once() -> None:
    rows._made.cache_clear()
    first = made()
    assert made(Row(*ROW)) == first
    assert rows._made.cache_info().hits == 1


@pytest.mark.parametrize(
    ("context", "changed"),
    [
        ({"grown": {"L-1": 2}}, {}),
        ({"collect": True}, {}),
        ({}, {"rank": 7}),
        ({}, {"reasons": ()}),
        ({}, {"together": 4}),
        ({}, {"unit": "KHI"}),
    ],
)
def test_whatever_differs_is_seen(context: dict[str, object], changed: dict[str, object]) -> None:
    assert made(ROW._replace(**changed), **context) != made()  # type: ignore[arg-type]


def test_each_language_has_its_own_row() -> None:
    with override("ur"):
        urdu = made()
    assert urdu != made()


def test_what_strangers_wrote_is_escaped_in_every_part() -> None:
    evil = '<script>"'
    shown = made(ROW._replace(lead=evil, reasons=(Said(evil, "gone"),), raise_if=evil, unit=evil, network=evil))
    assert "<script" not in shown
