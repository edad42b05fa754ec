"""The columns that `sixpence calculate` reads, and how each is read from text.

Names and values are a contract, as those it writes are: they do not change without a deprecation.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from sixpence.basics.columns import of_all
from sixpence.basics.days import day_from_text
from sixpence.basics.money import pence_from_pounds
from sixpence.law.earnings_periods import Director
from sixpence.law.pensions import PensionBasis, PensionMethod
from sixpence.law.tax_periods import EXTRA_WEEKS, LAST_WEEK
from sixpence.rates.frequency import BY_LABEL, Frequency

_EPOCH = date(1970, 1, 1).toordinal()  # where NumPy counts days from
_PERCENT = re.compile(r"(?P<whole>[0-9]{1,3})(?:\.(?P<decimals>[0-9]{1,4}))?", re.ASCII)
# Keeps every product of pence and millionths within 64 bits, with room to spare.
_TOO_MUCH_PENCE = 10_000_000_000


class BadValue(ValueError):
    """One value of a table cannot be used: its row (from 0), its column, and why."""

    def __init__(self, row: int, column: str, reason: str) -> None:
        super().__init__(f"row {row + 1}, column {column}: {reason}")
        self.row, self.column, self.reason = row, column, reason


@dataclass(frozen=True, slots=True)
class Column:
    """How one column's texts become an array; `default` stands for an empty text, None for a required one."""

    parse: Callable[[str], Any]
    default: Any
    dtype: str
    parse_all: Callable[[Sequence[str]], list[int] | None] | None = None  # None where texts have to be looked at singly

    def read(self, name: str, texts: Sequence[str]) -> Any:
        """The column's array, or its texts themselves. Each different text is looked at once."""
        if self.parse_all is not None and (at_once := self.parse_all(texts)) is not None:
            return np.array(at_once, dtype=self.dtype)
        known = _Known(self)
        try:
            values = [known[text] for text in texts]
        except ValueError as problem:
            row = next(row for row, text in enumerate(texts) if text not in known)
            raise BadValue(row, name, str(problem)) from None
        if self.dtype == "text":
            return tuple(values)
        if len(known) == 1:  # a pay date, mostly
            return of_all(np.array(values[:1], dtype=self.dtype), len(values))
        return np.array(values, dtype=self.dtype)

    def left_out(self, name: str, count: int) -> Any:
        """What stands for a column that is not there; of a required one every row is refused, if there are any."""
        if self.default is None:
            return self.read(name, ("",) * count)
        return of_all(np.array(self.default, dtype=self.dtype), count)


class _Known(dict[str, Any]):
    """What texts of a column stand for; one that is not known yet is read."""

    def __init__(self, column: Column) -> None:
        super().__init__({} if column.default is None else {"": column.default})
        self._parse = column.parse

    def __missing__(self, text: str) -> Any:
        if not text:
            raise ValueError("is empty, and this column is required")
        try:
            value = self._parse(text)
        except ValueError as problem:
            raise ValueError(f"{text!r} {problem}") from None
        self[text] = value
        return value


def _all_at_once(sign: str) -> Callable[[Sequence[str]], list[int] | None]:
    """Reads a column of amounts in a tenth of the time, where each is written with two decimals, as most files have it.

    None where any is not, or might be refused.
    """
    # What has matched is not given back (`?>` and `*+`), so that the length of a file does not count.
    amounts = re.compile(rf"(?>{sign}[0-9]{{1,8}}\.[0-9]{{2}}\n)*+")

    def parse_all(texts: Sequence[str]) -> list[int] | None:
        lines = "\n".join((*texts, ""))
        if amounts.fullmatch(lines) is None:
            return None
        pence = list(map(int, lines.replace(".", "").split()))
        return pence if len(pence) == len(texts) else None  # a text may have held a line break

    return parse_all


_amounts, _amounts_not_negative = _all_at_once("-?"), _all_at_once("")


def _amount(text: str) -> int:
    pence = pence_from_pounds(text)
    if abs(pence) >= _TOO_MUCH_PENCE:
        raise ValueError("is not below 100,000,000.00")
    return pence


def _amount_not_negative(text: str) -> int:
    if text.startswith("-"):
        raise ValueError("is below zero")
    return _amount(text)


def _day(text: str) -> int:
    return day_from_text(text).toordinal() - _EPOCH


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
    match = _PERCENT.fullmatch(text)
    millionths = int(match["whole"] + (match["decimals"] or "").ljust(4, "0")) if match else None
    if millionths is None or millionths > 1_000_000:
        raise ValueError("is not a percentage from 0 to 100 with at most four decimals")
    return millionths


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
    "gross_pay": Column(_amount_not_negative, None, "int64", _amounts_not_negative),
    "taxable_pay_to_date": Column(_amount_not_negative, 0, "int64", _amounts_not_negative),
    "tax_to_date": Column(_amount, 0, "int64", _amounts),
    "director": Column(_choice(_DIRECTORS), int(Director.NO), "int8"),
    "director_weeks": Column(_whole(1, LAST_WEEK), LAST_WEEK, "int64"),
    "nicable_pay_to_date": Column(_amount_not_negative, 0, "int64", _amounts_not_negative),
    "employee_ni_to_date": Column(_amount, 0, "int64", _amounts),
    "employer_ni_to_date": Column(_amount, 0, "int64", _amounts),
    "student_loan_plan": Column(_choice(_PLANS), 0, "int8"),
    "postgraduate_loan": Column(_choice(_FLAGS), 0, "bool"),
    "pension": Column(_choice({method.label: int(method) for method in PensionMethod}), 0, "int8"),
    "pension_basis": Column(_choice({basis.label: int(basis) for basis in PensionBasis}), 0, "int8"),
    "employee_pension_percent": Column(_percent, 50_000, "int64"),
    "employer_pension_percent": Column(_percent, 30_000, "int64"),
    "payrolled_benefits": Column(_amount_not_negative, 0, "int64", _amounts_not_negative),
    "other_deductions": Column(_amount_not_negative, 0, "int64", _amounts_not_negative),
}
REQUIRED = tuple(name for name, column in COLUMNS.items() if column.default is None)


def read_columns(columns: Mapping[str, Sequence[str]], count: int) -> dict[str, Any]:
    """Every column's array by its name. Raises BadValue for the first row with a value that cannot be read."""
    read, bad = {}, []
    for name, column in COLUMNS.items():
        try:
            read[name] = column.read(name, columns[name]) if name in columns else column.left_out(name, count)
        except BadValue as problem:
            bad.append(problem)
    if bad:
        raise min(bad, key=lambda problem: problem.row)
    return read
