"""What is kept as known says of how many facts it was made; what does not is not read, and made again with the next."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0016_last_entry_of_a_run")]

    operations = [migrations.AddField("knownfacts", "of_facts", models.PositiveIntegerField(default=0))]
