"""Statutory sick and parental pay of each payment, to be summed without opening anything."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0011_adjustments"),
    ]

    operations = [
        migrations.AddField(
            model_name="payrunperson",
            name="sick_pay_pence",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="payrunperson",
            name="parental_pay_pence",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
    ]
