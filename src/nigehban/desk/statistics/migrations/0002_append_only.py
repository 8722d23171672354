"""What was prepared, approved, published or aimed at is never overwritten."""

from django.db import migrations

from nigehban.desk.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial")]
    operations = [
        append_only("statistics_issue"),
        append_only("statistics_issuestep"),
        append_only("statistics_target"),
    ]
