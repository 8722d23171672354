"""One log of what officers did, in place of two; and where each referral stood before officers decided."""

from typing import Any

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from nigehban.desk.append_only import append_only
from nigehban.desk.copying import signed_key
from nigehban.runs.rows import node_id

ACTS = [
    ("same", "judged the same person"),
    ("not_same", "judged not the same person"),
    ("unsure", "left unsure"),
    ("merge", "merged"),
    ("split", "taken apart"),
    ("archive", "set aside"),
    ("reopen", "reopened"),
    ("assign", "assigned"),
    ("undo", "undone"),
]
KEPT = ["same", "not_same", "unsure", "merge", "split", "archive", "reopen", "assign", "undo"]
FILL: list[Any] = [
    "UPDATE leads_leadmember SET listed = lead_id, account = node_id, subject = hashtextextended(lead_id, 0),"
    " ring = hashtextextended(COALESCE((SELECT network FROM leads_lead WHERE id = lead_id), lead_id), 0)",
    "UPDATE leads_link SET joins = level = 'subject'",
]
"""Good enough until the list is made anew."""


def take_over(apps: Any, _schema: object) -> None:
    """What was decided and judged before, in the order of its time."""
    act, side, lead = (apps.get_model("leads", name) for name in ("LeadAct", "ActSide", "ActLead"))
    old = [*apps.get_model("leads", "LeadDecision").objects.all(), *apps.get_model("referrals", "Judgement").objects.all()]
    for one in sorted(old, key=lambda row: row.at):
        if hasattr(one, "verdict"):
            made = act.objects.create(act=one.verdict, officer_id=one.officer_id, at=one.at)
            for position, referral in enumerate((one.a, one.b)):
                side.objects.create(act=made, node_id=signed_key(node_id(referral)), second=bool(position))
            continue
        fields = {name: getattr(one, name) for name in ("act", "officer_id", "at", "reason", "lead", "referrals", "band")}
        lead.objects.create(act=act.objects.create(**fields), number=one.lead)


class Migration(migrations.Migration):
    dependencies = [
        ("leads", "0004_walls"),
        ("referrals", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="LeadAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act", models.CharField(choices=ACTS, max_length=8)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("reason", models.TextField(blank=True)),
                ("lead", models.TextField(null=True)),
                ("referrals", models.IntegerField(null=True)),
                ("band", models.SmallIntegerField(null=True)),
                ("unit", models.TextField(null=True)),
                ("batch", models.UUIDField(null=True)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lead_acts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdraws",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back_by",
                        to="leads.leadact",
                    ),
                ),
            ],
            options={"verbose_name": "act of an officer", "verbose_name_plural": "acts of officers"},
        ),
        migrations.AddConstraint(
            "leadact", models.CheckConstraint(condition=models.Q(act__in=KEPT), name="leadact_act")
        ),
        migrations.AddConstraint(
            "leadact",
            models.CheckConstraint(
                condition=~models.Q(reason="") | ~models.Q(act__in=["archive", "reopen", "assign"]),
                name="leadact_has_reason",
            ),
        ),
        migrations.AddConstraint(
            "leadact",
            models.CheckConstraint(
                condition=models.Q(act="undo", withdraws__isnull=False)
                | (~models.Q(act="undo") & models.Q(withdraws=None)),
                name="leadact_undo_withdraws",
            ),
        ),
        migrations.AddIndex(
            "leadact", models.Index(condition=~models.Q(lead=None), fields=["lead", "-id"], name="leadact_lead")
        ),
        migrations.AddIndex(
            "leadact", models.Index(condition=~models.Q(batch=None), fields=["batch", "id"], name="leadact_batch")
        ),
        migrations.AddIndex(
            "leadact",
            models.Index(condition=~models.Q(withdraws=None), fields=["withdraws"], name="leadact_withdraws"),
        ),
        migrations.CreateModel(
            name="ActSide",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "act_id", "node_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("node_id", models.BigIntegerField()),
                ("second", models.BooleanField()),
                (
                    "act",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sides",
                        to="leads.leadact",
                    ),
                ),
            ],
            options={
                "verbose_name": "referral of an act",
                "verbose_name_plural": "referrals of acts",
                "indexes": [models.Index(fields=["node_id", "act"], name="actside_node")],
            },
        ),
        migrations.CreateModel(
            name="ActLead",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "number", "act_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.TextField()),
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leads", to="leads.leadact"
                    ),
                ),
            ],
            options={"verbose_name": "lead of an act", "verbose_name_plural": "leads of acts"},
        ),
        migrations.CreateModel(
            name="Withdrawn",
            fields=[
                (
                    "act",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="withdrawn",
                        serialize=False,
                        to="leads.leadact",
                    ),
                ),
            ],
            options={
                "verbose_name": "act that was taken back",
                "verbose_name_plural": "acts that were taken back",
            },
        ),
        migrations.CreateModel(
            name="NumberChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField()),
                ("became", models.TextField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "act",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="leads.leadact",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a lead's number",
                "verbose_name_plural": "changes of leads' numbers",
                "indexes": [
                    models.Index(fields=["number", "-id"], name="numberchange_number"),
                    models.Index(fields=["became", "-id"], name="numberchange_became"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Listed",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("row", models.JSONField(null=True)),
                ("reasons", models.JSONField(null=True)),
            ],
            options={"verbose_name": "row as it was listed", "verbose_name_plural": "rows as they were listed"},
        ),
        migrations.CreateModel(
            name="TrayItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lead", models.TextField()),
                ("added_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "officer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tray",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lead in a tray",
                "verbose_name_plural": "leads in trays",
                "constraints": [models.UniqueConstraint(fields=("officer", "lead"), name="trayitem_once")],
            },
        ),
        migrations.AddField("leadmember", "listed", models.TextField(default=""), preserve_default=False),
        migrations.AddField("leadmember", "account", models.BigIntegerField(default=0), preserve_default=False),
        migrations.AddField("leadmember", "subject", models.BigIntegerField(default=0), preserve_default=False),
        migrations.AddField("leadmember", "ring", models.BigIntegerField(default=0), preserve_default=False),
        migrations.AddField("link", "joins", models.BooleanField(default=False), preserve_default=False),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex("leadmember", models.Index(fields=["subject"], name="leadmember_subject")),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        append_only("leads_leadact"),
        append_only("leads_actside"),
        append_only("leads_actlead"),
        append_only("leads_numberchange"),
        migrations.DeleteModel("LeadDecision"),
    ]
