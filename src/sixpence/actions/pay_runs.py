"""The life of a pay run as use cases: open, calculate and review, approve, reopen, close, replay."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sixpence.actions.papers import check_papers
from sixpence.actions.whole_files import write_whole
from sixpence.basics.refused import Refused
from sixpence.filing.govtalk import FilingSettings
from sixpence.payrun.calculation import calculate_run
from sixpence.payrun.figures import PersonPay, PreviousEmployment, RunFigures, ToDate
from sixpence.payrun.life import Act, RunState, check_approval, state_after
from sixpence.payrun.readiness import History
from sixpence.payrun.record import (
    canonical_json,
    digest_of_records,
    figures_from,
    header_of,
    pay_from_record,
    record_of,
)
from sixpence.payrun.review import Review, review
from sixpence.payrun.seal import Sealed, read_sealed, replay, seal
from sixpence.payrun.window import Window, window_of
from sixpence.store import transaction
from sixpence.store.configuration import current
from sixpence.store.employers import employer as employer_named
from sixpence.store.employments import facts_of, opening_figures
from sixpence.store.events import record
from sixpence.store.payruns import (
    closed_run_people,
    create_pay_run,
    employees_paid_before,
    load_run_people,
    pay_lines,
    pay_run,
    save_run_people,
    update_pay_run,
)
from sixpence.store.records import PayRun, RunPerson


def open_run(employer: str, pay_date: date, frequency: str, *, actor: str, at: datetime) -> PayRun:
    """Begin a run for a pay date. Raises Refused where there is one, or where no rates are loaded for the date."""
    window = window_of(pay_date, frequency)
    run = PayRun(
        employer=employer,
        run_key=window.run_id,
        pay_date=pay_date,
        frequency=frequency,
        tax_year=window.tax_year,
        tax_period=window.tax_period,
        period_start=window.starts_on,
        period_end=window.ends_on,
    )
    with transaction():
        create_pay_run(run)
        _tell("pay run opened", run, actor, at)
    return run


def calculate_pay_run(employer: str, run_key: str, *, actor: str, at: datetime) -> tuple[PayRun, Review]:
    """Work the run out from the facts as they stand and keep the figures, in place of earlier ones.

    Raises Refused where the run is approved or closed, or where a fact cannot be used; then nothing is changed.
    """
    with transaction():
        run = pay_run(employer, run_key)
        state = state_after(run_key, run.state, Act.CALCULATE)
        window = window_of(run.pay_date, run.frequency)
        last = {who: payment_of(person) for who, person in paid_this_year(run).items()}
        calculated = calculate_run(
            employer_named(employer),
            window,
            facts_of(employer),
            added=pay_lines(employer, run_key),
            history=history_of(run, window, last),
        )
        figures = calculated.figures
        records = [record_of(pay) for pay in figures.people]
        kept = zip(figures.people, records, calculated.input_rows, strict=True)
        save_run_people(employer, run_key, (_run_person(*one) for one in kept))
        after = replace(run, state=state, digest=digest_of_records(header_of(figures), records))
        update_pay_run(run, after)
        detail: dict[str, str | int] = {"digest": after.digest, "employees_on_payroll": len(figures.people)}
        _tell("pay run calculated", after, actor, at, detail)
    return after, review(calculated, last)


def approve_run(employer: str, run_key: str, digest_seen: str, *, actor: str, at: datetime) -> PayRun:
    """Approve the exact figures that were seen, named by their digest.

    Raises Refused where they have changed since, or where no papers could be made of them.
    """
    with transaction():
        run = pay_run(employer, run_key)
        state = state_after(run_key, run.state, Act.APPROVE)
        check_approval(run_key, run.digest, digest_seen)
        check_papers(_stored(run).figures(), filing_settings(at))
        after = replace(run, state=state, approved_by=actor, approved_at=at)
        update_pay_run(run, after)
        _tell("pay run approved", after, actor, at, {"digest": run.digest})
    return after


def filing_settings(at: datetime) -> FilingSettings:
    """How this installation files. Until HMRC has given it a vendor id that is all zeros, and messages are tests."""
    stamp = at.astimezone(UTC).replace(tzinfo=None)
    return FilingSettings(vendor_id="0000", product_version=version("sixpence"), gateway_test=True, timestamp=stamp)


def reopen_run(employer: str, run_key: str, *, actor: str, at: datetime) -> PayRun:
    """Take an approval back, so that the run can change. Raises Refused where it is not approved, or closed."""
    with transaction():
        run = pay_run(employer, run_key)
        state = state_after(run_key, run.state, Act.REOPEN)
        after = replace(run, state=state, approved_by="", approved_at=None)
        update_pay_run(run, after)
        _tell("pay run reopened", after, actor, at, {"digest": run.digest})
    return after


def close_run(employer: str, run_key: str, *, actor: str, at: datetime) -> PayRun:
    """Seal the approved figures. The sealed file is replayed before it counts.

    Raises Refused where the run is not approved, or where its stored figures are not those that were approved.
    """
    with transaction():
        run = pay_run(employer, run_key)
        state = state_after(run_key, run.state, Act.CLOSE)
        stored = _stored(run)
        if digest_of_records(stored.header, stored.records) != run.digest:
            raise Refused(f"cannot close pay run {run_key}: its stored figures are not those that were approved")
        content = seal(stored.header, stored.records, stored.input_rows(), version("sixpence"))
        name = f"{sha256(employer.encode()).hexdigest()[:12]}-{run_key}.parquet"
        replay(name, content)
        write_whole(current().sealed_dir / name, content)
        after = replace(run, state=state, closed_at=at, sealed_path=name, sealed_sha256=sha256(content).hexdigest())
        update_pay_run(run, after)
        _tell("pay run closed", after, actor, at, {"digest": run.digest, "sealed_sha256": after.sealed_sha256})
    return after


def sealed_run(employer: str, run_key: str) -> tuple[Sealed, bytes]:
    """A closed run from its sealed file, and the file. Raises Refused where the run is open or the file has changed."""
    run = pay_run(employer, run_key)
    if run.state is not RunState.CLOSED:
        raise Refused(f"pay run {run_key} is {run.state}: close it first, then its papers can be made")
    path = current().sealed_dir / run.sealed_path
    content = _read(path)
    if sha256(content).hexdigest() != run.sealed_sha256:
        raise Refused(f"{path} is not the file that was sealed: its SHA-256 has changed; restore it from a backup")
    return read_sealed(str(path), content), content


def replay_file(path: Path) -> Sealed:
    """Work a sealed run out again. Raises ReplayDiffers with the first difference, Refused for any other file."""
    return replay(str(path), _read(path))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise Refused(f"{path} cannot be read: {problem.strerror}") from None


def paid_this_year(run: PayRun) -> dict[str, RunPerson]:
    return closed_run_people(run.employer, run.tax_year, up_to=run.pay_date)


def history_of(run: PayRun, window: Window, last: Mapping[str, PersonPay]) -> dict[str, History]:
    """Of everyone the scheme has paid, or for whom somebody brought figures over."""
    opening = opening_figures(run.employer, run.tax_year)
    paid = employees_paid_before(run.employer, run.pay_date) | last.keys()
    history = {}
    for employee_id in paid | opening.keys():
        brought = opening.get(employee_id)
        payment = last.get(employee_id)
        to_date: ToDate | None = payment.to_date if payment else brought.to_date if brought else None
        history[employee_id] = History(
            to_date=to_date,
            paid_before=employee_id in paid or to_date is not None,
            last_tax_code=payment.tax_code_operated if payment else "",
            last_ni_letter=payment.ni_letter if payment else "",
            previous=brought.previous if brought else PreviousEmployment(),
        )
    return history


def _run_person(pay: PersonPay, record: bytes, row: dict[str, str]) -> RunPerson:
    """What is kept of a person: two lines, the record as it is digested and the inputs it came from."""
    columns = {name: getattr(pay, name) for name in _PENCE_COLUMNS}
    return RunPerson(employee_id=pay.employee_id, payload=record + b"\n" + canonical_json(row), **columns)


_PENCE_COLUMNS = tuple(name for name in RunPerson.__dataclass_fields__ if name.endswith("_pence"))


def payment_of(person: RunPerson) -> PersonPay:
    return pay_from_record(person.payload.partition(b"\n")[0])


def run_figures(run: PayRun) -> RunFigures:
    """The figures of a run as they were kept; nobody is on one that is only open."""
    return _stored(run).figures()


@dataclass(frozen=True, slots=True)
class _Stored:
    """A run's figures as they were kept: the bytes that the digest is of."""

    header: dict[str, Any]
    records: tuple[bytes, ...]
    rows: tuple[bytes, ...]

    def figures(self) -> RunFigures:
        return figures_from(self.header, map(pay_from_record, self.records))

    def input_rows(self) -> list[dict[str, str]]:
        return [json.loads(row) for row in self.rows]


def _stored(run: PayRun) -> _Stored:
    lines = [person.payload.partition(b"\n") for person in load_run_people(run.employer, run.run_key)]
    nobody = RunFigures(
        run_id=run.run_key,
        employer=employer_named(run.employer),
        pay_date=run.pay_date,
        tax_year=run.tax_year,
        frequency=run.frequency,
        tax_period=run.tax_period,
        period_start=run.period_start,
        period_end=run.period_end,
        people=(),
    )
    return _Stored(header_of(nobody), tuple(line[0] for line in lines), tuple(line[2] for line in lines))


def _tell(kind: str, run: PayRun, actor: str, at: datetime, detail: Mapping[str, str | int] | None = None) -> None:
    record(kind=kind, subject=f"{run.employer} {run.run_key}", detail=dict(detail or {}), actor=actor, at=at)
