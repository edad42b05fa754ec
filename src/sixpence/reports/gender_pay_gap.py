"""The gender pay gap of a snapshot date: the six figures to publish, and whom they are taken of.

Source: Equality Act 2010 (Gender Pay Gap Information) Regulations 2017 (SI 2017/172). What is decided where payroll
does not know what the regulations ask for is in docs/reports.md.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from sixpence.basics.days import long_date
from sixpence.payrun.figures import LineKind, PersonPay
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


@dataclass(frozen=True, slots=True)
class Earned:
    """What the regulations ask of one payment, in whole pence."""

    counted_pence: int  # ordinary pay and bonus
    bonus_pence: int = 0
    is_on_leave: bool = False  # at reduced pay


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEarnings:
    """What the regulations ask of a run: its days, and each payment of it by employee id."""

    pay_date: date
    period_start: date
    period_end: date
    frequency: str
    earned: Mapping[str, Earned]


def earned_by(pay: PersonPay) -> Earned:
    """Ordinary pay and bonus (regulations 3 and 4), less what is given up for a pension; overtime does not count."""
    counted = sum(line.amount_pence for line in pay.lines if line.kind is not LineKind.OVERTIME)
    return Earned(
        counted - given_up(pay.pension, pay.employee_pension_pence),
        bonus_pence=sum(line.amount_pence for line in pay.lines if line.kind is LineKind.BONUS),
        is_on_leave=any(paid.amount_pence for paid in pay.statutory),
    )


def given_up(pension: str, employee_pension_pence: int) -> int:
    """Of pay, for a pension; by any other method it is taken from pay, and counts."""
    return employee_pension_pence if pension == "salary-sacrifice" else 0


def employed_on(snapshot: date, people: Iterable[Person]) -> list[Person]:
    """Who counts, in order of employee id. `people` are everyone as they stood that day."""
    counted = []
    for person in people:
        start, leaving = person.day("start_date"), person.day("leaving_date")
        if (start is None or start <= snapshot) and (leaving is None or leaving >= snapshot):
            counted.append(person)
    return sorted(counted, key=lambda person: person.employee_id)


def employees_on(snapshot: date, people: Iterable[Person], runs: Sequence[RunEarnings]) -> list[Employee]:
    """The same with what they earned. `runs` are those of the twelve months before the day and those whose period it
    falls in."""
    bonus: Counter[str] = Counter()
    for run in runs:
        if _year_before(snapshot) < run.pay_date <= snapshot:
            bonus.update({who: earned.bonus_pence for who, earned in run.earned.items() if earned.bonus_pence})
    of_period = [run for run in runs if run.period_start <= snapshot <= run.period_end]
    found = []
    for person in employed_on(snapshot, people):
        who = person.employee_id
        payments = [(run, run.earned[who]) for run in of_period if who in run.earned]
        hourly, because = _hourly(person, payments)
        found.append(
            Employee(
                person=person,
                pay_pence=sum(earned.counted_pence for _, earned in payments),
                hourly_pence=hourly,
                bonus_pence=bonus[who],
                because=because,
            )
        )
    return found


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1)  # the 5th of April is there in every year


def _hourly(person: Person, payments: Sequence[tuple[RunEarnings, Earned]]) -> tuple[Fraction | None, str]:
    """Regulation 6: pay of the period, brought to a week, for each hour of it. Or why there is none."""
    if not person.get("gender"):
        return None, "no gender is known"
    if not payments:
        return None, "not paid in the period"
    if any(earned.is_on_leave for _, earned in payments):
        return None, "on leave at reduced pay"
    if not person.get("weekly_hours"):
        return None, "no weekly hours are known"
    hours = _hours(person.get("weekly_hours"))
    if not hours:
        return None, "weekly hours are 0"
    of_week = sum(Fraction(earned.counted_pence * 7 * 100, _days(run, person)) for run, earned in payments)
    return Fraction(of_week, hours), ""


@lru_cache(maxsize=256)  # thousands of people work the same few
def _hours(text: str) -> Fraction:
    return Fraction(text)


def _days(run: RunEarnings, person: Person) -> int:
    """Of the period, in hundredths; of a part of one, the days of it on which the person was employed."""
    first = max(run.period_start, person.day("start_date") or run.period_start)
    last = min(run.period_end, person.day("leaving_date") or run.period_end)
    if (first, last) == (run.period_start, run.period_end):
        return _DAYS_OF_PERIOD[run.frequency]
    return ((last - first).days + 1) * 100


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
