"""The people of a company as a list: who they are, whether they are on payroll, and what they lack to be paid."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sixpence.payrun.figures import PayLine
from sixpence.payrun.gross import PER_YEAR
from sixpence.payrun.readiness import History, is_employed_in, missing_facts
from sixpence.payrun.window import Window
from sixpence.people.employer import Employer
from sixpence.people.person import Person

# What the law answers for a starter where nobody told us.
_ASSUMED = ("tax_code", "starter_declaration", "ni_category")


class Stage(StrEnum):
    STARTING = "starting"  # has not begun yet
    EMPLOYED = "employed"
    LEFT = "left"


class Sort(StrEnum):
    NAME = "name"
    NUMBER = "number"
    DEPARTMENT = "department"
    START = "start"
    SALARY = "salary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One person in the list."""

    person: Person
    stage: Stage
    missing: tuple[str, ...] = ()  # without these they cannot be paid
    assumed: tuple[str, ...] = ()  # without these the law says what to do
    by_hand: bool = False  # no bank account is known: to be paid another way

    @property
    def lacks_anything(self) -> bool:
        return bool(self.missing or self.assumed or self.by_hand)

    @property
    def a_year_pence(self) -> int:
        """Salary as a year's, for sorting; 0 where they have none."""
        salary = self.person.salary
        return salary.pence * PER_YEAR[salary.interval] if salary else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to see of the list; what is empty leaves nobody out."""

    words: str = ""  # each of them in the name, the number or the job title
    stage: Stage | None = None
    department: str = ""
    lacking: bool = False
    sort: Sort = Sort.NAME
    descending: bool = False
    page: int = 1
    a_page: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """All those wanted, by employee id in the order wanted, and counts of everyone."""

    found: tuple[str, ...]
    everyone: int
    by_stage: dict[Stage, int]
    lacking: int
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """One page of those wanted; `found` of `everyone` are. The counts are of everyone."""

    lines: tuple[Listed, ...]
    found: int
    everyone: int
    page: int
    pages: int
    by_stage: dict[Stage, int]
    lacking: int
    departments: tuple[str, ...]


def listed(
    person: Person, employer: Employer, window: Window, history: History, added: Sequence[PayLine], today: date
) -> Listed:
    """Where a person stands today, and what they lack on the run of that window."""
    start, leaving = person.day("start_date"), person.day("leaving_date")
    if start is not None and start > today:
        stage = Stage.STARTING
    else:
        stage = Stage.LEFT if leaving is not None and leaving < today else Stage.EMPLOYED
    if not is_employed_in(person, window) and person.facts:
        return Listed(person=person, stage=stage)
    return Listed(
        person=person,
        stage=stage,
        missing=missing_facts(person, employer, window, history, added),
        assumed=() if history.paid_before else tuple(field for field in _ASSUMED if not person.get(field)),
        by_hand=not person.has_bank_account,
    )


def in_order(everyone: Collection[Listed], wanted: Wanted) -> Order:
    """Those wanted, on whichever page."""
    found = sorted(_wanted(everyone, wanted), key=_KEYS[wanted.sort], reverse=wanted.descending)
    return Order(
        found=tuple(each.person.employee_id for each in found),
        everyone=len(everyone),
        by_stage={stage: sum(each.stage is stage for each in everyone) for stage in Stage},
        lacking=sum(each.lacks_anything for each in everyone),
        departments=tuple(sorted({each.person.get("department") for each in everyone} - {""})),
    )


def page_of(order: Order, wanted: Wanted) -> tuple[int, tuple[str, ...]]:
    """The number of the page wanted, and who is on it. A page that is not there is the last."""
    page = min(max(1, wanted.page), _pages(order, wanted))
    return page, order.found[(page - 1) * wanted.a_page : page * wanted.a_page]


def _pages(order: Order, wanted: Wanted) -> int:
    return max(1, -(-len(order.found) // wanted.a_page))


def roster(order: Order, wanted: Wanted, lines: Iterable[Listed]) -> Roster:
    """The page wanted, of whose people these are the lines."""
    page, people = page_of(order, wanted)
    by_id = {line.person.employee_id: line for line in lines}
    return Roster(
        lines=tuple(by_id[who] for who in people),
        found=len(order.found),
        everyone=order.everyone,
        page=page,
        pages=_pages(order, wanted),
        by_stage=order.by_stage,
        lacking=order.lacking,
        departments=order.departments,
    )


def _wanted(everyone: Iterable[Listed], wanted: Wanted) -> Iterable[Listed]:
    words = wanted.words.casefold().split()
    for each in everyone:
        if wanted.stage is not None and each.stage is not wanted.stage:
            continue
        if wanted.department and each.person.get("department") != wanted.department:
            continue
        if wanted.lacking and not each.lacks_anything:
            continue
        if words:
            said = f"{each.person.name}\n{each.person.employee_id}\n{each.person.get('job_title')}".casefold()
            if not all(word in said for word in words):
                continue
        yield each


def _by_name(each: Listed) -> tuple[str, ...]:
    person = each.person
    return (person.get("last_name").casefold(), person.get("first_name").casefold(), person.employee_id)


_KEYS: dict[Sort, Callable[[Listed], tuple[str, ...]]] = {
    Sort.NAME: _by_name,
    Sort.NUMBER: lambda each: (each.person.employee_id,),
    Sort.DEPARTMENT: lambda each: (each.person.get("department").casefold(), *_by_name(each)),
    Sort.START: lambda each: (each.person.get("start_date"), *_by_name(each)),
    Sort.SALARY: lambda each: (f"{each.a_year_pence:015d}", *_by_name(each)),
}
