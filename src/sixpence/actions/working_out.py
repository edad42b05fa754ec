"""A run, or one person of it, worked out from what is kept: figures, differences from last time, what to look at."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from typing import Any

import numpy as np

from sixpence.actions.kept_runs import (
    history_of,
    input_row_of,
    paid_before,
    paid_this_year,
    run_header,
    run_person,
)
from sixpence.basics.refused import Refused
from sixpence.payrun.calculation import Calculated, calculate_run
from sixpence.payrun.checks import Finding, findings
from sixpence.payrun.comparison import unexplained_pence
from sixpence.payrun.figures import PaidBefore
from sixpence.payrun.life import RunState
from sixpence.payrun.record import canonical_json, digest_of_hashes
from sixpence.payrun.window import window_of
from sixpence.rates import rates_on
from sixpence.store.employers import employer as employer_named
from sixpence.store.employments import facts_mark, facts_up_to, known_of, newest_fact, opening_figures_mark
from sixpence.store.entries import entries_mark, entries_up_to, newest_entry_id
from sixpence.store.findings import save_findings
from sixpence.store.pay_lines import pay_lines, pay_lines_mark
from sixpence.store.payruns import (
    ids_on_previous_run,
    last_payments,
    pay_runs,
    put_run_people,
    record_hashes,
    update_pay_run,
)
from sixpence.store.records import KeptPayment, PayRun, RunPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    calculated: Calculated
    people: tuple[RunPerson, ...]  # as they are kept, in order of employee id
    findings: tuple[Finding, ...]
    last: Mapping[str, PaidBefore]  # everybody's last payment of this tax year


def work_out(run: PayRun, only: Set[str] | None = None) -> WorkedOut:
    """Everyone on the run, or only some. Raises Refused where a fact cannot be used."""
    this_year = paid_this_year(run, only)
    last = {who: paid_before(kept) for who, kept in this_year.items()}
    calculated = calculate_run(
        employer_named(run.employer),
        window_of(run.pay_date, run.frequency),
        known_of(run.employer, only=only),
        added=pay_lines(run.employer, run.run_key, only),
        history=history_of(run, last, only),
    )
    # In April, and of whoever is not on this year's payments yet, the payment before was in another tax year.
    others = ids_on_previous_run(run, only) - last.keys()
    of_last_year = {who: person for who, (_, person) in last_payments(run.employer, others, up_to=run.pay_date).items()}
    before = {**this_year, **of_last_year}
    payments_before = last | {who: paid_before(kept) for who, kept in of_last_year.items()}
    return WorkedOut(
        calculated=calculated,
        people=tuple(_kept(calculated, before)),
        findings=tuple(findings(calculated, payments_before)),
        last=last,
    )


def resting_on_now(run: PayRun) -> PayRun:
    """The run, told what it would rest on if it was worked out now. Asked before anything is read."""
    newest = replace(run, last_fact=newest_fact(run.employer), last_entry=newest_entry_id(run.employer))
    return replace(newest, rests_on=rests_on(newest))


def rests_on(run: PayRun) -> str:
    """Stands for everything that figures are worked out from, besides facts and entries that came after the run's.

    SHA-256 of the engine and the rates, the employer, what people brought into the year, the closed runs, and how many
    facts and entries there are up to the run's. While it stays the same, only those of whom something came later can
    have other figures.
    """
    return digest_of_everything(
        of_company(run.employer)
        | of_year(run)
        | {"facts": facts_up_to(run.employer, run.last_fact), "entries": entries_up_to(run.employer, run.last_entry)}
    )


def of_company(employer: str) -> dict[str, Any]:
    """What every figure of an employer rests on, besides facts and entries: the engine, the employer, closed runs."""
    return {
        "engine": version("sixpence"),
        "employer": asdict(employer_named(employer)),
        "closed": [(one.run_key, one.digest) for one in pay_runs(employer) if one.state is RunState.CLOSED],
    }


def of_year(run: PayRun) -> dict[str, Any]:
    """And what those of a run rest on besides: the rates, and what people brought into the year."""
    return {
        "rates": rates_on(run.pay_date).file_digest,
        "opening_figures": opening_figures_mark(run.employer, run.tax_year),
    }


def as_it_stands(employer: str, run: PayRun, *, is_opened: bool = True) -> dict[str, Any]:
    """Everything that figures of an employer on a run would rest on if they were worked out now."""
    return (
        of_company(employer)
        | of_year(run)
        | {
            "facts": facts_mark(employer),
            "entries": entries_mark(employer),
            "run": (run.run_key, run.pay_date, run.frequency),
            "lines": pay_lines_mark(employer, run.run_key) if is_opened else "",
        }
    )


def digest_of_everything(everything: Mapping[str, Any]) -> str:
    """SHA-256 of what figures rest on."""
    return sha256(canonical_json(everything)).hexdigest()


def work_out_again(run: PayRun, only: Set[str], actor: str) -> tuple[PayRun, Calculated]:
    """Work some people of a calculated run out, by the same calculation as everyone, and keep them; others stay.

    The run has its new digest from what stands for each person. Raises Refused as `work_out` does.
    """
    digest, calculated = keep_again(run, only)
    after = replace(run, digest=digest, prepared_by=actor)
    update_pay_run(run, after)
    return after, calculated


def keep_again(run: PayRun, only: Set[str]) -> tuple[str, Calculated]:
    """The same without the run itself: gives the new digest."""
    worked_out = work_out(run, only)
    put_run_people(run.employer, run.run_key, only, worked_out.people)
    save_findings(run.employer, run.run_key, worked_out.findings, only)
    hashes = record_hashes(run.employer, run.run_key)
    if not all(hashes.values()):
        raise Refused(f"pay run {run.run_key} was calculated by an earlier Sixpence: calculate all of it once more")
    return digest_of_hashes(run_header(run), hashes.values()), worked_out.calculated


def _kept(calculated: Calculated, before: Mapping[str, KeptPayment]) -> Iterator[RunPerson]:
    """Everyone as they are kept, beside the payment before where there is one."""
    people, rows = calculated.figures.people, calculated.input_rows
    known = [place for place, pay in enumerate(people) if pay.employee_id in before]
    unexplained = unexplained_pence(
        [input_row_of(before[people[place].employee_id]) for place in known],
        calculated.inputs.rows(np.array(known, dtype=np.intp)),
    )
    of_place = dict(zip(known, unexplained, strict=True))
    for place, (pay, row) in enumerate(zip(people, rows, strict=True)):
        yield run_person(pay, row, before.get(pay.employee_id), of_place.get(place, 0))
