"""A pay run over the API, each act once, by those who may."""

import pytest

from api.conftest import Ask
from builders import an_employer
from sixpence.people.roles import Role
from sixpence.store.event_log import Asked, entries


def test_a_run_is_opened_worked_out_adjusted_and_approved_by_another(ask: Ask) -> None:
    opened = ask(Role.PREPARER, "POST", "/pay-runs", {"pay_date": "2026-11-30"}).json()
    assert (opened["state"], opened["tax_year"], opened["tax_period"]) == ("open", "2026-27", 8)
    key = opened["run_key"]
    calculated = ask(Role.PREPARER, "POST", f"/pay-runs/{key}/calculate").json()
    assert (calculated["employees_on_payroll"], calculated["cannot_be_paid"]) == (2, [])
    before = ask(Role.VIEWER, "GET", f"/pay-runs/{key}/people").json()
    assert [each["employee_id"] for each in before["people"]] == ["1001", "1002"]

    bonus = {"employee_id": "1001", "label": "Bonus", "amount_pence": 100_00}
    adjusted = ask(Role.PREPARER, "POST", f"/pay-runs/{key}/lines", bonus).json()
    assert adjusted["digest"] != calculated["run"]["digest"]
    after = ask(Role.VIEWER, "GET", f"/pay-runs/{key}/people").json()
    assert after["people"][0]["gross_pay_pence"] == before["people"][0]["gross_pay_pence"] + 100_00
    assert after["people"][1] == before["people"][1]

    approval = {"digest": adjusted["digest"]}
    own = ask(Role.PREPARER, "POST", f"/pay-runs/{key}/approve", approval)
    assert own.status_code == 403
    stale = ask(Role.APPROVER, "POST", f"/pay-runs/{key}/approve", {"digest": calculated["run"]["digest"]})
    assert stale.status_code == 409
    assert ask(Role.VIEWER, "GET", f"/pay-runs/{key}").json()["state"] == "calculated"


def test_an_act_asked_for_twice_with_one_key_is_done_once(ask: Ask) -> None:
    body = {"pay_date": "2026-12-31"}
    first = ask(Role.PREPARER, "POST", "/pay-runs", body, key="december")
    again = ask(Role.PREPARER, "POST", "/pay-runs", body, key="december")
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    opened = [
        each for each in entries(an_employer().name, Asked(kind="pay run opened")) if "2026-12-31" in each.subject
    ]
    assert len(opened) == 1
    other = ask(Role.PREPARER, "POST", "/pay-runs", {"pay_date": "2027-01-29"}, key="december")
    assert (other.status_code, "another request" in other.json()["error"]) == (409, True)
    refused = ask(Role.PREPARER, "POST", "/pay-runs", body, key="december-again")
    assert refused.status_code == 409


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "says"),
    [
        ("POST", "/pay-runs", {"pay_date": "tomorrow"}, 422, "pay_date"),
        ("POST", "/pay-runs", {"pay_date": "2031-01-31"}, 409, "rates"),
        ("GET", "/pay-runs/no-such-run", None, 404, "no-such-run"),
        ("GET", "/reports/no-such-report?tax_year=2026-27", None, 404, "no-such-report"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    ask: Ask, method: str, path: str, body: object, status: int, says: str
) -> None:
    answer = ask(Role.PREPARER, method, path, body)
    assert answer.status_code == status
    line = answer.json()["error"]
    assert says in line
    assert "\n" not in line


def test_without_a_token_nothing_is_said(ask: Ask) -> None:
    for path in ("/company", "/pay-runs", "/log"):
        answer = ask(None, "GET", path)
        assert answer.status_code == 401
        assert set(answer.json()) == {"error"}
