"""Version 2: persons, employments, compensations, and the lists that put names to their ids."""

from collections.abc import Awaitable, Callable
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sixpence.sandbox.personio.account import Account, Person
from sixpence.sandbox.personio.answers import (
    json_answer,
    v2_bad_request,
    v2_no_endpoint,
    v2_no_resource,
    v2_unauthorised,
)
from sixpence.sandbox.personio.paging import BadParameter, JsonObject, page, refuse_unknown_parameters
from sixpence.sandbox.personio.recorded import RecordedAccount
from sixpence.sandbox.personio.signin import SignIns, bearer_token
from sixpence.sandbox.personio.v2_records import (
    compensation_records,
    employment_record,
    person_record,
    person_status,
)

_LONGEST_WINDOW_DAYS = 31
_PAGING = ("limit", "cursor")
_BETA = ("/v2/workplaces", "/v2/org-units", "/v2/cost-centers")

Handler = Callable[[Request, Account], Response]


def v2_routes(account: Callable[[], Account | RecordedAccount], sign_ins: SignIns) -> list[Route]:
    """The endpoints, reading whatever account is being served at the time of the request."""
    served: dict[str, Handler] = {
        "/v2/persons": _persons,
        "/v2/persons/{person_id}": _one_person,
        "/v2/persons/{person_id}/employments": _employments,
        "/v2/persons/{person_id}/employments/{employment_id}": _one_employment,
        "/v2/compensations": _compensations,
        "/v2/legal-entities": _legal_entities,
        "/v2/workplaces": _workplaces,
        "/v2/org-units": _org_units,
        "/v2/cost-centers": _cost_centres,
    }
    return [
        Route(path, _guarded(path, handler, account, sign_ins), methods=["GET"]) for path, handler in served.items()
    ]


def _guarded(
    path: str, handler: Handler, account: Callable[[], Account | RecordedAccount], sign_ins: SignIns
) -> Callable[[Request], Awaitable[Response]]:
    async def guarded(request: Request) -> Response:
        if not sign_ins.is_good(bearer_token(request) or ""):
            return v2_unauthorised()
        if path in _BETA and request.headers.get("beta", "").lower() != "true":
            return v2_no_endpoint(request.url.path)
        served = account()
        if isinstance(served, RecordedAccount):
            # Only version 1 payloads were recorded; saying "no such endpoint" is true, an empty list would not be.
            return v2_no_endpoint(request.url.path)
        try:
            return handler(request, served)
        except BadParameter as error:
            return v2_bad_request(str(error))

    return guarded


def _persons(request: Request, account: Account) -> Response:
    refuse_unknown_parameters(request, (*_PAGING, "status", "id", "email"))
    status = request.query_params.get("status")
    if status not in (None, "ACTIVE", "INACTIVE"):
        raise BadParameter("Provided request parameters are invalid.")
    ids = _listed(request, "id")
    emails = _listed(request, "email")
    chosen = [
        person_record(account, person, str(request.base_url))
        for person in account.people
        if (status is None or person_status(account, person) == status)
        and (ids is None or str(person.id) in ids)
        and (emails is None or person.email in emails)
    ]
    return page(request, chosen, default_limit=10, max_limit=50)


def _one_person(request: Request, account: Account) -> Response:
    person = _person(request, account)
    if person is None:
        return v2_no_resource()
    return json_answer(person_record(account, person, str(request.base_url)))


def _employments(request: Request, account: Account) -> Response:
    refuse_unknown_parameters(request, _PAGING)
    person = _person(request, account)
    if person is None:
        return v2_no_resource()
    records = [employment_record(account, person, str(request.base_url))]
    return page(request, records, default_limit=10, max_limit=50)


def _one_employment(request: Request, account: Account) -> Response:
    person = _person(request, account)
    record = None if person is None else employment_record(account, person, str(request.base_url))
    if record is None or record["id"] != request.path_params["employment_id"]:
        return v2_no_resource()
    return json_answer(record)


def _compensations(request: Request, account: Account) -> Response:
    known = (*_PAGING, "start_date", "end_date", "person.id", "legal_entity.id")
    refuse_unknown_parameters(request, known)
    start, end = _date(request, "start_date"), _date(request, "end_date")
    if not 0 <= (end - start).days <= _LONGEST_WINDOW_DAYS:
        raise BadParameter("The time between start_date and end_date must be at most one month.")
    persons = _listed(request, "person.id")
    entities = _listed(request, "legal_entity.id")
    records = [
        record
        for person in account.people
        if (persons is None or str(person.id) in persons)
        and (entities is None or str(person.legal_entity.id) in entities)
        for record in compensation_records(account, person, start, end)
    ]
    return page(request, records, default_limit=100, max_limit=100)


def _legal_entities(request: Request, account: Account) -> Response:
    refuse_unknown_parameters(request, (*_PAGING, "id", "country"))
    ids, countries = _listed(request, "id"), _listed(request, "country")
    records: list[JsonObject] = [
        {"id": str(entity.id), "name": entity.name, "country": entity.country}
        for entity in account.legal_entities
        if (ids is None or str(entity.id) in ids) and (countries is None or entity.country in countries)
    ]
    return page(request, records, default_limit=20, max_limit=100)


def _workplaces(request: Request, account: Account) -> Response:
    refuse_unknown_parameters(request, _PAGING)
    records: list[JsonObject] = [{"id": str(office.id), "name": office.name} for office in account.offices]
    return page(request, records, default_limit=50, max_limit=100)


def _org_units(request: Request, account: Account) -> Response:
    refuse_unknown_parameters(request, (*_PAGING, "type"))
    units = [("department", unit) for unit in account.departments] + [("team", unit) for unit in account.teams]
    wanted = request.query_params.get("type")
    if wanted not in (None, "department", "team"):
        raise BadParameter("Provided request parameters are invalid.")
    records: list[JsonObject] = [
        {"id": str(unit.id), "type": kind, "name": unit.name} for kind, unit in units if wanted in (None, kind)
    ]
    return page(request, records, default_limit=20, max_limit=100)


def _cost_centres(request: Request, account: Account) -> Response:
    refuse_unknown_parameters(request, _PAGING)
    records: list[JsonObject] = [{"id": str(centre.id), "name": centre.name} for centre in account.cost_centres]
    return page(request, records, default_limit=50, max_limit=100)


def _person(request: Request, account: Account) -> Person | None:
    wanted = request.path_params["person_id"]
    return next((person for person in account.people if str(person.id) == wanted), None)


def _listed(request: Request, name: str) -> set[str] | None:
    """The values of a filter that takes several, separated by commas; None when it was not sent."""
    text = request.query_params.get(name)
    return None if text is None else set(text.split(","))


def _date(request: Request, name: str) -> date:
    text = request.query_params.get(name)
    if text is None:
        raise BadParameter(f"{name} is required.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadParameter(f"{name} must be a date such as 2026-11-01.") from None
