"""What is owed to HMRC and the pension scheme over the API, marked as paid and taken back."""

from datetime import UTC, datetime

import pytest

from actions.kestrel_runs import BY, EMPLOYER, look_and_approve
from api.conftest import Ask
from sixpence.actions.pay_runs import calculate_pay_run, open_run
from sixpence.payrun.life import RunState
from sixpence.people.roles import Role
from sixpence.store.event_log import Asked, entries
from sixpence.store.payruns import pay_runs

NOVEMBER = {"to": "hmrc", "period": "2026-27-08"}


@pytest.fixture(autouse=True)
def in_december(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """November's run is approved, and a few days of December have gone."""
    if not any(run.state is RunState.APPROVED for run in pay_runs(EMPLOYER)):
        run = open_run(EMPLOYER, datetime(2026, 11, 30, tzinfo=UTC).date(), "monthly", **BY)
        calculate_pay_run(EMPLOYER, run.run_key, **BY)
        look_and_approve(run.run_key, EMPLOYER)
    monkeypatch.setenv("SIXPENCE_TODAY", "2026-12-04")


def test_what_is_owed_is_paid_in_two_and_one_is_taken_back(ask: Ask) -> None:
    (owed,) = (each for each in ask(Role.VIEWER, "GET", "/payments").json()["owed"] if each["to"] == "hmrc")
    assert (owed["period"], owed["day"], owed["what"]) == ("2026-27-08", "2026-12-22", "HMRC, tax month 8 of 2026-27")

    first = ask(Role.OWNER, "POST", "/payments", {**NOVEMBER, "paid_on": "2026-12-02", "amount_pence": 100_00})
    rest = ask(Role.OWNER, "POST", "/payments", {**NOVEMBER, "paid_on": "2026-12-03"})
    assert (first.status_code, rest.status_code) == (200, 200), (first.content, rest.content)
    found = ask(Role.VIEWER, "GET", "/payments").json()
    assert not [each for each in found["owed"] if each["to"] == "hmrc"]
    assert [each["amount_pence"] for each in found["made"]] == [owed["left_pence"] - 100_00, 100_00]

    place = f"/payments/{first.json()['number']}/take-back"
    assert ask(Role.OWNER, "POST", place, {"reason": "the bank sent it back"}).status_code == 200
    found = ask(Role.VIEWER, "GET", "/payments").json()
    assert [each["left_pence"] for each in found["owed"] if each["to"] == "hmrc"] == [100_00]
    assert found["made"][1]["reason"] == "the bank sent it back"
    told = entries(EMPLOYER, Asked(kind="payment to HMRC not made after all"))
    assert [each.detail["amount_pence"] for each in told] == [100_00]


@pytest.mark.parametrize(
    ("path", "body", "says"),
    [
        ("/payments", {"to": "hmrc", "period": "2026-27-07", "paid_on": "2026-12-01"}, "nothing that is approved"),
        ("/payments", {**NOVEMBER, "paid_on": "2026-12-31"}, "still to come"),
        ("/payments", {**NOVEMBER, "paid_on": "2026-12-01", "amount_pence": 10_000_000_00}, "that are left"),
        ("/payments/99/take-back", {"reason": "a mistake"}, "99"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(ask: Ask, path: str, body: object, says: str) -> None:
    before = ask(Role.VIEWER, "GET", "/payments").json()
    answer = ask(Role.OWNER, "POST", path, body)
    assert (answer.status_code, says in answer.json()["error"]) == (409, True), answer.content
    assert ask(Role.VIEWER, "GET", "/payments").json() == before
