"""Orders, absences, leaves and benefits over a person's pages, by requests alone: entered, put right, taken back."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from actions.kestrel_runs import BY, EMPLOYER, know, paid
from builders import an_employer
from payrun.worlds import facts_of
from sixpence.actions.a_person import person_file
from sixpence.actions.members import add_company, set_up_first_owner
from sixpence.actions.pay_runs import calculate_pay_run, open_run
from sixpence.store.configuration import Configuration
from sixpence.store.models import User
from web.serving import PASSWORD

ROOM = "/kestrel-wren-instruments-ltd/people"
TODAY = date(2026, 11, 20)
ORDER = {
    "kind": "child-maintenance",
    "authority": "Child Maintenance Service",
    "reference": "CMS 0042/9",
    "made_on": "2026-10-01",
    "from_day": "2026-11-01",
    "normal_deduction_pence": "£300.00",
    "employer_keeps_costs": "on",
}
ABSENCE = {
    "first_day": "2026-11-02",
    "last_day": "2026-11-06",
    "qualifying_days": ["Mon", "Tue", "Wed", "Thu", "Fri"],
    "contractual_pay": "within-full-pay",
}
LEAVE = {
    "payment": "SMP",
    "event_day": "2027-01-11",
    "first_day": "2026-12-07",
    "contractual_pay": "instead-of-salary",
}
BENEFIT = {"name": "Medical insurance", "value_of_year_pence": "1,200.00", "first_day": "2026-04-06"}
ENTRIES = {"order": ORDER, "absence": ABSENCE, "leave": LEAVE, "benefit": BENEFIT}


@pytest.fixture(scope="module")
def preparer(store_of_the_file: Configuration) -> Iterator[Client]:
    """An owner; what others may is in `test_permissions`."""
    owner = set_up_first_owner("olive@kestrel.example", "Olive Owner", PASSWORD, (), at=BY["at"])
    add_company(an_employer(), owner, actor="olive@kestrel.example", at=BY["at"])
    know(facts_of("1001"))
    client = Client()
    client.force_login(User.objects.get(), backend="allauth.account.auth_backends.AuthenticationBackend")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIXPENCE_TODAY", f"{TODAY}")
        yield client


def _page(client: Client, path: str) -> str:
    answer = client.get(f"{ROOM}/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "again", "shown"),
    [
        ("order", {"normal_deduction_pence": "250.00", "from_day": "2026-12-01"}, "£250.00"),
        ("absence", {"last_day": ""}, "goes on"),
        ("leave", {"last_day": "2026-12-13"}, "13 Dec 2026"),
        ("benefit", {"last_day": "2026-12-31"}, "31 Dec 2026"),
    ],
)
def test_one_is_entered_put_right_and_taken_back(
    preparer: Client, kind: str, again: dict[str, str], shown: str
) -> None:
    mine = f"{ROOM}/deductions/1001/"
    kept = preparer.post(f"{ROOM}/enter/{kind}/1001/", ENTRIES[kind])
    assert kept.headers["Location"] == mine
    page = _page(preparer, "deductions/1001/")
    assert f"The {kind} is kept." in page
    assert f"Change {kind} 1" in page

    filled = _page(preparer, f"change/{kind}/1/1001/")
    for value in (each for each in ENTRIES[kind].values() if isinstance(each, str) and each.startswith("20")):
        assert f'value="{value}"' in filled
    changed = preparer.post(f"{ROOM}/change/{kind}/1/1001/", {**ENTRIES[kind], **again})
    assert changed.headers["Location"] == mine
    assert shown in _page(preparer, "deductions/1001/")

    assert "stays on record" in _page(preparer, f"take-back/{kind}/1/1001/")
    gone = preparer.post(f"{ROOM}/take-back/{kind}/1/1001/", {"ends_on": "2027-01-01"} if kind == "order" else {})
    assert gone.headers["Location"] == mine
    page = _page(preparer, "deductions/1001/")
    assert f"Change {kind} 1" not in page
    assert "Ended 1 Jan 2027" in page or kind != "order"
    assert preparer.get(f"{ROOM}/change/{kind}/1/1001/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "wrong", "field", "line"),
    [
        ("order", {"normal_deduction_pence": ""}, "normal_deduction_pence", "states its deduction"),
        ("order", {"kind": "fines"}, "normal_deduction_pence", "goes by its table"),
        ("order", {"protected_earnings_pence": "90"}, "protected_earnings_pence", "Only court orders"),
        ("order", {"made_on": "0026-10-01"}, "made_on", "is not a day between"),
        ("order", {"reference": " "}, "reference", "This field is required."),
        ("absence", {"last_day": "2026-11-01"}, "last_day", "It ends before it begins."),
        ("absence", {"qualifying_days": []}, "qualifying_days", "This field is required."),
        ("leave", {"last_day": "2027-12-07"}, "last_day", "39 weeks at most"),
        ("leave", {"payment": "SNCP", "first_day": "2024-12-07"}, "first_day", "not paid for leave that begins"),
        ("benefit", {"value_of_year_pence": "0"}, "value_of_year_pence", "not above zero"),
        ("benefit", {"taxed_before_pence": "600"}, "taxed_before_year", "Give both"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    preparer: Client, kind: str, wrong: dict[str, object], field: str, line: str
) -> None:
    answer = preparer.post(f"{ROOM}/enter/{kind}/1001/", {**ENTRIES[kind], **wrong})
    assert answer.status_code == 200
    (said,) = answer.context["form"].errors[field]
    assert line in said


def test_two_of_the_same_are_one(preparer: Client) -> None:
    absence = {**ABSENCE, "first_day": "2026-10-05", "last_day": "2026-10-09"}
    for kind, entry, line in (
        ("benefit", {**BENEFIT, "name": "Gym"}, "says just this already"),
        ("absence", absence, "holds days of absence"),
    ):
        assert preparer.post(f"{ROOM}/enter/{kind}/1001/", entry).status_code == 302
        again = preparer.post(f"{ROOM}/enter/{kind}/1001/", entry)
        assert line in str(again.context["form"].errors)
    assert preparer.post(f"{ROOM}/enter/holiday/1001/", {}).status_code == 404


def test_a_run_that_does_not_hold_it_can_be_worked_out_from_the_page(preparer: Client) -> None:
    assert "Work it out" not in _page(preparer, "deductions/1001/")
    run = open_run(EMPLOYER, date(2026, 11, 30), "monthly", **BY)
    assert "is not worked out yet" in _page(preparer, "deductions/1001/")
    calculate_pay_run(EMPLOYER, run.run_key, **BY)
    assert "Work it out" not in _page(preparer, "deductions/1001/")
    preparer.post(f"{ROOM}/enter/benefit/1001/", {**BENEFIT, "name": "Van", "first_day": "2026-12-10"})
    assert not person_file(EMPLOYER, "1001", today=TODAY).to_work_out  # it counts from December on
    preparer.post(f"{ROOM}/enter/benefit/1001/", {**BENEFIT, "name": "Car", "first_day": "2026-11-10"})
    page = _page(preparer, "deductions/1001/")
    assert "was worked out before something became known of them" in page
    preparer.post(f"/kestrel-wren-instruments-ltd/pay-runs/{run.run_key}/calculate/")
    assert "Work it out" not in _page(preparer, "deductions/1001/")


def test_what_may_not_be_done_any_more_is_told_on_the_page_it_was_asked_from(preparer: Client) -> None:
    run_key = paid(date(2027, 1, 29))
    line = {"label": "Bonus", "kind": "bonus", "amount": "1"}
    typed = f"/kestrel-wren-instruments-ltd/pay-runs/{run_key}/people/1001/lines/typed/"
    answer = preparer.post(typed, line, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (403, "#notices")
    assert "You cannot do this: the pay run is closed." in answer.content.decode()
