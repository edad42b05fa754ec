"""What each page and answer of the API costs for a company of 5,000 people, without the network: again; at first."""

import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sixpence.web.server import use_web_settings

use_web_settings()  # before what is imported below: Django takes its settings once

from django.core.cache import cache  # noqa: E402
from django.test import Client  # noqa: E402

from actions.kestrel_runs import AT  # noqa: E402
from invented_people import employee_id  # noqa: E402
from large_company import EMPLOYER, build_large_company, read_a_rise_for_everyone  # noqa: E402
from sixpence.actions.api_tokens import make_token  # noqa: E402
from sixpence.actions.report_kinds import REPORTS  # noqa: E402
from sixpence.people.roles import Role  # noqa: E402
from sixpence.store import close_store, open_store, transaction  # noqa: E402
from sixpence.store.members import add_member, create_user  # noqa: E402
from sixpence.store.ready import models  # noqa: E402

PEOPLE = 5_000
OWNER = "owner@kestrel.example"
APRIL = date(2026, 4, 30)  # its period has the snapshot date of the gender pay gap
_ROUNDS = 3
_PAGES = 80
_HOME = "/kestrel-wren-instruments-ltd"
_LINK = re.compile(rf'href="({_HOME}/[^"#]*)"')


def run() -> list[tuple[str, str]]:
    """The slowest first, by processor time: the best of a few rounds, and the first look, after which some figures are
    kept until anything changes that they rest on.
    """
    with large_company(PEOPLE) as (key, number, browser, program):
        found = _followed(browser)
        asked = [(browser, where) for where in _pages(key, number)] + [
            (program, where) for where in _answers(key, number)
        ]
        for client, where in asked:
            if where not in found:
                found[where] = _looks(client, where)
    slowest = sorted(found.items(), key=lambda each: -each[1].best_cpu)
    return [(where, f"{looks.best_cpu * 1000:.0f} ms; {looks.first_cpu * 1000:.0f} ms") for where, looks in slowest]


@contextmanager
def large_company(people: int) -> Iterator[tuple[str, int, Client, Client]]:
    """With everybody's rise waiting for review: the run's key, the change set's number, its owner's browser, and a
    program of theirs.
    """
    os.environ["SIXPENCE_TODAY"] = "2026-11-20"
    with tempfile.TemporaryDirectory() as folder:
        open_store(Path(folder) / "bench.sqlite3", Path(folder))
        key = build_large_company(people, and_before=APRIL)
        number = read_a_rise_for_everyone(people, Path(folder) / "people.csv")
        with transaction():
            user = create_user(OWNER, "Olive Owner", "correct horse battery")
            add_member(user, EMPLOYER, Role.OWNER, employee_id(1))
        browser = Client(headers={"host": "localhost"})
        browser.force_login(models.User.objects.get(id=user), "allauth.account.auth_backends.AuthenticationBackend")
        token = make_token(EMPLOYER, OWNER, "bench", actor=OWNER, at=AT)
        yield key, number, browser, Client(headers={"host": "localhost", "authorization": f"Bearer {token}"})
        close_store()


def _pages(key: str, number: int) -> list[str]:
    """What no link leads to, or a link only with something chosen."""
    run, review, own = f"{_HOME}/pay-runs/{key}/", f"{_HOME}/review/{number}/", f"{_HOME}/own-pay/"
    people = f"{_HOME}/people/"
    return [
        *(f"{run}?{asked}" for asked in ("show=changed", "sort=difference&order=down", "search=robin", "page=50")),
        *(f"{run}variance/?by={by}" for by in ("item", "person", "unexplained")),
        f"{run}approve/",
        *(f"{review}{asked}" for asked in ("", "?by=field", "?q=robin", "?standing=waiting", "?page=50")),
        *(f"{review}{part}/" for part in ("money", "fields")),
        *(f"{_HOME}/reports/{name}/{about}" for name in REPORTS for about in ("", f"?about=run:{key}")),
        *(f"{people}{asked}" for asked in ("?q=robin", "?lacking=1", "?sort=salary", "?page=50")),
        f"{_HOME}/integrations/people/caught/",
        own,
        f"{own}details/",
        f"{own}change/2026-10-30-monthly/",
    ]


def _answers(key: str, number: int) -> list[str]:
    api = "/api/v1"
    return [
        *(f"{api}/{what}" for what in ("company", "log", "people", "people?page=50", "syncs", "pay-runs")),
        f"{api}/people/{employee_id(1)}",
        f"{api}/people/{employee_id(1)}/entries",
        *(f"{api}/change-sets/{number}{page}" for page in ("", "?page=50")),
        *(f"{api}/pay-runs/{key}{part}" for part in ("", "/people", "/people?page=5", "/pay-day")),
        *(f"{api}/reports/{name}" for name in REPORTS),
    ]


@dataclass(frozen=True)
class _Looks:
    """Seconds of processor time."""

    first_cpu: float
    best_cpu: float


def _followed(browser: Client) -> dict[str, _Looks]:
    """Every page that a link of the menu leads to, or one of those pages' own links."""
    found: dict[str, _Looks] = {}
    to_see, seen = ["/"], {"/"}
    kinds: set[str] = set()  # a page of one person or one run stands for those of all others
    while to_see and len(found) < _PAGES:
        where = to_see.pop(0)
        answer, first = _timed(browser, where)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        found[where] = _Looks(first, _looks(browser, where).best_cpu)
        for link in _LINK.findall(answer.content.decode()):
            kind = re.sub(r"[0-9]+", "N", link)
            if link not in seen and kind not in kinds:
                seen.add(link)
                kinds.add(kind)
                to_see.append(link)
    return found


def _looks(client: Client, where: str) -> _Looks:
    took = []
    for _ in range(_ROUNDS):
        answer, cpu = _timed(client, where)
        took.append(cpu)
        assert answer.status_code in (200, 400, 409, 422), (where, answer.status_code, answer.content[:500])
    return _Looks(took[0], min(took))


def _timed(client: Client, where: str) -> tuple[Any, float]:
    cache.clear()  # of the rate limits
    start = time.process_time()
    answer = client.get(where, follow=True)
    return answer, time.process_time() - start
