"""An IP address is keyed with its hour; to be found without one it needs an index of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0003_judgements_to_acts")]
    operations = [
        migrations.AddIndex(
            "mention", models.Index(condition=models.Q(kind=6), fields=["value"], name="mention_address")
        ),
        # Django adds an index for LIKE beside one of text; nobody looks for the beginning of an address.
    ]
