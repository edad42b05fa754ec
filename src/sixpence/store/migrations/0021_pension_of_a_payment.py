"""A payment is known by its pension method; a run calculated before this is opened for what is asked by it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0020_payments_made")]

    operations = [migrations.AddField("payrunperson", "pension", models.TextField(default=""))]
