"""Version 2: persons, their employments, and pay with the day it begins, given the keys that version 1 uses.

A key is set only where version 2 said something about it, so that what it cannot say may come from version 1.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sixpence.hr.records import DatedValue, HrAttribute, HrRecord, HrValue
from sixpence.hr.sources.personio.access import CREDENTIALS_PAGE
from sixpence.hr.sources.personio.answers import Json, JsonObject, NotAvailable, NotPermitted, as_object, as_text
from sixpence.hr.sources.personio.client import Names, PersonioClient
from sixpence.hr.sources.personio.v1 import HOURLY, SALARY
from sixpence.hr.sources.personio.values import local_date, money, neutral, source_id

# What is left of a person when the credentials may read no attribute at all.
_ALWAYS_SENT = {"id", "employments", "_meta"}
_PERSON_KEYS = ("first_name", "last_name", "preferred_name", "email")
_EMPLOYMENT_KEYS = {
    "weekly_working_hours": "weekly_working_hours",
    "employment_start_date": "hire_date",
    "contract_end_date": "contract_end_date",
    "probation_end_date": "probation_period_end",
}
_KINDS = {"string_list": "tags", "date": "date"}
_NAMED: tuple[tuple[str, Names], ...] = (("office", "offices"), ("legal_entity", "legal entities"))
_ALL_NAMES: tuple[Names, ...] = ("offices", "legal entities", "departments", "teams", "cost centres")
_LABELS = (
    ("first_name", "First name", "standard"),
    ("last_name", "Last name", "standard"),
    ("preferred_name", "Name (preferred)", "standard"),
    ("email", "Email", "standard"),
    ("gender", "Gender", "standard"),
    ("status", "Status", "standard"),
    ("position", "Position", "standard"),
    ("employment_type", "Employment type", "standard"),
    ("weekly_working_hours", "Weekly hours", "standard"),
    ("hire_date", "Hire date", "date"),
    ("contract_end_date", "Contract ends", "date"),
    ("probation_period_end", "Probation period end", "date"),
    ("termination_date", "Termination date", "date"),
    ("last_working_day", "Last day of work", "date"),
    ("subcompany", "Subcompany", "standard"),
    ("office", "Office", "standard"),
    ("department", "Department", "standard"),
    ("team", "Team", "standard"),
    ("cost_centers", "Cost center", "standard"),
    (SALARY, "Fixed salary", "decimal"),
    (HOURLY, "Hourly salary", "decimal"),
)
# As a UK account labels them, where version 1's attribute list does not.
PRESETS = tuple(HrAttribute(key, label, kind, key) for key, label, kind in _LABELS)


def checked(page: list[JsonObject]) -> list[JsonObject]:
    """A page of persons. Raises NotPermitted when the credentials may read no attribute of anybody on it."""
    if page and all(person.keys() <= _ALWAYS_SENT for person in page):
        raise NotPermitted(
            "Personio lets these credentials read no attribute of anybody: tick all readable employee attributes "
            + CREDENTIALS_PAGE
        )
    return page


def person_id(person: JsonObject) -> str:
    """The id, the same as that of the employee in version 1. Raises Refused when there is none."""
    return source_id(person.get("id"))


def attributes_within(persons: list[JsonObject]) -> list[HrAttribute]:
    """The custom attributes as far as version 2 labels them; the id stands in for a label."""
    found: dict[str, HrAttribute] = {}
    for person in persons:
        for entry in _entries(person, "custom_attributes"):
            key = as_text(entry.get("id"))
            label, universal_id = as_text(entry.get("label")), as_text(entry.get("global_id"))
            if key and (key not in found or (label and found[key].label == key)):
                kind = as_text(entry.get("type")).lower()
                found[key] = HrAttribute(key, label or key, _KINDS.get(kind, "standard"), universal_id)
    return list(found.values())


class EmploymentReader:
    """Turns persons into records, reading what stands beside each: the employment and its names.

    `as_of` picks the employment of somebody who has several. Their pay is not in it: `paid` adds that.
    """

    def __init__(self, client: PersonioClient, as_of: date, kinds: Mapping[str, str]) -> None:
        self._client = client
        self._as_of = as_of
        self._kinds = kinds
        self._may_read_employments: bool | None = None  # as long as nobody has been asked for
        self._names = {of: self._names_of(of) for of in _ALL_NAMES}

    def expect(self, person: JsonObject) -> None:
        """This one will be asked for soon: what stands beside it is asked for already now."""
        if self._may_read_employments is not False:
            self._client.expect_employments((person_id(person),))

    def record(self, person: JsonObject) -> HrRecord:
        """One person. Raises Refused for an answer that is no answer, never for one that says little."""
        key_of_person = person_id(person)
        values: dict[str, HrValue] = {"id": key_of_person}
        values.update({key: neutral(person[key], "standard") for key in _PERSON_KEYS if key in person})
        if "gender" in person:
            gender = as_text(person["gender"]).lower()
            values["gender"] = None if gender == "unspecified" else gender
        if "status" in person:
            values["status"] = as_text(person["status"]).lower()
        for entry in _entries(person, "custom_attributes"):
            key, kind = as_text(entry.get("id")), as_text(entry.get("type")).lower()
            if key:
                values[key] = neutral(entry.get("value"), self._kinds.get(key) or _KINDS.get(kind, "standard"))
        employment = self._employment(key_of_person)
        if employment is not None:
            values.update(self._employment_values(employment))
        return HrRecord(key_of_person, values)

    def _employment(self, of: str) -> JsonObject | None:
        """The employment of the day. None when it cannot be read: one 404 does not mean that anybody is gone.

        Raises NotPermitted where a right is taken away in the middle: half of the people are not read another way.
        """
        if self._may_read_employments is False:
            return None
        try:
            employments = self._client.employments(of)
        except NotAvailable:
            return None
        except NotPermitted:
            if self._may_read_employments:
                raise
            self._may_read_employments = False
            return None
        self._may_read_employments = True
        begun = [each for each in employments if as_text(each.get("employment_start_date")) <= self._as_of.isoformat()]
        by_start = sorted(begun or employments, key=lambda each: as_text(each.get("employment_start_date")))
        # The newest that has begun; of those all still to come, the first.
        return (by_start[-1] if begun else by_start[0]) if by_start else None

    def _employment_values(self, employment: JsonObject) -> dict[str, HrValue]:
        values: dict[str, HrValue] = {
            key: neutral(employment[theirs], "date") for theirs, key in _EMPLOYMENT_KEYS.items() if theirs in employment
        }
        for theirs, key in (("status", "status"), ("type", "employment_type")):
            if theirs in employment:
                values[key] = as_text(employment[theirs]).lower()
        if "position" in employment:
            values["position"] = neutral(as_object(employment["position"]).get("title"), "standard")
        values.update(_ending(employment))
        values.update(self._names_in(employment))
        return values

    def _names_in(self, employment: JsonObject) -> dict[str, HrValue]:
        """Names for ids. A name that cannot be read leaves its key out; a part that is null is an empty one."""
        units = {as_text(unit.get("type")).lower(): unit for unit in _entries(employment, "org_units")}
        ids: dict[str, tuple[Names, Json]] = {
            ("subcompany" if key == "legal_entity" else key): (of, employment[key])
            for key, of in _NAMED
            if key in employment
        }
        if "org_units" in employment:
            ids["department"] = ("departments", units.get("department"))
            ids["team"] = ("teams", units.get("team"))
        values: dict[str, HrValue] = {}
        for key, (of, part) in ids.items():
            if part is None:
                values[key] = None
            elif (name := self._names[of].get(as_text(as_object(part).get("id")))) is not None:
                values[key] = name
        centres = [
            self._names["cost centres"].get(as_text(each.get("id"))) for each in _entries(employment, "cost_centers")
        ]
        if "cost_centers" in employment and None not in centres:
            values["cost_centers"] = tuple(filter(None, centres))
        return values

    def _names_of(self, of: Names) -> dict[str, str]:
        try:
            return self._client.names(of)
        except (NotAvailable, NotPermitted):
            return {}  # the ids then stay without names, and version 1 is asked for them


def pay_pages(
    client: PersonioClient, as_of: date, only: Sequence[str] = (), *, ahead: bool = False
) -> Iterator[list[JsonObject]]:
    """What was paid in the month of `as_of`, page by page; to everybody, or `only` to those named.

    Version 2 answers for a month at most.
    """
    first = as_of.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return client.compensations(first, last, only, ahead=ahead)


def pay_in(rows: Iterable[JsonObject]) -> dict[str, tuple[DatedValue, ...]]:
    """By person, the salaries and hourly rates in compensations with the day they begin, the oldest first.

    One-off and recurring extra pay is not synced. Somebody paid two kinds of one (a base and an allowance, or by two
    employers) is left to version 1, which says which is the salary: taken in turn, the one would seem to replace the
    other.
    """
    pay: dict[tuple[str, str], list[DatedValue]] = {}
    kinds: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in rows:
        dated = _dated_pay(row)
        if dated is not None:
            slot = _id(row, "person"), dated.key
            pay.setdefault(slot, []).append(dated)
            kinds.setdefault(slot, set()).add((_id(row, "type"), _id(row, "legal_entity")))
    by_person: dict[str, list[DatedValue]] = {}
    for slot, values in pay.items():
        if len(kinds[slot]) == 1:
            by_person.setdefault(slot[0], []).extend(values)
    return {person: tuple(sorted(each, key=lambda value: value.effective_from)) for person, each in by_person.items()}


def paid(record: HrRecord, dated: tuple[DatedValue, ...], as_of: date) -> HrRecord:
    """The record with its pay: all of it by its day, and of each key the newest that has begun."""
    now = {pay.key: pay.value for pay in dated if pay.effective_from <= as_of}  # the oldest first, so the newest stays
    return replace(record, values={**record.values, **now}, dated=dated) if dated else record


def _id(row: JsonObject, part: str) -> str:
    return as_text(as_object(row.get(part)).get("id"))


def _dated_pay(row: JsonObject) -> DatedValue | None:
    category = as_text(as_object(row.get("type")).get("category")).upper()
    interval = as_text(row.get("interval"))
    if category == "FIXED_SALARY" and interval.upper() != "HOURLY":
        key = SALARY
    elif category in ("FIXED_SALARY", "HOURLY", "HOURLY_SALARY"):
        # The documented intervals begin at a month, so the rate of an hour may come without one.
        key, interval = HOURLY, "hourly"
    else:
        return None
    amount = as_object(row.get("amount"))
    try:
        begins = date.fromisoformat(local_date(as_text(row.get("effective_from"))))
    except ValueError:
        return None  # without a day it says no more than version 1 does
    return DatedValue(key, begins, money(amount.get("value"), as_text(amount.get("currency")), interval))


def _ending(employment: JsonObject) -> dict[str, HrValue]:
    """The dates of an ending, under both spellings that Personio uses for the last working day."""
    if "termination" not in employment:
        return {}
    termination = as_object(employment["termination"])
    last_working_day = termination.get("last_working_day") or termination.get("last_working_date")
    return {
        "termination_date": neutral(termination.get("termination_date"), "date"),
        "last_working_day": neutral(last_working_day, "date"),
    }


def _entries(holder: JsonObject, key: str) -> Iterator[JsonObject]:
    listed = holder.get(key)
    return (as_object(entry) for entry in listed if isinstance(entry, dict)) if isinstance(listed, list) else iter(())
