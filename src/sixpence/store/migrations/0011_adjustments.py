"""Pay lines say what they do to pay, why, and who added them; deductions from net pay are summed like the others."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0010_who_told_and_what_is_known"),
    ]

    operations = [
        migrations.AddField(
            model_name="payrunperson", name="other_deductions_pence", field=models.BigIntegerField(default=0)
        ),
        migrations.AddField(model_name="payline", name="kind", field=models.TextField(default="pay")),
        migrations.AddField(model_name="payline", name="note", field=models.TextField(default="")),
        migrations.AddField(model_name="payline", name="by", field=models.TextField(default="")),
        migrations.AddField(model_name="payline", name="at", field=models.DateTimeField(null=True)),
        migrations.AddConstraint(
            model_name="payline",
            constraint=models.CheckConstraint(condition=Q(kind__in=["pay", "deduction"]), name="pay_line_kind"),
        ),
        migrations.AddConstraint(
            model_name="payline",
            constraint=models.CheckConstraint(
                condition=~Q(kind="deduction") | Q(amount_pence__gt=0), name="pay_line_deduction_takes"
            ),
        ),
    ]
