"""No lead exists for who may not see leads of its unit; how long the whole list is may be asked by the health check."""

from django.db import migrations

from nigehban.desk.access.roles import Permission, roles_with
from nigehban.desk.access.row_security import in_units, row_security

_LENGTH = """
CREATE FUNCTION nigehban_list_length() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT COALESCE(greatest(
        (SELECT max(rank) FROM leads_lead WHERE state = 'open'),
        (SELECT max(rank) FROM leads_lead WHERE state = 'archived'),
        (SELECT max(rank) FROM leads_lead WHERE state = 'collapsed')
    ), 0)
$$
"""


class Migration(migrations.Migration):
    dependencies = [("leads", "0003_leadmember_bundle"), ("access", "0002_desk_role")]
    operations = [
        row_security("leads_lead", in_units("unit", roles_with(Permission.SEE_LEADS))),
        # Its body is looked at when it is asked, so that the tables may be replaced beneath it.
        migrations.RunSQL(["SET check_function_bodies = off", _LENGTH], "DROP FUNCTION nigehban_list_length()"),
    ]
