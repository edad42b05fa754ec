"""The tables. No logic here: repositories turn rows into domain objects and back.

A BinaryField holds a sealed value (see `encryption`); the row names it is bound to are in its repository. Amounts are
whole pence in BIGINT columns whose names end in _pence.
"""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from sixpence.payrun.figures import LineKind
from sixpence.payrun.life import RunState
from sixpence.people.roles import Role
from sixpence.store.hr_models import ChangeSet as ChangeSet
from sixpence.store.hr_models import HrConnection as HrConnection
from sixpence.store.hr_models import KeptAnswer as KeptAnswer
from sixpence.store.hr_models import Proposal as Proposal
from sixpence.store.hr_models import ReviewPolicy as ReviewPolicy
from sixpence.store.hr_models import Sync as Sync
from sixpence.store.hr_models import SyncOutcome as SyncOutcome
from sixpence.store.statutory_models import EmployerYear as EmployerYear
from sixpence.store.statutory_models import Entry as Entry
from sixpence.store.word_models import MarkTakenBack as MarkTakenBack
from sixpence.store.word_models import PaymentMade as PaymentMade


class User(AbstractBaseUser):
    """Somebody who signs in, to as many companies as they are a member of."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    email = models.EmailField(unique=True)
    name = models.TextField()
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = BaseUserManager()

    class Meta:
        db_table = "user"


class Employer(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.TextField(unique=True)
    slug = models.SlugField(unique=True, max_length=80)  # names the company in addresses of pages
    one_person = models.BooleanField(default=False)  # whoever prepares a run may approve it: waived by the owner
    address_lines = models.JSONField()
    postcode = models.TextField()
    tax_office_number = models.TextField()
    tax_office_reference = models.TextField()
    accounts_office_reference = models.TextField()
    corporation_tax_reference = models.TextField()
    bank_account = models.BinaryField()  # sealed JSON
    bacs_service_user_number = models.TextField()
    pension_scheme = models.TextField()
    paid_elsewhere_before = models.BooleanField()
    part_period = models.TextField(default="calendar-days")

    class Meta:
        db_table = "employer"
        constraints = (
            models.UniqueConstraint(
                fields=("tax_office_number", "tax_office_reference"), name="employer_one_a_paye_scheme"
            ),
        )


class Membership(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(User, on_delete=models.PROTECT, db_index=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT)
    role = models.TextField()
    employee_id = models.TextField()  # whose pay is their own; "" for somebody who is not on this payroll

    class Meta:
        db_table = "membership"
        constraints = (
            models.UniqueConstraint(fields=("user", "employer"), name="membership_one_a_company"),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="membership_role"),
        )


class Invitation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT)
    email = models.EmailField()
    role = models.TextField()
    employee_id = models.TextField()
    token_sha256 = models.TextField(unique=True)  # the token itself is in the link alone
    invited_by = models.TextField()
    invited_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # accepted, taken back or replaced

    class Meta:
        db_table = "invitation"
        constraints = (
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="invitation_role"),
        )


class Employment(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, db_index=False)
    employee_id = models.TextField()

    class Meta:
        db_table = "employment"
        constraints = (
            models.UniqueConstraint(fields=("employer", "employee_id"), name="employment_one_an_employee_id"),
        )


class Fact(models.Model):
    """Append-only: what was once recorded stays, and a correction of the same day is the next version."""

    id = models.BigAutoField(primary_key=True)
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, db_index=False)
    field = models.TextField()
    effective_from = models.DateField()
    version = models.PositiveIntegerField()
    value = models.BinaryField()  # sealed
    origin = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField(default="")  # who let it count
    first_by = models.TextField(default="")  # who accepted it before that, where it took two people

    class Meta:
        db_table = "fact"
        constraints = (
            models.UniqueConstraint(
                fields=("employment", "field", "effective_from", "version"), name="fact_one_a_version"
            ),
        )


class KnownFacts(models.Model):
    """All facts of an employment as last recorded, in one value: what lists and runs of many people are read from."""

    id = models.BigAutoField(primary_key=True)
    employment = models.OneToOneField(Employment, on_delete=models.PROTECT)
    of_facts = models.PositiveIntegerField(default=0)  # how many it was made of
    facts = models.BinaryField()  # sealed JSON

    class Meta:
        db_table = "known_facts"


class OpeningFigures(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, db_index=False)
    tax_year = models.TextField()
    figures = models.BinaryField()  # sealed JSON

    class Meta:
        db_table = "opening_figures"
        constraints = (
            models.UniqueConstraint(fields=("employment", "tax_year"), name="opening_figures_one_a_tax_year"),
        )


class PayRun(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, db_index=False)
    run_key = models.TextField()
    pay_date = models.DateField()
    frequency = models.TextField()
    tax_year = models.TextField()
    tax_period = models.PositiveSmallIntegerField()
    period_start = models.DateField()
    period_end = models.DateField()
    state = models.TextField()
    digest = models.TextField()
    prepared_by = models.TextField(default="")  # whoever worked out these figures last
    last_fact = models.BigIntegerField(default=0)  # the newest fact that all of the run was worked out from
    last_entry = models.BigIntegerField(default=0)  # and the newest order, absence, leave or benefit
    rests_on = models.TextField(default="")  # stands for all else that the figures were worked out from
    version = models.PositiveSmallIntegerField(default=0)  # of its papers: one more with each approval
    approved_by = models.TextField()
    approved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    sealed_path = models.TextField()
    sealed_sha256 = models.TextField()

    class Meta:
        db_table = "pay_run"
        constraints = (
            models.UniqueConstraint(fields=("employer", "run_key"), name="pay_run_one_a_run_key"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in RunState]), name="pay_run_state"),
            models.CheckConstraint(condition=Q(period_start__lte=F("period_end")), name="pay_run_period"),
            models.CheckConstraint(
                condition=Q(state=RunState.OPEN.value) | ~Q(digest=""), name="pay_run_calculated_has_digest"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[RunState.OPEN.value, RunState.CALCULATED.value])
                | (~Q(approved_by="") & Q(approved_at__isnull=False)),
                name="pay_run_approved_has_approver",
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.CLOSED.value)
                | (Q(closed_at__isnull=False) & ~Q(sealed_path="") & ~Q(sealed_sha256="")),
                name="pay_run_closed_is_sealed",
            ),
        )


class PayRunPerson(models.Model):
    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(PayRun, on_delete=models.PROTECT, db_index=False)
    employee_id = models.TextField()
    gross_pay_pence = models.BigIntegerField()
    taxable_pay_pence = models.BigIntegerField()
    income_tax_pence = models.BigIntegerField()
    employee_ni_pence = models.BigIntegerField()
    employer_ni_pence = models.BigIntegerField()
    pay_bill_pence = models.BigIntegerField()
    student_loan_pence = models.BigIntegerField()
    postgraduate_loan_pence = models.BigIntegerField()
    employee_pension_pence = models.BigIntegerField()
    employer_pension_pence = models.BigIntegerField()
    sick_pay_pence = models.BigIntegerField()
    parental_pay_pence = models.BigIntegerField()
    orders_pence = models.BigIntegerField()
    order_costs_pence = models.BigIntegerField()
    other_deductions_pence = models.BigIntegerField(default=0)
    net_pay_pence = models.BigIntegerField()
    employer_cost_pence = models.BigIntegerField()
    # What a table of thousands is searched, sorted and filtered by, without opening anything.
    name = models.TextField(default="")
    sought = models.TextField(default="")  # id and name, as they are looked for
    department = models.TextField(default="")
    pension = models.TextField(default="")  # by which method
    items = models.JSONField(default=dict)  # of gross pay: whole pence by label
    last_gross_pay_pence = models.BigIntegerField(null=True)  # of the payment before this one
    last_net_pay_pence = models.BigIntegerField(null=True)
    unexplained_pence = models.BigIntegerField(default=0)  # of the difference in net pay
    payload = models.BinaryField()  # sealed
    record_sha256 = models.BinaryField(default=b"")  # sealed: who knows all but one digit could try that one out

    class Meta:
        db_table = "pay_run_person"
        constraints = (
            models.UniqueConstraint(fields=("run", "employee_id"), name="pay_run_person_one_an_employee_id"),
        )


class RunFinding(models.Model):
    """Something to look at on a run before it is approved, as its figures stand."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(PayRun, on_delete=models.PROTECT, db_index=False)
    kind = models.TextField()
    employee_id = models.TextField()
    name = models.TextField()
    figures = models.TextField()
    words = models.BinaryField()  # sealed

    class Meta:
        db_table = "run_finding"
        constraints = (models.UniqueConstraint(fields=("run", "kind", "employee_id"), name="run_finding_one_a_kind"),)


class PayLine(models.Model):
    """A one-off item of one person's pay on one run."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(PayRun, on_delete=models.PROTECT)
    employee_id = models.TextField()
    kind = models.TextField(default=LineKind.PAY)
    label = models.TextField()
    hours = models.BigIntegerField(null=True)  # in hundredths of an hour
    rate_pence = models.BigIntegerField(null=True)  # for an hour
    amount_pence = models.BigIntegerField()
    note = models.TextField(default="")  # why, for those who look at the run; not on the payslip
    by = models.TextField(default="")
    at = models.DateTimeField(null=True)

    class Meta:
        db_table = "pay_line"
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in LineKind]), name="pay_line_kind"),
            models.CheckConstraint(
                condition=~Q(kind=LineKind.DEDUCTION.value) | Q(amount_pence__gt=0), name="pay_line_deduction_takes"
            ),
        )


class RunPaper(models.Model):
    """One file of a pay run: what leaves, in every version that was ever made, and when it left."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(PayRun, on_delete=models.PROTECT, db_index=False)
    version = models.PositiveSmallIntegerField()
    path = models.TextField()  # inside the folder of the run and version
    kind = models.TextField()
    employee_id = models.TextField(default="")  # whose it is; "" for those of the whole run
    sha256 = models.TextField()
    digest = models.TextField()  # of the approved figures it was made from
    made_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)  # somebody says that it has left: uploaded, sent, delivered
    left_by = models.TextField(default="")

    class Meta:
        db_table = "run_paper"
        constraints = (models.UniqueConstraint(fields=("run", "version", "path"), name="run_paper_one_a_path"),)
        indexes = (models.Index(fields=("employee_id",), condition=~Q(employee_id=""), name="run_paper_of_employee"),)


class Acknowledgement(models.Model):
    """A warning on a run that somebody has looked at, and why it is all right."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(PayRun, on_delete=models.PROTECT, db_index=False)
    warning = models.TextField()  # the key of what was warned of, with the figures it was about
    reason = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "acknowledgement"
        constraints = (models.UniqueConstraint(fields=("run", "warning"), name="acknowledgement_one_a_warning"),)


class ApiToken(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    name = models.TextField()
    token_sha256 = models.TextField(unique=True)
    made_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "api_token"


class IdempotencyKey(models.Model):
    """An act that was asked for over the API, and the answer it got, so that asking again does not do it again."""

    id = models.BigAutoField(primary_key=True)
    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, db_index=False)
    key = models.TextField()
    request_sha256 = models.TextField()
    status = models.PositiveSmallIntegerField()
    answer = models.BinaryField()  # sealed
    at = models.DateTimeField()

    class Meta:
        db_table = "idempotency_key"
        constraints = (models.UniqueConstraint(fields=("token", "key"), name="idempotency_key_one_a_token"),)


class Event(models.Model):
    """One entry of the log (see `events`). Written once, never changed."""

    sequence = models.BigIntegerField(primary_key=True)  # 1, 2, 3 ... without a gap
    at = models.DateTimeField()
    actor = models.TextField()
    kind = models.TextField()
    subject = models.TextField()
    detail = models.JSONField()
    previous_hash = models.TextField()
    hash = models.TextField(unique=True)

    class Meta:
        db_table = "event"
