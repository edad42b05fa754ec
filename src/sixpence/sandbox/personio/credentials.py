"""Who may read what: pairs of credentials, their rights, and the tokens given out for them."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

# The sandbox's first credentials. They are printed in the documentation and open nothing else.
CLIENT_ID = "papi-sandbox-client"
CLIENT_SECRET = "papi-sandbox-not-a-secret"  # noqa: S105 - it is not one

PERSONS = "personio:persons:read"
COMPENSATIONS = "personio:compensations:read"
LEGAL_ENTITIES = "personio:legal-entities:read"
ORG_UNITS = "personio:org-units:read"
COST_CENTRES = "personio:cost-centers:read"
ABSENCES = "personio:absences:read"
SCOPES = (PERSONS, COMPENSATIONS, LEGAL_ENTITIES, ORG_UNITS, COST_CENTRES, ABSENCES)

TOKEN_LIFE = timedelta(hours=24)

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Credential:
    """A pair made in Personio's settings: its scopes, and the keys of the attributes it may read (None: every one)."""

    client_id: str
    client_secret: str = field(repr=False)
    scopes: frozenset[str] = frozenset(SCOPES)
    readable: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if not (self.client_id and self.client_secret):
            raise ValueError("credentials need a client_id and a client_secret")
        unknown = sorted(self.scopes - set(SCOPES))
        if unknown:
            raise ValueError(f"{unknown[0]} is not a scope here: the scopes are {', '.join(SCOPES)}")


@dataclass(frozen=True, slots=True)
class Permit:
    """What a token opens at the moment."""

    client_id: str
    scopes: frozenset[str]
    readable: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class _Grant:
    client_id: str
    scopes: frozenset[str]
    expiry: datetime


class SignIns:
    """The credentials there are, the tokens given out, and until when each is good.

    `query_credentials` takes credentials out of the query string of the version 1 sign-in, as Personio did once.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.reset()

    def reset(self) -> None:
        """Back to the one pair that may read everything, and no tokens."""
        self.query_credentials = False
        self._credentials = {CLIENT_ID: Credential(CLIENT_ID, CLIENT_SECRET)}
        self._grants: dict[str, _Grant] = {}
        self._v1_tokens: dict[str, str] = {}

    def put(self, credential: Credential) -> None:
        """Add a pair, or change the one with its client id: another secret or other scopes end that pair's tokens."""
        before = self._credentials.get(credential.client_id, credential)
        if (before.scopes, before.client_secret) != (credential.scopes, credential.client_secret):
            self.invalidate(credential.client_id)
        self._credentials[credential.client_id] = credential

    def matching(self, offered: Mapping[str, object]) -> Credential | None:
        """The credentials that a sign-in offers, if both halves are right."""
        credential = self._credentials.get(str(offered.get("client_id")))
        return credential if credential and credential.client_secret == offered.get("client_secret") else None

    def new_token(self, client_id: str = CLIENT_ID, scopes: frozenset[str] | None = None) -> str:
        """A fresh token, for all scopes of the credentials or for some of them."""
        granted = self._credentials[client_id].scopes if scopes is None else scopes
        token = f"papi-{secrets.token_urlsafe(48)}"
        self._grants[token] = _Grant(client_id, granted, self._clock() + TOKEN_LIFE)
        return token

    def v1_token(self, client_id: str = CLIENT_ID) -> str:
        """Version 1 gives the same pair of credentials the same token for as long as it lives."""
        if not self.is_good(self._v1_tokens.get(client_id, "")):
            self._v1_tokens[client_id] = self.new_token(client_id)
        return self._v1_tokens[client_id]

    def permit(self, token: str) -> Permit | None:
        """What the token opens; None for one that was not given out here, is over, or was revoked."""
        grant = self._grants.get(token)
        if grant is None or self._clock() >= grant.expiry:
            return None
        return Permit(grant.client_id, grant.scopes, self._credentials[grant.client_id].readable)

    def is_good(self, token: str) -> bool:
        """Whether the token opens anything."""
        return self.permit(token) is not None

    def revoke(self, token: str) -> None:
        """Forget one token; one that is not known is no error."""
        self._grants.pop(token, None)

    def invalidate(self, client_id: str | None = None) -> None:
        """Forget the tokens of a pair, or every token, as Personio does when rights change."""
        grants = tuple(self._grants.items())
        self._grants = {token: grant for token, grant in grants if client_id not in (None, grant.client_id)}
