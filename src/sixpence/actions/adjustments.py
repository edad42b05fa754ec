"""One person's pay on a run, changed by hand: a bonus, overtime, a deduction; worked out again at once, alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sixpence.actions.working_out import work_out_again
from sixpence.basics.money import pence_from_pounds
from sixpence.basics.refused import Refused
from sixpence.payrun.figures import LineKind, PayLine, PersonPay
from sixpence.payrun.life import Act, RunState, state_after
from sixpence.store import transaction
from sixpence.store.employments import is_employed
from sixpence.store.events import record
from sixpence.store.pay_lines import add_pay_line, change_pay_line, kept_pay_line, remove_pay_line
from sixpence.store.payruns import held_pay_run
from sixpence.store.records import PayRun

_LONGEST = {"label": 60, "note": 500}


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """What came of it. `pay` is None where the run has no figures yet, or the person is not paid on it."""

    run: PayRun
    pay: PersonPay | None
    missing: tuple[str, ...] = ()


def line_from(given: Mapping[str, str]) -> PayLine:
    """A line as somebody types it: `kind` (of `LineKind`), `label`, and `amount`, or `hours` with or without `rate`.

    Raises Refused naming what is wrong.
    """
    kind = given.get("kind") or LineKind.PAY
    if kind not in list(LineKind):
        raise Refused(f"kind {kind!r} is not one of {', '.join(LineKind)}", at="kind")
    label = _text("label", given.get("label", ""))
    if not label:
        raise Refused("label is empty: say what the item is, as it shall stand on the payslip", at="label")
    amount, hours, rate = (_number(name, given.get(name, "")) for name in ("amount", "hours", "rate"))
    if (hours is None) == (amount is None):
        raise Refused("amount and hours: give the one or the other", at="amount")
    if rate is not None and hours is None:
        raise Refused("rate is for hours: leave it out where an amount is given", at="rate")
    if amount == 0 or hours == 0 or (hours or 0) < 0 or (rate or 0) < 0:
        raise Refused("an amount is not zero, and hours and a rate are more than zero", at="amount")
    if kind == LineKind.DEDUCTION and (amount is None or amount < 0):
        raise Refused("a deduction is an amount more than zero, which is taken from net pay", at="amount")
    return PayLine(kind=LineKind(kind), label=label, amount_pence=amount or 0, hours=hours, rate_pence=rate)


def _text(name: str, text: str) -> str:
    text = " ".join(text.split())
    if len(text) > _LONGEST[name] or not text.isprintable():
        raise Refused(f"{name} is longer than {_LONGEST[name]} characters, or has one that cannot be printed", at=name)
    return text


def _number(name: str, text: str) -> int | None:
    """Hundredths: of a pound, or of an hour."""
    if not text.strip():
        return None
    try:
        return pence_from_pounds(text.strip())
    except ValueError:
        raise Refused(f"{name} {text.strip()!r} is not a number with at most two decimals", at=name) from None


def add_adjustment(
    employer: str, run_key: str, employee_id: str, line: PayLine, note: str = "", *, actor: str, at: datetime
) -> Adjusted:
    """Put one more line on a person's pay. Where the run has figures, theirs are worked out again, and its digest.

    Raises Refused, with nothing changed, where the run is approved or closed, the person is not known here, or their
    pay with the line cannot be worked out.
    """

    def add(run: PayRun) -> str:
        add_pay_line(employer, run_key, employee_id, line, _text("note", note), actor=actor, at=at)
        return employee_id

    return _adjust("pay line added", employer, run_key, add, actor, at)


def change_adjustment(
    employer: str, run_key: str, number: int, line: PayLine, note: str = "", *, actor: str, at: datetime
) -> Adjusted:
    """Put another line in the place of one. Raises Refused as `add_adjustment` does, or where there is no such line."""

    def change(run: PayRun) -> str:
        employee_id = kept_pay_line(employer, run_key, number).employee_id
        change_pay_line(employer, run_key, number, line, _text("note", note), actor=actor, at=at)
        return employee_id

    return _adjust("pay line changed", employer, run_key, change, actor, at)


def remove_adjustment(employer: str, run_key: str, number: int, *, actor: str, at: datetime) -> Adjusted:
    """Take a line off. Raises Refused as `change_adjustment` does."""

    def remove(run: PayRun) -> str:
        employee_id = kept_pay_line(employer, run_key, number).employee_id
        remove_pay_line(employer, run_key, number)
        return employee_id

    return _adjust("pay line removed", employer, run_key, remove, actor, at)


def calculate_person(employer: str, run_key: str, employee_id: str, *, actor: str, at: datetime) -> Adjusted:
    """Work one person's pay out again, from the facts as they stand now. Raises Refused as `add_adjustment` does."""
    return _adjust("pay of a person calculated", employer, run_key, lambda _: employee_id, actor, at)


def _adjust(
    kind: str, employer: str, run_key: str, change: Callable[[PayRun], str], actor: str, at: datetime
) -> Adjusted:
    with transaction():
        run = held_pay_run(employer, run_key)
        state_after(run_key, run.state, Act.ADJUST)
        employee_id = change(run)
        if not is_employed(employer, employee_id):
            raise Refused(f"employee {employee_id} is not known at {employer}: check the id")
        adjusted = Adjusted(run=run, pay=None)
        if run.state is RunState.CALCULATED:
            after, calculated = work_out_again(run, {employee_id}, actor)
            adjusted = Adjusted(
                run=after,
                pay=next(iter(calculated.figures.people), None),
                missing=tuple(name for one in calculated.cannot_be_paid for name in one.missing),
            )
        detail = {"employee_id": employee_id, "digest": adjusted.run.digest}
        record(kind=kind, subject=f"{employer} {run_key}", detail=detail, actor=actor, at=at)
    return adjusted
