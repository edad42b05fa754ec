"""A run knows what its figures rest on; one calculated before this is worked out whole the next time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0017_of_how_many_facts")]

    operations = [migrations.AddField("payrun", "rests_on", models.TextField(default=""))]
