"""What stands for each person in the digest of their run, so that one person's change makes a new digest at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0005_employer_year"),
    ]

    operations = [
        migrations.AddField(
            model_name="payrunperson",
            name="record_sha256",
            field=models.BinaryField(default=b""),
        ),
    ]
