"""The steps of a pay run, as every page of one shows them: open, check, approve, pay and file, done."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from sixpence.payrun.life import RunState
from sixpence.store.records import PayRun

_STEPS = (
    ("open", "Open", "pay_runs:run"),
    ("check", "Check", "pay_runs:run"),
    ("approve", "Approve", "pay_runs:approve"),
    ("pay", "Pay & file", "payday:index"),
    ("done", "Done", "payday:index"),
)
# The first step that is still to do, by state.
_REACHED = {RunState.OPEN: 0, RunState.CALCULATED: 1, RunState.APPROVED: 3, RunState.CLOSED: 5}


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    address: str  # "" where there is nothing to go to (yet)
    done: bool
    current: bool  # the page is about it


def steps_of(run: PayRun, company: str, here: str) -> list[Step]:
    """`here` is the step the page is about: open, check, approve, pay or done."""
    reached = _REACHED[run.state]
    return [
        Step(
            label=label,
            address=_address(page, company, run.run_key) if place <= reached + 1 else "",
            done=place < reached,
            current=name == here,
        )
        for place, (name, label, page) in enumerate(_STEPS)
    ]


def _address(page: str, company: str, run_key: str) -> str:
    try:
        return reverse(page, kwargs={"company": company, "run_key": run_key})
    except NoReverseMatch:
        return ""
