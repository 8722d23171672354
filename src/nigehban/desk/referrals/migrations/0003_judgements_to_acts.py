"""Judgements stand in the log of acts (``leads``); and a person's name alone can be looked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0002_append_only"), ("leads", "0005_acts")]
    operations = [
        migrations.DeleteModel("Judgement"),
        migrations.AddIndex(
            "mention",
            models.Index(condition=~models.Q(name_key=0), fields=["name_key"], name="mention_name_key"),
        ),
    ]
