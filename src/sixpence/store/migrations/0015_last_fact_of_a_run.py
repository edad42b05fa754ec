"""A run says which facts it was worked out from, so that news since then can be told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0014_kinds_of_pay")]

    operations = [
        migrations.AddField(model_name="payrun", name="last_fact", field=models.BigIntegerField(default=0)),
    ]
