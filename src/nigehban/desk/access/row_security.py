"""Row security: the second wall beneath ``.visible_to``, for tables that hold what not every officer may see.

The desk's role owns nothing, and security is forced, so that the owner of a table is held to a policy as well: it has
one of its own, for loads and commands. A page that forgot to ask still gets no row too many.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.migrations import RunSQL

DESK_ROLE = "nigehban_desk"

MAKE_ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{DESK_ROLE}') THEN
        CREATE ROLE {DESK_ROLE} NOLOGIN NOBYPASSRLS;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ BEGIN
    IF NOT pg_has_role(current_user, '{DESK_ROLE}', 'MEMBER') THEN
        EXECUTE format('GRANT {DESK_ROLE} TO %I', current_user);
    END IF;
END $$;
"""
"""Roles belong to the whole server: another database of it may have made this one."""

GRANT_TABLES = f"""
GRANT USAGE ON SCHEMA public TO {DESK_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {DESK_ROLE};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {DESK_ROLE};
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {DESK_ROLE};
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO {DESK_ROLE};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {DESK_ROLE};
"""
"""What exists now, and what later migrations will make."""

OFFICER = """
CREATE FUNCTION nigehban_officer() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT NULLIF(current_setting('nigehban.officer', true), '')::bigint
$$
"""
MEMBER_OF = """
CREATE FUNCTION nigehban_member_of(of_kind text) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT record FROM access_membership
    WHERE officer_id = nigehban_officer() AND kind = of_kind
      AND starts_at <= statement_timestamp() AND ends_at > statement_timestamp()
$$
"""
UNITS_OF = """
CREATE FUNCTION nigehban_units_of(roles text[]) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT COALESCE(array_agg(DISTINCT unit), '{}') FROM access_rolegrant
    WHERE officer_id = nigehban_officer() AND role = ANY (roles) AND starts_at <= statement_timestamp()
      AND (ends_at IS NULL OR ends_at > statement_timestamp())
$$
"""
"""An empty text among the units is the whole country."""


def row_security(table: str, seen: str, written: str | None = None) -> RunSQL:
    """A migration step: under the desk's role only rows of ``table`` for which the SQL ``seen`` holds exist.

    ``written`` is what a row must fulfil that is added or changed, where that is something else. Wrap calls of
    ``nigehban_…`` functions in ``(SELECT …)``, so that they are asked once a statement and not once a row.
    """
    return RunSQL(
        [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY seen_by_officer ON {table} TO {DESK_ROLE} USING ({seen}) WITH CHECK ({written or seen})",
            f"CREATE POLICY owner ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)",
        ],
        [
            f"DROP POLICY owner ON {table}",
            f"DROP POLICY seen_by_officer ON {table}",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ],
    )


def in_units(column: str, roles: Iterable[str]) -> str:
    """The SQL that holds for rows of a unit for which the officer has one of ``roles``."""
    listed = ", ".join(f"'{role}'" for role in sorted(roles))
    units = f"((SELECT nigehban_units_of(ARRAY[{listed}]))::text[])"
    return f"('' = ANY {units} OR {column} = ANY {units})"


def history(table: str, column: str, of: str) -> RunSQL:
    """Row security for the history of the table ``of``: what is seen of a row is seen of its history."""
    return row_security(table, of_seen(of, f"{table}.{column}", key=column), "true")


def of_seen(table: str, column: str, key: str = "id") -> str:
    """The SQL that holds for rows whose ``column`` names a row of ``table`` that the officer sees.

    With EXISTS the planner looks up the few rows that a page asks for; IN would have it read all of ``table`` first.
    """
    return f"EXISTS (SELECT FROM {table} AS seen WHERE seen.{key} = {column})"


def of_seen_case() -> str:
    """The SQL that holds for rows of a case that the officer sees."""
    return of_seen("cases_case", "case_id")
