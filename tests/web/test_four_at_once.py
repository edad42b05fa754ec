"""Four people at work at once, on SQLite as on PostgreSQL: nobody is told of a lock, and nothing gets lost."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import httpx
import pytest

from actions.kestrel_runs import AT, EMPLOYER, know, paid
from payrun.worlds import facts_of
from sixpence.actions.added_pay import add_pay
from sixpence.actions.by_hand import set_by_hand
from sixpence.actions.event_log import Asked, check_log, log_page
from sixpence.actions.home import home
from sixpence.actions.pay_runs import calculate_pay_run, open_run
from sixpence.people.person import person_on
from sixpence.people.roles import Role
from sixpence.store import close_store
from sixpence.store.employments import facts_of as stored_facts
from sixpence.store.members import members_of
from sixpence.store.pay_lines import pay_lines
from sixpence.store.payruns import load_run_people, pay_run
from web.serving import PASSWORD, Site

PAY_DATE = date(2026, 11, 30)
RUN = "2026-11-30-monthly"
PEOPLE = [f"{number}" for number in range(1001, 1031)]
ROUNDS = 10


@pytest.fixture(scope="module")
def november(team: dict[Role, str]) -> Iterator[str]:
    """Thirty people, paid in October; November's run is open."""
    know(*(facts_of(who) for who in PEOPLE))
    paid(date(2026, 10, 30))
    open_run(EMPLOYER, PAY_DATE, "monthly", actor=team[Role.PREPARER], at=AT)
    calculate_pay_run(EMPLOYER, RUN, actor=team[Role.PREPARER], at=AT)
    yield RUN
    close_store()


def at_once(*people: Callable[[int], None], rounds: int = ROUNDS) -> None:
    """Everybody does their work `rounds` times, all beginning together. The first thing that goes wrong is raised."""
    ready = Barrier(len(people))

    def work(act: Callable[[int], None]) -> None:
        ready.wait()
        try:
            for number in range(rounds):
                act(number)
        finally:
            close_store()

    with ThreadPoolExecutor(len(people)) as threads:
        for done in [threads.submit(work, each) for each in people]:
            done.result()


def test_four_people_act_through_use_cases(november: str, team: dict[Role, str], tmp_path: Path) -> None:
    (owner,) = (each for each in members_of(EMPLOYER) if each.role is Role.OWNER)

    def adjusts(number: int) -> None:
        file = tmp_path / f"{number}.csv"
        file.write_text(f"employee_id,label,amount\n{PEOPLE[number]},Bonus,{number + 1}.00\n")
        add_pay(EMPLOYER, RUN, file, actor=team[Role.PREPARER], at=AT)

    def calculates(_: int) -> None:
        calculate_pay_run(EMPLOYER, RUN, actor=team[Role.PREPARER], at=AT)

    def corrects(number: int) -> None:
        salary = f"3100.0{number} monthly"
        set_by_hand(
            EMPLOYER, PEOPLE[-1 - number], "salary", salary, date(2026, 11, 1), actor=team[Role.APPROVER], at=AT
        )

    def looks(_: int) -> None:
        assert home(owner, today=date(2026, 11, 20)).costs
        assert len(list(load_run_people(EMPLOYER, RUN))) == len(PEOPLE)  # never a half of what somebody else writes
        assert log_page(EMPLOYER, Asked()).entries

    at_once(adjusts, calculates, corrects, looks)

    lines = pay_lines(EMPLOYER, RUN)
    assert {who: lines[who][0].amount_pence for who in PEOPLE[:ROUNDS]} == {
        who: (number + 1) * 100 for number, who in enumerate(PEOPLE[:ROUNDS])
    }
    salaries = {who: person_on(who, known, PAY_DATE).get("salary") for who, known in stored_facts(EMPLOYER).items()}
    assert [salaries[PEOPLE[-1 - number]] for number in range(ROUNDS)] == [
        f"{310_000 + number} monthly" for number in range(ROUNDS)
    ]
    calculate_pay_run(EMPLOYER, RUN, actor=team[Role.PREPARER], at=AT)
    paid_now = {each.employee_id: each.gross_pay_pence for each in load_run_people(EMPLOYER, RUN)}
    assert paid_now[PEOPLE[0]] == 300_000 + 100
    assert paid_now[PEOPLE[-2]] == 310_001
    assert pay_run(EMPLOYER, RUN).prepared_by == team[Role.PREPARER]
    assert check_log().broken == ""


class _Browser:
    """Somebody with a browser: signs in, goes through every room of their menu, and signs out."""

    def __init__(self, site: Site, email: str) -> None:
        self._address, self._email = site.address, email

    def __call__(self, _number: int) -> None:
        with httpx.Client(base_url=self._address, follow_redirects=True, timeout=60) as client:
            page = self._post(client, "/accounts/login/", login=self._email, password=PASSWORD)
            rooms = set(re.findall(r'href="(/kestrel-wren-instruments-ltd/[a-z-]+/)"', page.text))
            assert len(rooms) >= 2, page.text
            for room in sorted(rooms):
                assert client.get(room).status_code == 200, room
            self._post(client, "/accounts/logout/")

    def _post(self, client: httpx.Client, path: str, **form: str) -> httpx.Response:
        client.get(path)
        token = {"csrfmiddlewaretoken": client.cookies["csrftoken"]}
        answer = client.post(path, data={**form, **token}, headers={"Referer": f"{self._address}{path}"})
        assert answer.status_code == 200, answer.text
        return answer


def test_four_people_act_through_their_browsers(november: str, site: Site, team: dict[Role, str]) -> None:
    staff = (Role.OWNER, Role.PREPARER, Role.APPROVER, Role.VIEWER)
    at_once(*(_Browser(site, team[role]) for role in staff), rounds=3)
    assert check_log().broken == ""
