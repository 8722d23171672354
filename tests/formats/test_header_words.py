"""What the words of a header say."""

from __future__ import annotations

import pytest

from nigehban.formats.header_words import Reading, readings
from nigehban.records import Role


@pytest.mark.parametrize(
    ("header", "last"),
    [
        ("Accused's Cell No.", Reading("cell", Role.REPORTED)),
        ("Age of victim (years)", Reading("age", Role.VICTIM)),
        ("شکایت کنندہ کا نام", Reading("نام", Role.REPORTER)),
        ("Suspect", Reading("name", Role.REPORTED)),
        ("Remarks", Reading("remarks", None)),
        ("شکایت کی تفصیل", Reading("شکایت تفصیل", None)),
    ],
)
def test_the_last_reading_of_a_header_is_its_thing_and_its_party(header, last):
    assert list(readings(header))[-1] == last


def test_the_first_reading_keeps_every_word():
    assert next(readings("Date Reported")) == Reading("date reported", None)
