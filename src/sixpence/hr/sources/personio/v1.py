"""Version 1: everything about a person in one flat employee, and the only list of attributes with their labels."""

from collections.abc import Mapping

from sixpence.hr.records import HrAttribute, HrRecord, HrValue
from sixpence.hr.sources.personio.answers import Json, JsonObject, as_object, as_text
from sixpence.hr.sources.personio.values import money, neutral, source_id

SALARY, HOURLY = "fix_salary", "hourly_salary"
_INTERVAL = "fix_salary_interval"
# The picture is an address that opens with our token alone, so it is no fact about anybody.
_NOT_FACTS = ("profile_picture",)


def attribute(row: JsonObject) -> HrAttribute | None:
    """One line of the attribute list; None for one without a key."""
    key = as_text(row.get("key"))
    if not key or key in _NOT_FACTS:
        return None
    options = row.get("options")
    return HrAttribute(
        key=key,
        label=as_text(row.get("label")) or key,
        type=as_text(row.get("type")),
        universal_id=as_text(row.get("universal_id")),
        options=tuple(as_text(option) for option in options) if isinstance(options, list) else (),
    )


def attributes_within(employee: JsonObject) -> list[HrAttribute]:
    """The attributes as an employee itself labels them, for credentials that may not read the list."""
    entries = as_object(employee.get("attributes")).items()
    found = (attribute({**as_object(entry), "key": key}) for key, entry in entries)
    return [each for each in found if each is not None]


def employee_id(employee: JsonObject) -> str:
    """The id, the same as that of the person in version 2. Raises Refused when there is none."""
    return source_id(_value(as_object(employee.get("attributes")), "id"))


def record(employee: JsonObject, kinds: Mapping[str, str]) -> HrRecord:
    """One employee. `kinds` gives the types of attributes that do not say theirs, as before 2021."""
    entries = as_object(employee.get("attributes"))
    values: dict[str, HrValue] = {}
    for key, entry in entries.items():
        if key in _NOT_FACTS or not isinstance(entry, dict):
            continue
        kind = as_text(entry.get("type")) or kinds.get(key, "")
        values[key] = neutral(entry.get("value"), kind)
    for key, interval in ((SALARY, as_text(_value(entries, _INTERVAL))), (HOURLY, "hourly")):
        if key in values:
            currency = as_text(as_object(entries[key]).get("currency"))
            values[key] = money(_value(entries, key), currency, interval)
    return HrRecord(employee_id(employee), values)


def _value(entries: JsonObject, key: str) -> Json:
    return as_object(entries.get(key)).get("value")
