"""The gender pay gap of a snapshot date: the six figures to publish, and whom they are taken of.

Source: Equality Act 2010 (Gender Pay Gap Information) Regulations 2017 (SI 2017/172). What is decided where payroll
does not know what the regulations ask for is in docs/reports.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sixpence.basics.days import long_date
from sixpence.payrun.figures import LineKind, PersonPay, RunFigures
from sixpence.people.person import Person
from sixpence.reports.gender_gap_figures import QUARTILES, Rate, Sides, means, medians, nearest, quartiles, share_tenths
from sixpence.reports.report import Cell, Column, Kind, Report, Row

# Regulation 6: a month counts as 30.44 days and a year as 365.25. In hundredths of a day.
_DAYS_OF_PERIOD = {"weekly": 7_00, "fortnightly": 14_00, "four-weekly": 28_00, "monthly": 30_44, "annual": 365_25}
_PUBLISHED_FROM = 250  # employees: who has as many has to publish
_FIGURES = (
    Column("figure", "Figure"),
    Column("gap", "Gap", Kind.PERCENT),
    Column("men_share", "Men", Kind.PERCENT),
    Column("women_share", "Women", Kind.PERCENT),
    Column("men_pay", "Men's pay", Kind.MONEY),
    Column("women_pay", "Women's pay", Kind.MONEY),
    Column("men", "Men counted", Kind.COUNT),
    Column("women", "Women counted", Kind.COUNT),
)
_PEOPLE = (
    Column("employee_id", "Employee"),
    Column("name", "Name"),
    Column("counted", "Counted in"),
    Column("because", "Because"),
    Column("weekly_hours", "Weekly hours"),
    Column("pay", "Ordinary pay and bonus of the period", Kind.MONEY),
    Column("hourly_pay", "Hourly pay", Kind.MONEY),
    Column("bonus", "Bonus of the year", Kind.MONEY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Employee:
    """Somebody employed on the snapshot date. `hourly_pence` is None, with the reason, where no rate is known."""

    person: Person  # as they stood on that day
    pay_pence: int  # ordinary pay and bonus of the pay period that the day falls in
    hourly_pence: Fraction | None
    bonus_pence: int  # of the twelve months that end with the day
    because: str

    @property
    def is_man(self) -> bool:
        return self.person.get("gender") == "M"


def employees_on(snapshot: date, people: Sequence[Person], runs: Sequence[RunFigures]) -> list[Employee]:
    """Who counts, in order of employee id. `people` are everyone as they stood that day; `runs` are those of the twelve
    months before it and those whose period it falls in."""
    of_period: dict[str, list[tuple[RunFigures, PersonPay]]] = {}
    bonus: dict[str, int] = {}
    for run in runs:
        for pay in run.people:
            if run.period_start <= snapshot <= run.period_end:
                of_period.setdefault(pay.employee_id, []).append((run, pay))
            if _year_before(snapshot) < run.pay_date <= snapshot:
                bonus[pay.employee_id] = bonus.get(pay.employee_id, 0) + _bonus(pay)
    found = []
    for person in sorted(people, key=lambda person: person.employee_id):
        start, leaving = person.day("start_date"), person.day("leaving_date")
        if (start is None or start <= snapshot) and (leaving is None or leaving >= snapshot):
            payments = of_period.get(person.employee_id, [])
            hourly, because = _hourly(person, payments)
            found.append(
                Employee(
                    person=person,
                    pay_pence=sum(_counted_pay(pay) for _, pay in payments),
                    hourly_pence=hourly,
                    bonus_pence=bonus.get(person.employee_id, 0),
                    because=because,
                )
            )
    return found


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1)  # the 5th of April is there in every year


def _bonus(pay: PersonPay) -> int:
    return sum(line.amount_pence for line in pay.lines if line.kind is LineKind.BONUS)


def _counted_pay(pay: PersonPay) -> int:
    """Ordinary pay and bonus (regulations 3 and 4), less what is given up for a pension; overtime does not count."""
    given_up = pay.employee_pension_pence if pay.pension == "salary-sacrifice" else 0
    return sum(line.amount_pence for line in pay.lines if line.kind is not LineKind.OVERTIME) - given_up


def _hourly(person: Person, payments: Sequence[tuple[RunFigures, PersonPay]]) -> tuple[Fraction | None, str]:
    """Regulation 6: pay of the period, brought to a week, for each hour of it. Or why there is none."""
    if not person.get("gender"):
        return None, "no gender is known"
    if not payments:
        return None, "not paid in the period"
    if any(_is_on_leave(pay) for _, pay in payments):
        return None, "on leave at reduced pay"
    if not person.get("weekly_hours"):
        return None, "no weekly hours are known"
    hours = Fraction(person.get("weekly_hours"))
    if not hours:
        return None, "weekly hours are 0"
    of_week = sum((Fraction(_counted_pay(pay) * 7 * 100, _days(run, person)) for run, pay in payments), Fraction())
    return Fraction(of_week, hours), ""


def _days(run: RunFigures, person: Person) -> int:
    """Of the period, in hundredths; of a part of one, the days of it on which the person was employed."""
    first = max(run.period_start, person.day("start_date") or run.period_start)
    last = min(run.period_end, person.day("leaving_date") or run.period_end)
    if (first, last) == (run.period_start, run.period_end):
        return _DAYS_OF_PERIOD[run.frequency]
    return ((last - first).days + 1) * 100


def _is_on_leave(pay: PersonPay) -> bool:
    return any(paid.amount_pence for paid in pay.statutory)


def gender_pay_gap(snapshot: date, employees: Sequence[Employee], *, of: str) -> Report:
    """The six figures of regulation 2, in its order."""
    known = [one for one in employees if one.person.get("gender")]
    hourly = [Rate(one.is_man, one.hourly_pence) for one in known if one.hourly_pence is not None]
    bonuses = [Rate(one.is_man, Fraction(one.bonus_pence)) for one in known if one.bonus_pence > 0]
    men, women = _count(known)
    with_bonus = _count_rates(bonuses)
    shares = (share_tenths(with_bonus[0], men), share_tenths(with_bonus[1], women))
    rows: list[Row] = [
        _gap("Mean hourly pay", means(hourly), _count_rates(hourly)),
        _gap("Median hourly pay", medians(hourly), _count_rates(hourly)),
        _gap("Mean bonus pay", means(bonuses), with_bonus),
        _gap("Median bonus pay", medians(bonuses), with_bonus),
        ("Paid a bonus", None, *shares, None, None, men, women),
        *(
            (name, None, share_tenths(m, m + w), share_tenths(w, m + w), None, None, m, w)
            for name, (m, w) in zip(QUARTILES, quartiles(hourly), strict=True)
        ),
    ]
    return Report(
        name="gender-pay-gap",
        title="Gender pay gap",
        of=of,
        columns=_FIGURES,
        rows=tuple(rows),
        notes=_notes(snapshot, employees),
    )


def _count(employees: Sequence[Employee]) -> tuple[int, int]:
    return sum(one.is_man for one in employees), sum(not one.is_man for one in employees)


def _count_rates(rates: Sequence[Rate]) -> tuple[int, int]:
    return sum(rate.is_man for rate in rates), sum(not rate.is_man for rate in rates)


def _gap(name: str, sides: Sides, counted: tuple[int, int]) -> Row:
    return name, sides.gap_tenths, None, None, _pence(sides.men), _pence(sides.women), *counted


def _pence(amount: Fraction | None) -> Cell:
    return None if amount is None else nearest(amount)


def _notes(snapshot: date, employees: Sequence[Employee]) -> tuple[str, ...]:
    who_publishes = f"employers of {_PUBLISHED_FROM} or more have to publish these figures."
    notes = [
        f"Taken on {long_date(snapshot)} of {len(employees)} employees; {who_publishes}",
        "A gap is how far women's pay is below men's, as a share of men's; below zero it is above.",
    ]
    reasons: dict[str, int] = {}
    for one in employees:
        if one.because:
            reasons[one.because] = reasons.get(one.because, 0) + 1
    for because, count in sorted(reasons.items()):
        notes.append(f"Left out of hourly pay, {because}: {count}.")
    return tuple(notes)


def gender_pay_gap_people(employees: Sequence[Employee], *, of: str) -> Report:
    """Of whom the figures are taken, what their hourly pay is, and who is left out and why."""
    rows: list[Row] = []
    for one in employees:
        in_bonus = "bonus figures alone" if one.person.get("gender") else "nothing"
        counted = in_bonus if one.hourly_pence is None else "all figures"
        who = (one.person.employee_id, one.person.name, counted, one.because, one.person.get("weekly_hours"))
        rows.append((*who, one.pay_pence, _pence(one.hourly_pence), one.bonus_pence))
    return Report(
        name="gender-pay-gap-people", title="Gender pay gap: who counts", of=of, columns=_PEOPLE, rows=tuple(rows)
    )
