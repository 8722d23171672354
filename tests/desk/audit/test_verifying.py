"""Whatever is changed behind the desk's back, with every right of the database's owner, is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.audit.heads import current_heads, heads_file, write_heads
from nigehban.desk.audit.models import Read, Seal
from nigehban.desk.audit.sealing import seal_logs
from nigehban.desk.audit.verifying import verify
from nigehban.desk.cases.models import Case, CaseEvent
from nigehban.desk.cases.use_cases import open_case

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(desk_home: Path) -> Case:
    heads_file().unlink(missing_ok=True)
    case = open_case(officer_with(Role.DIRECTOR), "ISB", "A report of an account.")
    for record in ("1", "2", "3"):
        look(case, record)
    CaseEvent.objects.create(case=case, type="assigned", at=timezone.now(), recorded_by=case.opened_by)
    Case.objects.filter(pk=case.pk).update(gist="A report of two accounts.")
    assert verify().changes == ()
    assert seal_logs() > 0
    write_heads(current_heads())
    return case


def look(case: Case, record: str) -> None:
    Read(id=0, officer=case.opened_by, kind="case", record=record, request=uuid4()).save(force_insert=True)


def behind_the_desk(table: str, statement: str) -> None:
    """What an owner of the database can do: triggers off, the deed, triggers on."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


DEEDS = {
    "a look is changed": ("audit_read", "UPDATE audit_read SET officer_id = officer_id, reason = 'x' WHERE id = 2"),
    "a look is removed": ("audit_read", "DELETE FROM audit_read WHERE id = 2"),
    "the last looks are cut off": ("audit_read", "DELETE FROM audit_read WHERE id >= 2"),
    "an event is changed": ("cases_caseevent", "UPDATE cases_caseevent SET at = at - interval '1 hour'"),
    "an event is removed": ("cases_caseevent", "DELETE FROM cases_caseevent"),
    "a history is changed": ("cases_casehistory", "UPDATE cases_casehistory SET gist = 'x' WHERE pgh_label = 'insert'"),
    "a history is removed": ("cases_casehistory", "DELETE FROM cases_casehistory WHERE pgh_label = 'insert'"),
    "a live row is changed": ("cases_case", "UPDATE cases_case SET gist = 'x'"),
    "the last seals are cut off": ("audit_seal", "DELETE FROM audit_seal WHERE id = (SELECT max(id) FROM audit_seal)"),
    "a seal is changed": (
        "audit_seal",
        "UPDATE audit_seal SET rows = rows + 1 WHERE id = (SELECT min(id) FROM audit_seal)",
    ),
    "a live row is added": (
        "access_membership",
        """INSERT INTO access_membership (officer_id, kind, record, duty, reason, ends_at)
        SELECT id, 'case', 1, '', 'x', now() + interval '1 day' FROM accounts_officer LIMIT 1""",
    ),
    "a live row is removed": ("access_rolegrant", "DELETE FROM access_rolegrant"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_it_is_found(case: Case, deed: str) -> None:
    table, statement = DEEDS[deed]
    behind_the_desk(table, statement)
    changes = verify().changes
    assert changes
    assert any(change.where.startswith((table, table.removeprefix("audit_"))) for change in changes)


def test_what_the_desk_itself_writes_is_no_change(case: Case) -> None:
    look(case, "4")
    Case.objects.filter(pk=case.pk).update(state="verification")
    assert verify().changes == ()
    assert seal_logs() > 0
    assert seal_logs() == 0
    found = verify()
    assert found.changes == ()
    assert (found.reads, found.seals) == (4, Seal.objects.count())


def test_a_row_that_an_open_transaction_may_still_add_is_not_sealed_over(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connections

    other = connections.create_connection("default")
    monkeypatch.setattr("nigehban.desk.audit.sealing._PATIENCE_SECONDS", 0.2)
    try:
        with other.cursor() as cursor:
            other.set_autocommit(False)
            cursor.execute("INSERT INTO cases_casecounter (unit, year, last) VALUES ('ISB', 1999, 1)")
            look(case, "4")
            assert seal_logs() == 0
            other.rollback()
        assert seal_logs() > 0
    finally:
        other.close()


def test_every_log_of_the_desk_is_sealed(case: Case) -> None:
    sealed = set(Seal.objects.values_list("table", flat=True))
    assert {"audit_read", "cases_caseevent", "cases_casehistory", "access_rolegranthistory"} <= sealed


def test_a_renamed_digest_does_not_help(case: Case) -> None:
    """Whoever rewrites the chain from the changed row on still misses the end that was written down."""
    rewrite: Callable[[str], None] = lambda statement: behind_the_desk("audit_read", statement)  # noqa: E731
    rewrite("CREATE TEMP TABLE kept AS SELECT * FROM audit_read ORDER BY id")
    rewrite("DELETE FROM audit_read")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, officer_id, kind, record, request FROM kept ORDER BY id")
        rows = cursor.fetchall()
        cursor.execute("DROP TABLE kept")
    for number, officer, kind, record, request in rows:
        Read(id=0, officer_id=officer, kind=kind, record="9" if number == 2 else record, request=request).save(
            force_insert=True
        )
    assert any(change.where == "reads 3" for change in verify().changes)
