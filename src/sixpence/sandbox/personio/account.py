"""One Personio account, in the neutral form that both versions of the API are rendered from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

# What a custom attribute may hold. An attribute without a value is absent from a person's `custom`.
CustomValue = str | int | Decimal | date


class Kind(StrEnum):
    """The kind of a custom attribute."""

    TEXT = "text"
    LIST = "list"
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"


@dataclass(frozen=True, slots=True)
class CustomAttribute:
    """An attribute the customer made. Its `key` is both the v1 key and the v2 id.

    Version 2 documents a label for each attribute but often leaves it out; `labelled_in_v2` says where it does not.
    """

    key: str
    name: str
    label: str
    kind: Kind
    universal_id: str | None = None
    options: tuple[str, ...] = ()
    labelled_in_v2: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A department, a team or a cost centre."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """A public holiday calendar. Personio gives the UK's neither country nor state."""

    id: int
    name: str
    country: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class LegalEntity:
    """An employer. Version 1 knows it as a subcompany, which has a number of its own."""

    id: int
    subcompany_id: int
    name: str
    country: str
    time_zone: str
    holiday_calendar: HolidayCalendar


@dataclass(frozen=True, slots=True)
class Office:
    """A place of work. Personio takes the currency of a salary from here."""

    id: int
    name: str
    currency: str


class Interval(StrEnum):
    """What an amount of pay is for."""

    MONTHLY = "monthly"
    YEARLY = "yearly"
    HOURLY = "hourly"


@dataclass(frozen=True, slots=True)
class Pay:
    """What is paid from a day on: a salary, or the rate of an hour."""

    effective_from: date
    amount: Decimal
    interval: Interval


class Gender(StrEnum):
    """As Personio spells it in version 1; empty when nobody has said."""

    FEMALE = "female"
    MALE = "male"
    DIVERSE = "diverse"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the account, with their one employment. `shows` says what they are there for.

    `last_day` is both the last working day and the end of the employment; `notice_given` is when it was agreed.
    """

    id: int
    first_name: str
    last_name: str
    gender: Gender
    email: str
    position: str
    legal_entity: LegalEntity
    office: Office | None
    department: Named
    team: Named | None
    cost_centre: Named
    supervisor_id: int | None
    start: date
    weekly_hours: Decimal
    pay: tuple[Pay, ...]
    custom: Mapping[str, CustomValue] = field(default_factory=dict)
    last_day: date | None = None
    notice_given: date | None = None
    shows: str = ""

    def pay_on(self, day: date) -> Pay | None:
        """What is paid on `day`; the first pay for somebody whose employment is still to come."""
        begun = [pay for pay in self.pay if pay.effective_from <= day]
        return begun[-1] if begun else next(iter(self.pay), None)

    def status_on(self, day: date) -> str:
        """`onboarding`, `active` or `inactive`."""
        if day < self.start:
            return "onboarding"
        return "inactive" if self.last_day is not None and self.last_day < day else "active"


@dataclass(frozen=True, slots=True)
class Account:
    """A whole account as it stands on the day `as_at`. People are in ascending order of id."""

    name: str
    as_at: date
    default_currency: str
    full_time_hours: Decimal
    legal_entities: tuple[LegalEntity, ...]
    offices: tuple[Office, ...]
    departments: tuple[Named, ...]
    teams: tuple[Named, ...]
    cost_centres: tuple[Named, ...]
    attributes: tuple[CustomAttribute, ...]
    people: tuple[Person, ...]

    @property
    def description(self) -> str:
        """The account in a few words, for the line printed when the sandbox is ready."""
        return f"{self.name}, an invented company of {len(self.people)} people"

    def person(self, person_id: int) -> Person | None:
        """The person with that id, if there is one."""
        return next((person for person in self.people if person.id == person_id), None)

    def currency_of(self, person: Person) -> str:
        """The currency of the person's office; without an office, whatever their employer's country, the default."""
        return person.office.currency if person.office is not None else self.default_currency

    def with_person(self, changed: Person) -> "Account":
        """The account after somebody in HR changed one person, or added one; the rest is untouched."""
        others = [person for person in self.people if person.id != changed.id]
        return replace(self, people=tuple(sorted([*others, changed], key=lambda person: person.id)))

    def without_person(self, person_id: int) -> "Account":
        """The account after a person was deleted: in Personio that is simply being gone."""
        return replace(self, people=tuple(person for person in self.people if person.id != person_id))
