"""Who is paid, and how."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_payment, a_person, a_run
from sixpence.basics.refused import Refused
from sixpence.payments.instructions import ByHand, Payment, payments_of, salary_reference
from sixpence.payrun.figures import RunFigures


def run_paying(*net_pay: int, **facts: str) -> RunFigures:
    people = (a_payment(a_person(str(1001 + i), **facts), net_pay_pence=pence) for i, pence in enumerate(net_pay))
    return a_run(*people)


def test_net_pay_goes_to_the_account_on_file() -> None:
    payments = payments_of(run_paying(2305_24))
    assert payments.by_hand == ()
    assert payments.by_bank == (
        Payment(
            employee_id="1001",
            sort_code="040004",
            account_number="12345678",
            account_name="Z O'Dowd-Llŷr",
            amount_pence=2305_24,
            reference="SALARY NOV 2026",
        ),
    )


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"sort_code": ""}, ("Sort code",)),
        ({"account_number": ""}, ("Account number",)),
        ({"sort_code": "", "account_number": ""}, ("Sort code", "Account number")),
        ({"account_name": "", "first_name": "", "last_name": ""}, ("Name on bank account",)),
    ],
)
def test_missing_bank_details_are_listed_and_never_guessed(facts: dict[str, str], missing: tuple[str, ...]) -> None:
    payments = payments_of(run_paying(2305_24, **facts))
    assert payments.by_bank == ()
    assert payments.by_hand == (ByHand(employee_id="1001", amount_pence=2305_24, missing=missing),)


def test_without_a_name_on_the_account_it_is_the_persons() -> None:
    assert payments_of(run_paying(1, account_name="")).by_bank[0].account_name == "Zoë O'Dowd-Llŷr"


def test_a_building_society_finds_its_member_by_the_roll_number() -> None:
    assert payments_of(run_paying(1, roll_number="d/12345-6")).by_bank[0].reference == "D/12345-6"


def test_nothing_to_pay_makes_no_payment() -> None:
    payments = payments_of(run_paying(0, 1))
    assert [payment.employee_id for payment in payments.by_bank] == ["1002"]
    assert payments.by_hand == ()


def test_net_pay_below_zero_is_refused_by_employee_id() -> None:
    with pytest.raises(Refused, match=r"^employee 1002: net pay is below zero; correct ") as refused:
        payments_of(run_paying(5, -1))
    assert "Dowd" not in str(refused.value)


@given(st.lists(st.tuples(st.integers(0, 10**9), st.booleans()), min_size=1, max_size=20))
def test_all_net_pay_is_paid_once(people: list[tuple[int, bool]]) -> None:
    run = a_run(
        *(
            a_payment(a_person(f"{i:04d}", sort_code="040004" if banked else ""), net_pay_pence=pence)
            for i, (pence, banked) in enumerate(people)
        )
    )
    payments = payments_of(run)
    paid = [(p.employee_id, p.amount_pence) for p in (*payments.by_bank, *payments.by_hand)]
    assert sorted(paid) == [(f"{i:04d}", pence) for i, (pence, _) in enumerate(people) if pence]
    assert payments.total_pence == run.totals.net_pay


@pytest.mark.parametrize(
    ("frequency", "reference"),
    [
        ("monthly", "SALARY NOV 2026"),
        ("annual", "SALARY NOV 2026"),
        ("weekly", "SALARY 06 NOV 2026"),
        ("fortnightly", "SALARY 06 NOV 2026"),
        ("four-weekly", "SALARY 06 NOV 2026"),
    ],
)
def test_the_reference_tells_two_pay_days_apart(frequency: str, reference: str) -> None:
    assert salary_reference(frequency, date(2026, 11, 6)) == reference


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sort_code": "04-00-04"}, "sort_code is not 6 digits"),
        ({"account_number": "1234567"}, "account_number is not 8 digits"),
        ({"amount_pence": 0}, "more than zero"),
        ({"reference": "Salary"}, "Bacs characters"),
    ],
)
def test_a_payment_of_the_wrong_form_cannot_be_made(change: dict[str, str | int], reason: str) -> None:
    usual: dict[str, str | int] = {
        "employee_id": "1001",
        "sort_code": "040004",
        "account_number": "12345678",
        "account_name": "Z",
        "amount_pence": 1,
        "reference": "SALARY",
    }
    with pytest.raises(ValueError, match=f"^employee 1001: .*{reason}"):
        Payment(**(usual | change))  # type: ignore[arg-type]
