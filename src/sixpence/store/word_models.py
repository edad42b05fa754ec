"""The tables of what people say has left. `models` has them with all the others."""

from django.db import models


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
