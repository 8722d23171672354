"""Tables to which rows are added and from which none is changed or removed: the database itself refuses."""

from __future__ import annotations

from django.db.migrations import RunSQL

_FUNCTION = """
CREATE OR REPLACE FUNCTION nigehban_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are added only: to undo a decision, add another.', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$
"""


def append_only(table: str) -> RunSQL:
    """A migration step after which ``table`` refuses UPDATE and DELETE, whoever asks."""
    make = f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION"
    return RunSQL([_FUNCTION, f"{make} nigehban_refuse_change()"], [f"DROP TRIGGER append_only ON {table}"])
