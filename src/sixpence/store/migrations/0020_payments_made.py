"""Payments to HMRC and to pension schemes that somebody says were made."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0019_a_mark_is_taken_back")]

    operations = [
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
    ]
