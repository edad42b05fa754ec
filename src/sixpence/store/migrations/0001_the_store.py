"""The tables as first made. Generated; checked against the models by a test."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Event",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("kind", models.TextField()),
                ("subject", models.TextField()),
                ("detail", models.JSONField()),
                ("previous_hash", models.TextField()),
                ("hash", models.TextField(unique=True)),
            ],
            options={
                "db_table": "event",
            },
        ),
        migrations.CreateModel(
            name="Employer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("name", models.TextField(unique=True)),
                ("address_lines", models.JSONField()),
                ("postcode", models.TextField()),
                ("tax_office_number", models.TextField()),
                ("tax_office_reference", models.TextField()),
                ("accounts_office_reference", models.TextField()),
                ("corporation_tax_reference", models.TextField()),
                ("bank_account", models.BinaryField()),
                ("bacs_service_user_number", models.TextField()),
                ("pension_scheme", models.TextField()),
                ("paid_elsewhere_before", models.BooleanField()),
            ],
            options={
                "db_table": "employer",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tax_office_number", "tax_office_reference"), name="employer_one_a_paye_scheme"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Employment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("employee_id", models.TextField()),
                (
                    "employer",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.employer"),
                ),
            ],
            options={
                "db_table": "employment",
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("field", models.TextField()),
                ("effective_from", models.DateField()),
                ("version", models.PositiveIntegerField()),
                ("value", models.BinaryField()),
                ("origin", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "employment",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.employment"
                    ),
                ),
            ],
            options={
                "db_table": "fact",
            },
        ),
        migrations.CreateModel(
            name="HrConnection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("source", models.TextField()),
                ("base_url", models.TextField()),
                ("client_id", models.TextField()),
                ("client_secret", models.BinaryField()),
                ("mapping", models.JSONField()),
                ("conditions", models.JSONField()),
                (
                    "employer",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.employer"),
                ),
            ],
            options={
                "db_table": "hr_connection",
            },
        ),
        migrations.CreateModel(
            name="OpeningFigures",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("tax_year", models.TextField()),
                ("figures", models.BinaryField()),
                (
                    "employment",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.employment"
                    ),
                ),
            ],
            options={
                "db_table": "opening_figures",
            },
        ),
        migrations.CreateModel(
            name="PayRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("run_key", models.TextField()),
                ("pay_date", models.DateField()),
                ("frequency", models.TextField()),
                ("tax_year", models.TextField()),
                ("tax_period", models.PositiveSmallIntegerField()),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("state", models.TextField()),
                ("digest", models.TextField()),
                ("approved_by", models.TextField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("sealed_path", models.TextField()),
                ("sealed_sha256", models.TextField()),
                (
                    "employer",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.employer"),
                ),
            ],
            options={
                "db_table": "pay_run",
            },
        ),
        migrations.CreateModel(
            name="PayLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("employee_id", models.TextField()),
                ("label", models.TextField()),
                ("hours", models.BigIntegerField(null=True)),
                ("rate_pence", models.BigIntegerField(null=True)),
                ("amount_pence", models.BigIntegerField()),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.payrun")),
            ],
            options={
                "db_table": "pay_line",
            },
        ),
        migrations.CreateModel(
            name="PayRunPerson",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("employee_id", models.TextField()),
                ("gross_pay_pence", models.BigIntegerField()),
                ("taxable_pay_pence", models.BigIntegerField()),
                ("income_tax_pence", models.BigIntegerField()),
                ("employee_ni_pence", models.BigIntegerField()),
                ("employer_ni_pence", models.BigIntegerField()),
                ("student_loan_pence", models.BigIntegerField()),
                ("postgraduate_loan_pence", models.BigIntegerField()),
                ("employee_pension_pence", models.BigIntegerField()),
                ("employer_pension_pence", models.BigIntegerField()),
                ("net_pay_pence", models.BigIntegerField()),
                ("employer_cost_pence", models.BigIntegerField()),
                ("payload", models.BinaryField()),
                (
                    "run",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.payrun"),
                ),
            ],
            options={
                "db_table": "pay_run_person",
            },
        ),
        migrations.AddConstraint(
            model_name="employment",
            constraint=models.UniqueConstraint(
                fields=("employer", "employee_id"), name="employment_one_an_employee_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.UniqueConstraint(
                fields=("employment", "field", "effective_from", "version"), name="fact_one_a_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="hrconnection",
            constraint=models.UniqueConstraint(fields=("employer", "source"), name="hr_connection_one_a_source"),
        ),
        migrations.AddConstraint(
            model_name="openingfigures",
            constraint=models.UniqueConstraint(
                fields=("employment", "tax_year"), name="opening_figures_one_a_tax_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="payrun",
            constraint=models.UniqueConstraint(fields=("employer", "run_key"), name="pay_run_one_a_run_key"),
        ),
        migrations.AddConstraint(
            model_name="payrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "calculated", "approved", "closed"])), name="pay_run_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="payrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("period_start__lte", models.F("period_end"))), name="pay_run_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="payrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "open"), models.Q(("digest", ""), _negated=True), _connector="OR"),
                name="pay_run_calculated_has_digest",
            ),
        ),
        migrations.AddConstraint(
            model_name="payrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["open", "calculated"]),
                    models.Q(models.Q(("approved_by", ""), _negated=True), ("approved_at__isnull", False)),
                    _connector="OR",
                ),
                name="pay_run_approved_has_approver",
            ),
        ),
        migrations.AddConstraint(
            model_name="payrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(
                        ("closed_at__isnull", False),
                        models.Q(("sealed_path", ""), _negated=True),
                        models.Q(("sealed_sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="pay_run_closed_is_sealed",
            ),
        ),
        migrations.AddConstraint(
            model_name="payrunperson",
            constraint=models.UniqueConstraint(fields=("run", "employee_id"), name="pay_run_person_one_an_employee_id"),
        ),
    )
