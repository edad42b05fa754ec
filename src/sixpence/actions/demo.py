"""A whole pay day in one go, through the same use cases that the faces call one by one."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sixpence.actions.added_pay import add_pay
from sixpence.actions.checks import settle_kinds
from sixpence.actions.connections import connect
from sixpence.actions.opening_figures import bring_figures
from sixpence.actions.pay_runs import approve_run, calculate_pay_run, close_run, filing_settings, open_run, replay_file
from sixpence.actions.payday import Payday, make_papers, payday_of
from sixpence.actions.sync import apply_sync
from sixpence.actions.sync_preview import SyncPreview, preview_sync
from sixpence.basics.refused import Refused
from sixpence.hr.sources.personio import Credentials
from sixpence.payrun.checks import CheckKind
from sixpence.payrun.review import Review
from sixpence.people.employer import Employer
from sixpence.store import close_store, open_store, transaction
from sixpence.store.employers import save_employer

SUMMARY = "summary.json"
PREPARER, APPROVER = "demo preparer", "demo approver"
FREQUENCY = "monthly"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSetup:
    """Whose pay day it is and where its people are. `today` stands for the clock, so that every demo ends the same."""

    employer: Employer
    base_url: str
    credentials: Credentials
    conditions: tuple[str, ...]  # as sentences
    opening_figures: Path | None
    timesheet: Path | None
    pay_date: date
    today: date

    @property
    def at(self) -> datetime:
        return datetime.combine(self.today, time(9), UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOutcome:
    preview: SyncPreview
    review: Review
    payday: Payday
    not_employed: int  # read from HR and included, and not employed in the period
    summary: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """How the demo speaks while it works: a step that begins, and how far a long one has come (what, done, of)."""

    step: Callable[[str], None]
    progress: Callable[[str, int, int | None], None]


def run_demo(setup: DemoSetup, out: Path, tell: Tell) -> DemoOutcome:
    """Run the pay day and leave its papers in `out`, whole or not at all: they are made beside it and moved there.

    `out` may hold an earlier demo, which is replaced. Raises Refused for any other folder with something in it, and
    for whatever any step refuses.
    """
    _check_out(out)
    beside = out.with_name(f"{out.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        open_store(beside / "store" / "sixpence.sqlite3", beside / "store")
        outcome = _pay_day(setup, tell)
        for paper in outcome.payday.files:
            path = beside / paper.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(paper.content)
        (beside / SUMMARY).write_text(json.dumps(outcome.summary, indent=2, ensure_ascii=False) + "\n")
        tell.step("Replay the sealed run: the same inputs must give the same figures")
        replay_file(beside / f"{outcome.payday.figures.run_id}.parquet")
    except BaseException:
        close_store()
        shutil.rmtree(beside, ignore_errors=True)
        raise
    close_store()
    shutil.rmtree(out, ignore_errors=True)
    beside.rename(out)
    return outcome


def _check_out(out: Path) -> None:
    if out.is_dir() and any(out.iterdir()) and not (out / SUMMARY).is_file():
        raise Refused(f"{out} holds something that is no earlier demo: name an empty or a new folder with --out")
    if out.exists() and not out.is_dir():
        raise Refused(f"{out} is a file: name a folder with --out")


def _pay_day(setup: DemoSetup, tell: Tell) -> DemoOutcome:
    name, at = setup.employer.name, setup.at
    with transaction():
        save_employer(setup.employer)
    tell.step("Connect to Personio and map its attributes to payroll fields")
    connect(name, setup.credentials, setup.base_url, conditions=setup.conditions, actor=PREPARER, at=at)
    tell.step("Read people and compare them with payroll")
    preview = preview_sync(name, as_of=setup.pay_date, progress=lambda done, of, what: tell.progress(what, done, of))
    tell.step("Apply the reviewed changes")
    apply_sync(preview, actor=PREPARER, at=at)
    tell.step("Open the pay run and calculate it")
    run = open_run(name, setup.pay_date, FREQUENCY, actor=PREPARER, at=at)
    if setup.opening_figures:
        bring_figures(name, run.tax_year, setup.opening_figures, actor=PREPARER, at=at)
    if setup.timesheet:
        add_pay(name, run.run_key, setup.timesheet, actor=PREPARER, at=at)
    run, review = calculate_pay_run(name, run.run_key, actor=PREPARER, at=at)
    settle_kinds(name, run.run_key, tuple(CheckKind), "This is a demonstration", actor=PREPARER, at=at)
    tell.step("Approve the exact figures, close and seal the run")
    approve_run(name, run.run_key, run.digest, actor=APPROVER, at=at)
    close_run(name, run.run_key, actor=APPROVER, at=at)
    tell.step("Make payslips, FPS and bank file, and reconcile them to the penny")
    make_papers(
        name,
        run.run_key,
        filing=filing_settings(at),
        actor=APPROVER,
        at=at,
        progress=lambda done, of: tell.progress("payslips", done, of),
    )
    payday = payday_of(name, run.run_key)
    counted = len(preview.changes.excluded) + review.employees_on_payroll + len(review.cannot_be_paid)
    not_employed = preview.people_in_hr - counted
    return DemoOutcome(
        preview=preview,
        review=review,
        payday=payday,
        not_employed=not_employed,
        summary=_summary(preview, review, payday, not_employed),
    )


def _summary(preview: SyncPreview, review: Review, payday: Payday, not_employed: int) -> dict[str, Any]:
    return {
        "pay_date": payday.figures.pay_date.isoformat(),
        "tax_year": payday.figures.tax_year,
        "people_in_hr": preview.people_in_hr,
        "excluded": len(preview.changes.excluded),
        "not_employed_in_the_period": not_employed,
        "cannot_be_paid": [
            {"employee_id": one.person.employee_id, "missing": list(one.missing)} for one in review.cannot_be_paid
        ],
        "employees_on_payroll": review.employees_on_payroll,
        "paid_on_hmrc_starter_rules": [pay.employee_id for pay in review.assumed],
        "to_be_paid_by_hand": [
            {"employee_id": one.employee_id, "net_pay_pence": one.amount_pence, "missing": list(one.missing)}
            for one in payday.payments.by_hand
        ],
        "totals_pence": review.totals.as_dict(),
        "run_digest": payday.digest,
        "files": [{"path": one.path, "kind": one.kind, "sha256": one.sha256} for one in payday.files],
    }
