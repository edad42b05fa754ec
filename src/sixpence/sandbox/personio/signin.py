"""Sign-in: one pair of credentials for both versions, and tokens that live for a day."""

import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sixpence.sandbox.personio.answers import json_answer, token_refusal, v1_error

# The sandbox's only credentials. They are printed in the documentation and open nothing else.
CLIENT_ID = "papi-sandbox-client"
CLIENT_SECRET = "papi-sandbox-not-a-secret"  # noqa: S105 - it is not one

V1_SIGN_IN = "/v1/auth"
V2_SIGN_IN = "/v2/auth/token"
SCOPES = ("personio:persons:read", "personio:compensations:read", "personio:org-units:read")

_FORM = "application/x-www-form-urlencoded"
_LIFE = timedelta(hours=24)

Clock = Callable[[], datetime]


class SignIns:
    """The tokens given out, and until when each is good."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._expiry: dict[str, datetime] = {}
        self._v1_token: str | None = None

    def new_token(self) -> str:
        """A fresh token."""
        token = f"papi-{secrets.token_urlsafe(48)}"
        self._expiry[token] = self._clock() + _LIFE
        return token

    def v1_token(self) -> str:
        """Version 1 gives the same pair of credentials the same token for as long as it lives."""
        if self._v1_token is None or not self.is_good(self._v1_token):
            self._v1_token = self.new_token()
        return self._v1_token

    def is_good(self, token: str) -> bool:
        """Whether the token was given out here and has not expired."""
        expiry = self._expiry.get(token)
        return expiry is not None and self._clock() < expiry

    def invalidate(self) -> None:
        """Forget every token, as Personio does when the rights of a credential change."""
        self._expiry.clear()


def bearer_token(request: Request) -> str | None:
    """The token of the request; None without an Authorization header, empty when it is of another sort."""
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def sign_in_routes(sign_ins: SignIns) -> list[Route]:
    """The two sign-ins."""

    async def v1_sign_in(request: Request) -> Response:
        if {"client_id", "client_secret"} & request.query_params.keys():
            return v1_error(403, "Credentials in the query string are no longer accepted; send them in the body")
        if not _are_right(await _v1_credentials(request)):
            return v1_error(403, "Wrong credentials", code=0)
        return json_answer({"success": True, "data": {"token": sign_ins.v1_token()}})

    async def v2_sign_in(request: Request) -> Response:
        if not request.headers.get("content-type", "").startswith(_FORM):
            return token_refusal("invalid_request", f"The request must be sent as {_FORM}.")
        form = await _form(request)
        refusal = _v2_refusal(form)
        if refusal is not None:
            return refusal
        granted = form.get("scope") or " ".join(SCOPES)
        life = int(_LIFE.total_seconds())
        token = sign_ins.new_token()
        return json_answer({"access_token": token, "expires_in": life, "token_type": "Bearer", "scope": granted})

    return [
        Route(V1_SIGN_IN, v1_sign_in, methods=["POST"]),
        Route(V2_SIGN_IN, v2_sign_in, methods=["POST"]),
    ]


def _v2_refusal(form: Mapping[str, str]) -> Response | None:
    if "grant_type" not in form:
        description = "A required parameter is missing."
        return token_refusal("invalid_request", description, missing_parameters=["grant_type"])
    if form["grant_type"] != "client_credentials":
        description = "The only grant type here is client_credentials."
        return token_refusal("unsupported_grant_type", description, grant_type=form["grant_type"])
    if not _are_right(form):
        return token_refusal("invalid_client", "Client authentication failed.")
    if not set(form.get("scope", "").split()) <= set(SCOPES):
        return token_refusal("invalid_scope", "A scope was asked for that does not exist here.")
    return None


async def _v1_credentials(request: Request) -> Mapping[str, object]:
    if request.headers.get("content-type", "").startswith(_FORM):
        return await _form(request)
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError):
        return {}  # no credentials at all: the caller answers as for wrong ones
    return body if isinstance(body, dict) else {}


async def _form(request: Request) -> dict[str, str]:
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


def _are_right(offered: Mapping[str, object]) -> bool:
    return offered.get("client_id") == CLIENT_ID and offered.get("client_secret") == CLIENT_SECRET
