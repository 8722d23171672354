"""No row of an operation exists for who does not see it; and what looks behind all walls to tell two circles."""

from django.db import migrations

from nigehban.desk.access.row_security import history, of_seen, row_security
from nigehban.desk.operations import walls


def function(make: str, signature: str) -> migrations.RunSQL:
    return migrations.RunSQL(make, f"DROP FUNCTION {signature}")


def hangs(table: str, column: str, of: str) -> list[migrations.RunSQL]:
    return [
        row_security(f"operations_{table}", of_seen(f"operations_{of}", column)),
        history(f"operations_{table}history", "id", f"operations_{table}"),
    ]


class Migration(migrations.Migration):
    dependencies = [("operations", "0001_initial"), ("cases", "0004_walls_of_work"), ("access", "0002_desk_role")]
    operations = [
        row_security("operations_operation", walls.OPERATION),
        history("operations_operationhistory", "id", "operations_operation"),
        *hangs("target", "operation_id", "operation"),
        *hangs("team", "operation_id", "operation"),
        row_security("operations_team_officers", of_seen("operations_team", "team_id")),
        *hangs("warrant", "operation_id", "operation"),
        row_security("operations_sealedaddress", walls.MEMBERS_ONLY),
        history("operations_sealedaddresshistory", "warrant_id", "operations_sealedaddress"),
        *hangs("result", "operation_id", "operation"),
        *hangs("resultline", "result_id", "result"),
        row_security("operations_conflict", walls.CONFLICT),
        history("operations_conflicthistory", "id", "operations_conflict"),
        row_security("operations_notice", walls.NOTICE),
        function(walls.IDENTIFIER_KEY, "nigehban_identifier_key(text, text)"),
        function(walls.PAPER_KEYS, "nigehban_paper_keys(jsonb)"),
        migrations.RunSQL(walls.PAPERS_INDEX, "DROP INDEX person_paper_keys"),
        function(walls.PARTY_KEYS, "nigehban_party_keys(bigint)"),
        function(walls.REASON, "nigehban_reason(text[], text[])"),
        function(walls.KEYED, "nigehban_keyed(text, text[])"),
        function(walls.WIDE, "nigehban_wide(text[])"),
        function(walls.CONTACT_OF, "nigehban_contact_of(bigint, bigint)"),
        function(walls.TOLD, "nigehban_told(bigint, bigint, bigint, bigint)"),
        function(walls.DECONFLICT, "nigehban_deconflict(bigint)"),
        function(walls.RESULT_TAKEN_BACK, "nigehban_result_taken_back() CASCADE"),
        migrations.RunSQL(walls.RESULT_TRIGGER, "DROP TRIGGER result_taken_back ON cases_caseevent"),
    ]
