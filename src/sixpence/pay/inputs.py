"""What one payment is worked out from, as columns, and how each column is read from text.

The columns are a contract with everyone who calls `sixpence calculate`: they do not change without a deprecation.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from sixpence.basics.money import pence_from_pounds
from sixpence.law.earnings_periods import Director
from sixpence.law.income_tax import highest_flat_step
from sixpence.law.pensions import PensionBasis, PensionMethod
from sixpence.law.tax_codes import TaxCodes, parse_tax_codes
from sixpence.law.tax_periods import EXTRA_WEEKS, LAST_WEEK, tax_period
from sixpence.rates import rates_on
from sixpence.rates.frequency import BY_LABEL, Frequency

Pence = NDArray[np.int64]
Places = NDArray[np.int8]

# Keeps every product of pence and millionths within 64 bits, with room to spare.
_TOO_MUCH_PENCE = 10_000_000_000


class BadValue(ValueError):
    """One value of a table cannot be used: its row (from 0), its column, and why."""

    def __init__(self, row: int, column: str, reason: str) -> None:
        super().__init__(f"row {row + 1}, column {column}: {reason}")
        self.row, self.column, self.reason = row, column, reason


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
        read = {name: column.read(name, columns.get(name, ("",) * count)) for name, column in COLUMNS.items()}
        codes = _read_codes(read["tax_code"])
        weekly_or_monthly = read.pop("week1_month1")
        if weekly_or_monthly.any():
            codes = replace(codes, week1_month1=codes.week1_month1 | weekly_or_monthly)
        periods = read["tax_period"]
        given = periods > 0
        read["tax_period"] = np.where(given, periods, tax_period(read["pay_date"], read["frequency"]))
        read["tax_codes"] = codes
        del read["tax_code"]
        inputs = cls(**{field.name: read[_COLUMN_OF.get(field.name, field.name)] for field in fields(cls)})
        _check(inputs)
        return inputs

    def rows(self, which: slice | NDArray[np.intp]) -> "PayInputs":
        """Some of the payments, in the order asked for."""
        ids = self.employee_id[which] if isinstance(which, slice) else tuple(self.employee_id[i] for i in which)
        return PayInputs(ids, *(getattr(self, field.name)[which] for field in fields(self)[1:]))

    def told_once(self, rows: slice | NDArray[np.intp]) -> "PayInputs":
        """Some of the payments, for a calculation: a column in which all are alike has its one value, shape (1,).

        Most columns of a pay day are such, and what follows from them alone is then worked out once. Gross pay has an
        entry for each payment all the same, so that results have. Ids play no part.
        """
        told = self._columns(lambda column: _once(column[rows]))
        return replace(told, gross_pay_pence=self.gross_pay_pence[rows])

    def block(self, rows: slice) -> "PayInputs":
        """A block of payments of which what is alike is told once."""
        return self._columns(lambda column: column if len(column) == 1 else column[rows])

    def _columns(self, of: Callable[[NDArray[Any]], NDArray[Any]]) -> "PayInputs":
        columns = {name: of(getattr(self, name)) for name in _ARRAYS}
        codes = TaxCodes(*(of(getattr(self.tax_codes, field)) for field in _CODE_ARRAYS))
        return PayInputs((), tax_codes=codes, **columns)


_ARRAYS = tuple(field.name for field in fields(PayInputs) if field.name not in ("employee_id", "tax_codes"))
_CODE_ARRAYS = tuple(field.name for field in fields(TaxCodes))


@dataclass(frozen=True, slots=True)
class Column:
    """How one column's texts become an array; `default` stands for an empty text, None for a required one."""

    parse: Callable[[str], Any]
    default: Any
    dtype: str

    def read(self, name: str, texts: Sequence[str]) -> Any:
        known: dict[str, Any] = {} if self.default is None else {"": self.default}
        values = []
        for row, text in enumerate(texts):
            if text not in known:
                known[text] = self._parse(row, name, text)
            values.append(known[text])
        return tuple(values) if self.dtype == "text" else np.array(values, dtype=self.dtype)

    def _parse(self, row: int, name: str, text: str) -> Any:
        if not text:
            raise BadValue(row, name, "is empty, and this column is required")
        try:
            return self.parse(text)
        except ValueError as problem:
            raise BadValue(row, name, f"{text!r} {problem}") from None


def _amount(text: str) -> int:
    pence = pence_from_pounds(text)
    if abs(pence) >= _TOO_MUCH_PENCE:
        raise ValueError("is not below 100,000,000.00")
    return pence


def _amount_not_negative(text: str) -> int:
    if text.startswith("-"):
        raise ValueError("is below zero")
    return _amount(text)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError("is not a date written year-month-day, such as 2026-11-30") from None


def _choice(choices: Mapping[str, int]) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if text not in choices:
            raise ValueError(f"is not one of {', '.join(choices)}")
        return choices[text]

    return parse


def _whole(lowest: int, highest: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and lowest <= int(text) <= highest):
            raise ValueError(f"is not a whole number from {lowest} to {highest}")
        return int(text)

    return parse


def _percent(text: str) -> int:
    try:
        millionths = Decimal(text) * 10_000
    except InvalidOperation:
        raise ValueError("is not a percentage") from None
    if not 0 <= millionths <= 1_000_000 or millionths != int(millionths):
        raise ValueError("is not a percentage from 0 to 100 with at most four decimals")
    return int(millionths)


def _letter(text: str) -> int:
    if not (len(text) == 1 and "A" <= text <= "Z"):
        raise ValueError("is not a National Insurance category letter")
    return ord(text) - ord("A")


_FLAGS = {"0": 0, "1": 1}
_DIRECTORS = {director.name.lower(): int(director) for director in (Director.STANDARD, Director.ALTERNATIVE)}
_PLANS = {str(plan): plan for plan in (1, 2, 4, 5)}

COLUMNS: dict[str, Column] = {
    "employee_id": Column(str, None, "text"),
    "pay_date": Column(_day, None, "datetime64[D]"),
    "frequency": Column(_choice({label: int(f) for label, f in BY_LABEL.items()}), int(Frequency.MONTHLY), "int8"),
    "tax_period": Column(_whole(1, EXTRA_WEEKS[-1]), 0, "int64"),
    "tax_code": Column(str, None, "text"),
    "week1_month1": Column(_choice(_FLAGS), 0, "bool"),
    "ni_category": Column(_letter, 0, "int8"),
    "gross_pay": Column(_amount_not_negative, None, "int64"),
    "taxable_pay_to_date": Column(_amount_not_negative, 0, "int64"),
    "tax_to_date": Column(_amount, 0, "int64"),
    "director": Column(_choice(_DIRECTORS), int(Director.NO), "int8"),
    "director_weeks": Column(_whole(1, LAST_WEEK), LAST_WEEK, "int64"),
    "nicable_pay_to_date": Column(_amount_not_negative, 0, "int64"),
    "employee_ni_to_date": Column(_amount, 0, "int64"),
    "employer_ni_to_date": Column(_amount, 0, "int64"),
    "student_loan_plan": Column(_choice(_PLANS), 0, "int8"),
    "postgraduate_loan": Column(_choice(_FLAGS), 0, "bool"),
    "pension": Column(_choice({method.label: int(method) for method in PensionMethod}), 0, "int8"),
    "pension_basis": Column(_choice({basis.label: int(basis) for basis in PensionBasis}), 0, "int8"),
    "employee_pension_percent": Column(_percent, 50_000, "int64"),
    "employer_pension_percent": Column(_percent, 30_000, "int64"),
    "payrolled_benefits": Column(_amount_not_negative, 0, "int64"),
}
REQUIRED = tuple(name for name, column in COLUMNS.items() if column.default is None)
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


def _check(inputs: PayInputs) -> None:
    """What no column can see alone: that ids differ, and that codes, letters and plans exist on the pay date."""
    seen: dict[str, int] = {}
    for row, employee_id in enumerate(inputs.employee_id):
        if seen.setdefault(employee_id, row) != row:
            raise BadValue(row, "employee_id", f"{employee_id!r} stands on row {seen[employee_id] + 1} already")
    monthly = (inputs.frequency == Frequency.MONTHLY) & (inputs.tax_period > 12)
    _first(monthly, "tax_period", "is above 12, and this payment is monthly")
    for day in np.unique(inputs.pay_date):
        rates, on_day = rates_on(day.item()), inputs.pay_date == day
        in_use = np.isin(np.arange(26), [ord(letter) - ord("A") for letter in rates.national_insurance.letters])
        reason = f"is not a category letter in use on {day} ({', '.join(rates.national_insurance.letters)})"
        _first(on_day & ~in_use[inputs.ni_letter], "ni_category", reason)
        collected = np.isin(np.arange(6), [0, *rates.student_loans.plans])
        reason = f"names a plan that is not collected through payroll on {day}"
        _first(on_day & ~collected[inputs.student_loan_plan], "student_loan_plan", reason)
        steps = np.array([highest_flat_step(rates.income_tax, regime) for regime in range(3)])
        too_high = on_day & (inputs.tax_codes.flat_step > steps[inputs.tax_codes.regime])
        _first(too_high, "tax_code", f"names a rate that does not exist on {day}")


def _once(column: NDArray[Any]) -> NDArray[Any]:
    """The column's one value where it has no other."""
    first = column[:1]
    # The ends are looked at first: where they differ, as they mostly do, the whole need not be.
    return first if len(column) and column[-1] == first[0] and (column == first).all() else column


def _first(wrong: NDArray[np.bool_], column: str, reason: str) -> None:
    if wrong.any():
        _refuse(int(np.argmax(wrong)), column, reason)


def _refuse(row: int, column: str, reason: str) -> NoReturn:
    raise BadValue(row, column, reason)
