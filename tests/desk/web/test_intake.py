"""What came in adds up, and what was not taken is seen with its reason."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from nigehban.desk.referrals.models import Load, LoadedUnit, Quarantine

from .pages import get

pytestmark = pytest.mark.django_db


def unit(load: Load, name: str, **counts: int) -> None:
    counts = {"stored": 0, "attachments": 0, "duplicates": 0, "quarantined": 0} | counts
    LoadedUnit.objects.create(name=name, load=load, received=sum(counts.values()), referrals=counts["stored"], **counts)


def test_the_counts_of_each_load_and_of_all_add_up(desk: Client) -> None:
    first, second = Load.objects.create(), Load.objects.create()
    unit(first, "a", stored=1000, attachments=20, duplicates=3, quarantined=1)
    unit(first, "b", stored=500)
    unit(second, "c", duplicates=7)
    text = get(desk, "/intake/").text
    assert "1,531 received = 1,500 documents stored + 20 attachments + 10 known already + 1 in quarantine" in text
    rows = re.findall(r"running or broken off ([\d, ]+)", text)
    numbers = [[int(number.replace(",", "")) for number in row.split()[:6]] for row in rows]
    assert numbers[1] == [1524, 1500, 20, 3, 1, 1500]
    assert numbers[0] == [7, 0, 0, 7, 0, 0]
    assert all(row[0] == sum(row[1:5]) for row in numbers)


def test_a_load_that_received_nothing_and_none_at_all_are_said(desk: Client) -> None:
    assert "Nothing was loaded yet." in get(desk, "/intake/").text
    Load.objects.create()
    text = get(desk, "/intake/").text
    assert "0 received" in text
    assert "Nothing is in quarantine" in text


def test_everything_in_quarantine_is_shown_page_by_page_with_its_reason(desk: Client) -> None:
    Load.objects.create()
    Quarantine.objects.bulk_create(
        Quarantine(path=f"in/<b>{n}\u202e.json", sha256=None if n % 2 else f"{n:064}", reason=f"Reason {n}, ask again.")
        for n in range(120)
    )
    assert get(desk, "/intake/").text.count("ask again.") == 10
    found: list[str] = []
    address: str | None = get(desk, "/intake/").address("Everything in quarantine")
    while address:
        page = get(desk, address)
        found += re.findall(r"Reason (\d+), ask again\.", page.text)
        assert "<b>" in page.text
        assert "U+202E" in page.text
        assert "could not be read" in page.text
        address = next(("/intake/quarantine/" + where for words, where in page.links if words == "Next"), None)
    assert sorted(map(int, found)) == list(range(120))


def test_loads_are_paged(desk: Client) -> None:
    for _ in range(25):
        Load.objects.create()
    page = get(desk, "/intake/")
    assert len(re.findall("running or broken off", page.text)) == 20
    assert len(re.findall("running or broken off", get(desk, "/intake/" + page.address("Next")).text)) == 5
