"""One Personio account, in the neutral form that both versions of the API are rendered from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
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
    Payroll attributes and unique ones do not go along to the new profile of somebody who is rehired.
    """

    key: str
    name: str
    label: str
    kind: Kind
    universal_id: str | None = None
    options: tuple[str, ...] = ()
    labelled_in_v2: bool = False
    kept_on_rehire: bool = True


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
class OtherEmployment:
    """An employment beside the one that a person's record is about: an earlier one, or a second at the same time."""

    start: date
    position: str
    legal_entity: LegalEntity
    weekly_hours: Decimal
    last_day: date | None = None
    notice_given: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the account, with their employment. `shows` says what they are there for.

    Version 2 alone knows of other employments and lists them all; `employment` counts them, and 0 is the person's own.
    `last_day` is both the last working day and the end of the employment; `notice_given` is when it was agreed.
    When somebody was entered and last changed is no part of who they are, and does not count when people are compared.
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
    other_employments: tuple[OtherEmployment, ...] = ()
    employment: int = 0
    entered_at: datetime | None = field(default=None, compare=False)
    changed_at: datetime | None = field(default=None, compare=False)

    @property
    def created(self) -> datetime:
        """When the person was entered; for those who were there before the sandbox, some time before they began."""
        return self.entered_at or datetime.combine(self.start - timedelta(days=20), time(9, 30), UTC)

    @property
    def updated(self) -> datetime:
        """When anything about the person last changed."""
        return self.changed_at or self.created

    @property
    def employments(self) -> tuple["Person", ...]:
        """The person as they are in each employment, the newest first."""
        if not self.other_employments:
            return (self,)
        others = [
            replace(self, employment=number, **{name: getattr(other, name) for name in OtherEmployment.__slots__})
            for number, other in enumerate(self.other_employments, start=1)
        ]
        return tuple(sorted([self, *others], key=lambda person: person.start, reverse=True))

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
class AbsenceType:
    """A sort of absence, such as paid vacation."""

    id: int
    name: str
    category: str


@dataclass(frozen=True, slots=True)
class Absence:
    """Whole days that somebody is away, and how many of them are working days."""

    id: int
    person_id: int
    type: AbsenceType
    start: date
    end: date
    days: int


@dataclass(frozen=True, slots=True)
class Account:
    """A whole account as it stands on the day `as_at`. People are in ascending order of id.

    An id is never used twice: `highest_id` remembers the ids of those who were deleted.
    """

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
    absence_types: tuple[AbsenceType, ...] = ()
    absences: tuple[Absence, ...] = ()
    highest_id: int = 0
    _by_id: Mapping[int, Person] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {person.id: person for person in self.people})
        object.__setattr__(self, "highest_id", max(self.highest_id, *self._by_id, 0))

    @property
    def description(self) -> str:
        """The account in a few words, for the line printed when the sandbox is ready."""
        return f"{self.name}, an invented company of {len(self.people):,} people"

    def person(self, person_id: int) -> Person | None:
        """The person with that id, if there is one."""
        return self._by_id.get(person_id)

    def currency_of(self, person: Person) -> str:
        """The currency of the person's office; without an office, whatever their employer's country, the default."""
        return person.office.currency if person.office is not None else self.default_currency

    def with_person(self, changed: Person) -> "Account":
        """The account after somebody in HR changed one person, or added one; the rest is untouched."""
        others = [person for person in self.people if person.id != changed.id]
        return replace(self, people=tuple(sorted([*others, changed], key=lambda person: person.id)))

    def without_person(self, person_id: int) -> "Account":
        """The account after a person was deleted: in Personio that is simply being gone, absences and all."""
        return replace(
            self,
            people=tuple(person for person in self.people if person.id != person_id),
            absences=tuple(absence for absence in self.absences if absence.person_id != person_id),
        )

    def stamped(self, before: "Account", now: datetime) -> "Account":
        """The same account, with `now` on everybody who is new in it or other than they were `before`."""
        return replace(self, people=tuple(_stamped(person, before.person(person.id), now) for person in self.people))


def _stamped(person: Person, before: Person | None, now: datetime) -> Person:
    if before is None:
        return replace(person, entered_at=now, changed_at=now)
    return before if person == before else replace(person, entered_at=before.entered_at, changed_at=now)
