"""How version 1 shows a person: nested attributes, numbers as strings here and there, dates at local midnight."""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from sixpence.sandbox.personio.account import Account, CustomAttribute, Interval, Kind, Named, Person

JsonObject = dict[str, object]

# The attributes every account has, as a UK account labels them, in the order in which Personio sends them.
PRESETS = (
    ("id", "ID", "integer"),
    ("first_name", "First name", "standard"),
    ("last_name", "Last name", "standard"),
    ("email", "Email", "standard"),
    ("gender", "Gender", "standard"),
    ("status", "Status", "standard"),
    ("position", "Position", "standard"),
    ("supervisor", "Supervisor", "standard"),
    ("employment_type", "Employment type", "standard"),
    ("weekly_working_hours", "Weekly hours", "standard"),
    ("hire_date", "Hire date", "date"),
    ("contract_end_date", "Contract ends", "date"),
    ("termination_date", "Termination date", "date"),
    ("termination_type", "Termination type", "standard"),
    ("termination_reason", "Termination reason", "standard"),
    ("probation_period_end", "Probation period end", "date"),
    ("created_at", "Created at", "date"),
    ("last_modified_at", "Last modified", "date"),
    ("subcompany", "Subcompany", "standard"),
    ("office", "Office", "standard"),
    ("department", "Department", "standard"),
    ("cost_centers", "Cost center", "standard"),
    ("holiday_calendar", "Public holidays", "standard"),
    ("absence_entitlement", "Absence entitlement", "standard"),
    ("work_schedule", "Work schedule", "standard"),
    ("fix_salary", "Fixed salary", "decimal"),
    ("fix_salary_interval", "Salary interval", "standard"),
    ("hourly_salary", "Hourly salary", "decimal"),
    ("vacation_day_balance", "Vacation day balance", "decimal"),
    ("last_working_day", "Last day of work", "date"),
    ("profile_picture", "Profile Picture", "standard"),
    ("team", "Team", "standard"),
)
_WITH_CURRENCY = ("fix_salary", "hourly_salary")
_TYPES = {
    Kind.TEXT: "standard",
    Kind.LIST: "list",
    Kind.DATE: "date",
    Kind.INTEGER: "integer",
    Kind.DECIMAL: "decimal",
}
_EMPTY_AS_TEXT = (Kind.TEXT, Kind.LIST)
_WORKING_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
# Real ids of work schedules exceed what a double holds exactly, which breaks careless clients; so do these.
_FIRST_SCHEDULE_ID = 9_007_199_254_741_001


def employee(account: Account, person: Person, base_url: str) -> JsonObject:
    """One employee, with every preset and every custom attribute."""
    values = _preset_values(account, person, base_url)
    attributes: JsonObject = {}
    for key, label, kind in PRESETS:
        entry = _entry(label, values[key], kind, key)
        if key in _WITH_CURRENCY:
            entry["currency"] = account.currency_of(person)
        attributes[key] = entry
    for attribute in account.attributes:
        value = _custom_value(person, attribute)
        entry = _entry(attribute.label, value, _TYPES[attribute.kind], attribute.universal_id)
        attributes[attribute.key] = entry
    return {"type": "Employee", "attributes": attributes}


def attribute_list(account: Account) -> list[JsonObject]:
    """The account's attributes with their labels, types and list options."""
    presets: list[JsonObject] = [
        {"key": key, "label": label, "type": kind, "universal_id": key, "options": []} for key, label, kind in PRESETS
    ]
    customs: list[JsonObject] = [
        {
            "key": attribute.key,
            "label": attribute.label,
            "type": _TYPES[attribute.kind],
            "universal_id": attribute.universal_id,
            "options": list(attribute.options),
        }
        for attribute in account.attributes
    ]
    return presets + customs


def short_employee(person: Person) -> JsonObject:
    """Somebody as they stand inside another record: who they are and no more."""
    values = {"id": person.id, "first_name": person.first_name, "last_name": person.last_name, "email": person.email}
    shown = [preset for preset in PRESETS if preset[0] in values]
    return {
        "type": "Employee",
        "attributes": {key: _entry(label, values[key], kind, key) for key, label, kind in shown},
    }


def midnight(day: date | None, zone: ZoneInfo) -> str | None:
    """A date as version 1 writes it: the first moment of the day, with that moment's offset."""
    return None if day is None else datetime.combine(day, time(), zone).isoformat()


def _preset_values(account: Account, person: Person, base_url: str) -> JsonObject:
    zone = ZoneInfo(person.legal_entity.time_zone)
    entity = person.legal_entity
    return {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "gender": person.gender.value,
        "status": person.status_on(account.as_at),
        "position": person.position,
        "supervisor": _supervisor(account, person),
        "employment_type": "internal",
        "weekly_working_hours": f"{person.weekly_hours.normalize():f}",
        "hire_date": midnight(person.start, zone),
        "contract_end_date": None,
        "termination_date": midnight(person.last_day, zone),
        "termination_type": "" if person.last_day is None else "employee",
        "termination_reason": "",
        "probation_period_end": None,
        "created_at": _moment(person.created, zone),
        "last_modified_at": _moment(person.updated, zone),
        "subcompany": _nested("Subcompany", Named(entity.subcompany_id, entity.name)),
        "office": _nested("Office", None if person.office is None else Named(person.office.id, person.office.name)),
        "department": _nested("Department", person.department),
        "cost_centers": [_cost_centre(person.cost_centre)],
        "holiday_calendar": _holiday_calendar(person),
        "absence_entitlement": [_paid_vacation()],
        "work_schedule": _work_schedule(person.weekly_hours),
        **_salary(account, person),
        "vacation_day_balance": Decimal("7.5"),
        "last_working_day": midnight(person.last_day, zone),
        "profile_picture": f"{base_url}v1/company/employees/{person.id}/profile-picture",
        "team": _nested("Team", person.team),
    }


def _entry(label: str, value: object, kind: str, universal_id: str | None) -> JsonObject:
    return {"label": label, "value": value, "type": kind, "universal_id": universal_id}


def _supervisor(account: Account, person: Person) -> JsonObject | None:
    boss = None if person.supervisor_id is None else account.person(person.supervisor_id)
    return None if boss is None else short_employee(boss)


def _salary(account: Account, person: Person) -> JsonObject:
    """The pay of the day; version 1 knows no other. Somebody paid by the hour has a fixed salary of 0."""
    pay = person.pay_on(account.as_at)
    if pay is None:
        return {"fix_salary": 0, "fix_salary_interval": "", "hourly_salary": 0}
    if pay.interval is Interval.HOURLY:
        return {"fix_salary": 0, "fix_salary_interval": "", "hourly_salary": pay.amount}
    return {"fix_salary": pay.amount, "fix_salary_interval": pay.interval.value, "hourly_salary": 0}


def _custom_value(person: Person, attribute: CustomAttribute) -> object:
    value = person.custom.get(attribute.name)
    if value is None:
        return "" if attribute.kind in _EMPTY_AS_TEXT else None
    if isinstance(value, date):
        return midnight(value, ZoneInfo(person.legal_entity.time_zone))
    return value


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds")


def _nested(kind: str, named: Named | None) -> JsonObject | None:
    return None if named is None else {"type": kind, "attributes": {"id": named.id, "name": named.name}}


def _cost_centre(named: Named) -> JsonObject:
    return {"type": "CostCenter", "attributes": {"id": named.id, "name": named.name, "percentage": 100}}


def _holiday_calendar(person: Person) -> JsonObject:
    calendar = person.legal_entity.holiday_calendar
    attributes = {
        "id": calendar.id,
        "name": calendar.name,
        "country": calendar.country,
        "state": calendar.state,
    }
    return {"type": "HolidayCalendar", "attributes": attributes}


def _paid_vacation() -> JsonObject:
    attributes = {"id": 3310021, "name": "Paid vacation", "category": "paid_vacation", "entitlement": 25}
    return {"type": "TimeOffType", "attributes": attributes}


def _work_schedule(weekly_hours: Decimal) -> JsonObject:
    minutes = int(weekly_hours * 60) // len(_WORKING_DAYS)
    day = f"{minutes // 60:02}:{minutes % 60:02}"
    hours = f"{weekly_hours.normalize():f}"
    return {
        "type": "WorkSchedule",
        "attributes": {
            "id": _FIRST_SCHEDULE_ID + int(weekly_hours * 2),
            "name": f"{hours} hours, Monday to Friday",
            "valid_from": None,
            **dict.fromkeys(_WORKING_DAYS, day),
            **dict.fromkeys(("saturday", "sunday"), "00:00"),
        },
    }
