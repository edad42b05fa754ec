"""Orders, absences, leaves and benefits of employments, and what orders take on a run."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0007_whose_paper"),
    ]

    operations = [
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
                        condition=models.Q(("kind__in", ["order", "absence", "leave", "benefit"])), name="entry_kind"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="payrunperson",
            name="orders_pence",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="payrunperson",
            name="order_costs_pence",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
    ]
