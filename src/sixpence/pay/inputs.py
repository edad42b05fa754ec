"""What one payment is worked out from, as columns."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from sixpence.basics.columns import Int, narrow, of_all, some_of, told_once
from sixpence.law.income_tax import highest_flat_step
from sixpence.law.tax_codes import TaxCodes, parse_tax_codes
from sixpence.law.tax_periods import LAST_WEEK, tax_period
from sixpence.pay.columns_in import BadValue, read_columns
from sixpence.rates import TaxYearNotLoaded, rates_on
from sixpence.rates.frequency import WEEKS, Frequency

Pence = NDArray[np.int64]
Places = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class PayInputs:
    """A table of payments; every column has one entry a payment. Money is whole pence, rates are millionths."""

    employee_id: tuple[str, ...]
    pay_date: NDArray[np.datetime64]
    frequency: Places  # as in `Frequency`
    tax_period: NDArray[np.int64]  # tax month for monthly and annual pay, else tax week
    tax_codes: TaxCodes
    ni_letter: Places  # A is 0
    gross_pay_pence: Pence
    taxable_pay_to_date_pence: Pence  # before this payment, as are the other to-date columns
    tax_to_date_pence: Pence
    director: Places  # as in `Director`
    director_weeks: NDArray[np.int64]
    nicable_pay_to_date_pence: Pence
    employee_ni_to_date_pence: Pence
    employer_ni_to_date_pence: Pence
    student_loan_plan: Places  # 0, 1, 2, 4 or 5
    postgraduate_loan: NDArray[np.bool_]
    pension: Places  # as in `PensionMethod`
    pension_basis: Places  # as in `PensionBasis`
    employee_pension_rate: NDArray[np.int64]
    employer_pension_rate: NDArray[np.int64]
    payrolled_benefits_pence: Pence  # taxed with this payment, not paid
    other_deductions_pence: Pence  # taken from net pay, by agreement or by order

    def __len__(self) -> int:
        return len(self.employee_id)

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, str]]) -> "PayInputs":
        """From rows of text by column name, as in a CSV file. A row may leave out what has a default."""
        table = list(rows)
        present = {name for row in table for name in row}
        return cls.of_columns({name: [row.get(name, "") for row in table] for name in present}, len(table))

    @classmethod
    def of_columns(cls, columns: Mapping[str, Sequence[str]], count: int) -> "PayInputs":
        """From columns of text. Raises BadValue for the first value that cannot be used, in order of rows.

        An empty text means the column's default. Unknown and missing columns are the caller's to refuse (`COLUMNS`).
        """
        read = read_columns(columns, count)
        codes = _read_codes(read["tax_code"])
        weekly_or_monthly = read.pop("week1_month1")
        if weekly_or_monthly.any():
            codes = replace(codes, week1_month1=codes.week1_month1 | weekly_or_monthly)
        read["tax_period"] = _periods(read["tax_period"], read["pay_date"], read["frequency"])
        read["tax_codes"] = codes
        del read["tax_code"]
        inputs = cls(**{field.name: read[_COLUMN_OF.get(field.name, field.name)] for field in fields(cls)})
        _check(inputs)
        return inputs

    def rows(self, which: slice | NDArray[np.intp]) -> "PayInputs":
        """Some of the payments, in the order asked for."""
        ids = self.employee_id[which] if isinstance(which, slice) else tuple(self.employee_id[i] for i in which)
        columns = {name: some_of(getattr(self, name), which) for name in _ARRAYS}
        return PayInputs(ids, tax_codes=self.tax_codes[which], **columns)

    def told_once(self, rows: slice | NDArray[np.intp]) -> "PayInputs":
        """Some of the payments, for a calculation: a column in which all are alike has its one value, shape (1,).

        Most columns of a pay day are such, and what follows from them alone is then worked out once. Gross pay has an
        entry for each payment all the same, so that results have. Ids play no part.
        """
        told = self._columns(
            lambda column: told_once(some_of(column, rows)),
            lambda column: _narrow_if_one(told_once(some_of(column, rows))),
        )
        return replace(told, gross_pay_pence=self.gross_pay_pence[rows])

    def block(self, rows: slice) -> "PayInputs":
        """A block of payments of which what is alike is told once, its amounts in 32 bits where they fit."""
        return self._columns(
            lambda column: column if len(column) == 1 else column[rows],
            lambda column: column if len(column) == 1 else narrow(column[rows]),
        )

    def _columns(self, of: "_Change", of_amounts: "_Change") -> "PayInputs":
        columns = {name: of(getattr(self, name)) for name in _OTHERS}
        columns |= {name: of_amounts(getattr(self, name)) for name in _AMOUNTS}
        codes = TaxCodes(*(of(getattr(self.tax_codes, field)) for field in _CODE_ARRAYS))
        return PayInputs((), tax_codes=codes, **columns)


_Change = Callable[[NDArray[Any]], NDArray[Any]]  # of a column
_ARRAYS = tuple(field.name for field in fields(PayInputs) if field.name not in ("employee_id", "tax_codes"))
_AMOUNTS = ("tax_period", *(name for name in _ARRAYS if name.endswith("_pence")))
_OTHERS = tuple(name for name in _ARRAYS if name not in _AMOUNTS)
_CODE_ARRAYS = tuple(field.name for field in fields(TaxCodes))


_COLUMN_OF = {
    "ni_letter": "ni_category",
    "gross_pay_pence": "gross_pay",
    "taxable_pay_to_date_pence": "taxable_pay_to_date",
    "tax_to_date_pence": "tax_to_date",
    "nicable_pay_to_date_pence": "nicable_pay_to_date",
    "employee_ni_to_date_pence": "employee_ni_to_date",
    "employer_ni_to_date_pence": "employer_ni_to_date",
    "employee_pension_rate": "employee_pension_percent",
    "employer_pension_rate": "employer_pension_percent",
    "payrolled_benefits_pence": "payrolled_benefits",
    "other_deductions_pence": "other_deductions",
}


def _read_codes(texts: Sequence[str]) -> TaxCodes:
    try:
        return parse_tax_codes(texts)
    except ValueError:
        for row, text in enumerate(texts):
            try:
                parse_tax_codes([text])
            except ValueError as problem:
                raise BadValue(row, "tax_code", f"{text!r} {problem}") from None
        raise


def _narrow_if_one(column: Int) -> Int:
    return narrow(column) if len(column) == 1 else column


def _periods(given: Places, pay_date: NDArray[np.datetime64], frequency: Places) -> NDArray[np.int64]:
    """The tax periods that were given, and where none was (0), those that the pay dates lie in."""
    count = len(given)
    if count:
        given, pay_date, frequency = told_once(given), told_once(pay_date), told_once(frequency)
    periods = np.where(given > 0, given, tax_period(pay_date, frequency))
    return periods if len(periods) == count else of_all(periods, count)


def _check(inputs: PayInputs) -> None:
    """What no column can see alone: that ids differ, and that codes, letters and plans exist on the pay date."""
    if len(set(inputs.employee_id)) < len(inputs):
        seen: dict[str, int] = {}
        for row, employee_id in enumerate(inputs.employee_id):
            if seen.setdefault(employee_id, row) != row:
                raise BadValue(
                    row, "employee_id", f"{employee_id!r} is already that of payment {seen[employee_id] + 1}"
                )
    _check_periods(inputs)
    for day in sorted(set(inputs.pay_date.tolist())):
        on_day = inputs.pay_date == np.datetime64(day)
        try:
            rates = rates_on(day)
        except TaxYearNotLoaded as not_loaded:
            _refuse(int(np.argmax(on_day)), "pay_date", str(not_loaded))
        in_use = np.isin(np.arange(26), [ord(letter) - ord("A") for letter in rates.national_insurance.letters])
        reason = f"is not a category letter in use on {day} ({', '.join(rates.national_insurance.letters)})"
        _first(on_day & ~in_use[inputs.ni_letter], "ni_category", reason)
        collected = np.isin(np.arange(6), [0, *rates.student_loans.plans])
        reason = f"names a plan that is not collected through payroll on {day}"
        _first(on_day & ~collected[inputs.student_loan_plan], "student_loan_plan", reason)
        steps = np.array([highest_flat_step(rates.income_tax, regime) for regime in range(3)])
        too_high = on_day & (inputs.tax_codes.flat_step > steps[inputs.tax_codes.regime])
        _first(too_high, "tax_code", f"names a rate that does not exist on {day}")


def _check_periods(inputs: PayInputs) -> None:
    by_week = inputs.frequency <= Frequency.FOUR_WEEKLY
    monthly = inputs.frequency == Frequency.MONTHLY  # a yearly payment may be told by its week: it counts for nothing
    _first(monthly & (inputs.tax_period > 12), "tax_period", "is above 12, and this payment is monthly")
    extra = LAST_WEEK + np.array(WEEKS)[inputs.frequency]
    none_such = by_week & (inputs.tax_period > LAST_WEEK) & (inputs.tax_period != extra)
    weeks = "the extra week of a year is 53 for weekly, 54 for fortnightly and 56 for four-weekly pay"
    _first(none_such, "tax_period", f"is above {LAST_WEEK}, and {weeks}")


def _first(wrong: NDArray[np.bool_], column: str, reason: str) -> None:
    if wrong.any():
        _refuse(int(np.argmax(wrong)), column, reason)


def _refuse(row: int, column: str, reason: str) -> NoReturn:
    raise BadValue(row, column, reason)
