"""The five steps of a pay run, which head each of its pages: Open, Check, Approve, Pay & file, Done."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from sixpence.payrun.life import RunState
from sixpence.store.members import Member
from sixpence.store.records import PayRun

_STEPS = (
    ("open", "Open", "pay_runs:run"),
    ("check", "Check", "pay_runs:run"),
    ("approve", "Approve", "pay_runs:approve"),
    ("pay", "Pay & file", "payday:index"),
    ("done", "Done", "payday:index"),
)
_REACHED = {RunState.OPEN: 0, RunState.CALCULATED: 1, RunState.APPROVED: 3, RunState.CLOSED: 4}


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    address: str  # "" where it leads nowhere yet
    done: bool
    here: bool


def steps_of(run: PayRun, member: Member, here: str) -> list[Step]:
    """`here` names the step of the page."""
    reached = _REACHED[run.state]
    open_to = reached + 1 if run.state is RunState.CALCULATED else reached  # figures that stand can be approved
    return [
        Step(
            label=label,
            address=_address(page, run, member) if number <= open_to else "",
            done=number < reached or run.state is RunState.CLOSED,
            here=name == here,
        )
        for number, (name, label, page) in enumerate(_STEPS)
    ]


def _address(page: str, run: PayRun, member: Member) -> str:
    try:
        return reverse(page, kwargs={"company": member.slug, "run_key": run.run_key})
    except NoReverseMatch:
        return ""
