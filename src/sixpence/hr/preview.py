"""What a field mapping would take, before it is saved: over everyone in counts and ids, of one person line by line.

Counts and reasons hold no value. Of one person the values are shown, the private ones masked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from sixpence.hr.mapped import MappedPerson, Severity, map_record
from sixpence.hr.mapping import ADDRESS, ADDRESS_LINES, CITY, HrMapping, label_of
from sixpence.hr.records import HrAttribute, HrMoney, HrRecord, HrValue, is_empty
from sixpence.hr.words import WEEK1_MONTH1
from sixpence.people.fields import FIELDS
from sixpence.people.shown import MASKED, shown

# Payroll cannot run without these for anybody; that none fills them is worth saying before the first sync.
NEEDED = (
    "first_name",
    "last_name",
    "gender",
    "birth_date",
    "address_line_1",
    "postcode",
    "ni_number",
    "start_date",
    "leaving_date",
    "tax_code",
    "ni_category",
    "salary",
    "sort_code",
    "account_number",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCheck:
    """What a field would get from everyone: the ids of employees, and no value.

    `refused` and `doubtful` are by the reason; who is `doubtful` is among those `filled` too.
    """

    filled: tuple[str, ...]
    empty: tuple[str, ...]
    unreadable: tuple[str, ...]
    refused: Mapping[str, tuple[str, ...]]
    doubtful: Mapping[str, tuple[str, ...]]

    @property
    def fits_nobody(self) -> bool:
        """Whether HR has values and not one of them can be taken: the attribute is about something else."""
        return bool(self.refused) and not self.filled


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One field of one person: the attribute it comes from, what stands there, and what payroll makes of it."""

    field: str
    attribute: str
    in_hr: str = dataclass_field(repr=False)
    becomes: str = dataclass_field(repr=False)
    note: str = ""


def fields_filled_by(name: str, mapping: HrMapping) -> tuple[str, ...]:
    """The payroll fields that a mapped name fills."""
    if name == ADDRESS:
        return (*ADDRESS_LINES, "postcode", "country")
    if name == CITY:
        return (mapping.city_line,)
    return ("tax_code",) if name == WEEK1_MONTH1 else (name,)


def check_fields(people: Iterable[MappedPerson], names: Iterable[str]) -> dict[str, FieldCheck]:
    """For each of these fields, whom it would be filled for, and why not for the others."""
    everyone = list(people)
    return {name: _check(name, everyone) for name in dict.fromkeys(names)}


def preview_person(record: HrRecord, mapping: HrMapping, attributes: Iterable[HrAttribute]) -> tuple[PreviewLine, ...]:
    """What one person would get, in the order of the mapping. Private values are masked, also as HR has them."""
    labels = {attribute.key: attribute.label for attribute in attributes}
    person = map_record(record, mapping)
    reasons: dict[str, str] = {}
    for problem in person.problems:
        reasons.setdefault(problem.field, problem.reason)
    lines = []
    for line in mapping.lines:
        fills = fields_filled_by(line.field, mapping)
        key = next((key for key in line.keys if key in record.values), None)
        becomes = ", ".join(shown(name, person.values[name]) for name in fills if name in person.values)
        note = next((reasons[name] for name in fills if name in reasons), "")
        lines.append(
            PreviewLine(
                label_of(line.field),
                labels.get(key or line.key, line.key),
                "(cannot be read)" if key is None else _in_hr(fills[0], record.values[key]),
                becomes or "(nothing)",
                note,
            )
        )
    return tuple(lines)


def not_filled(mapping: HrMapping, readable: Iterable[str] | None = None) -> tuple[str, ...]:
    """Of the fields payroll needs, those that no line fills, and that nobody decided to leave out.

    With the keys that are `readable`, those too whose lines rest on others alone.
    """
    keys = None if readable is None else set(readable)
    filled = {
        name
        for line in mapping.lines
        if keys is None or not keys.isdisjoint(line.keys)
        for name in fields_filled_by(line.field, mapping)
    }
    if "hourly_rate" in filled:
        filled.add("salary")
    return tuple(name for name in NEEDED if name not in filled | mapping.not_mapped)


def _check(name: str, everyone: list[MappedPerson]) -> FieldCheck:
    reasons: dict[Severity, dict[str, list[str]]] = {"refused": {}, "warning": {}}
    for person in everyone:
        for problem in person.problems:
            if problem.field == name:
                reasons[problem.severity].setdefault(problem.reason, []).append(person.source_id)
    return FieldCheck(
        filled=tuple(each.source_id for each in everyone if name in each.values),
        empty=tuple(each.source_id for each in everyone if name in each.empty),
        unreadable=tuple(each.source_id for each in everyone if name in each.unreadable),
        refused={reason: tuple(people) for reason, people in reasons["refused"].items()},
        doubtful={reason: tuple(people) for reason, people in reasons["warning"].items()},
    )


def _in_hr(name: str, value: HrValue) -> str:
    if is_empty(value):
        return "(empty)"
    if FIELDS[name].private:
        return MASKED
    if isinstance(value, HrMoney):
        return " ".join(part for part in (value.amount, value.currency, value.interval) if part)
    return ", ".join(value) if isinstance(value, tuple) else str(value)
