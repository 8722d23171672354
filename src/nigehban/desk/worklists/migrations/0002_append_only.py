"""What was done stays done: to undo it is one more row."""

from django.db import migrations

from nigehban.desk.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("worklists", "0001_initial"), ("access", "0002_desk_role")]
    operations = [append_only("worklists_workact")]
