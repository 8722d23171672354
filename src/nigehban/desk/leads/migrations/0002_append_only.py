"""Decisions are appended, never overwritten; and indexes that nothing uses go."""

from django.db import migrations

from nigehban.desk.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("leads", "0001_initial")]
    operations = [
        append_only("leads_leaddecision"),
        # Django adds an index for LIKE to a textual primary key; nobody looks for the beginning of an id.
        migrations.RunSQL(
            ["DROP INDEX IF EXISTS leads_lead_id_e1ac0735_like", "DROP INDEX IF EXISTS leads_network_id_de220b5d_like"],
            migrations.RunSQL.noop,
        ),
    ]
