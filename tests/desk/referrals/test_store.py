"""What a unit holds is stored whole, once, and in the same way whatever the order of arrival."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nigehban.desk.copying import signed_key
from nigehban.desk.referrals.errors import NotReconciledError
from nigehban.desk.referrals.models import (
    Attachment,
    Load,
    LoadedUnit,
    Mention,
    Quarantine,
    Referral,
    Signal,
    SourceDocument,
)
from nigehban.desk.referrals.store import Counts, store_unit
from nigehban.identifiers.kind import digest
from nigehban.runs.tables import SCHEMAS

from .unit_tables import DAY, document, joined, mention_row, tables_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def load() -> Load:
    return Load.objects.create()


def versions() -> dict[tuple[str, str], int]:
    return {(row.external_id, row.source_id): row.version for row in Referral.objects.all()}


def row_counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (SourceDocument, Referral, Mention, Signal, Attachment, Quarantine))


def test_a_unit_is_stored_with_all_that_hangs_on_its_referrals(load: Load) -> None:
    counts = store_unit(
        joined([document(b"one", ["1", "2"]), document(b"two", ["3"], mentions=5)]), unit="u", load=load
    )
    assert counts == Counts(received=2, stored=2, attachments=0, duplicates=0, quarantined=0, referrals=3)
    by_referral = {row.external_id: row.mentions.count() for row in Referral.objects.all()}
    assert by_referral == {"1": 2, "2": 2, "3": 5}
    mention = Mention.objects.get(referral__external_id="2", position=1)
    assert (mention.value, mention.raw) == ("user21@example.org", "USER21@EXAMPLE.ORG")
    assert mention.key == signed_key(digest(1, "user21@example.org"))
    assert mention.at == DAY
    assert mention.port is None


def test_the_same_unit_again_changes_nothing_and_tells_what_it_counted(load: Load) -> None:
    tables = joined([document(b"one", ["1"])])
    first = store_unit(tables, unit="u", load=load)
    before = row_counts()
    again = store_unit(tables, unit="u", load=load)
    assert again.known
    assert (again.stored, again.referrals) == (first.stored, first.referrals) == (1, 1)
    assert row_counts() == before


def test_the_same_bytes_in_another_unit_add_no_row(load: Load) -> None:
    store_unit(joined([document(b"one", ["1"])]), unit="u", load=load)
    before = row_counts()
    counts = store_unit(joined([document(b"one", ["1"]), document(b"one", ["1"])]), unit="v", load=load)
    assert counts == Counts(received=2, stored=0, attachments=0, duplicates=2, quarantined=0, referrals=0)
    assert row_counts() == before


def test_a_repeat_beside_new_documents_keeps_each_identifier_with_its_referral(load: Load) -> None:
    store_unit(joined([document(b"one", ["1"])]), unit="u", load=load)
    store_unit(
        joined([document(b"zero", ["0"]), document(b"one", ["1"]), document(b"two", ["2"])]), unit="v", load=load
    )
    found = {(row.external_id, mention.value) for row in Referral.objects.all() for mention in row.mentions.all()}
    assert found == {(number, f"user{number}{n}@example.org") for number in "012" for n in range(2)}


def test_rows_that_stand_out_of_order_in_a_unit_reach_their_referral(load: Load) -> None:
    rows = joined([document(b"one", ["1", "2"], mentions=3)])
    backwards = list(range(len(rows["mentions"])))[::-1]
    rows["mentions"] = rows["mentions"].take(backwards)
    store_unit(rows, unit="u", load=load)
    assert {row.external_id: row.mentions.count() for row in Referral.objects.all()} == {"1": 3, "2": 3}
    assert not Mention.objects.exclude(value__contains="@").exists()
    assert all(m.value.startswith(f"user{m.referral.external_id}") for m in Mention.objects.select_related("referral"))


def test_new_content_under_a_known_id_is_a_version(load: Load) -> None:
    store_unit(joined([document(b"one", ["1"], received=DAY)]), unit="u", load=load)
    counts = store_unit(joined([document(b"more", ["1"], received=DAY + timedelta(days=1))]), unit="v", load=load)
    assert counts.referrals == 1
    assert sorted(versions().values()) == [1, 2]


def test_an_older_document_that_comes_late_takes_the_first_number(load: Load) -> None:
    store_unit(joined([document(b"later", ["1"], received=DAY)]), unit="u", load=load)
    store_unit(joined([document(b"earlier", ["1"], received=DAY - timedelta(days=1))]), unit="v", load=load)
    store_unit(joined([document(b"undated", ["1"], received=None)]), unit="w", load=load)
    names = {sha256(content).hexdigest(): content.decode() for content in (b"later", b"earlier", b"undated")}
    assert {names[source]: version for (_, source), version in versions().items()} == {
        "undated": 1,
        "earlier": 2,
        "later": 3,
    }


@given(
    arrivals=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 2), st.sampled_from([None, 0, 1])), min_size=2, max_size=8
    ),
    data=st.data(),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_versions_do_not_depend_on_the_order_or_the_cutting_into_units(
    arrivals: list[tuple[int, int, int | None]], data: st.DataObject
) -> None:
    documents = [
        document(
            f"{number}{external}".encode(), [str(external)], received=None if day is None else DAY + timedelta(days=day)
        )
        for number, external, day in {arrival[:2]: arrival for arrival in arrivals}.values()
    ]
    results = []
    for order in (documents, data.draw(st.permutations(documents))):
        cut = data.draw(st.integers(0, len(order)))
        with transaction.atomic():
            load = Load.objects.create()
            store_unit(joined(order[:cut]), unit="first", load=load)
            store_unit(joined(order[cut:]), unit="second", load=load)
            results.append(versions())
            transaction.set_rollback(True)
    assert results[0] == results[1]


def test_absent_is_not_empty_and_not_false(load: Load) -> None:
    rows = document(b"one", ["1"])
    rows["referrals"][0] |= {"platform": "", "reporter": None, "informational": None, "is_local": False}
    store_unit(joined([rows]), unit="u", load=load)
    referral = Referral.objects.get()
    assert (referral.platform, referral.reporter, referral.informational, referral.is_local) == ("", None, None, False)


@pytest.mark.parametrize(
    "text", ['quoted "text", with\nlines', "\\.", "\\N", "ends in \x00 nul", " نگہبان ", "\u202eright", "🛟"]
)
def test_text_comes_back_as_it_was_but_for_nul(load: Load, text: str) -> None:
    rows = document(b"one", ["1"])
    rows["mentions"] = [mention_row(0, text)]
    rows["documents"][0]["warnings"] = [text, "a backslash and u0000: \\u0000"]
    store_unit(joined([rows]), unit="u", load=load)
    shown = text.replace("\x00", "␀")
    assert Mention.objects.get().value == shown
    assert SourceDocument.objects.get().warnings == [shown, "a backslash and u0000: \\u0000"]


def test_an_id_of_absurd_length_is_stored_shortened_and_stays_one_id(load: Load) -> None:
    for content in (b"one", b"two"):
        store_unit(joined([document(content, ["9" * 100_000, "8" * 100_000])]), unit=content.decode(), load=load)
    assert sorted(versions().values()) == [1, 1, 2, 2]
    assert all(len(external) < 400 for external, _ in versions())


def test_every_thing_that_was_received_is_accounted_for(load: Load) -> None:
    rows = document(b"one", ["1"])
    rows["attachments"] = [{"path": "a.jpg", "sha256": "a" * 64, "md5": "b" * 32, "size": 3}] * 2
    rows["quarantine"] = [{"path": "bad\x00name" + "x" * 9000, "sha256": None, "reason": "It is empty."}]
    counts = store_unit(joined([rows]), unit="u", load=load, received=4)
    assert counts == Counts(received=4, stored=1, attachments=1, duplicates=1, quarantined=1, referrals=1)


def test_a_unit_that_does_not_account_for_everything_is_refused_whole(load: Load) -> None:
    with pytest.raises(NotReconciledError):
        store_unit(joined([document(b"one", ["1"])]), unit="u", load=load, received=2)
    assert row_counts() == (0, 0, 0, 0, 0, 0)


def test_the_database_refuses_counts_that_do_not_add_up(load: Load) -> None:
    with pytest.raises(IntegrityError, match="loadedunit_reconciled"), transaction.atomic():
        LoadedUnit.objects.create(
            name="u", load=load, received=5, stored=1, attachments=1, duplicates=1, quarantined=1, referrals=0
        )


def test_the_same_thing_goes_into_quarantine_once_but_is_counted_each_time(load: Load) -> None:
    rows = {"quarantine": [{"path": "a", "sha256": None, "reason": "It is empty."}] * 2}
    for unit in "uv":
        assert store_unit(tables_of(rows), unit=unit, load=load).quarantined == 2
    assert Quarantine.objects.count() == 1


def test_an_empty_unit_is_stored_as_such(load: Load) -> None:
    assert (
        store_unit({name: schema.empty_table() for name, schema in SCHEMAS.items()}, unit="u", load=load).received == 0
    )
    assert LoadedUnit.objects.count() == 1


def test_a_unit_that_fails_half_way_leaves_nothing(load: Load) -> None:
    tables = joined([document(b"one", ["1"])])
    tables["signals"] = tables["signals"].drop_columns("rule")
    with pytest.raises(IntegrityError), transaction.atomic():
        store_unit(tables, unit="u", load=load)
    assert row_counts() == (0, 0, 0, 0, 0, 0)
    assert not LoadedUnit.objects.exists()
