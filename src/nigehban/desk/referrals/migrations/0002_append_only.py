"""Decisions are appended, never overwritten; and an index that nothing uses goes."""

from django.db import migrations

from nigehban.desk.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]
    operations = [
        append_only("referrals_judgement"),
        # Django adds an index for LIKE to a textual primary key; nobody looks for the beginning of a digest.
        migrations.RunSQL("DROP INDEX IF EXISTS referrals_sourcedocument_sha256_f82e77aa_like", migrations.RunSQL.noop),
    ]
