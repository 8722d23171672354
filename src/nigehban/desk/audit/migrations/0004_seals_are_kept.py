"""Seals and findings are added only."""

from django.db import migrations

from nigehban.desk.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_seal_samplefinding")]
    operations = [append_only("audit_seal"), append_only("audit_samplefinding")]
