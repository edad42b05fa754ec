"""What is true of one employment on one day, put together from its dated facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sixpence.people.fields import ENDED, FIELDS


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """One thing that became true of an employment on a day. `value` is canonical text (see `fields`), or ENDED."""

    employee_id: str
    field: str
    effective_from: date
    value: str

    def __post_init__(self) -> None:
        if self.field not in FIELDS:
            raise ValueError(f"no field is called {self.field!r}")

    @property
    def has_ended(self) -> bool:
        """Whether it says that there is none any more: no salary, no leaving date."""
        return FIELDS[self.field].can_end and self.value == ENDED


@dataclass(frozen=True, slots=True)
class Salary:
    """Contractual pay: whole pence for each interval ("monthly", "yearly" ...)."""

    pence: int
    interval: str

    @staticmethod
    def of(text: str) -> "Salary | None":
        """What a fact says; None where it is "" or says that there is none any more."""
        if text in ("", ENDED):
            return None
        pence, interval = text.split(" ")
        return Salary(int(pence), interval)


@dataclass(frozen=True, slots=True)
class BankAccount:
    sort_code: str
    account_number: str
    name: str
    roll_number: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """An employment as it stood on a day. What nobody has told us is None (or "" where nothing is a fine answer)."""

    employee_id: str
    facts: dict[str, str]  # field -> canonical text; what is absent is unknown

    def get(self, field: str) -> str:
        """The canonical text of a field, "" where it is not known."""
        value = self.facts.get(field)
        if value is None and field not in FIELDS:  # asked last: a list of thousands asks for a hundred thousand facts
            raise KeyError(field)
        return value or ""

    def day(self, field: str) -> date | None:
        text = self.get(field)
        return date.fromisoformat(text) if text else None

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.get("first_name"), self.get("last_name")) if part)

    @property
    def address_lines(self) -> tuple[str, ...]:
        lines = (self.get(f"address_line_{number}") for number in (1, 2, 3, 4))
        return tuple(line for line in lines if line)

    @property
    def salary(self) -> Salary | None:
        return Salary.of(self.get("salary"))

    @property
    def has_bank_account(self) -> bool:
        return bool(self.get("sort_code") and self.get("account_number"))

    @property
    def bank_account(self) -> BankAccount | None:
        if not self.has_bank_account:
            return None
        name = self.get("account_name") or self.name
        return BankAccount(self.get("sort_code"), self.get("account_number"), name, self.get("roll_number"))


Days = Mapping[str, Mapping[str, str]]
"""One employment's facts by the day (ISO) from which they count, in order: of each day, values by field."""

NOTHING_KNOWN: Days = MappingProxyType({})

_CAN_END = tuple(field.name for field in FIELDS.values() if field.can_end)


def by_day(facts: Iterable[Fact], known: Days = NOTHING_KNOWN) -> Days:
    """One employment's facts, told on top of what is known; of two of one day and field, the later one counts."""
    days: dict[str, dict[str, str]] = {}
    for fact in facts:
        days.setdefault(fact.effective_from.isoformat(), {})[fact.field] = fact.value
    return told_on(known, dict(sorted(days.items())))


def told_on(known: Days, news: Days) -> Days:
    """One employment's facts, with news told on top of what is known; of one day and field, the news counts."""
    if not known:
        return news
    days = {day: {**values, **news.get(day, {})} for day, values in known.items()}
    return dict(sorted({**news, **days}.items()))


def dated(values: Iterable[tuple[str, str, str, str]]) -> dict[str, Days]:
    """Employee id, field, day (ISO) and value of each fact, as the facts of each employment by day.

    Of two of one field and day the later one counts.
    """
    of_each: dict[str, dict[str, dict[str, str]]] = {}
    for employee_id, field, day, value in values:
        of_each.setdefault(employee_id, {}).setdefault(day, {})[field] = value
    return {who: days if len(days) == 1 else dict(sorted(days.items())) for who, days in of_each.items()}


def in_effect(days: Days, day: date) -> dict[str, str]:
    """The values that stood at the end of `day`: of each field, the newest that was in effect, unless it had ended."""
    on, values = day.isoformat(), dict[str, str]()
    for since, theirs in days.items():
        if since <= on:
            values.update(theirs)
    for field in _CAN_END:
        if values.get(field) == ENDED:
            del values[field]
    return values


def person_on(employee_id: str, facts: Iterable[Fact], day: date) -> Person:
    """The employment as these facts of it stood at the end of `day`."""
    theirs = list(facts)
    if others := {fact.employee_id for fact in theirs} - {employee_id}:
        raise ValueError(f"a fact of {min(others)} stands among those of {employee_id}")
    return Person(employee_id, in_effect(by_day(theirs), day))
