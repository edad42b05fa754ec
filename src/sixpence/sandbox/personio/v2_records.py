"""How version 2 shows a person, their employment and their pay: ids without names, and the dates pay is good from."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime

from sixpence.sandbox.personio.account import Account, CustomAttribute, Gender, Interval, Kind, Pay, Person

JsonObject = dict[str, object]

_NAMESPACE = uuid.UUID("5b1f0c52-6d6c-4d27-9a0e-3f6b8f1d2c10")
_GENDERS = {
    Gender.FEMALE: "FEMALE",
    Gender.MALE: "MALE",
    Gender.DIVERSE: "DIVERSE",
    Gender.UNKNOWN: "UNSPECIFIED",
}
# The specification's enumeration is in capitals; on the wire these are not.
_TYPES = {
    Kind.TEXT: "string",
    Kind.LIST: "string",
    Kind.DATE: "date",
    Kind.INTEGER: "int",
    Kind.DECIMAL: "double",
}
_EMPTY_AS_TEXT = (Kind.TEXT, Kind.LIST)
_SALARY_TYPE = {"id": "7c3d2f6a-90f1-4c55-8a0b-1de0f5b7a001", "name": "salary", "category": "FIXED_SALARY"}
_HOURLY_TYPE = {"id": "7c3d2f6a-90f1-4c55-8a0b-1de0f5b7a002", "name": "hourly", "category": "HOURLY"}


def person_record(account: Account, person: Person, base_url: str) -> JsonObject:
    """One person. An attribute without a value has an empty value; it is not left out."""
    return {
        "id": str(person.id),
        "email": person.email,
        "created_at": _moment(person.created),
        "updated_at": _moment(person.updated),
        "first_name": person.first_name,
        "last_name": person.last_name,
        "preferred_name": preferred_name(person),
        "gender": _GENDERS[person.gender],
        "profile_picture": {"url": f"{base_url}v1/company/employees/{person.id}/profile-picture"},
        "status": person_status(account, person),
        "custom_attributes": [_custom_attribute(person, attribute) for attribute in account.attributes],
        "employments": [{"id": employment_id(employed)} for employed in person.employments],
        "_meta": {"links": {"employments": {"href": f"{base_url}v2/persons/{person.id}/employments"}}},
    }


def preferred_name(person: Person) -> str:
    """What the person goes by. Nobody in the sandbox goes by another name than their own."""
    return f"{person.first_name} {person.last_name}"


def person_status(account: Account, person: Person) -> str:
    """That of the latest employment; ACTIVE also covers somebody who has not begun yet."""
    return "INACTIVE" if person.employments[0].status_on(account.as_at) == "inactive" else "ACTIVE"


def employment_id(person: Person) -> str:
    """The same for the same employment of a person, every time the sandbox is started."""
    number = f" {person.employment}" if person.employment else ""
    return str(uuid.uuid5(_NAMESPACE, f"employment {person.id}{number}"))


def employment_record(account: Account, person: Person, base_url: str) -> JsonObject:
    """The person's employment, or the one of `person.employments` that is given."""
    links: JsonObject = {"person": {"href": f"{base_url}v2/persons/{person.id}"}}
    if person.supervisor_id is not None:
        links["supervisor"] = {"href": f"{base_url}v2/persons/{person.supervisor_id}"}
    units = [] if person.team is None else [{"type": "team", "id": str(person.team.id)}]
    return {
        "id": employment_id(person),
        "status": person.status_on(account.as_at).upper(),
        "weekly_working_hours": person.weekly_hours,
        "full_time_weekly_working_hours": account.full_time_hours,
        "probation_end_date": None,
        "employment_start_date": _day(person.start),
        "employment_end_date": _day(person.last_day),
        "type": "INTERNAL",
        "contract_end_date": None,
        "created_at": _moment(person.created),
        "updated_at": _moment(person.updated),
        "position": {"title": person.position},
        "supervisor": None if person.supervisor_id is None else {"id": str(person.supervisor_id)},
        "office": None if person.office is None else {"id": str(person.office.id)},
        "legal_entity": {"id": str(person.legal_entity.id)},
        "job": None,
        "sub_company": {"id": str(person.legal_entity.subcompany_id)},
        "org_units": [*units, {"type": "department", "id": str(person.department.id)}],
        "cost_centers": [{"id": str(person.cost_centre.id), "weight": 100}],
        "person": {"id": str(person.id)},
        "termination": _termination(person),
        "_meta": {"links": links},
    }


def pay_in_force(person: Person, start: date, end: date) -> Iterator[Pay]:
    """What the person is paid at any time between `start` and `end`, oldest first.

    Pay that a later one replaced on or before `start`, pay of an employment that ended before it, and an amount of
    nothing are all simply not there.
    """
    if not person.pay or person.start > end or (person.last_day is not None and person.last_day < start):
        return
    ends = [*(later.effective_from for later in person.pay[1:]), date.max]
    for pay, replaced_on in zip(person.pay, ends, strict=True):
        if pay.effective_from <= end and replaced_on > start and pay.amount:
            yield pay


def compensation_record(account: Account, person: Person, pay: Pay) -> JsonObject:
    """One pay of a person, good from a day on."""
    hourly = pay.interval is Interval.HOURLY
    return {
        "id": str(uuid.uuid5(_NAMESPACE, f"compensation {person.id} {pay.effective_from}")),
        "person": {"id": str(person.id)},
        "legal_entity": {"id": str(person.legal_entity.id)},
        "type": _HOURLY_TYPE if hourly else _SALARY_TYPE,
        "amount": {"value": pay.amount, "currency": account.currency_of(person)},
        # The documented intervals begin at a month, so the rate of an hour has none.
        "interval": None if hourly else pay.interval.value.upper(),
        "effective_from": _day(pay.effective_from),
        "weekly_working_hours": person.weekly_hours,
        "full_time_weekly_working_hours": account.full_time_hours,
    }


def _custom_attribute(person: Person, attribute: CustomAttribute) -> JsonObject:
    value = person.custom.get(attribute.name)
    record: JsonObject = {"id": attribute.key, "type": _TYPES[attribute.kind]}
    if value is None:
        record["value"] = "" if attribute.kind in _EMPTY_AS_TEXT else None
    else:
        record["value"] = value.isoformat() if isinstance(value, date) else value
    if attribute.universal_id is not None:
        record["global_id"] = attribute.universal_id
    if attribute.labelled_in_v2:
        record["label"] = attribute.label
    return record


def _termination(person: Person) -> JsonObject | None:
    if person.last_day is None:
        return None
    return {
        "termination_date": _day(person.last_day),
        "last_working_date": _day(person.last_day),
        "terminated_at": _day(person.notice_given or person.last_day),
        "type": "EMPLOYEE",
        "reason": None,
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
