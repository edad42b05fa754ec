from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0006_digest_by_person")]

    operations = [
        migrations.AddField(
            model_name="runpaper",
            name="employee_id",
            field=models.TextField(default=""),
        ),
        migrations.AddIndex(
            model_name="runpaper",
            index=models.Index(
                condition=models.Q(("employee_id", ""), _negated=True),
                fields=["employee_id"],
                name="run_paper_of_employee",
            ),
        ),
    ]
