"""The tables of HR: connections, what syncs read and found, and what was decided of it. No logic, as in `models`."""

import uuid

from django.db import models
from django.db.models import F, Q

from sixpence.hr.review import Status


class HrConnection(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    employer = models.ForeignKey("store.Employer", on_delete=models.PROTECT, db_index=False)
    source = models.TextField()
    base_url = models.TextField()
    client_id = models.TextField()
    client_secret = models.BinaryField()  # sealed
    mapping = models.JSONField()
    conditions = models.JSONField()
    mark = models.BinaryField(default=b"")  # sealed: where the next reading of changes goes on; empty reads everybody
    read_whole_at = models.DateTimeField(null=True)  # the last reading of everybody that was kept
    webhook_sha256 = models.TextField(default="")  # of what HR says in `Authorization` when it calls; "" takes no calls

    class Meta:
        db_table = "hr_connection"
        constraints = (models.UniqueConstraint(fields=("employer", "source"), name="hr_connection_one_a_source"),)


class ChangeSet(models.Model):
    """What one sync found, complete or absent. The newest of a source is the one that people decide on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    employer = models.ForeignKey("store.Employer", on_delete=models.PROTECT, db_index=False)
    number = models.PositiveIntegerField()  # 1, 2, 3 ... of the employer
    source = models.TextField()
    as_of = models.DateField()
    made_by = models.TextField()
    made_at = models.DateTimeField()
    found = models.JSONField()  # what was read: counts, conditions as sentences, attributes that were not there
    last_fact = models.BigIntegerField()  # the newest fact it was compared with

    class Meta:
        db_table = "change_set"
        constraints = (models.UniqueConstraint(fields=("employer", "number"), name="change_set_one_a_number"),)


class SyncOutcome(models.Model):
    """What a sync found of one person, or of one of their fields, in words without any value."""

    id = models.BigAutoField(primary_key=True)
    change_set = models.ForeignKey(ChangeSet, on_delete=models.PROTECT)
    employee_id = models.TextField()
    found = models.TextField()
    field = models.TextField()
    because = models.TextField()

    class Meta:
        db_table = "sync_outcome"


class Proposal(models.Model):
    """One change of a change set. What it says never changes; what was decided of it does."""

    id = models.BigAutoField(primary_key=True)
    change_set = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, db_index=False)
    employee_id = models.TextField()
    field = models.TextField()
    effective_from = models.DateField()
    hr_day = models.DateField(null=True)
    values = models.BinaryField()  # sealed JSON: old and new
    kind = models.TextField()
    by_hand = models.BooleanField()
    status = models.TextField()
    first_by = models.TextField()
    decided_by = models.TextField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "proposal"
        constraints = (
            models.UniqueConstraint(
                fields=("change_set", "employee_id", "field", "effective_from"), name="proposal_one_a_day"
            ),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in Status]), name="proposal_status"),
            models.CheckConstraint(
                condition=Q(first_by="") | ~Q(first_by=F("decided_by")), name="proposal_two_different_people"
            ),
        )


class ReviewPolicy(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    employer = models.OneToOneField("store.Employer", on_delete=models.PROTECT)
    trusted = models.JSONField()  # kinds of change accepted without a look
    paused = models.BooleanField()

    class Meta:
        db_table = "review_policy"


class Sync(models.Model):
    """One reading of an employer's HR system, asked for, under way or over, and the change set it left."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    employer = models.ForeignKey("store.Employer", on_delete=models.PROTECT)
    source = models.TextField()
    as_of = models.DateField()
    whole = models.BooleanField()  # of everybody, not only of those who may have changed
    because = models.TextField()  # what made us read, where nobody here asked
    file = models.TextField()  # a newer spreadsheet to read from now on
    people = models.JSONField()  # ids to read besides those who have changed
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    again = models.JSONField(null=True)  # HR spoke meanwhile: read once more, these people too
    ended_at = models.DateTimeField(null=True)
    failure = models.TextField(default="")  # one line; "" where it did not fail
    people_read = models.PositiveIntegerField(null=True)
    change_set = models.OneToOneField(ChangeSet, on_delete=models.PROTECT, null=True)

    class Meta:
        db_table = "sync"
        constraints = (
            models.UniqueConstraint(fields=("employer",), condition=Q(ended_at=None), name="sync_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(failure="") | (Q(ended_at__isnull=False) & Q(change_set=None)), name="sync_failed_or_kept"
            ),
        )


class KeptAnswer(models.Model):
    """What HR answered to one request of a sync that is under way, so that after a crash it is not asked again."""

    id = models.BigAutoField(primary_key=True)
    sync = models.ForeignKey(Sync, on_delete=models.CASCADE, db_index=False)
    request_sha256 = models.TextField()
    body = models.BinaryField()  # sealed

    class Meta:
        db_table = "kept_answer"
        constraints = (models.UniqueConstraint(fields=("sync", "request_sha256"), name="kept_answer_one_a_request"),)
