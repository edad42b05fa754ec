"""How long each page takes for a company of 5,000 people, without the network: from the request to the last byte."""

import os
import re
import tempfile
import time
from pathlib import Path

from sixpence.web.server import use_web_settings

use_web_settings()  # before what is imported below: Django takes its settings once

from django.test import Client  # noqa: E402

from large_company import EMPLOYER, build_large_company  # noqa: E402
from sixpence.people.roles import Role  # noqa: E402
from sixpence.store import close_store, open_store, transaction  # noqa: E402
from sixpence.store.members import add_member, create_user  # noqa: E402
from sixpence.store.ready import models  # noqa: E402

PEOPLE = 5_000
_ROUNDS = 3
_PAGES = 60
_LINK = re.compile(r'href="(/kestrel-wren-instruments-ltd/[^"#]*)"')


def run() -> list[tuple[str, str]]:
    """Every page that a link of the menu leads to, or one of those pages' own links: the best of a few rounds."""
    os.environ["SIXPENCE_TODAY"] = "2026-11-20"
    with tempfile.TemporaryDirectory() as folder:
        open_store(Path(folder) / "bench.sqlite3", Path(folder))
        build_large_company(PEOPLE)
        with transaction():
            user = create_user("owner@kestrel.example", "Olive Owner", "correct horse battery")
            add_member(user, EMPLOYER, Role.OWNER)
        browser = Client(headers={"host": "localhost"})
        browser.force_login(models.User.objects.get(id=user), "allauth.account.auth_backends.AuthenticationBackend")
        found = _look_at(browser)
        close_store()
    return [(where, f"{seconds * 1000:.0f} ms") for where, seconds in sorted(found.items(), key=lambda each: -each[1])]


def _look_at(browser: Client) -> dict[str, float]:
    found: dict[str, float] = {}
    to_see, seen = ["/"], {"/"}
    kinds: set[str] = set()  # a page of one person or one run stands for those of all others
    while to_see and len(found) < _PAGES:
        where = to_see.pop(0)
        first = browser.get(where, follow=True)
        if first.status_code != 200 or not first.headers["Content-Type"].startswith("text/html"):
            continue
        took = []
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            browser.get(where, follow=True)
            took.append(time.perf_counter() - start)
        found[where] = min(took)
        for link in _LINK.findall(first.content.decode()):
            kind = re.sub(r"[0-9]+", "N", link)
            if link not in seen and kind not in kinds:
                seen.add(link)
                kinds.add(kind)
                to_see.append(link)
    return found
