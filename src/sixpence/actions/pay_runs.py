"""The life of a pay run as use cases: open, calculate and review, approve, reopen, close, replay."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from sixpence.actions.checks import changed_since, check_settled
from sixpence.actions.corrections import fps_correction
from sixpence.actions.kept_runs import (
    KeptRun,
    kept_run,
    run_header,
)
from sixpence.actions.paper_files import approved_file, keep_approved_figures, tell_superseded
from sixpence.actions.papers import check_papers
from sixpence.actions.permissions import Right, why_not
from sixpence.actions.whole_files import write_whole
from sixpence.actions.working_out import WorkedOut, keep_again, resting_on_now, rests_on, work_out
from sixpence.basics.refused import Refused
from sixpence.filing.govtalk import FilingSettings
from sixpence.payments.calendar import next_pay_date, working_day_on_or_before
from sixpence.payrun.life import Act, RunState, check_approval, state_after
from sixpence.payrun.payday import check_closing, check_reopening
from sixpence.payrun.record import digest_of_hashes, digest_of_records
from sixpence.payrun.review import Review, review
from sixpence.payrun.seal import Sealed, read_sealed, replay, seal
from sixpence.payrun.window import window_of
from sixpence.people.roles import Role
from sixpence.store import transaction
from sixpence.store.configuration import current
from sixpence.store.events import record
from sixpence.store.findings import save_findings
from sixpence.store.members import second_person_is_waived
from sixpence.store.papers import papers_of
from sixpence.store.payruns import create_pay_run, held_pay_run, pay_run, pay_runs, save_run_people, update_pay_run
from sixpence.store.records import PayRun


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


def next_run(employer: str, today: date) -> tuple[date, str]:
    """When the next run would pay, and how often: as the last goes on, or else at the end of this month."""
    runs = pay_runs(employer)
    if not runs:
        last_day = today.replace(day=monthrange(today.year, today.month)[1])
        return working_day_on_or_before(last_day), "monthly"
    last = max(runs, key=lambda run: run.pay_date)
    return next_pay_date(last.pay_date, last.frequency), last.frequency


def calculate_pay_run(employer: str, run_key: str, *, actor: str, at: datetime) -> tuple[PayRun, Review]:
    """Work the run out from the facts as they stand and keep the figures, in place of earlier ones.

    Raises Refused where the run is approved or closed, or where a fact cannot be used; then nothing is changed.
    """
    with transaction():
        run = held_pay_run(employer, run_key)
        after, worked_out = _calculated(run, actor, at)
    return after, review(worked_out.calculated, worked_out.last)


def _calculated(run: PayRun, actor: str, at: datetime) -> tuple[PayRun, WorkedOut]:
    state = state_after(run.run_key, run.state, Act.CALCULATE)
    resting = resting_on_now(run)
    worked_out = work_out(run)
    save_run_people(run.employer, run.run_key, worked_out.people)
    save_findings(run.employer, run.run_key, worked_out.findings)
    digest = digest_of_hashes(run_header(run), (person.record_sha256 for person in worked_out.people))
    after = replace(resting, state=state, digest=digest, prepared_by=actor)
    update_pay_run(run, after)
    detail: dict[str, str | int] = {"digest": digest, "employees_on_payroll": len(worked_out.people)}
    _tell("pay run calculated", after, actor, at, detail)
    return after, worked_out


def calculate_again(employer: str, *, actor: str, at: datetime) -> list[PayRun]:
    """Work out again every run that has figures, can still change, and of whose people something else is known now.

    Only these people are worked out, unless something that bears on everyone has changed as well; the figures are those
    of a calculation of the whole run. Gives the runs that were worked out.
    """
    done = []
    for each in pay_runs(employer):
        if each.state is RunState.CALCULATED:
            with transaction():
                after = _brought_up_to_date(held_pay_run(employer, each.run_key), actor, at)
            done += [after] if after else []
    return done


def _brought_up_to_date(run: PayRun, actor: str, at: datetime) -> PayRun | None:
    if run.state is not RunState.CALCULATED:  # somebody approved it meanwhile
        return None
    if run.rests_on != rests_on(run):
        return _calculated(run, actor, at)[0]
    resting, only = resting_on_now(run), changed_since(run)
    if not only:
        return None
    digest, _ = keep_again(run, only)
    after = replace(resting, digest=digest, prepared_by=actor)
    update_pay_run(run, after)
    _tell("pay run calculated", after, actor, at, {"digest": digest, "worked_out_again": len(only)})
    return after


def approve_run(employer: str, run_key: str, digest_seen: str, *, actor: str, at: datetime) -> PayRun:
    """Approve the exact figures that were seen, named by their digest.

    Raises Refused where they have changed since, where something to look at is not settled, where no papers could be
    made of them, or where whoever approves has prepared them and the company has not waived the second person.
    """
    with transaction():
        run = held_pay_run(employer, run_key)
        state = state_after(run_key, run.state, Act.APPROVE)
        _check_second_person(run, actor)
        check_approval(run_key, run.digest, digest_seen)
        check_settled(run)
        kept = kept_run(run)
        _check_kept(run, kept, "approve")
        after = replace(run, state=state, version=run.version + 1, approved_by=actor, approved_at=at)
        figures = kept.figures()
        check_papers(figures, filing_settings(at), fps_correction(after, figures))
        update_pay_run(run, after)
        sealed = seal(kept.header, kept.records, kept.input_rows(), version("sixpence"))
        keep_approved_figures(after, sealed, at)
        _tell("pay run approved", after, actor, at, {"digest": run.digest, "version": after.version})
    return after


def _check_second_person(run: PayRun, approver: str) -> None:
    """The role is asked by the face that knows who is there; whose figures they are is asked here, by every face."""
    waived = second_person_is_waived(run.employer)
    because = why_not(Role.OWNER, Right.APPROVE, own=approver == run.prepared_by, one_person=waived)
    if because:
        raise Refused(f"cannot approve pay run {run.run_key}: {because}")


def filing_settings(at: datetime) -> FilingSettings:
    """How this installation files. Until HMRC has given it a vendor id that is all zeros, and messages are tests."""
    stamp = at.astimezone(UTC).replace(tzinfo=None)
    return FilingSettings(vendor_id="0000", product_version=version("sixpence"), gateway_test=True, timestamp=stamp)


def reopen_run(employer: str, run_key: str, *, actor: str, at: datetime) -> PayRun:
    """Take an approval back, so that the run can change. Its papers do not count any more; what left stays known.

    Raises Refused where it is not approved, or closed, or where money has left.
    """
    with transaction():
        run = held_pay_run(employer, run_key)
        state = state_after(run_key, run.state, Act.REOPEN)
        check_reopening(run_key, papers_of(employer, run_key, run.version))
        after = replace(run, state=state, approved_by="", approved_at=None)
        update_pay_run(run, after)
        _tell("pay run reopened", after, actor, at, {"digest": run.digest, "version": run.version})
    tell_superseded(after)
    return after


def close_run(employer: str, run_key: str, *, actor: str, at: datetime) -> PayRun:
    """Seal the approved figures. The sealed file is replayed before it counts.

    Raises Refused where the run is not approved, where its stored figures are not those that were approved, or where
    papers were made of it and not all of them have left.
    """
    with transaction():
        run = held_pay_run(employer, run_key)
        state = state_after(run_key, run.state, Act.CLOSE)
        papers = papers_of(employer, run_key)
        check_closing(run_key, run.version, papers)
        if not any(paper.left_at for paper in papers if paper.version == run.version):
            # Otherwise what left was made of the approved figures, and what the employer changed since comes too late.
            check_approved(run, "close")
        content = approved_file(run)
        name = f"{sha256(employer.encode()).hexdigest()[:12]}-{run_key}.parquet"
        replay(name, content)
        write_whole(current().sealed_dir / name, content)
        after = replace(run, state=state, closed_at=at, sealed_path=name, sealed_sha256=sha256(content).hexdigest())
        update_pay_run(run, after)
        _tell("pay run closed", after, actor, at, {"digest": run.digest, "sealed_sha256": after.sealed_sha256})
    return after


def check_approved(run: PayRun, act: str) -> None:
    """Whether the kept figures are those that were approved; Refused where anything they rest on has changed."""
    _check_kept(run, kept_run(run), act)


def _check_kept(run: PayRun, kept: KeptRun, act: str) -> None:
    if digest_of_records(kept.header, kept.records) != run.digest:
        raise Refused(
            f"cannot {act} pay run {run.run_key}: its stored figures are not those that were approved, for the "
            "employer's own details have changed; calculate the run again, and reopen it first where it is approved"
        )


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


def _tell(kind: str, run: PayRun, actor: str, at: datetime, detail: Mapping[str, str | int] | None = None) -> None:
    record(kind=kind, subject=f"{run.employer} {run.run_key}", detail=dict(detail or {}), actor=actor, at=at)
