"""A line of pay may be a bonus or overtime."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0013_run_table")]

    operations = [
        migrations.RemoveConstraint(model_name="payline", name="pay_line_kind"),
        migrations.AddConstraint(
            model_name="payline",
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=["pay", "bonus", "overtime", "deduction"]), name="pay_line_kind"
            ),
        ),
    ]
