"""Which column is which: keys that stay the same from file to file, and the columns that say more than their value.

An id says who a row is about. An amount of pay means nothing without its interval and currency, which stand in the
heading, in a column of their own, or in the cell's format.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from sixpence.basics.refused import Refused
from sixpence.hr.sources.spreadsheet.grid import Fault, Row, letters
from sixpence.hr.words import plain

_LONGEST_HEADING = 100
_SPOKEN = {"%": " percent ", "£": " gbp ", "€": " eur ", "&": " and ", "#": " number ", "+": " plus "}
_CURRENCY_IN_HEADING = {"gbp": "GBP", "eur": "EUR", "usd": "USD"}


@dataclass(frozen=True, slots=True)
class Layout:
    """What the user says about a sheet: its name, and the headings of the columns that have a part of their own.

    What is "" is recognised by its usual headings, and refused or left out where two or none fit.
    """

    sheet: str = ""
    employee_id: str = ""
    salary: str = ""
    salary_interval: str = ""
    salary_from: str = ""
    hourly_rate: str = ""
    currency: str = ""


# The usual headings, compared as `words.plain` does, the surest first.
_PARTS: dict[str, tuple[str, ...]] = {
    "employee_id": (
        *("employee id", "employee number", "employee no", "employee code", "employee ref", "employee reference"),
        *("payroll id", "payroll number", "payroll no", "payroll ref", "works number", "staff id", "staff number"),
        *("staff no", "personnel number", "personnel no", "id"),
    ),
    "salary_interval": ("salary interval", "salary period", "salary basis", "salary per", "pay interval"),
    "salary_from": ("salary effective from", "salary effective date", "salary from", "salary since"),
    "currency": ("salary currency", "pay currency", "currency", "currency code"),
}
_PAY_HEADINGS: dict[str, dict[str, str]] = {
    "salary": {
        **dict.fromkeys(("salary", "base salary", "basic salary", "fix salary", "fixed salary"), ""),
        **dict.fromkeys(("base pay", "basic pay"), ""),
        **dict.fromkeys(("annual salary", "yearly salary", "salary per annum", "salary pa", "salary p a"), "yearly"),
        **dict.fromkeys(("annual basic salary", "annual base salary", "basic annual salary"), "yearly"),
        **dict.fromkeys(("monthly salary", "salary per month", "basic monthly salary"), "monthly"),
        **dict.fromkeys(("weekly salary", "weekly wage", "weekly pay"), "weekly"),
    },
    "hourly_rate": dict.fromkeys(
        ("hourly rate", "hourly pay", "hourly salary", "hourly wage", "rate per hour", "pay per hour"), "hourly"
    ),
}
# The mapping knows these by the names that Personio gives them in every account. Where several of one line are there,
# the first counts; a heading that is the name itself must be the first, as the mapping would take it too.
_UNIVERSAL: dict[str, tuple[str, ...]] = {
    "first_name": ("first name", "forename", "first names", "forenames", "given name"),
    "last_name": ("last name", "surname", "family name"),
    "email": ("email", "e mail", "work email", "email address", "work email address", "company email"),
    "gender": ("gender", "sex", "legal sex", "gender for hmrc"),
    "hire_date": ("hire date", "start date", "date of joining", "joining date", "date joined", "employment start date"),
    "termination_date": (
        *("termination date", "leaving date", "date of leaving", "leave date", "date left"),
        "employment end date",
    ),
    "position": ("position", "job title", "job role"),
    "department": ("department", "dept"),
    "weekly_working_hours": (
        *("weekly working hours", "weekly hours", "hours per week", "contracted hours", "contracted weekly hours"),
        "hours a week",
    ),
}
_PAY_UNIVERSAL = {"salary": "fix_salary", "hourly_rate": "hourly_salary"}


@dataclass(frozen=True, slots=True)
class PayColumn:
    """A column of amounts, with what its heading says they are for and in; "" where it does not."""

    column: int
    interval: str
    currency: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet. `keys`, `labels` and `universal_ids` are by column, for those that have a heading."""

    keys: Mapping[int, str]
    labels: Mapping[int, str]
    universal_ids: Mapping[int, str]
    employee_id: int
    pay: Mapping[str, PayColumn]
    salary_interval: int | None
    salary_from: int | None
    currency: int | None


def columns_of(header: Row, layout: Layout, place: str) -> Columns:
    """The columns that the header names. Raises Refused when there is none for the employee's id, or it is unclear."""
    labels = {column: " ".join(text.split()) for column, text in enumerate(header.texts) if text}
    chosen = {part.name: _chosen(part.name, layout, labels, place) for part in fields(Layout) if part.name != "sheet"}
    pay = {}
    for part in _PAY_HEADINGS:
        column = chosen[part] if chosen[part] is not None else _only_one(_PAY_HEADINGS[part], labels)
        if column is not None:
            interval = _PAY_HEADINGS[part].get(_bare(labels[column]), "hourly" if part == "hourly_rate" else "")
            pay[part] = PayColumn(column, interval, _currency_in(labels[column]))
    universal_ids = {}
    for universal_id, headings in _UNIVERSAL.items():
        column = _first(headings, labels)
        if column is not None:
            universal_ids[column] = universal_id
    universal_ids.update({pay_column.column: _PAY_UNIVERSAL[part] for part, pay_column in pay.items()})
    found = {
        part: chosen[part] if chosen[part] is not None else _first(_PARTS[part], labels)
        for part in ("salary_interval", "salary_from", "currency")
    }
    return Columns(
        keys={column: key_of(label, column) for column, label in labels.items()},
        labels=labels,
        universal_ids=universal_ids,
        employee_id=_id_column(chosen["employee_id"], labels, header.number, place),
        pay=pay,
        salary_interval=found["salary_interval"],
        salary_from=found["salary_from"],
        currency=found["currency"],
    )


def key_of(label: str, column: int) -> str:
    """A heading in small letters and underscores, which is how a saved mapping finds it in the next file."""
    spoken = "".join(_SPOKEN.get(letter, letter) for letter in label)
    return plain(spoken).replace(" ", "_") or f"column_{letters(column).lower()}"


def header_faults(header: Row, rows: Iterable[Row], columns: Columns) -> list[Fault]:
    """Headings that stand twice, are no headings, or are missing above values."""
    faults = []
    first_with: dict[str, int] = {}
    for column, key in columns.keys.items():
        label = columns.labels[column]
        if key in first_with:
            faults.append(Fault(header.number, column, f"has the heading of column {letters(first_with[key])} again"))
        if len(label) > _LONGEST_HEADING or not label.isprintable():
            faults.append(Fault(header.number, column, f"is not a heading of at most {_LONGEST_HEADING} letters"))
        first_with.setdefault(key, column)
    unnamed = {
        column
        for row in rows
        for column, text in enumerate(row.texts[: len(header.texts)])
        if text and column not in columns.keys
    }
    faults += [Fault(header.number, column, "has no heading, and there are values below it") for column in unnamed]
    return faults


def faults_beyond(header: Row, rows: Iterable[Row]) -> list[Fault]:
    """Values in a row that is longer than the header: a comma too many, or notes at the side."""
    width = len(header.texts)
    return [
        Fault(row.number, column, "stands right of the last heading")
        for row in rows
        for column, text in enumerate(row.texts[width:], start=width)
        if text
    ]


def _chosen(part: str, layout: Layout, labels: Mapping[int, str], place: str) -> int | None:
    """The column of the heading the user gave; None where they gave none."""
    heading = getattr(layout, part)
    if not heading:
        return None
    named = [column for column, label in labels.items() if plain(label) == plain(heading)]
    exact = [column for column in named if labels[column] == " ".join(heading.split())]
    if len(exact or named) != 1:
        count = "two columns" if named else "no column"
        raise Refused(f"{place} has {count} with the heading {heading!r}, chosen for {part.replace('_', ' ')}")
    return (exact or named)[0]


def _id_column(chosen: int | None, labels: Mapping[int, str], row: int, place: str) -> int:
    if chosen is not None:
        return chosen
    known = set(_PARTS["employee_id"])
    named = [column for column, label in labels.items() if plain(label) in known]
    if len(named) > 1:
        raise Refused(
            f"{place} has several columns that may be the employee's id, {', '.join(letters(each) for each in named)}: "
            "choose one"
        )
    if not named:
        raise Refused(
            f"{place} row {row} names no column for the employee's id, such as Employee ID or Payroll number: let the "
            "first row name the columns, or choose the column of the id"
        )
    return named[0]


def _first(headings: Iterable[str], labels: Mapping[int, str]) -> int | None:
    columns: dict[str, int] = {}
    for column, label in labels.items():
        columns.setdefault(plain(label), column)
    return next((columns[heading] for heading in headings if heading in columns), None)


def _only_one(headings: Iterable[str], labels: Mapping[int, str]) -> int | None:
    """Two salaries, such as a yearly and a monthly one, are not certain: the user chooses."""
    known = set(headings)
    named = [column for column, label in labels.items() if _bare(label) in known]
    return named[0] if len(named) == 1 else None


def _bare(label: str) -> str:
    """A heading without its currency: "Salary (£ p.a.)" is "salary p a"."""
    return " ".join(word for word in plain(label).split() if word not in _CURRENCY_IN_HEADING)


def _currency_in(label: str) -> str:
    words = re.findall(r"[a-z]+", "".join(_SPOKEN.get(letter, letter) for letter in label).casefold())
    return next((_CURRENCY_IN_HEADING[word] for word in words if word in _CURRENCY_IN_HEADING), "")
