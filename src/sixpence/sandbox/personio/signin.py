"""Signing in and out: one pair of credentials for both versions, and tokens that live for a day."""

import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sixpence.sandbox.personio.answers import json_answer, token_refusal, v1_error
from sixpence.sandbox.personio.credentials import TOKEN_LIFE, SignIns

V1_SIGN_IN = "/v1/auth"
V2_SIGN_IN = "/v2/auth/token"
V2_REVOKE = "/v2/auth/revoke"

_FORM = "application/x-www-form-urlencoded"


def bearer_token(request: Request) -> str | None:
    """The token of the request; None without an Authorization header, empty when it is of another sort."""
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def sign_in_routes(sign_ins: SignIns) -> list[Route]:
    """The two sign-ins, and the end of a token."""

    async def v1_sign_in(request: Request) -> Response:
        offered: Mapping[str, object] = request.query_params
        if not {"client_id", "client_secret"} & offered.keys():
            offered = await _v1_credentials(request)
        elif not sign_ins.query_credentials:
            return v1_error(403, "Credentials in the query string are no longer accepted; send them in the body")
        credential = sign_ins.matching(offered)
        if credential is None:
            return v1_error(403, "Wrong credentials", code=0)
        return json_answer({"success": True, "data": {"token": sign_ins.v1_token(credential.client_id)}})

    async def v2_sign_in(request: Request) -> Response:
        if not _is_form(request):
            return _not_a_form()
        return _v2_answer(sign_ins, await _form(request))

    async def revoke(request: Request) -> Response:
        if not _is_form(request):
            return _not_a_form()
        form = await _form(request)
        if "token" not in form:
            description = "A required parameter is missing."
            return token_refusal("invalid_request", description, missing_parameters=["token"])
        sign_ins.revoke(form["token"])
        return Response()

    served = {V1_SIGN_IN: v1_sign_in, V2_SIGN_IN: v2_sign_in, V2_REVOKE: revoke}
    return [Route(path, handler, methods=["POST"]) for path, handler in served.items()]


def _v2_answer(sign_ins: SignIns, form: Mapping[str, str]) -> Response:
    """A token, or what is wrong with the form."""
    if "grant_type" not in form:
        description = "A required parameter is missing."
        return token_refusal("invalid_request", description, missing_parameters=["grant_type"])
    if form["grant_type"] != "client_credentials":
        description = "The only grant type here is client_credentials."
        return token_refusal("unsupported_grant_type", description, grant_type=form["grant_type"])
    credential = sign_ins.matching(form)
    if credential is None:
        return token_refusal("invalid_client", "Client authentication failed.")
    scopes = frozenset(form.get("scope", "").split()) or credential.scopes
    if not scopes <= credential.scopes:
        return token_refusal("invalid_scope", "A scope was asked for that these credentials do not have.")
    return json_answer(
        {
            "access_token": sign_ins.new_token(credential.client_id, scopes),
            "expires_in": int(TOKEN_LIFE.total_seconds()),
            "token_type": "Bearer",
            "scope": " ".join(sorted(scopes)),
        }
    )


def _not_a_form() -> Response:
    return token_refusal("invalid_request", f"The request must be sent as {_FORM}.")


def _is_form(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith(_FORM)


async def _v1_credentials(request: Request) -> Mapping[str, object]:
    if _is_form(request):
        return await _form(request)
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError):
        return {}  # no credentials at all: the caller answers as for wrong ones
    return body if isinstance(body, dict) else {}


async def _form(request: Request) -> dict[str, str]:
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
