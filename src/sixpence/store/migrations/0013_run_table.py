"""What the table of a run is searched, sorted and filtered by, and what there is to look at before it is approved."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0012_statutory_pay"),
    ]

    operations = [
        migrations.AddField(model_name="payrunperson", name="name", field=models.TextField(default="")),
        migrations.AddField(model_name="payrunperson", name="sought", field=models.TextField(default="")),
        migrations.AddField(model_name="payrunperson", name="department", field=models.TextField(default="")),
        migrations.AddField(model_name="payrunperson", name="items", field=models.JSONField(default=dict)),
        migrations.AddField(
            model_name="payrunperson", name="last_gross_pay_pence", field=models.BigIntegerField(null=True)
        ),
        migrations.AddField(
            model_name="payrunperson", name="last_net_pay_pence", field=models.BigIntegerField(null=True)
        ),
        migrations.AddField(
            model_name="payrunperson", name="unexplained_pence", field=models.BigIntegerField(default=0)
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
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="store.payrun"),
                ),
            ],
            options={"db_table": "run_finding"},
        ),
        migrations.AddConstraint(
            model_name="runfinding",
            constraint=models.UniqueConstraint(fields=("run", "kind", "employee_id"), name="run_finding_one_a_kind"),
        ),
    ]
