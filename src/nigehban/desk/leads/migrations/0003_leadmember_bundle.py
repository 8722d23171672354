from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('leads', '0002_append_only'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='leadmember',
            index=models.Index(condition=models.Q(('bundle', None), _negated=True), fields=['bundle', 'node_id'], name='leadmember_bundle'),
        ),
    ]
