"""Version 2: persons, employments, compensations, and the lists that put names to their ids."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sixpence.sandbox.personio.account import Account, Pay, Person
from sixpence.sandbox.personio.answers import (
    json_answer,
    v2_bad_request,
    v2_no_endpoint,
    v2_no_resource,
    v2_unauthorised,
)
from sixpence.sandbox.personio.credentials import (
    COMPENSATIONS,
    COST_CENTRES,
    LEGAL_ENTITIES,
    ORG_UNITS,
    PERSONS,
    SignIns,
)
from sixpence.sandbox.personio.filters import BadParameter, Times, day, listed, refuse_unknown, time_filters
from sixpence.sandbox.personio.paging import JsonObject, Listing, page, records
from sixpence.sandbox.personio.readable import Readable
from sixpence.sandbox.personio.recorded import RecordedAccount
from sixpence.sandbox.personio.signin import bearer_token
from sixpence.sandbox.personio.v2_records import (
    compensation_record,
    employment_id,
    employment_record,
    pay_in_force,
    person_record,
    person_status,
    preferred_name,
)

_LONGEST_WINDOW_DAYS = 31
_PAGING = ("limit", "cursor")
_NAMES = ("first_name", "last_name", "preferred_name")

Handler = Callable[[Request, Account, Readable], Response]


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """What is served at a path, the scope it takes, and whether only those who ask for beta endpoints are told."""

    handler: Handler
    scope: str
    beta: bool = False


def v2_routes(account: Callable[[], Account | RecordedAccount], sign_ins: SignIns) -> list[Route]:
    """The endpoints, reading whatever account is being served at the time of the request."""
    served = {
        "/v2/persons": _Endpoint(_persons, PERSONS),
        "/v2/persons/{person_id}": _Endpoint(_one_person, PERSONS),
        "/v2/persons/{person_id}/employments": _Endpoint(_employments, PERSONS),
        "/v2/persons/{person_id}/employments/{employment_id}": _Endpoint(_one_employment, PERSONS),
        "/v2/compensations": _Endpoint(_compensations, COMPENSATIONS),
        "/v2/legal-entities": _Endpoint(_legal_entities, LEGAL_ENTITIES),
        # No scope of their own is known for workplaces; what names an employment goes with the persons here.
        "/v2/workplaces": _Endpoint(_workplaces, PERSONS, beta=True),
        "/v2/org-units": _Endpoint(_org_units, ORG_UNITS, beta=True),
        "/v2/cost-centers": _Endpoint(_cost_centres, COST_CENTRES, beta=True),
    }
    return [Route(path, _guarded(at, account, sign_ins), methods=["GET"]) for path, at in served.items()]


def _guarded(
    endpoint: _Endpoint, account: Callable[[], Account | RecordedAccount], sign_ins: SignIns
) -> Callable[[Request], Awaitable[Response]]:
    async def guarded(request: Request) -> Response:
        permit = sign_ins.permit(bearer_token(request) or "")
        # A missing right is answered in the same way as a missing token, with 401 and not with 403.
        if permit is None or endpoint.scope not in permit.scopes:
            return v2_unauthorised()
        if endpoint.beta and request.headers.get("beta", "").lower() != "true":
            return v2_no_endpoint(request.url.path)
        served = account()
        if isinstance(served, RecordedAccount):
            # Only version 1 payloads were recorded; saying "no such endpoint" is true, an empty list would not be.
            return v2_no_endpoint(request.url.path)
        try:
            return endpoint.handler(request, served, Readable(permit.readable))
        except BadParameter as error:
            return v2_bad_request(str(error))

    return guarded


def _persons(request: Request, account: Account, readable: Readable) -> Response:
    times = ("created_at", "updated_at")
    refuse_unknown(request, (*_PAGING, "status", "id", "email", *_NAMES, *time_filters(*times)))
    base_url = str(request.base_url)
    listing = Listing(
        account.people
        if request.query_params.keys() <= set(_PAGING)
        else _chosen(request, account, Times(request, *times)),
        key=lambda person: str(person.id),
        show=lambda person: readable.person(person_record(account, person, base_url)),
    )
    return page(request, listing, default_limit=10, max_limit=50)


def _chosen(request: Request, account: Account, times: Times) -> list[Person]:
    """The people whom every filter lets through."""
    status = request.query_params.get("status")
    if status not in (None, "ACTIVE", "INACTIVE"):
        raise BadParameter("Provided request parameters are invalid.")
    ids, emails = listed(request, "id"), listed(request, "email")
    names = [request.query_params.get(name) for name in _NAMES]

    def passes(person: Person) -> bool:
        of_person = (person.first_name, person.last_name, preferred_name(person))
        return (
            (status is None or person_status(account, person) == status)
            and (ids is None or str(person.id) in ids)
            and (emails is None or person.email in emails)
            and all(wanted in (None, name) for wanted, name in zip(names, of_person, strict=True))
            and times.match(person)
        )

    return [person for person in account.people if passes(person)]


def _one_person(request: Request, account: Account, readable: Readable) -> Response:
    person = _person(request, account)
    if person is None:
        return v2_no_resource()
    return json_answer(readable.person(person_record(account, person, str(request.base_url))))


def _employments(request: Request, account: Account, readable: Readable) -> Response:
    refuse_unknown(request, (*_PAGING, "id", *time_filters("updated_at")))
    person = _person(request, account)
    if person is None:
        return v2_no_resource()
    ids, times = listed(request, "id"), Times(request, "updated_at")
    shown = [
        readable.employment(employment_record(account, employed, str(request.base_url)))
        for employed in person.employments
        if (ids is None or employment_id(employed) in ids) and times.match(employed)
    ]
    return page(request, records(shown), default_limit=10, max_limit=50)


def _one_employment(request: Request, account: Account, readable: Readable) -> Response:
    person = _person(request, account)
    wanted = request.path_params["employment_id"]
    employments = () if person is None else person.employments
    employed = next((each for each in employments if employment_id(each) == wanted), None)
    if employed is None:
        return v2_no_resource()
    return json_answer(readable.employment(employment_record(account, employed, str(request.base_url))))


def _compensations(request: Request, account: Account, _: Readable) -> Response:
    known = (*_PAGING, "start_date", "end_date", "person.id", "legal_entity.id")
    refuse_unknown(request, known)
    start, end = day(request, "start_date"), day(request, "end_date")
    if start is None or end is None:
        raise BadParameter("start_date and end_date are required.")
    if not 0 <= (end - start).days <= _LONGEST_WINDOW_DAYS:
        raise BadParameter("The time between start_date and end_date must be at most one month.")
    persons, entities = listed(request, "person.id"), listed(request, "legal_entity.id")
    in_force = [
        (person, pay)
        for person in account.people
        if (persons is None or str(person.id) in persons)
        and (entities is None or str(person.legal_entity.id) in entities)
        for pay in pay_in_force(person, start, end)
    ]
    listing: Listing[tuple[Person, Pay]] = Listing(
        in_force,
        key=lambda item: f"{item[0].id} {item[1].effective_from}",
        show=lambda item: compensation_record(account, *item),
    )
    return page(request, listing, default_limit=100, max_limit=100)


def _legal_entities(request: Request, account: Account, _: Readable) -> Response:
    refuse_unknown(request, (*_PAGING, "id", "country"))
    ids, countries = listed(request, "id"), listed(request, "country")
    found: list[JsonObject] = [
        {"id": str(entity.id), "name": entity.name, "country": entity.country}
        for entity in account.legal_entities
        if (ids is None or str(entity.id) in ids) and (countries is None or entity.country in countries)
    ]
    return page(request, records(found), default_limit=20, max_limit=100)


def _workplaces(request: Request, account: Account, _: Readable) -> Response:
    refuse_unknown(request, _PAGING)
    found: list[JsonObject] = [{"id": str(office.id), "name": office.name} for office in account.offices]
    return page(request, records(found), default_limit=50, max_limit=100)


def _org_units(request: Request, account: Account, _: Readable) -> Response:
    refuse_unknown(request, (*_PAGING, "type"))
    units = [("department", unit) for unit in account.departments] + [("team", unit) for unit in account.teams]
    wanted = request.query_params.get("type")
    if wanted not in (None, "department", "team"):
        raise BadParameter("Provided request parameters are invalid.")
    found: list[JsonObject] = [
        {"id": str(unit.id), "type": kind, "name": unit.name} for kind, unit in units if wanted in (None, kind)
    ]
    return page(request, records(found), default_limit=20, max_limit=100)


def _cost_centres(request: Request, account: Account, _: Readable) -> Response:
    refuse_unknown(request, _PAGING)
    found: list[JsonObject] = [{"id": str(centre.id), "name": centre.name} for centre in account.cost_centres]
    return page(request, records(found), default_limit=50, max_limit=100)


def _person(request: Request, account: Account) -> Person | None:
    wanted: str = request.path_params["person_id"]
    return account.person(int(wanted)) if wanted.isascii() and wanted.isdigit() and len(wanted) < 20 else None
