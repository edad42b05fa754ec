"""What syncs found and what was decided of it. Generated; checked against the models by a test."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0002_part_period"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangeSet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("source", models.TextField()),
                ("as_of", models.DateField()),
                ("made_by", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("found", models.JSONField()),
                ("last_fact", models.BigIntegerField()),
                (
                    "employer",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.employer"),
                ),
            ],
            options={
                "db_table": "change_set",
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("employee_id", models.TextField()),
                ("field", models.TextField()),
                ("effective_from", models.DateField()),
                ("hr_day", models.DateField(null=True)),
                ("values", models.BinaryField()),
                ("kind", models.TextField()),
                ("by_hand", models.BooleanField()),
                ("status", models.TextField()),
                ("first_by", models.TextField()),
                ("decided_by", models.TextField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "change_set",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.changeset"
                    ),
                ),
            ],
            options={
                "db_table": "proposal",
            },
        ),
        migrations.CreateModel(
            name="ReviewPolicy",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("trusted", models.JSONField()),
                ("paused", models.BooleanField()),
                ("employer", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="store.employer")),
            ],
            options={
                "db_table": "review_policy",
            },
        ),
        migrations.CreateModel(
            name="SyncOutcome",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("employee_id", models.TextField()),
                ("found", models.TextField()),
                ("field", models.TextField()),
                ("because", models.TextField()),
                ("change_set", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.changeset")),
            ],
            options={
                "db_table": "sync_outcome",
            },
        ),
        migrations.AddConstraint(
            model_name="changeset",
            constraint=models.UniqueConstraint(fields=("employer", "number"), name="change_set_one_a_number"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                fields=("change_set", "employee_id", "field", "effective_from"), name="proposal_one_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["proposed", "to confirm", "accepted", "held", "rejected", "superseded"])
                ),
                name="proposal_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_by", ""), models.Q(("first_by", models.F("decided_by")), _negated=True), _connector="OR"
                ),
                name="proposal_two_different_people",
            ),
        ),
    ]
