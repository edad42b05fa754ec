"""Why this payment's net pay differs from another's: causes that add up to the difference, to the penny.

One thing at a time is changed, in a fixed order, from the one payment to the other, and each step is worked out by the
real engine. A cause is what net pay does at its step, so the causes add up by construction. The order, and why:

1. how often someone is paid, with the year so far where that changes (a tax month means nothing to weekly pay);
2. the year so far: tax period, pay, tax and contributions before the payment. If a tax year ends in between, the old
   year's count is put down here and the new one taken up after step 3, so that new rates meet a fresh year;
3. the rates in force: the pay date;
4. tax code, basis, category letter, director's method, loans, pension, benefits, other deductions: each under the new
   rates;
5. gross pay last: a rise is told as what is left of it under everything that now applies.

The walk goes forward in time. Where `before` is the later payment, the same causes come with their signs turned.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sixpence.law.tax_codes import TaxCodes
from sixpence.pay.calculate import calculate
from sixpence.pay.explain_difference import CauseKind, words
from sixpence.pay.inputs import PayInputs, Pence
from sixpence.rates import tax_year_of
from sixpence.rates.frequency import WEEKS, Frequency

Columns = dict[str, NDArray[Any]]

_CODE = ("regime", "kind", "number", "flat_step")
_BASIS = "week1_month1"
_TO_DATE = (
    "taxable_pay_to_date_pence",
    "tax_to_date_pence",
    "nicable_pay_to_date_pence",
    "employee_ni_to_date_pence",
    "employer_ni_to_date_pence",
)
# Everything but the frequency and the year so far, which lean on each other, in the order of the walk.
_ONE_BY_ONE = {
    CauseKind.TAX_CODE: _CODE,
    CauseKind.TAX_BASIS: (_BASIS,),
    CauseKind.NI_LETTER: ("ni_letter",),
    CauseKind.DIRECTOR: ("director", "director_weeks"),
    CauseKind.STUDENT_LOAN: ("student_loan_plan",),
    CauseKind.POSTGRADUATE_LOAN: ("postgraduate_loan",),
    CauseKind.PENSION: ("pension", "pension_basis", "employee_pension_rate", "employer_pension_rate"),
    CauseKind.BENEFITS: ("payrolled_benefits_pence",),
    CauseKind.OTHER_DEDUCTIONS: ("other_deductions_pence",),
    CauseKind.GROSS_PAY: ("gross_pay_pence",),
}
_AT_A_TIME = 4_000  # payments compared at a time: each is there once for every step


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason, and what it does to net pay."""

    kind: CauseKind
    net_pay_pence: int  # never 0
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """`net_after_pence - net_before_pence` is the sum of the causes."""

    net_before_pence: int
    net_after_pence: int
    causes: tuple[Cause, ...]


def difference(before: PayInputs, after: PayInputs) -> Difference:
    """Why one payment's net pay is not another's.

    Raises ValueError where a table has not one row, and as `calculate` does.
    """
    if len(before) != 1 or len(after) != 1:
        raise ValueError(f"a difference is between two payments, not between {len(before)} and {len(after)}")
    changes = {kind: int(change[0]) for kind, change in net_pay_changes(before, after).items()}
    return Difference(
        int(calculate(before).net_pay_pence[0]),
        int(calculate(after).net_pay_pence[0]),
        tuple(Cause(kind, change, words(kind, before, after)) for kind, change in changes.items() if change),
    )


def as_json(found: Difference) -> dict[str, Any]:
    """For machines: figures stay integers."""
    return {
        "net_before_pence": found.net_before_pence,
        "net_after_pence": found.net_after_pence,
        "causes": [
            {"kind": cause.kind.value, "net_pay_pence": cause.net_pay_pence, "words": cause.words}
            for cause in found.causes
        ],
    }


def net_pay_changes(before: PayInputs, after: PayInputs) -> dict[CauseKind, Pence]:
    """What each cause does to net pay, row by row: shape (n,) each, zeros where it has no part.

    Row i of `before` is compared with row i of `after`; ValueError where they are not equally long.
    """
    if len(before) != len(after):
        raise ValueError(f"{len(before)} payments cannot be compared with {len(after)}")
    changes = {kind: np.zeros(len(before), dtype=np.int64) for kind in CauseKind}
    for start in range(0, len(before), _AT_A_TIME):
        some = slice(start, start + _AT_A_TIME)
        for kind, change in _changes(_columns(before, some), _columns(after, some)):
            changes[kind][some] += change
    return changes


def _changes(one: Columns, other: Columns) -> Iterator[tuple[CauseKind, Pence]]:
    """What net pay does at each step, from `one` to `other`; all steps are worked out together."""
    backwards = one["pay_date"] > other["pay_date"]
    earlier = {name: np.where(backwards, other[name], one[name]) for name in one}
    later = {name: np.where(backwards, one[name], other[name]) for name in one}
    kinds, tables = zip(*_walk(earlier, later), strict=True)
    net = np.concatenate([_net_pay_of(list(some)) for _, some in groupby((earlier, *tables), _pay_dates)])
    return zip(kinds, np.where(backwards, -1, 1) * np.diff(net, axis=0), strict=True)


def _pay_dates(table: Columns) -> int:
    """Which of the two columns of pay dates the table has: one day's rates are the quicker for being alone."""
    return id(table["pay_date"])


def _walk(earlier: Columns, later: Columns) -> Iterator[tuple[CauseKind, Columns]]:
    """The tables on the way, each with the cause of its step; the last is `later`."""
    year_so_far = ("tax_period", *_TO_DATE)
    other_year = _tax_years(earlier["pay_date"]) != _tax_years(later["pay_date"])
    other_frequency = earlier["frequency"] != later["frequency"]
    fresh = _fresh_year(later["frequency"])
    first = {name: np.where(other_year, fresh[name], later[name]) for name in year_so_far}

    now = dict(earlier)
    now |= {name: np.where(other_frequency, first[name], now[name]) for name in year_so_far}
    now |= {"frequency": later["frequency"]}
    yield CauseKind.FREQUENCY, now
    now = now | first
    yield CauseKind.YEAR_SO_FAR, now
    now = now | {"pay_date": later["pay_date"]}
    yield CauseKind.RATES, now
    now = now | {name: later[name] for name in year_so_far}
    yield CauseKind.YEAR_SO_FAR, now
    for kind, names in _ONE_BY_ONE.items():
        now = now | {name: later[name] for name in names}
        yield kind, now


def _fresh_year(frequency: NDArray[np.int8]) -> Columns:
    """A year of which nothing has been paid: the first period's payment is due."""
    monthly = (frequency == Frequency.MONTHLY) | (frequency == Frequency.ANNUAL)
    first = np.where(monthly, 1, np.array(WEEKS, dtype=np.int64)[frequency])
    return {"tax_period": first, **{name: np.zeros(len(frequency), dtype=np.int64) for name in _TO_DATE}}


def _tax_years(days: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    """The first day of each day's tax year."""
    different, which = np.unique(days, return_inverse=True)
    starts = np.array([tax_year_of(day.item()).starts_on for day in different], dtype="datetime64[D]")
    years: NDArray[np.datetime64] = starts[which]
    return years


def _columns(inputs: PayInputs, some: slice) -> Columns:
    """Some rows of every column by its name, a tax code's own beside the others; ids play no part."""
    columns = {field.name: getattr(inputs, field.name) for field in fields(inputs)}
    del columns["employee_id"]
    codes = columns.pop("tax_codes")
    columns |= {name: getattr(codes, name) for name in (*_CODE, _BASIS)}
    return {name: column[some] for name, column in columns.items()}


def _net_pay_of(tables: list[Columns]) -> NDArray[np.int64]:
    """Net pay of each table, one below the other, worked out as one."""
    together = {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}
    return _net_pay(together).reshape(len(tables), -1)


def _net_pay(columns: Columns) -> Pence:
    others = {name: column for name, column in columns.items() if name not in (*_CODE, _BASIS)}
    codes = TaxCodes(**{name: columns[name] for name in (*_CODE, _BASIS)})
    ids = tuple(str(row) for row in range(len(columns["pay_date"])))
    return calculate(PayInputs(employee_id=ids, tax_codes=codes, **others)).net_pay_pence
