"""What the database itself refuses, and that the migrations make the tables the models describe."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from builders import an_employer
from sixpence.payrun.life import RunState
from sixpence.store.ready import models as ours
from sixpence.store.records import PayRun

AT = datetime(2026, 11, 25, tzinfo=UTC)
CLOSED = PayRun(
    employer=an_employer().name,
    run_key="2026-11-30-monthly",
    pay_date=date(2026, 11, 30),
    frequency="monthly",
    tax_year="2026-27",
    tax_period=8,
    period_start=date(2026, 11, 1),
    period_end=date(2026, 11, 30),
    state=RunState.CLOSED,
    digest="a1",
    approved_by="ada",
    approved_at=AT,
    closed_at=AT,
    sealed_path="run.parquet",
    sealed_sha256="b2",
)


def insert(run: PayRun, **columns: Any) -> None:
    employer = ours.Employer.objects.get(name=run.employer)
    values = {name: value for name, value in asdict(run).items() if name != "employer"}
    with transaction.atomic():
        ours.PayRun.objects.create(employer=employer, **{**values, "state": run.state.value, **columns})


@pytest.mark.django_db
def test_the_migrations_make_what_the_models_describe() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"state": "paid"}, "pay_run_state"),
        ({"period_start": date(2026, 12, 1)}, "pay_run_period"),
        ({"digest": ""}, "pay_run_calculated_has_digest"),
        ({"state": "calculated", "digest": ""}, "pay_run_calculated_has_digest"),
        ({"approved_by": ""}, "pay_run_approved_has_approver"),
        ({"state": "approved", "approved_at": None}, "pay_run_approved_has_approver"),
        ({"closed_at": None}, "pay_run_closed_is_sealed"),
        ({"sealed_path": ""}, "pay_run_closed_is_sealed"),
        ({"sealed_sha256": ""}, "pay_run_closed_is_sealed"),
    ],
)
def test_a_run_that_cannot_be_is_refused(kestrel: str, columns: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        insert(CLOSED, **columns)
    insert(CLOSED)


def test_a_row_is_there_once(kestrel: str) -> None:
    insert(CLOSED)
    employment = ours.Employment.objects.get(employee_id="1001")
    run = ours.PayRun.objects.get()
    pence = {field.name: 0 for field in ours.PayRunPerson._meta.fields if field.name.endswith("_pence")}
    fact = {"field": "email", "effective_from": AT.date(), "version": 1, "value": b"", "origin": "", "recorded_at": AT}
    for model, columns in (
        (ours.Employment, {"employer": employment.employer, "employee_id": "1003"}),
        (ours.Fact, {"employment": employment, **fact}),
        (ours.OpeningFigures, {"employment": employment, "tax_year": "2026-27", "figures": b""}),
        (ours.PayRunPerson, {"run": run, "employee_id": "1001", "payload": b"", **pence}),
    ):
        model.objects.create(**columns)
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(**columns)
    with pytest.raises(IntegrityError):
        insert(replace(CLOSED, digest="another"))


@pytest.mark.django_db(transaction=True)
def test_a_row_of_nobody_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ours.Employment.objects.create(employer_id=uuid4(), employee_id="1001")


def test_money_is_whole_pence_in_64_bits() -> None:
    fields = [field for model in (ours.PayRunPerson, ours.PayLine) for field in model._meta.fields]
    pence = [field for field in fields if field.name.endswith("_pence")]
    assert pence
    assert {type(field) for field in pence} == {models.BigIntegerField}


def test_keys_are_64_bits_or_uuids() -> None:
    keys = {type(model._meta.pk) for model in ours.Employer._meta.app_config.get_models()}
    assert keys == {models.UUIDField, models.BigAutoField, models.BigIntegerField}


@pytest.mark.sqlite("it has to be told to watch foreign keys")
@pytest.mark.django_db
def test_foreign_keys_are_watched() -> None:
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
