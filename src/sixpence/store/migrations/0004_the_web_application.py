"""People who sign in, what they may see, and the papers of a run in every version."""

import uuid

import django.db.models.deletion
from django.apps import apps as installed
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from sixpence.store.slugs import free_slug


def name_companies(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    taken: set[str] = set()
    for employer in apps.get_model("store", "Employer").objects.order_by("name"):
        employer.slug = free_slug(employer.name, taken)
        taken.add(employer.slug)
        employer.save(update_fields=["slug"])


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0003_change_sets"),
    ]
    # The web application's own tables point at this app's User, which they ask for by its first migration.
    run_before = [
        (app, "0001_initial") for app in ("account", "mfa", "usersessions") if installed.is_installed(f"allauth.{app}")
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.TextField()),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "db_table": "user",
            },
        ),
        migrations.AddField(
            model_name="employer",
            name="one_person",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="employer", name="slug", field=models.SlugField(default="", max_length=80, db_index=False)
        ),
        migrations.RunPython(name_companies, migrations.RunPython.noop),
        migrations.AlterField(model_name="employer", name="slug", field=models.SlugField(max_length=80, unique=True)),
        migrations.AddField(
            model_name="payrun",
            name="prepared_by",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="payrun",
            name="version",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("role", models.TextField()),
                ("employee_id", models.TextField()),
                ("employer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.employer")),
                (
                    "user",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.user"),
                ),
            ],
            options={
                "db_table": "membership",
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("token_sha256", models.TextField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("last_used_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("membership", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.membership")),
            ],
            options={
                "db_table": "api_token",
            },
        ),
        migrations.CreateModel(
            name="RunPaper",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("version", models.PositiveSmallIntegerField()),
                ("path", models.TextField()),
                ("kind", models.TextField()),
                ("sha256", models.TextField()),
                ("digest", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(null=True)),
                ("left_by", models.TextField(default="")),
                (
                    "run",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.payrun"),
                ),
            ],
            options={
                "db_table": "run_paper",
            },
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("warning", models.TextField()),
                ("reason", models.TextField()),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "run",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.payrun"),
                ),
            ],
            options={
                "db_table": "acknowledgement",
                "constraints": [
                    models.UniqueConstraint(fields=("run", "warning"), name="acknowledgement_one_a_warning")
                ],
            },
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.TextField()),
                ("request_sha256", models.TextField()),
                ("status", models.PositiveSmallIntegerField()),
                ("answer", models.BinaryField()),
                ("at", models.DateTimeField()),
                (
                    "token",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.apitoken"),
                ),
            ],
            options={
                "db_table": "idempotency_key",
                "constraints": [models.UniqueConstraint(fields=("token", "key"), name="idempotency_key_one_a_token")],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254)),
                ("role", models.TextField()),
                ("employee_id", models.TextField()),
                ("token_sha256", models.TextField(unique=True)),
                ("invited_by", models.TextField()),
                ("invited_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("employer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.employer")),
            ],
            options={
                "db_table": "invitation",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["owner", "preparer", "approver", "viewer", "employee"])),
                        name="invitation_role",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(fields=("user", "employer"), name="membership_one_a_company"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["owner", "preparer", "approver", "viewer", "employee"])),
                name="membership_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="runpaper",
            constraint=models.UniqueConstraint(fields=("run", "version", "path"), name="run_paper_one_a_path"),
        ),
    ]
