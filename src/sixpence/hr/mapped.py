"""One HR record, mapped: the facts it offers as canonical text, and everything that kept it from offering more."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from sixpence.hr.mapping import ADDRESS, ADDRESS_LINES, FieldMapping, HrMapping
from sixpence.hr.records import HrMoney, HrRecord, HrValue, is_empty
from sixpence.hr.transforms import transformed
from sixpence.hr.words import CHOICE_FIELDS, WEEK1_MONTH1, plain
from sixpence.people.fields import FIELDS
from sixpence.people.person import Fact

Severity = Literal["warning", "refused"]

_TOLD_UNDER = {WEEK1_MONTH1: "tax_code", ADDRESS: ADDRESS_LINES[0]}
# What follows a UK address rather than stands in it.
_COUNTRIES = {"united kingdom", "uk", "great britain", "england", "scotland", "wales", "northern ireland"}
_POSTCODE_AT_THE_END = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\Z", re.IGNORECASE)
_ZERO = re.compile(r"0+(\.0+)?")
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_DECIMAL_FIELDS = ("weekly_hours", "employee_pension_percent", "employer_pension_percent")
_PAY_FIELDS = ("salary", "hourly_rate")
# How many digits each has, and one fewer when a number attribute dropped the zero in front.
_ZERO_DROPPED = {"sort_code": 6, "account_number": 8}


class _Unfit(ValueError):
    """Why a value cannot be taken, in words that do not hold it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a value was not taken ("refused"), or was taken but needs a look ("warning"). Never holds the value."""

    field: str
    reason: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class MappedPerson:
    """A person as HR has them today, in payroll's words.

    `values` is canonical text by field; `dated` are values with the day HR gives for them. Of the mapped fields, those
    `empty` in HR and those `unreadable` there are told apart from the rest; neither ever blanks a stored fact.
    """

    source_id: str
    values: dict[str, str] = field(repr=False)
    dated: tuple[Fact, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()
    empty: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()


def map_record(record: HrRecord, mapping: HrMapping) -> MappedPerson:
    """Everything the mapping takes from a record. A bad value is a problem of that field alone, never an exception."""
    values: dict[str, str] = {}
    problems: list[Problem] = []
    empty: set[str] = set()
    unreadable: set[str] = set()
    for name, lines in mapping.by_field.items():
        readable = [(line, key) for line in lines if (key := _key_in(record, line)) is not None]
        filled = next(((line, key) for line, key in readable if not _says_nothing(name, record.values[key])), None)
        if filled is not None:
            line, key = filled
            text = _read(name, line, record.values[key], problems)
            if text is not None:
                values[name] = text
        else:
            (empty if len(readable) == len(lines) else unreadable).add(name)
    _take_address_apart(values, problems, (empty, unreadable))
    _put_on_week1_month1(values, problems, unreadable)
    dated, doubtful = _dated(record, mapping, problems)
    for name in doubtful:
        values.pop(name, None)
    return MappedPerson(
        source_id=record.source_id,
        values=values,
        dated=dated,
        problems=tuple(dict.fromkeys(problems)),
        empty=frozenset(empty - {WEEK1_MONTH1}),
        unreadable=frozenset(unreadable - {WEEK1_MONTH1}),
    )


def _key_in(record: HrRecord, line: FieldMapping) -> str | None:
    """The key under which this record has the line's attribute."""
    return next((key for key in line.keys if key in record.values), None)


def _says_nothing(name: str, value: HrValue) -> bool:
    """Personio gives somebody without a salary one of 0, in the currency of their office."""
    if name in _PAY_FIELDS and not is_empty(value):
        return _ZERO.fullmatch(value.amount if isinstance(value, HrMoney) else str(value).strip()) is not None
    return is_empty(value)


def _read(name: str, line: FieldMapping, value: HrValue, problems: list[Problem]) -> str | None:
    """Canonical text, or None with a problem added."""
    try:
        return _canonical(name, line, value, problems)
    except ValueError as error:
        problems.append(Problem(_TOLD_UNDER.get(name, name), str(error), "refused"))
        return None


def _canonical(name: str, line: FieldMapping, value: HrValue, problems: list[Problem]) -> str:
    """Raises ValueError (`_Unfit` or the field's own) with the reason, in words that do not hold the value."""
    value = transformed(line.transform, value)
    if name in _PAY_FIELDS:
        return _pay(name, value)
    if isinstance(value, HrMoney):
        raise _Unfit("is mapped to an amount of money")
    if not isinstance(value, str):
        raise _Unfit("is mapped to an attribute with several choices at once")
    text = value.strip()
    if name == ADDRESS:
        return text
    if name in CHOICE_FIELDS or line.choices:
        text = _chosen(name, line, text)
    if name == WEEK1_MONTH1:
        return text
    if name in _DECIMAL_FIELDS:
        text = text.removesuffix("%").strip()
        if not _DECIMAL.fullmatch(text):
            raise _Unfit("is not a number such as 5 or 37.5")
    if name in _ZERO_DROPPED:
        text = _with_zero_in_front(name, text, problems)
    return _READ.get(name, FIELDS[name].read)(text)


def _chosen(name: str, line: FieldMapping, text: str) -> str:
    chosen = line.choice(text)
    if chosen is not None:
        return chosen
    if name == "gender":
        raise _Unfit("is not one that HMRC takes: it needs M or F, as HMRC's records have it")
    try:
        return FIELDS[name].read(text)
    except (KeyError, ValueError):
        raise _Unfit("holds a word with no payroll meaning yet: match it in the field mapping") from None


def _pay(name: str, value: HrValue) -> str:
    if not isinstance(value, HrMoney):
        raise _Unfit("is not an amount with a currency and an interval")
    if not value.currency:
        raise _Unfit("has no currency in HR: Sixpence pays GBP")
    if value.currency != "GBP":
        currency = value.currency if re.fullmatch(r"[A-Z]{3}", value.currency) else "another currency"
        raise _Unfit(f"is paid in {currency}: Sixpence pays GBP")
    amount = Decimal(value.amount)
    if amount != round(amount, 2):
        raise _Unfit("has more than two decimals")
    if name == "hourly_rate":
        if value.interval != "hourly":
            raise _Unfit("is not an amount for an hour")
        return FIELDS[name].read(f"{amount:.2f}")
    if not value.interval:
        raise _Unfit("has no salary interval in HR")
    return FIELDS[name].read(f"{amount:.2f} {value.interval}")


def _with_zero_in_front(name: str, text: str, problems: list[Problem]) -> str:
    digits, count = re.sub(r"[\s-]", "", text), _ZERO_DROPPED[name]
    if not (digits.isascii() and digits.isdigit() and len(digits) == count - 1):
        return text
    reason = (
        f"has {count - 1} digits in HR, so a zero was put in front: check it, and make the attribute a text in HR, "
        "since a number loses its leading zeros"
    )
    problems.append(Problem(name, reason, "warning"))
    return f"0{digits}"


def _tax_code(text: str) -> str:
    """As the field reads it; its own words quote the code, and a problem must not."""
    try:
        return FIELDS["tax_code"].read(text)
    except ValueError:
        raise _Unfit("is not a tax code, such as 1257L, S1257L M1, K100, BR, 0T or NT") from None


_READ: dict[str, Callable[[str], str]] = {"tax_code": _tax_code}


def _put_on_week1_month1(values: dict[str, str], problems: list[Problem], unreadable: set[str]) -> None:
    """HR may keep the basis apart from the code. A code whose basis cannot be read is no code: tax would be wrong."""
    basis = values.pop(WEEK1_MONTH1, "no")
    if "tax_code" not in values:
        return
    if WEEK1_MONTH1 in unreadable:
        del values["tax_code"]
        unreadable.add("tax_code")
    elif any(problem.field == "tax_code" for problem in problems):
        del values["tax_code"]
    elif basis == "yes" and not values["tax_code"].endswith(" X"):
        values["tax_code"] = _tax_code(f"{values['tax_code']} X")


def _take_address_apart(values: dict[str, str], problems: list[Problem], silent: tuple[set[str], set[str]]) -> None:
    """An address in one attribute: lines end at commas and line ends; a postcode and a country at its end have fields
    of their own, which HR's own attributes for them go before. Lines it does not fill are empty, never blanked."""
    for names in silent:
        if ADDRESS in names:
            names.remove(ADDRESS)
            names |= set(ADDRESS_LINES)
    if ADDRESS not in values:
        return
    split = re.split(r"[,;\r\n]+", values.pop(ADDRESS))
    parts, found = [line for part in split if (line := " ".join(part.split()))], {}
    if len(parts) > 1 and plain(parts[-1]) in _COUNTRIES:
        found["country"] = parts.pop()
    if parts and (match := _POSTCODE_AT_THE_END.search(parts[-1])):
        found["postcode"] = match[0]
        before = parts.pop()[: match.start()].strip()
        parts += [before] if before else []
    found.update(zip(ADDRESS_LINES, parts, strict=False))
    try:
        if len(parts) > len(ADDRESS_LINES):
            raise _Unfit(f"has more than {len(ADDRESS_LINES)} lines: make it shorter in HR")
        read = {name: FIELDS[name].read(text) for name, text in found.items()}
    except ValueError as error:
        problems.append(Problem(ADDRESS_LINES[0], f"of the whole address {error}", "refused"))
        return
    values.update({name: text for name, text in read.items() if name not in values})
    silent[0].difference_update(read)
    silent[0].update(set(ADDRESS_LINES) - read.keys())


def _dated(record: HrRecord, mapping: HrMapping, problems: list[Problem]) -> tuple[tuple[Fact, ...], set[str]]:
    """Values with HR's own day, and the fields of which two differ on one day: nothing is taken for those."""
    facts: dict[Fact, None] = {}
    for name, lines in mapping.by_field.items():
        by_key = {key: line for line in lines for key in line.keys}
        for dated in record.dated:
            if name not in FIELDS or dated.key not in by_key or _says_nothing(name, dated.value):
                continue
            text = _read(name, by_key[dated.key], dated.value, problems)
            if text is not None:
                facts[Fact(record.source_id, name, dated.effective_from, text)] = None
    slots = [(fact.field, fact.effective_from) for fact in facts]
    twice = {slot for slot in slots if slots.count(slot) > 1}
    problems += [
        Problem(name, f"has two different values from {day.isoformat()} on: keep one of them in HR", "refused")
        for name, day in sorted(twice)
    ]
    doubtful = {name for name, _ in twice}
    return tuple(sorted(fact for fact in facts if fact.field not in doubtful)), doubtful
