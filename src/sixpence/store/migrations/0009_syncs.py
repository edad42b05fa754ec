"""Syncs as something asked for, under way or over. Generated, but for the rows of syncs that are over already."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_BY_HAND = "by hand"  # change sets that no sync made


def tell_of_earlier_syncs(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    syncs = apps.get_model("store", "Sync").objects
    for made in apps.get_model("store", "ChangeSet").objects.exclude(source=_BY_HAND).order_by("made_at"):
        syncs.create(
            employer_id=made.employer_id,
            source=made.source,
            as_of=made.as_of,
            whole=True,
            because="",
            file="",
            people=[],
            asked_by=made.made_by,
            asked_at=made.made_at,
            begun_at=made.made_at,
            ended_at=made.made_at,
            people_read=made.found.get("people_in_hr"),
            change_set=made,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0008_entries"),
    ]

    operations = [
        migrations.AddField(
            model_name="hrconnection",
            name="mark",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="hrconnection",
            name="read_whole_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="hrconnection",
            name="webhook_sha256",
            field=models.TextField(default=""),
        ),
        migrations.CreateModel(
            name="Sync",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("source", models.TextField()),
                ("as_of", models.DateField()),
                ("whole", models.BooleanField()),
                ("because", models.TextField()),
                ("file", models.TextField()),
                ("people", models.JSONField()),
                ("asked_by", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("begun_at", models.DateTimeField(null=True)),
                ("again", models.JSONField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("failure", models.TextField(default="")),
                ("people_read", models.PositiveIntegerField(null=True)),
                (
                    "change_set",
                    models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.changeset"),
                ),
                ("employer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.employer")),
            ],
            options={
                "db_table": "sync",
            },
        ),
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("request_sha256", models.TextField()),
                ("body", models.BinaryField()),
                (
                    "sync",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.sync"),
                ),
            ],
            options={
                "db_table": "kept_answer",
            },
        ),
        migrations.AddConstraint(
            model_name="sync",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("employer",), name="sync_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="sync",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("failure", ""), models.Q(("ended_at__isnull", False), ("change_set", None)), _connector="OR"
                ),
                name="sync_failed_or_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="keptanswer",
            constraint=models.UniqueConstraint(fields=("sync", "request_sha256"), name="kept_answer_one_a_request"),
        ),
        migrations.RunPython(tell_of_earlier_syncs, migrations.RunPython.noop),
    ]
