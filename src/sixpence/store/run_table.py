"""The people of a run as a table: searched, filtered, sorted and paged by the database, with nothing opened."""

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Q, QuerySet, Sum
from django.db.models.expressions import Combinable, Expression, OrderBy
from django.db.models.functions import Coalesce

from sixpence.reports.variance import Moved
from sixpence.store.payruns import batched, run_id_of
from sixpence.store.ready import models
from sixpence.store.records import RunAmounts

_AMOUNTS = tuple(RunAmounts.__dataclass_fields__)


class Show(StrEnum):
    """Which of the people."""

    EVERYONE = "everyone"
    CHANGED = "changed"  # whose net pay is not what it was
    UNEXPLAINED = "unexplained"
    NEW = "new"  # with no payment before this one


class Sort(StrEnum):
    EMPLOYEE_ID = "employee_id"
    NAME = "name"
    DEPARTMENT = "department"
    GROSS = "gross"
    NET = "net"
    LAST_NET = "last_net"
    DIFFERENCE = "difference"  # by how much, whichever way
    UNEXPLAINED = "unexplained"


_SHOWN = {
    Show.EVERYONE: Q(),
    Show.CHANGED: Q(last_net_pay_pence__isnull=False) & ~Q(net_pay_pence=F("last_net_pay_pence")),
    Show.UNEXPLAINED: ~Q(unexplained_pence=0),
    Show.NEW: Q(last_net_pay_pence__isnull=True),
}


def _squared(amount: Combinable) -> Expression:
    """Largest where the distance from zero is; both databases have it without a function."""
    return ExpressionWrapper(amount * amount, output_field=BigIntegerField())


_SORTED_BY: dict[Sort, F | Expression] = {
    Sort.EMPLOYEE_ID: F("employee_id"),
    Sort.NAME: F("name"),
    Sort.DEPARTMENT: F("department"),
    Sort.GROSS: F("gross_pay_pence"),
    Sort.NET: F("net_pay_pence"),
    Sort.LAST_NET: F("last_net_pay_pence"),
    Sort.DIFFERENCE: _squared(F("net_pay_pence") - F("last_net_pay_pence")),
    Sort.UNEXPLAINED: _squared(F("unexplained_pence")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableQuery:
    """What is asked of the table. `page` is from 1."""

    search: str = ""  # in ids and names
    department: str = ""
    show: Show = Show.EVERYONE
    sort: Sort = Sort.EMPLOYEE_ID
    descending: bool = False
    page: int = 1
    size: int = 50


@dataclass(frozen=True, slots=True)
class ListedPay:
    """One line: what is plain of somebody's payment, in whole pence; None where they had no payment before."""

    employee_id: str
    name: str
    department: str
    gross_pay_pence: int
    net_pay_pence: int
    last_gross_pay_pence: int | None
    last_net_pay_pence: int | None
    unexplained_pence: int

    @property
    def difference_pence(self) -> int | None:
        return None if self.last_net_pay_pence is None else self.net_pay_pence - self.last_net_pay_pence


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTotals:
    """Of everyone the query finds, on whichever page."""

    people: int
    gross_pay_pence: int
    net_pay_pence: int
    last_net_pay_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPage:
    rows: tuple[ListedPay, ...]
    totals: ListedTotals


def listed(employer: str, run_key: str, query: TableQuery) -> ListedPage:
    """One page of the table and the totals of all its pages."""
    found = _people(employer, run_key).filter(_SHOWN[query.show])
    if query.search:
        found = found.filter(sought__contains=query.search.casefold())
    if query.department:
        found = found.filter(department=query.department)
    order = OrderBy(_SORTED_BY[query.sort], descending=query.descending, nulls_last=True)
    columns = tuple(ListedPay.__dataclass_fields__)
    start = (query.page - 1) * query.size
    rows = found.order_by(order, "employee_id").values_list(*columns)[start : start + query.size]
    sums = found.aggregate(
        people=Count("id"), gross=Sum("gross_pay_pence"), net=Sum("net_pay_pence"), last=Sum("last_net_pay_pence")
    )
    return ListedPage(
        rows=tuple(ListedPay(*row) for row in rows),
        totals=ListedTotals(
            people=sums["people"],
            gross_pay_pence=sums["gross"] or 0,
            net_pay_pence=sums["net"] or 0,
            last_net_pay_pence=sums["last"] or 0,
        ),
    )


def changed_on(employer: str, run_key: str, only: Set[str] | None = None) -> list[Moved]:
    """Everyone on a run, or only of some, whose net pay is not what it was, where who had no payment before had
    nothing."""
    changed = _some_of(_people(employer, run_key).exclude(net_pay_pence=_LAST), only)
    return [Moved(*row) for row in changed.values_list("employee_id", _LAST, "net_pay_pence", "unexplained_pence")]


def gone_since(employer: str, run_key: str, now_key: str, only: Set[str] | None = None) -> list[Moved]:
    """Everyone on a run, or only of some, who was paid something and is not on the one after it."""
    gone = _some_of(_gone(employer, run_key, now_key).exclude(net_pay_pence=0), only)
    return [Moved(who, net, 0, 0) for who, net in gone.values_list("employee_id", "net_pay_pence")]


def alike_on(employer: str, run_key: str, before_key: str) -> int:
    """How many others there are on either of the two runs; there may be none before, ""."""
    same = _people(employer, run_key).filter(net_pay_pence=_LAST).count()
    return same + (_gone(employer, before_key, run_key).filter(net_pay_pence=0).count() if before_key else 0)


_LAST = Coalesce("last_net_pay_pence", 0)


def _gone(employer: str, run_key: str, now_key: str) -> QuerySet[models.PayRunPerson]:
    return _people(employer, run_key).exclude(employee_id__in=_people(employer, now_key).values("employee_id"))


def _some_of(people: QuerySet[models.PayRunPerson], only: Set[str] | None) -> QuerySet[models.PayRunPerson]:
    return people if only is None else people.filter(employee_id__in=only)


def listed_of(employer: str, run_key: str, only: Set[str]) -> dict[str, ListedPay]:
    """The lines of these people, of those who are on the run, by employee id."""
    people = _people(employer, run_key)
    rows = [
        row
        for some in batched(only)
        for row in people.filter(employee_id__in=some).values_list(*ListedPay.__dataclass_fields__)
    ]
    return {row[0]: ListedPay(*row) for row in rows}


@dataclass(frozen=True, slots=True)
class PlainPay:
    """What a payment came to before anything is taken, and how much of it by which pension method; whole pence."""

    gross_pay_pence: int
    employee_pension_pence: int
    pension: str  # "" only of those kept before it was


def plain_pay_on(employer: str, run_key: str, only: Set[str] | None = None) -> dict[str, PlainPay]:
    """Of everyone on a run, or only of some, by employee id."""
    columns = _some_of(_people(employer, run_key), only).values_list("employee_id", *PlainPay.__dataclass_fields__)
    return {who: PlainPay(*plain) for who, *plain in columns}


def counts(employer: str, run_key: str) -> dict[Show, int]:
    """How many each way to show the table has."""
    people = _people(employer, run_key)
    found = people.aggregate(**{show.value: Count("id", filter=_SHOWN[show]) for show in Show if _SHOWN[show]})
    return {show: found.get(show.value, people.count()) for show in Show}


def departments(employer: str, run_key: str) -> list[str]:
    """Of everyone on the run, in order; without those that have none."""
    names = _people(employer, run_key).exclude(department="").values_list("department", flat=True)
    return sorted(set(names.distinct()))


def summed(employer: str, run_key: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """What gross pay is made of, by label, and every other amount, by name, over everyone on a run; whole pence."""
    people = _people(employer, run_key)
    items: Counter[str] = Counter()
    for theirs in people.values_list("items", flat=True):
        items.update(theirs)
    sums = people.aggregate(**{f"sum_of_{name}": Sum(name) for name in _AMOUNTS})
    return items, {name: sums[f"sum_of_{name}"] or 0 for name in _AMOUNTS}


def _people(employer: str, run_key: str) -> QuerySet[models.PayRunPerson]:
    return models.PayRunPerson.objects.filter(run_id=run_id_of(employer, run_key))
