"""What an employer owes HMRC by tax month: what it claims in a year, and the pay bill of each payment."""

import json

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from sixpence.store.encryption import unseal_bytes

_BATCH = 2_000


def reckon_pay_bills(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Of the payments that are there already, from their sealed records."""
    people = apps.get_model("store", "PayRunPerson").objects
    some: list[models.Model] = []
    for person in people.iterator(_BATCH):
        row = f"{person.run_id}/{person.employee_id}"
        payload = unseal_bytes(bytes(person.payload), table="pay_run_person", row=row, column="payload")
        pay = json.loads(payload.partition(b"\n")[0])
        person.pay_bill_pence = 0 if pay["ni_letter"] == "X" else pay["nicable_pay_pence"]
        some.append(person)
    people.bulk_update(some, ["pay_bill_pence"], batch_size=_BATCH)


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0004_the_web_application"),
    ]

    operations = [
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
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.employer"),
                ),
            ],
            options={
                "db_table": "employer_year",
                "constraints": [
                    models.UniqueConstraint(fields=("employer", "tax_year"), name="employer_year_one_a_tax_year"),
                ],
            },
        ),
        migrations.AddField(
            model_name="payrunperson",
            name="pay_bill_pence",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunPython(reckon_pay_bills, migrations.RunPython.noop),
    ]
