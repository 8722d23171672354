import django.contrib.postgres.indexes
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Load',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('finished', models.DateTimeField(null=True)),
                ('mapping', models.TextField(null=True)),
                ('pack', models.TextField(null=True)),
            ],
            options={
                'verbose_name': 'load',
                'verbose_name_plural': 'loads',
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('node_id', models.BigIntegerField()),
                ('scheme', models.TextField()),
                ('external_id', models.TextField()),
                ('version', models.IntegerField(db_default=1)),
                ('ordinal', models.IntegerField()),
                ('pointer', models.TextField()),
                ('part', models.BooleanField()),
                ('received', models.DateTimeField(null=True)),
                ('incident', models.DateTimeField(null=True)),
                ('incident_text', models.TextField(null=True)),
                ('incident_zone_known', models.BooleanField(null=True)),
                ('incident_type', models.TextField(null=True)),
                ('platform', models.TextField(null=True)),
                ('reporter', models.TextField(null=True)),
                ('informational', models.BooleanField(null=True)),
                ('sender_priority', models.TextField(null=True)),
                ('commerce', models.TextField(null=True)),
                ('files', models.IntegerField()),
                ('unit', models.TextField(null=True)),
                ('unit_confidence', models.FloatField(null=True)),
                ('unit_text', models.TextField(null=True)),
                ('unit_pointer', models.TextField(null=True)),
                ('is_local', models.BooleanField(null=True)),
                ('warnings', models.JSONField(default=list)),
            ],
            options={
                'verbose_name': 'referral',
                'verbose_name_plural': 'referrals',
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('md5', models.CharField(max_length=32)),
                ('size', models.BigIntegerField()),
            ],
            options={
                'verbose_name': 'attachment',
                'verbose_name_plural': 'attachments',
                'indexes': [models.Index(fields=['md5'], name='attachment_md5'), models.Index(fields=['sha256'], name='attachment_sha256')],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.MD5('path'), models.F('sha256'), name='attachment_once')],
            },
        ),
        migrations.CreateModel(
            name='Quarantine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.TextField()),
                ('sha256', models.CharField(max_length=64, null=True)),
                ('reason', models.TextField()),
                ('seen_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'verbose_name': 'thing in quarantine',
                'verbose_name_plural': 'things in quarantine',
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.MD5('path'), models.F('sha256'), name='quarantine_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Abroad',
            fields=[
                ('pk', models.CompositePrimaryKey('referral_id', 'position', blank=True, editable=False, primary_key=True, serialize=False)),
                ('position', models.IntegerField()),
                ('country', models.TextField()),
                ('text', models.TextField()),
                ('pointer', models.TextField()),
                ('referral', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='abroad', to='referrals.referral')),
            ],
            options={
                'verbose_name': 'sign of another country',
                'verbose_name_plural': 'signs of other countries',
            },
        ),
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('pk', models.CompositePrimaryKey('referral_id', 'position', blank=True, editable=False, primary_key=True, serialize=False)),
                ('position', models.IntegerField()),
                ('rule', models.TextField()),
                ('text', models.TextField()),
                ('pointer', models.TextField()),
                ('referral', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='signals', to='referrals.referral')),
            ],
            options={
                'verbose_name': 'signal',
                'verbose_name_plural': 'signals',
            },
        ),
        migrations.CreateModel(
            name='SourceDocument',
            fields=[
                ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('path', models.TextField()),
                ('format', models.TextField()),
                ('size', models.BigIntegerField()),
                ('referrals', models.IntegerField()),
                ('warnings', models.JSONField(default=list)),
                ('received_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('load', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='referrals.load')),
            ],
            options={
                'verbose_name': 'source document',
                'verbose_name_plural': 'source documents',
            },
        ),
        migrations.AddField(
            model_name='referral',
            name='source',
            field=models.ForeignKey(db_column='source_sha256', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='stated', to='referrals.sourcedocument'),
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('a', models.TextField(db_collation='C')),
                ('b', models.TextField(db_collation='C')),
                ('verdict', models.CharField(choices=[('same', 'same person'), ('not_same', 'not the same person'), ('unsure', 'unsure')], max_length=8)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'judgement',
                'verbose_name_plural': 'judgements',
                'indexes': [models.Index(fields=['a', 'b', '-id'], name='judgement_pair')],
                'constraints': [models.CheckConstraint(condition=models.Q(('a__lt', models.F('b'))), name='judgement_pair_in_order'), models.CheckConstraint(condition=models.Q(('verdict__in', ['same', 'not_same', 'unsure'])), name='judgement_verdict')],
            },
        ),
        migrations.CreateModel(
            name='LoadedUnit',
            fields=[
                ('name', models.TextField(primary_key=True, serialize=False)),
                ('stored_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('received', models.BigIntegerField()),
                ('stored', models.BigIntegerField()),
                ('attachments', models.BigIntegerField()),
                ('duplicates', models.BigIntegerField()),
                ('quarantined', models.BigIntegerField()),
                ('referrals', models.BigIntegerField()),
                ('load', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='referrals.load')),
            ],
            options={
                'verbose_name': 'loaded unit',
                'verbose_name_plural': 'loaded units',
                'constraints': [models.CheckConstraint(condition=models.Q(('received', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('stored'), '+', models.F('attachments')), '+', models.F('duplicates')), '+', models.F('quarantined')))), name='loadedunit_reconciled')],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('pk', models.CompositePrimaryKey('referral_id', 'position', blank=True, editable=False, primary_key=True, serialize=False)),
                ('position', models.IntegerField()),
                ('kind', models.SmallIntegerField()),
                ('key', models.BigIntegerField()),
                ('value', models.TextField()),
                ('raw', models.TextField(null=True)),
                ('role', models.SmallIntegerField()),
                ('party', models.SmallIntegerField()),
                ('file', models.IntegerField()),
                ('primary', models.BooleanField()),
                ('pointer', models.TextField()),
                ('at', models.DateTimeField(null=True)),
                ('port', models.IntegerField(null=True)),
                ('verified', models.BooleanField(null=True)),
                ('derived', models.BooleanField()),
                ('country', models.TextField(null=True)),
                ('name_key', models.BigIntegerField()),
                ('birth_key', models.BigIntegerField()),
                ('referral', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='mentions', to='referrals.referral')),
            ],
            options={
                'verbose_name': 'identifier in a referral',
                'verbose_name_plural': 'identifiers in referrals',
                'indexes': [models.Index(fields=['kind', 'key'], name='mention_kind_key')],
            },
        ),
        migrations.CreateModel(
            name='Chain',
            fields=[
                ('pk', models.CompositePrimaryKey('referral_id', 'position', blank=True, editable=False, primary_key=True, serialize=False)),
                ('position', models.IntegerField()),
                ('kind', models.TextField()),
                ('target', models.TextField()),
                ('pointer', models.TextField()),
                ('referral', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='chains', to='referrals.referral')),
            ],
            options={
                'verbose_name': 'reference to a referral',
                'verbose_name_plural': 'references to referrals',
                'indexes': [django.contrib.postgres.indexes.HashIndex(fields=['target'], name='chain_target')],
            },
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['node_id'], name='referral_node'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['source'], name='referral_source'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(fields=('scheme', 'external_id', 'source', 'ordinal'), name='referral_once_a_document'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('scheme', 'external_id', 'version'), name='referral_versions'),
        ),
    ]
