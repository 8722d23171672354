"""Tokens and subscriptions are the administrators' business; what happens in cases writes its own notices."""

from django.db import migrations

from nigehban.desk.access.roles import Permission, roles_with
from nigehban.desk.access.row_security import history, of_seen, row_security
from nigehban.desk.append_only import append_only

_LISTED = ", ".join(f"'{role}'" for role in roles_with(Permission.MANAGE_ACCOUNTS))
_ADMINISTRATOR = f"(SELECT nigehban_units_of(ARRAY[{_LISTED}]))::text[] <> '{{}}'"
_OWN = "officer_id = (SELECT nigehban_officer())"
_OF_TOKEN = of_seen("api_apitoken", "token_id")

# Whoever writes in a case must neither see the subscriptions nor need the right to write notices.
_ANNOUNCE = """
CREATE FUNCTION nigehban_announce(told text, told_record text, told_detail text, told_source text, told_at timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO api_delivery (uid, subscription_id, kind, record, detail, source, at)
    SELECT gen_random_uuid(), id, told, told_record, told_detail, told_source, told_at
    FROM api_subscription WHERE active AND told = ANY (kinds)
    ON CONFLICT (subscription_id, source) DO NOTHING
$$;
REVOKE EXECUTE ON FUNCTION nigehban_announce(text, text, text, text, timestamptz) FROM PUBLIC;
"""
_OPENED = """
CREATE FUNCTION nigehban_announce_opened() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM nigehban_announce('case.opened', number, state, 'opened:' || id, opened_at) FROM added;
    RETURN NULL;
END $$;
CREATE TRIGGER announce_opened AFTER INSERT ON cases_case REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION nigehban_announce_opened();
"""
_MOVED = """
CREATE FUNCTION nigehban_announce_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM nigehban_announce('case.moved', now.number, now.state, concat_ws(':', 'moved', now.id, now.version,
        now.state), statement_timestamp())
    FROM after AS now JOIN before ON before.id = now.id AND before.state <> now.state;
    RETURN NULL;
END $$;
CREATE TRIGGER announce_moved AFTER UPDATE ON cases_case REFERENCING OLD TABLE AS before NEW TABLE AS after
FOR EACH STATEMENT EXECUTE FUNCTION nigehban_announce_moved();
"""
_EVENT = """
CREATE FUNCTION nigehban_announce_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM api_subscription WHERE active AND 'case.event' = ANY (kinds)) THEN
        PERFORM nigehban_announce('case.event', cases_case.number, added.type, 'event:' || added.id, added.recorded_at)
        FROM added JOIN cases_case ON cases_case.id = added.case_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER announce_event AFTER INSERT ON cases_caseevent REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION nigehban_announce_event();
"""


def _undo(table: str, name: str) -> str:
    return f"DROP TRIGGER announce_{name} ON {table}; DROP FUNCTION nigehban_announce_{name}()"


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial"), ("access", "0002_desk_role"), ("cases", "0004_walls_of_work")]
    operations = [
        append_only("api_receipt"),
        row_security("api_apitoken", f"{_ADMINISTRATOR} OR {_OWN}", _ADMINISTRATOR),
        history("api_apitokenhistory", "id", "api_apitoken"),
        row_security("api_apiuse", _OF_TOKEN),
        row_security("api_receipt", _OF_TOKEN),
        row_security("api_subscription", _ADMINISTRATOR),
        history("api_subscriptionhistory", "id", "api_subscription"),
        row_security("api_delivery", _ADMINISTRATOR),
        migrations.RunSQL(
            _ANNOUNCE, "DROP FUNCTION nigehban_announce(text, text, text, text, timestamptz)"
        ),
        migrations.RunSQL(_OPENED, _undo("cases_case", "opened")),
        migrations.RunSQL(_MOVED, _undo("cases_case", "moved")),
        migrations.RunSQL(_EVENT, _undo("cases_caseevent", "event")),
    ]
