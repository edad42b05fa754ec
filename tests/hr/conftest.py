"""A scripted Personio, for tests of the client and of what is made of its answers."""

from collections.abc import Callable, Iterator, Sequence

import httpx
import pytest

from sixpence.hr.sources.personio import Credentials, Patience, PersonioClient

Scripted = httpx.Response | Exception
NO_WAIT = Patience(first_wait=0, busy_first_wait=0, longest_wait=0)


class ScriptedPersonio(httpx.BaseTransport):
    """Signs anybody in, gives the scripted answers in order, and remembers every request that got through."""

    def __init__(self, answers: Sequence[Scripted], sign_in: httpx.Response | None = None) -> None:
        self.answers = list(answers)
        self.sign_in = sign_in
        self.requests: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.method == "POST":
            return self.sign_in or httpx.Response(200, json={"access_token": f"papi-{len(self.requests)}"})
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def reads(self) -> list[httpx.Request]:
        return [request for request in self.requests if request.method == "GET"]


ClientFor = Callable[..., tuple[PersonioClient, ScriptedPersonio]]


@pytest.fixture
def client_for() -> Iterator[ClientFor]:
    clients: list[PersonioClient] = []

    def make(
        *answers: Scripted, sign_in: httpx.Response | None = None, patience: Patience = NO_WAIT
    ) -> tuple[PersonioClient, ScriptedPersonio]:
        personio = ScriptedPersonio(answers, sign_in)
        client = PersonioClient(Credentials("an-id", "a-secret"), patience=patience, transport=personio)
        clients.append(client)
        return client, personio

    yield make
    for client in clients:
        client.close()
