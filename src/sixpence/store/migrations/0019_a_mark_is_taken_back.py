"""A mark that a paper had left can be taken back; that it was there stays known."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0018_what_a_run_rests_on")]

    operations = [
        migrations.CreateModel(
            name="MarkTakenBack",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("left_at", models.DateTimeField()),
                ("left_by", models.TextField()),
                ("reason", models.TextField()),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "paper",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.runpaper"),
                ),
            ],
            options={"db_table": "mark_taken_back"},
        ),
    ]
