"""The control paths: what a test or a curious user does to the account behind Personio's back. None is in the log."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sixpence.sandbox.personio.account import Person
from sixpence.sandbox.personio.answers import json_answer
from sixpence.sandbox.personio.credentials import SCOPES, Credential, SignIns
from sixpence.sandbox.personio.facts import WrongFact
from sixpence.sandbox.personio.faults import DEFAULT_DELAY_SECONDS, Faults
from sixpence.sandbox.personio.traffic import RequestLog

Stated = dict[str, object]


class Controlled(Protocol):
    """The part of a sandbox that the control paths work on."""

    requests: RequestLog
    faults: Faults
    sign_ins: SignIns

    def hire(self, /, **facts: object) -> Person:
        """A new person."""

    def change(self, person_id: int, /, **facts: object) -> Person:
        """Other facts about a person."""

    def terminate(self, person_id: int, last_day: object, notice_given: object = None) -> Person:
        """The end of an employment."""

    def rehire(self, person_id: int, /, **facts: object) -> Person:
        """A new profile for somebody who left."""

    def delete(self, person_id: int) -> None:
        """The end of a profile."""

    def move_to(self, as_at: object) -> date:
        """Another day."""


def control_routes(sandbox: Controlled) -> list[Route]:
    """`GET /sandbox/requests`, and a POST for everything that can be done. An order that makes no sense is a 400."""

    async def show_requests(_: Request) -> Response:
        return json_answer(sandbox.requests.summary())

    orders: dict[str, Callable[[Stated], object]] = {
        "faults": lambda stated: _fault(sandbox, stated),
        "credentials": lambda stated: _credentials(sandbox, stated),
        "hire": lambda stated: _who(sandbox.hire(**stated)),
        "change": lambda stated: _who(sandbox.change(_id(stated), **stated)),
        "terminate": lambda stated: _who(_terminate(sandbox, stated)),
        "rehire": lambda stated: _who(sandbox.rehire(_id(stated), **stated)),
        "day": lambda stated: _day(sandbox, stated),
        "delete": lambda stated: _delete(sandbox, stated),
    }
    posts = [Route(f"/sandbox/{name}", _order(carry_out), methods=["POST"]) for name, carry_out in orders.items()]
    return [Route("/sandbox/requests", show_requests, methods=["GET"]), *posts]


def _order(carry_out: Callable[[Stated], object]) -> Callable[[Request], object]:
    async def answer(request: Request) -> Response:
        try:
            stated = json.loads(await request.body())
            if not isinstance(stated, dict):
                raise WrongFact("an order is a JSON object")
            return json_answer(carry_out(stated))
        except json.JSONDecodeError:
            return _refused("an order is a JSON object")
        except (ValueError, RecursionError) as error:
            return _refused(str(error))

    return answer


def _refused(reason: str) -> Response:
    return json_answer({"error": reason}, status=400)


def _who(person: Person) -> Mapping[str, object]:
    return {"id": person.id, "email": person.email}


def _id(stated: Stated) -> int:
    """The id, taken out of the order."""
    person_id = stated.pop("id", None)
    if not isinstance(person_id, int) or isinstance(person_id, bool):
        raise WrongFact("id, the number of the person, is needed")
    return person_id


def _terminate(sandbox: Controlled, stated: Stated) -> Person:
    person_id = _id(stated)
    _expect_only(stated, "last_day", "notice_given")
    return sandbox.terminate(person_id, stated.get("last_day"), stated.get("notice_given"))


def _delete(sandbox: Controlled, stated: Stated) -> Mapping[str, object]:
    person_id = _id(stated)
    _expect_only(stated)
    sandbox.delete(person_id)
    return {"id": person_id}


def _day(sandbox: Controlled, stated: Stated) -> Mapping[str, object]:
    _expect_only(stated, "as_at")
    return {"as_at": sandbox.move_to(stated.get("as_at")).isoformat()}


def _fault(sandbox: Controlled, stated: Stated) -> Mapping[str, object]:
    _expect_only(stated, "fault", "path", "times", "seconds")
    kind, path, times = str(stated.get("fault")), str(stated.get("path", "/")), stated.get("times", 1)
    seconds = stated.get("seconds", DEFAULT_DELAY_SECONDS)
    if not isinstance(times, int) or not isinstance(seconds, int | float):
        raise WrongFact("times and seconds are numbers")
    sandbox.faults.add(kind, path, times, seconds)
    return {"fault": kind, "path": path, "times": times}


def _credentials(sandbox: Controlled, stated: Stated) -> Mapping[str, object]:
    _expect_only(stated, "client_id", "client_secret", "scopes", "readable")
    scopes, readable = stated.get("scopes", list(SCOPES)), stated.get("readable")
    if not isinstance(scopes, list) or not isinstance(readable, list | None):
        raise WrongFact("scopes and readable are lists of texts")
    credential = Credential(
        client_id=str(stated.get("client_id", "")),
        client_secret=str(stated.get("client_secret", "")),
        scopes=frozenset(map(str, scopes)),
        readable=None if readable is None else frozenset(map(str, readable)),
    )
    sandbox.sign_ins.put(credential)
    return {"client_id": credential.client_id, "scopes": sorted(credential.scopes), "readable": readable}


def _expect_only(stated: Stated, *names: str) -> None:
    unknown = [name for name in stated if name not in names]
    if unknown:
        raise WrongFact(f"{unknown[0]!r} is not known here: only {', '.join(names) or 'id'}")
