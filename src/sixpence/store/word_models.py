"""The tables of what people say has left. `models` has them with all the others."""

from django.db import models
from django.db.models import Q


class MarkTakenBack(models.Model):
    """A mark that a paper had left, made by mistake: who had made it and when, and who took it back and why."""

    id = models.BigAutoField(primary_key=True)
    paper = models.ForeignKey("store.RunPaper", on_delete=models.PROTECT)
    left_at = models.DateTimeField()
    left_by = models.TextField()
    reason = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "mark_taken_back"


class PaymentMade(models.Model):
    """Somebody says that what was owed for a period was paid, or a part of it. Taken back, it does not count."""

    id = models.BigAutoField(primary_key=True)
    employer = models.ForeignKey("store.Employer", on_delete=models.PROTECT)
    payee = models.TextField()
    period = models.TextField()
    amount_pence = models.BigIntegerField()
    paid_on = models.DateField()
    by = models.TextField()
    at = models.DateTimeField()
    taken_back_by = models.TextField(default="")
    taken_back_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")  # why it was taken back

    class Meta:
        db_table = "payment_made"
        constraints = (models.CheckConstraint(condition=Q(amount_pence__gt=0), name="payment_made_of_something"),)
