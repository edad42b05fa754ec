"""Version 1's absences: pages that are counted, not rows, from 1; a client that begins at 0 gets the first page too."""

from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from sixpence.sandbox.personio.account import Absence, AbsenceType, Account
from sixpence.sandbox.personio.answers import json_answer, v1_not_found
from sixpence.sandbox.personio.filters import BadParameter, day
from sixpence.sandbox.personio.v1_employee import JsonObject, midnight, short_employee

DEFAULT_LIMIT = 200


def time_off_types(_: Request, account: Account) -> Response:
    """The sorts of absence there are, on one page."""
    return json_answer(
        {
            "success": True,
            "metadata": {"current_page": 1, "total_pages": 1},
            "data": [_type(kind) for kind in account.absence_types],
        }
    )


def time_offs(request: Request, account: Account) -> Response:
    """The absences that touch the days from `start_date` to `end_date`, of all people or of those in `employees[]`."""
    start, end = day(request, "start_date"), day(request, "end_date")
    employees = request.query_params.getlist("employees[]")
    limit, number = _count(request, "limit", DEFAULT_LIMIT), max(_count(request, "offset", 0), 1)
    if limit == 0:
        raise BadParameter("limit must be at least 1")
    found = [
        absence
        for absence in account.absences
        if (start is None or absence.end >= start)
        and (end is None or absence.start <= end)
        and (not employees or str(absence.person_id) in employees)
    ]
    return json_answer(
        {
            "success": True,
            "metadata": {
                "total_elements": len(found),
                "current_page": number,
                "total_pages": max(-(-len(found) // limit), 1),
            },
            "data": [_period(account, absence) for absence in found[(number - 1) * limit : number * limit]],
            "offset": str(number),
            "limit": str(limit),
        }
    )


def one_time_off(request: Request, account: Account) -> Response:
    """One absence, by its id."""
    wanted = request.path_params["time_off_id"]
    found = next((absence for absence in account.absences if str(absence.id) == wanted), None)
    return v1_not_found() if found is None else json_answer({"success": True, "data": _period(account, found)})


def _period(account: Account, absence: Absence) -> JsonObject:
    person = account.person(absence.person_id)
    assert person is not None  # an account forgets the absences of those it deletes
    zone = ZoneInfo(person.legal_entity.time_zone)
    asked = midnight(absence.start.replace(day=1), zone)
    return {
        "type": "TimeOffPeriod",
        "attributes": {
            "id": absence.id,
            "status": "approved",
            "comment": "",
            "start_date": midnight(absence.start, zone),
            "end_date": midnight(absence.end, zone),
            "days_count": absence.days,
            "half_day_start": 0,
            "half_day_end": 0,
            "time_off_type": _type(absence.type),
            "employee": short_employee(person),
            "created_by": f"{person.first_name} {person.last_name}",
            "certificate": {"status": "not-required"},
            "created_at": asked,
            "updated_at": asked,
        },
    }


def _type(kind: AbsenceType) -> JsonObject:
    return {"type": "TimeOffType", "attributes": {"id": kind.id, "name": kind.name, "category": kind.category}}


def _count(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadParameter(f"{name} must be a whole number")
    return int(text)
