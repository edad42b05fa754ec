"""Every table, as `makemigrations` writes them; a test checks them against the models.

Stores from before 0.1.0 have come to the same by the 21 steps that it replaces; see `start`.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sixpence.payrun.figures
from sixpence.store.tables_at_once import TablesAtOnce


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("store", "0001_the_store"),
        ("store", "0002_part_period"),
        ("store", "0003_change_sets"),
        ("store", "0004_the_web_application"),
        ("store", "0005_employer_year"),
        ("store", "0006_digest_by_person"),
        ("store", "0007_whose_paper"),
        ("store", "0008_entries"),
        ("store", "0009_syncs"),
        ("store", "0010_who_told_and_what_is_known"),
        ("store", "0011_adjustments"),
        ("store", "0012_statutory_pay"),
        ("store", "0013_run_table"),
        ("store", "0014_kinds_of_pay"),
        ("store", "0015_last_fact_of_a_run"),
        ("store", "0016_last_entry_of_a_run"),
        ("store", "0017_of_how_many_facts"),
        ("store", "0018_what_a_run_rests_on"),
        ("store", "0019_a_mark_is_taken_back"),
        ("store", "0020_payments_made"),
        ("store", "0021_pension_of_a_payment"),
    ]

    dependencies = []

    operations = [
        TablesAtOnce(
            [
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
                migrations.CreateModel(
                    name="ApiToken",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                        ("name", models.TextField()),
                        ("token_sha256", models.TextField(unique=True)),
                        ("made_at", models.DateTimeField()),
                        ("last_used_on", models.DateField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "membership",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.membership"),
                        ),
                    ],
                    options={
                        "db_table": "api_token",
                    },
                ),
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
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        ("one_person", models.BooleanField(default=False)),
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
                        ("part_period", models.TextField(default="calendar-days")),
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
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.employer"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "change_set",
                        "constraints": [
                            models.UniqueConstraint(fields=("employer", "number"), name="change_set_one_a_number")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EmployerYear",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("tax_year", models.TextField()),
                        ("employment_allowance", models.BooleanField()),
                        ("small_employer", models.BooleanField()),
                        ("levy_allowance_pence", models.BigIntegerField(null=True)),
                        ("employer_ni_before_pence", models.BigIntegerField()),
                        ("employment_allowance_before_pence", models.BigIntegerField()),
                        ("pay_bill_before_pence", models.BigIntegerField()),
                        ("apprenticeship_levy_before_pence", models.BigIntegerField()),
                        (
                            "employer",
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.employer"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "employer_year",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("employer", "tax_year"), name="employer_year_one_a_tax_year"
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
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.employer"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "employment",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("employer", "employee_id"), name="employment_one_an_employee_id"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("kind", models.TextField()),
                        ("number", models.PositiveIntegerField()),
                        ("version", models.PositiveIntegerField()),
                        ("effective_from", models.DateField()),
                        ("content", models.BinaryField()),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "employment",
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.employment"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "entry",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("employment", "kind", "number", "version"), name="entry_one_a_version"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["order", "absence", "leave", "benefit"])),
                                name="entry_kind",
                            ),
                        ],
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
                        ("recorded_by", models.TextField(default="")),
                        ("first_by", models.TextField(default="")),
                        (
                            "employment",
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.employment"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("employment", "field", "effective_from", "version"), name="fact_one_a_version"
                            )
                        ],
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
                        ("mark", models.BinaryField(default=b"")),
                        ("read_whole_at", models.DateTimeField(null=True)),
                        ("webhook_sha256", models.TextField(default="")),
                        (
                            "employer",
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.employer"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "hr_connection",
                        "constraints": [
                            models.UniqueConstraint(fields=("employer", "source"), name="hr_connection_one_a_source")
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
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.apitoken"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "idempotency_key",
                        "constraints": [
                            models.UniqueConstraint(fields=("token", "key"), name="idempotency_key_one_a_token")
                        ],
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
                        (
                            "employer",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.employer"),
                        ),
                    ],
                    options={
                        "db_table": "invitation",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role__in", ["owner", "preparer", "approver", "viewer", "employee"])
                                ),
                                name="invitation_role",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KnownFacts",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("of_facts", models.PositiveIntegerField(default=0)),
                        ("facts", models.BinaryField()),
                        (
                            "employment",
                            models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="store.employment"),
                        ),
                    ],
                    options={
                        "db_table": "known_facts",
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                        ("role", models.TextField()),
                        ("employee_id", models.TextField()),
                        (
                            "employer",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.employer"),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "db_table": "membership",
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "employer"), name="membership_one_a_company"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role__in", ["owner", "preparer", "approver", "viewer", "employee"])
                                ),
                                name="membership_role",
                            ),
                        ],
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("employment", "tax_year"), name="opening_figures_one_a_tax_year"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentMade",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("payee", models.TextField()),
                        ("period", models.TextField()),
                        ("amount_pence", models.BigIntegerField()),
                        ("paid_on", models.DateField()),
                        ("by", models.TextField()),
                        ("at", models.DateTimeField()),
                        ("taken_back_by", models.TextField(default="")),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        ("reason", models.TextField(default="")),
                        (
                            "employer",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.employer"),
                        ),
                    ],
                    options={
                        "db_table": "payment_made",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_pence__gt", 0)), name="payment_made_of_something"
                            )
                        ],
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
                        ("prepared_by", models.TextField(default="")),
                        ("last_fact", models.BigIntegerField(default=0)),
                        ("last_entry", models.BigIntegerField(default=0)),
                        ("rests_on", models.TextField(default="")),
                        ("version", models.PositiveSmallIntegerField(default=0)),
                        ("approved_by", models.TextField()),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("sealed_path", models.TextField()),
                        ("sealed_sha256", models.TextField()),
                        (
                            "employer",
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.employer"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "pay_run",
                        "constraints": [
                            models.UniqueConstraint(fields=("employer", "run_key"), name="pay_run_one_a_run_key"),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "calculated", "approved", "closed"])),
                                name="pay_run_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("period_start__lte", models.F("period_end"))), name="pay_run_period"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"), models.Q(("digest", ""), _negated=True), _connector="OR"
                                ),
                                name="pay_run_calculated_has_digest",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["open", "calculated"]),
                                    models.Q(
                                        models.Q(("approved_by", ""), _negated=True), ("approved_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="pay_run_approved_has_approver",
                            ),
                            models.CheckConstraint(
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
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PayLine",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("employee_id", models.TextField()),
                        ("kind", models.TextField(default=sixpence.payrun.figures.LineKind["PAY"])),
                        ("label", models.TextField()),
                        ("hours", models.BigIntegerField(null=True)),
                        ("rate_pence", models.BigIntegerField(null=True)),
                        ("amount_pence", models.BigIntegerField()),
                        ("note", models.TextField(default="")),
                        ("by", models.TextField(default="")),
                        ("at", models.DateTimeField(null=True)),
                        ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.payrun")),
                    ],
                    options={
                        "db_table": "pay_line",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["pay", "bonus", "overtime", "deduction"])),
                                name="pay_line_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "deduction"), _negated=True),
                                    ("amount_pence__gt", 0),
                                    _connector="OR",
                                ),
                                name="pay_line_deduction_takes",
                            ),
                        ],
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
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.payrun"
                            ),
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
                    name="PayRunPerson",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("employee_id", models.TextField()),
                        ("gross_pay_pence", models.BigIntegerField()),
                        ("taxable_pay_pence", models.BigIntegerField()),
                        ("income_tax_pence", models.BigIntegerField()),
                        ("employee_ni_pence", models.BigIntegerField()),
                        ("employer_ni_pence", models.BigIntegerField()),
                        ("pay_bill_pence", models.BigIntegerField()),
                        ("student_loan_pence", models.BigIntegerField()),
                        ("postgraduate_loan_pence", models.BigIntegerField()),
                        ("employee_pension_pence", models.BigIntegerField()),
                        ("employer_pension_pence", models.BigIntegerField()),
                        ("sick_pay_pence", models.BigIntegerField()),
                        ("parental_pay_pence", models.BigIntegerField()),
                        ("orders_pence", models.BigIntegerField()),
                        ("order_costs_pence", models.BigIntegerField()),
                        ("other_deductions_pence", models.BigIntegerField(default=0)),
                        ("net_pay_pence", models.BigIntegerField()),
                        ("employer_cost_pence", models.BigIntegerField()),
                        ("name", models.TextField(default="")),
                        ("sought", models.TextField(default="")),
                        ("department", models.TextField(default="")),
                        ("pension", models.TextField(default="")),
                        ("items", models.JSONField(default=dict)),
                        ("last_gross_pay_pence", models.BigIntegerField(null=True)),
                        ("last_net_pay_pence", models.BigIntegerField(null=True)),
                        ("unexplained_pence", models.BigIntegerField(default=0)),
                        ("payload", models.BinaryField()),
                        ("record_sha256", models.BinaryField(default=b"")),
                        (
                            "run",
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.payrun"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "pay_run_person",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("run", "employee_id"), name="pay_run_person_one_an_employee_id"
                            )
                        ],
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("change_set", "employee_id", "field", "effective_from"),
                                name="proposal_one_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        ["proposed", "to confirm", "accepted", "held", "rejected", "superseded"],
                                    )
                                ),
                                name="proposal_status",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_by", ""),
                                    models.Q(("first_by", models.F("decided_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposal_two_different_people",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewPolicy",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                        ("trusted", models.JSONField()),
                        ("paused", models.BooleanField()),
                        (
                            "employer",
                            models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="store.employer"),
                        ),
                    ],
                    options={
                        "db_table": "review_policy",
                    },
                ),
                migrations.CreateModel(
                    name="RunFinding",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("kind", models.TextField()),
                        ("employee_id", models.TextField()),
                        ("name", models.TextField()),
                        ("figures", models.TextField()),
                        ("words", models.BinaryField()),
                        (
                            "run",
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.payrun"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "run_finding",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("run", "kind", "employee_id"), name="run_finding_one_a_kind"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RunPaper",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("version", models.PositiveSmallIntegerField()),
                        ("path", models.TextField()),
                        ("kind", models.TextField()),
                        ("employee_id", models.TextField(default="")),
                        ("sha256", models.TextField()),
                        ("digest", models.TextField()),
                        ("made_at", models.DateTimeField()),
                        ("left_at", models.DateTimeField(null=True)),
                        ("left_by", models.TextField(default="")),
                        (
                            "run",
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.payrun"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "run_paper",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("employee_id", ""), _negated=True),
                                fields=["employee_id"],
                                name="run_paper_of_employee",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("run", "version", "path"), name="run_paper_one_a_path")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MarkTakenBack",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("left_at", models.DateTimeField()),
                        ("left_by", models.TextField()),
                        ("reason", models.TextField()),
                        ("by", models.TextField()),
                        ("at", models.DateTimeField()),
                        ("paper", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.runpaper")),
                    ],
                    options={
                        "db_table": "mark_taken_back",
                    },
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
                            models.OneToOneField(
                                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.changeset"
                            ),
                        ),
                        (
                            "employer",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.employer"),
                        ),
                    ],
                    options={
                        "db_table": "sync",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)), fields=("employer",), name="sync_one_at_a_time"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("failure", ""),
                                    models.Q(("ended_at__isnull", False), ("change_set", None)),
                                    _connector="OR",
                                ),
                                name="sync_failed_or_kept",
                            ),
                        ],
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
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.sync"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "kept_answer",
                        "constraints": [
                            models.UniqueConstraint(fields=("sync", "request_sha256"), name="kept_answer_one_a_request")
                        ],
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
                        (
                            "change_set",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.changeset"),
                        ),
                    ],
                    options={
                        "db_table": "sync_outcome",
                    },
                ),
            ]
        )
    ]
