import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Network',
            fields=[
                ('id', models.TextField(primary_key=True, serialize=False)),
                ('leads', models.IntegerField()),
                ('referrals', models.IntegerField()),
                ('answer', models.TextField()),
                ('one_ring', models.BooleanField()),
                ('reaches_abroad', models.BooleanField()),
                ('countries', models.JSONField(default=list)),
                ('reasons', models.JSONField(default=list)),
            ],
            options={
                'verbose_name': 'network',
                'verbose_name_plural': 'networks',
            },
        ),
        migrations.CreateModel(
            name='Lead',
            fields=[
                ('id', models.TextField(primary_key=True, serialize=False)),
                ('rank', models.BigIntegerField()),
                ('band', models.SmallIntegerField(choices=[(0, 'routine'), (1, 'elevated'), (2, 'urgent'), (3, 'immediate')])),
                ('solvable', models.BooleanField(null=True)),
                ('danger', models.IntegerField()),
                ('solvability', models.IntegerField()),
                ('deadline', models.IntegerField()),
                ('novelty', models.IntegerField()),
                ('state', models.CharField(choices=[('open', 'open'), ('archived', 'archived'), ('collapsed', 'collapsed')], max_length=9)),
                ('unit', models.TextField(null=True)),
                ('unit_reason', models.TextField(null=True)),
                ('unit_referral', models.TextField(null=True)),
                ('unit_pointer', models.TextField(null=True)),
                ('network', models.TextField()),
                ('referrals', models.IntegerField()),
                ('archive_reason', models.TextField(null=True)),
                ('missing', models.JSONField(default=list)),
                ('raise_if', models.TextField(null=True)),
            ],
            options={
                'verbose_name': 'lead',
                'verbose_name_plural': 'leads',
                'indexes': [models.Index(fields=['state', 'rank'], name='lead_state_rank'), models.Index(fields=['unit', 'state', 'rank'], name='lead_unit_state_rank'), models.Index(fields=['band', 'state', 'rank'], name='lead_band_state_rank'), models.Index(fields=['network', 'rank'], name='lead_network_rank')],
            },
        ),
        migrations.CreateModel(
            name='LeadReason',
            fields=[
                ('pk', models.CompositePrimaryKey('lead_id', 'position', blank=True, editable=False, primary_key=True, serialize=False)),
                ('position', models.IntegerField()),
                ('axis', models.TextField()),
                ('rule', models.TextField()),
                ('points', models.IntegerField()),
                ('text', models.TextField()),
                ('referral', models.TextField(null=True)),
                ('pointer', models.TextField(null=True)),
                ('lead', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='reasons', to='leads.lead')),
            ],
            options={
                'verbose_name': 'reason',
                'verbose_name_plural': 'reasons',
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('a', models.TextField()),
                ('b', models.TextField()),
                ('lead_a', models.TextField()),
                ('lead_b', models.TextField()),
                ('level', models.CharField(choices=[('subject', 'same person'), ('network', 'same ring')], max_length=7)),
                ('kind', models.TextField()),
                ('score', models.FloatField()),
                ('held', models.BooleanField()),
                ('reasons', models.JSONField(default=list)),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'indexes': [models.Index(fields=['lead_a'], name='link_lead_a'), models.Index(fields=['lead_b'], name='link_lead_b')],
            },
        ),
        migrations.CreateModel(
            name='LeadDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lead', models.TextField()),
                ('act', models.CharField(choices=[('archive', 'set aside'), ('reopen', 'reopened')], max_length=7)),
                ('reason', models.TextField()),
                ('referrals', models.IntegerField()),
                ('band', models.SmallIntegerField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lead_decisions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'decision on a lead',
                'verbose_name_plural': 'decisions on leads',
                'indexes': [models.Index(fields=['lead', '-id'], name='leaddecision_lead')],
                'constraints': [models.CheckConstraint(condition=models.Q(('act__in', ['archive', 'reopen'])), name='leaddecision_act'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='leaddecision_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='LeadMember',
            fields=[
                ('pk', models.CompositePrimaryKey('lead_id', 'node_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('node_id', models.BigIntegerField()),
                ('referral', models.TextField()),
                ('status', models.CharField(choices=[('open', 'open'), ('archived', 'archived'), ('collapsed', 'collapsed')], max_length=9)),
                ('bundle', models.TextField(null=True)),
                ('lead', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='members', to='leads.lead')),
            ],
            options={
                'verbose_name': 'referral of a lead',
                'verbose_name_plural': 'referrals of leads',
                'indexes': [models.Index(fields=['node_id'], name='leadmember_node')],
            },
        ),
    ]
