"""Version 1: employees, one employee, the list of attributes, and who is away."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sixpence.sandbox.personio.account import Account, Person
from sixpence.sandbox.personio.answers import json_answer, v1_error, v1_not_found
from sixpence.sandbox.personio.credentials import ABSENCES, PERSONS, SignIns
from sixpence.sandbox.personio.filters import BadParameter, moment
from sixpence.sandbox.personio.readable import Readable
from sixpence.sandbox.personio.recorded import RecordedAccount
from sixpence.sandbox.personio.signin import bearer_token
from sixpence.sandbox.personio.v1_employee import attribute_list, employee
from sixpence.sandbox.personio.v1_time_off import one_time_off, time_off_types, time_offs

DEFAULT_LIMIT = 50
MAX_LIMIT = 100
# Personio gives no better reason to credentials without the right.
_FORBIDDEN = "personio.core.api.exceptions.api.forbidden.http.exception"

Served = Account | RecordedAccount
Record = Mapping[str, object]
Handler = Callable[[Request, Served, Readable], Response]


def v1_routes(account: Callable[[], Served], sign_ins: SignIns) -> list[Route]:
    """The endpoints, reading whatever account is being served at the time of the request."""
    served: dict[str, tuple[Handler, str]] = {
        "/v1/company/employees": (_employees, PERSONS),
        "/v1/company/employees/attributes": (_attributes, PERSONS),
        "/v1/company/employees/custom-attributes": (_attributes, PERSONS),
        "/v1/company/employees/{employee_id}": (_one_employee, PERSONS),
        "/v1/company/time-off-types": (_of_an_account(time_off_types), ABSENCES),
        "/v1/company/time-offs": (_of_an_account(time_offs), ABSENCES),
        "/v1/company/time-offs/{time_off_id}": (_of_an_account(one_time_off), ABSENCES),
    }
    return [
        Route(path, _guarded(handler, scope, account, sign_ins), methods=["GET"])
        for path, (handler, scope) in served.items()
    ]


def _guarded(
    handler: Handler, scope: str, account: Callable[[], Served], sign_ins: SignIns
) -> Callable[[Request], Awaitable[Response]]:
    async def guarded(request: Request) -> Response:
        token = bearer_token(request)
        if token is None:
            return v1_error(401, "Authorization is not provided")
        permit = sign_ins.permit(token)
        if permit is None:
            return v1_error(403, "Provided authorization is not valid")
        if scope not in permit.scopes:
            return v1_error(403, _FORBIDDEN, code=0)
        try:
            answer = handler(request, account(), Readable(permit.readable))
        except BadParameter as error:
            answer = v1_error(400, str(error))
        # Older clients take their next token from this header and fail without it.
        answer.headers["authorization"] = f"Bearer {token}"
        return answer

    return guarded


def _of_an_account(handler: Callable[[Request, Account], Response]) -> Handler:
    """No absences were recorded: of a recorded account the endpoint does not exist."""
    return lambda request, served, _: (
        v1_not_found() if isinstance(served, RecordedAccount) else handler(request, served)
    )


def _attributes(_: Request, served: Served, readable: Readable) -> Response:
    listed = served.attributes if isinstance(served, RecordedAccount) else attribute_list(served)
    return json_answer({"success": True, "data": readable.attributes(listed)})


def _one_employee(request: Request, served: Served, readable: Readable) -> Response:
    wanted: str = request.path_params["employee_id"]
    found: Record | None = None
    if isinstance(served, RecordedAccount):
        found = served.employee(wanted)
    elif wanted.isascii() and wanted.isdigit() and len(wanted) < 20:
        person = served.person(int(wanted))
        found = None if person is None else employee(served, person, str(request.base_url))
    return v1_not_found() if found is None else json_answer({"success": True, "data": readable.employee(found)})


def _employees(request: Request, served: Served, readable: Readable) -> Response:
    """One page; `offset` counts rows, pages are counted from 0, and a limit above the highest is cut to it.

    Personio documents that `updated_since` turns the page off, and does not do so.
    """
    limit = min(_number(request, "limit", DEFAULT_LIMIT, 1), MAX_LIMIT)
    offset = _number(request, "offset", 0, 0)
    wanted = request.query_params.getlist("attributes[]")
    email, since = request.query_params.get("email"), moment(request, "updated_since")
    total, rows = _rows(request, served, email, since, slice(offset, offset + limit))
    return json_answer(
        {
            "success": True,
            "metadata": {
                "total_elements": total,
                "current_page": offset // limit,
                "total_pages": -(-total // limit),
            },
            "offset": offset,
            "limit": limit,
            "data": [readable.employee(row, wanted) for row in rows],
        }
    )


def _rows(
    request: Request, served: Served, email: str | None, since: datetime | None, shown: slice
) -> tuple[int, Sequence[Record]]:
    """How many employees the filters let through, and those on the page, who alone are made into records."""
    if isinstance(served, RecordedAccount):
        if email is not None or since is not None:
            raise BadParameter("A recorded account cannot be filtered.")
        return len(served.employees), served.employees[shown]
    chosen: Sequence[Person] = served.people
    if email is not None or since is not None:
        chosen = [p for p in chosen if email in (None, p.email) and (since is None or p.updated > since)]
    return len(chosen), [employee(served, person, str(request.base_url)) for person in chosen[shown]]


def _number(request: Request, name: str, default: int, least: int) -> int:
    text = request.query_params.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= least):
        raise BadParameter(f"{name} must be a whole number of at least {least}")
    return int(text)
