"""The log of reads numbers and chains itself, and takes back nothing."""

from django.db import migrations

from nigehban.desk.append_only import append_only
from nigehban.desk.audit.chain import CHAIN

_TRIGGER = "CREATE TRIGGER chain BEFORE INSERT ON audit_read FOR EACH ROW EXECUTE FUNCTION nigehban_chain_read()"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(CHAIN, "DROP FUNCTION nigehban_chain_read()"),
        migrations.RunSQL(_TRIGGER, "DROP TRIGGER chain ON audit_read"),
        append_only("audit_read"),
    ]
