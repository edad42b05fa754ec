"""Version 1: employees, one employee, and the list of attributes."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sixpence.sandbox.personio.account import Account
from sixpence.sandbox.personio.answers import json_answer, v1_error, v1_not_found
from sixpence.sandbox.personio.recorded import RecordedAccount
from sixpence.sandbox.personio.signin import SignIns, bearer_token
from sixpence.sandbox.personio.v1_employee import attribute_list, employee

DEFAULT_LIMIT = 50
MAX_LIMIT = 100

Served = Account | RecordedAccount
Employees = Sequence[Mapping[str, object]]
Handler = Callable[[Request], Response]


def v1_routes(account: Callable[[], Served], sign_ins: SignIns) -> list[Route]:
    """The endpoints, reading whatever account is being served at the time of the request."""

    def employees(request: Request) -> Response:
        return _employees_page(request, _employees(account(), str(request.base_url)))

    def one_employee(request: Request) -> Response:
        wanted = request.path_params["employee_id"]
        found = _employee(account(), wanted, str(request.base_url))
        return v1_not_found() if found is None else json_answer({"success": True, "data": found})

    def attributes(_: Request) -> Response:
        return json_answer({"success": True, "data": _attributes(account())})

    served = {
        "/v1/company/employees": employees,
        "/v1/company/employees/attributes": attributes,
        "/v1/company/employees/custom-attributes": attributes,
        "/v1/company/employees/{employee_id}": one_employee,
    }
    return [Route(path, _signed_in(handler, sign_ins), methods=["GET"]) for path, handler in served.items()]


def _signed_in(handler: Handler, sign_ins: SignIns) -> Callable[[Request], Awaitable[Response]]:
    async def guarded(request: Request) -> Response:
        token = bearer_token(request)
        if token is None:
            return v1_error(401, "Authorization is not provided")
        if not sign_ins.is_good(token):
            return v1_error(403, "Provided authorization is not valid")
        answer = handler(request)
        # Older clients take their next token from this header and fail without it.
        answer.headers["authorization"] = f"Bearer {token}"
        return answer

    return guarded


def _employees(served: Served, base_url: str) -> Employees:
    if isinstance(served, RecordedAccount):
        return served.employees
    return [employee(served, person, base_url) for person in served.people]


def _employee(served: Served, wanted: str, base_url: str) -> Mapping[str, object] | None:
    if isinstance(served, RecordedAccount):
        return served.employee(wanted)
    person = next((person for person in served.people if str(person.id) == wanted), None)
    return None if person is None else employee(served, person, base_url)


def _attributes(served: Served) -> Sequence[Mapping[str, object]]:
    return served.attributes if isinstance(served, RecordedAccount) else attribute_list(served)


def _employees_page(request: Request, employees: Employees) -> Response:
    """One page; `offset` counts rows, pages are counted from 0, and a limit above the highest is cut to it."""
    limit = _number(request, "limit", DEFAULT_LIMIT)
    offset = _number(request, "offset", 0)
    if limit is None or limit < 1 or offset is None:
        return v1_error(400, "limit and offset must be whole numbers, and limit at least 1")
    limit = min(limit, MAX_LIMIT)
    return json_answer(
        {
            "success": True,
            "metadata": {
                "total_elements": len(employees),
                "current_page": offset // limit,
                "total_pages": -(-len(employees) // limit),
            },
            "offset": offset,
            "limit": limit,
            "data": employees[offset : offset + limit],
        }
    )


def _number(request: Request, name: str, default: int) -> int | None:
    text = request.query_params.get(name, str(default))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
