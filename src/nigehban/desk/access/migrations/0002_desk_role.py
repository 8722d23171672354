"""The role under which requests run, what it may touch, and what row security asks about its officer."""

from django.db import migrations

from nigehban.desk.access.row_security import GRANT_TABLES, MAKE_ROLE, MEMBER_OF, OFFICER, UNITS_OF


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [
        migrations.RunSQL([MAKE_ROLE, GRANT_TABLES], migrations.RunSQL.noop),
        migrations.RunSQL(OFFICER, "DROP FUNCTION nigehban_officer()"),
        migrations.RunSQL(MEMBER_OF, "DROP FUNCTION nigehban_member_of(text)"),
        migrations.RunSQL(UNITS_OF, "DROP FUNCTION nigehban_units_of(text[])"),
    ]
