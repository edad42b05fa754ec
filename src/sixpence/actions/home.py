"""Home: what the company pays, whom, what leaves when, and what this member has to do now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sixpence.actions.money_out import MoneyOut, payments_timeline
from sixpence.actions.needs import ToDo, needs
from sixpence.payrun.life import RunState
from sixpence.people.headcount import Headcount, headcount, months_to
from sixpence.people.person import Person, in_effect
from sixpence.store.employments import known_of
from sixpence.store.members import Member
from sixpence.store.records import RunTotals
from sixpence.store.run_totals import run_totals

MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class CostOfMonth:
    """What the pay runs with a pay date in a calendar month cost, in whole pence; the three parts are all of it."""

    month: date  # its first day
    gross_pay_pence: int
    employer_ni_pence: int
    employer_pension_pence: int
    run_keys: tuple[str, ...]
    is_final: bool  # every run is approved

    @property
    def cost_pence(self) -> int:
        return self.gross_pay_pence + self.employer_ni_pence + self.employer_pension_pence


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    to_do: tuple[ToDo, ...]
    runs: tuple[RunTotals, ...]  # with figures, the newest first
    costs: tuple[CostOfMonth, ...]  # from the first month with figures, of the last twelve
    headcount: tuple[Headcount, ...]
    money_out: tuple[MoneyOut, ...]


def home(member: Member, *, today: date) -> Home:
    """The first page of a company for one of its members."""
    employer, totals = member.employer, run_totals(member.employer)
    money = payments_timeline(employer, totals, today=today)
    return Home(
        runs=tuple(each for each in reversed(totals) if each.run.state is not RunState.OPEN),
        to_do=needs(member, [each.run for each in totals], money, today=today),
        costs=payroll_costs(totals, today=today),
        headcount=headcounts(employer, today=today),
        money_out=money,
    )


def payroll_costs(runs: Iterable[RunTotals], *, today: date) -> tuple[CostOfMonth, ...]:
    """Of each of the last twelve months, from the first in which somebody was paid."""
    paid = [each for each in runs if each.run.state is not RunState.OPEN]
    costs: list[CostOfMonth] = []
    for month in months_to(_last_month(paid, today), MONTHS):
        theirs = [each for each in paid if each.run.pay_date.replace(day=1) == month]
        if theirs or costs:
            costs.append(
                CostOfMonth(
                    month=month,
                    gross_pay_pence=sum(each.gross_pay_pence for each in theirs),
                    employer_ni_pence=sum(each.employer_ni_pence for each in theirs),
                    employer_pension_pence=sum(each.employer_pension_pence for each in theirs),
                    run_keys=tuple(each.run.run_key for each in theirs),
                    is_final=all(each.run.state in (RunState.APPROVED, RunState.CLOSED) for each in theirs),
                )
            )
    return tuple(costs)


def _last_month(paid: Iterable[RunTotals], today: date) -> date:
    """This month, or a later one that is worked out already."""
    return max([today, *(each.run.pay_date for each in paid)])


def headcounts(employer: str, *, today: date) -> tuple[Headcount, ...]:
    """Of each of the last twelve months, by the days on which people started and left as they are known now."""
    known = known_of(employer, fields=("start_date", "leaving_date"))
    people = [Person(who, in_effect(days, date.max)) for who, days in known.items()]
    return headcount(people, months_to(today, MONTHS))
