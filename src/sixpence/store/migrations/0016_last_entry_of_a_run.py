"""A run says which orders, absences, leaves and benefits it was worked out from, so that newer ones can be told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0015_last_fact_of_a_run")]

    operations = [
        migrations.AddField(model_name="payrun", name="last_entry", field=models.BigIntegerField(default=0)),
    ]
