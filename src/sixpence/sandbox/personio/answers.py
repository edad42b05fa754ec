"""The answers of both versions that are not data: Personio's ways of saying no."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime

from starlette.responses import Response

from sixpence.sandbox.personio.jsontext import json_text

_ERRORS_PAGE = "https://developer.personio.de/reference/errors"
_NOT_FOUND_PAGE = "https://developer.personio.de/v2.0/page/public-api-error-codes#apinot_found"


def json_answer(content: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Plain JSON."""
    return Response(json_text(content), status, headers, media_type="application/json")


def v1_error(status: int, message: str, code: int | None = None) -> Response:
    """A version 1 error; its `code` is the status unless Personio gives another."""
    error = {"code": status if code is None else code, "message": message}
    return json_answer({"success": False, "error": error}, status)


def v1_not_found() -> Response:
    """Version 1 says no more than that something went wrong, whatever was not found."""
    return v1_error(404, "There was a problem")


def problem(status: int, title: str, detail: str, kind: str | None = None, **meta: str) -> Response:
    """A version 2 error. `kind` is the address that explains it, where Personio gives one."""
    error: dict[str, object] = {"title": title, "detail": detail}
    if kind is not None:
        error["type"] = kind
    if meta:
        error["_meta"] = meta
    body: dict[str, object] = {"personio_trace_id": str(uuid.uuid4()), "timestamp": _now(), "errors": [error]}
    return _problem_json(body, status)


def v2_bad_request(detail: str) -> Response:
    """A parameter that version 2 does not take."""
    return problem(400, "Bad request", detail, f"{_ERRORS_PAGE}#common.bad_request")


def v2_no_endpoint(path: str) -> Response:
    """Nothing is served at this path, or only to those who ask for beta endpoints."""
    return problem(404, "Not Found", f"The endpoint with {path} was not found.", _NOT_FOUND_PAGE, path=path)


def v2_no_resource() -> Response:
    """The path is right, the id is not."""
    detail = "There is no resource for the specified id."
    return problem(404, "Resource not found", detail, f"{_ERRORS_PAGE}#common.resource_not_found")


def v2_unauthorised() -> Response:
    """No token, or one that is unknown or expired; a missing right is answered in the same way."""
    return problem(401, "Unauthorized Request", "The request is not authorized.")


def token_refusal(error: str, description: str, **meta: object) -> Response:
    """A version 2 sign-in that failed, in the manner of OAuth 2.0."""
    anchor = "invalid_request.required_parameters_missing" if "missing_parameters" in meta else error
    body: dict[str, object] = {
        "timestamp": _now(),
        "trace_id": str(uuid.uuid4()),
        "error": error,
        "error_description": description,
        "error_uri": f"{_ERRORS_PAGE}#credentials.oauth2.{anchor}",
    }
    if meta:
        body["meta"] = meta
    return _problem_json(body, 400)


def too_many_requests(path: str) -> Response:
    """Too much at once, in the shape of the version; neither says when to come back."""
    return error_for(path, 429, "Too Many Requests")


def error_for(path: str, status: int, message: str) -> Response:
    """An error in the shape of whichever version `path` belongs to."""
    if path.startswith("/v2/"):
        return v2_no_endpoint(path) if status == 404 else problem(status, message, message)
    return v1_not_found() if status == 404 else v1_error(status, message)


def _problem_json(body: dict[str, object], status: int) -> Response:
    return Response(json_text(body), status, media_type="application/problem+json")


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
