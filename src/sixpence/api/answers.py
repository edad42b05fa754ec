"""How the API answers: what was asked for, or a problem in one plain line."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from sixpence.actions.permissions import NotAllowed
from sixpence.basics.refused import Refused

Responses = dict[int, Any]


class Problem(Schema):
    """What stands in the way, and what to do about it."""

    error: str


def reads(answer: Any) -> Responses:
    """The answers of an endpoint that reads."""
    return {200: answer, **dict.fromkeys((400, 401, 403, 404, 422, 429), Problem)}


def acts(answer: Any, status: int = 200) -> Responses:
    """The answers of an endpoint that acts; 409 is a refusal, after which nothing has changed."""
    return {status: answer, **dict.fromkeys((400, 401, 403, 404, 409, 422, 429), Problem)}


def answer_problems(api: NinjaAPI) -> None:
    """Every way in which a request can go wrong, as a Problem. What was sent is never in it: it may be personal."""

    def say(request: HttpRequest, status: int, line: str) -> HttpResponse:
        return api.create_response(request, Problem(error=line), status=status)

    @api.exception_handler(Refused)
    def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
        # What is read and is not there is not found; what is asked to be done and cannot be is a conflict.
        return say(request, 404 if request.method in ("GET", "HEAD") else 409, str(error))

    @api.exception_handler(NotAllowed)
    def _not_allowed(request: HttpRequest, error: NotAllowed) -> HttpResponse:
        return say(request, 403, f"you cannot do this: {error}")

    @api.exception_handler(AuthenticationError)
    def _who(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        return say(request, 401, "send a token that has not ended, as Authorization: Bearer TOKEN")

    @api.exception_handler(Throttled)
    def _busy(request: HttpRequest, error: Throttled) -> HttpResponse:
        response = say(request, 429, "too many requests with this token: wait a little")
        response["Retry-After"] = str(int(error.wait or 1))
        return response

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        first = error.errors[0]
        place = ".".join(str(part) for part in first.get("loc", ()) if part not in ("body", "query", "path"))
        return say(request, 422, f"{place or 'the request'}: {first.get('msg', 'is not right')}")

    @api.exception_handler(HttpError)
    def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
        return say(request, error.status_code, error.message)

    @api.exception_handler(Http404)
    def _nothing(request: HttpRequest, _error: Http404) -> HttpResponse:
        return say(request, 404, "there is nothing at this address")
