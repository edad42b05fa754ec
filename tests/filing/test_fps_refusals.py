"""What HMRC would turn down is refused before anything is made."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from builders import a_payment, a_person, a_run, an_employer
from filing.fps_reading import SETTINGS
from sixpence.basics.refused import Refused
from sixpence.filing.fps import build_fps
from sixpence.payrun.figures import NiToDate, PersonPay, RunFigures


def with_letter(letter: str, **changes: Any) -> PersonPay:
    pay = a_payment(ni_letter=letter, **changes)
    return replace(pay, to_date=replace(pay.to_date, ni=(replace(pay.to_date.ni[0], letter=letter),)))


def with_year(**changes: Any) -> PersonPay:
    return replace(a_payment(), to_date=replace(a_payment().to_date, **changes))


LETTERS = tuple(NiToDate(letter=letter) for letter in "ABCHJ")


@pytest.mark.parametrize(
    ("pay", "problem"),
    [
        (a_payment(a_person(birth_date="")), "Date of birth is missing"),
        (a_payment(a_person(birth_date="2026-12-01")), "Date of birth is in the future or 130 years ago"),
        (a_payment(a_person(birth_date="1896-11-30")), "Date of birth is in the future or 130 years ago"),
        (a_payment(a_person(gender="")), "Gender for HMRC is missing"),
        (a_payment(a_person(gender="D")), "Gender for HMRC has not the form that HMRC takes"),
        (a_payment(a_person(ni_number="BG123456A")), "National Insurance number has not the form"),
        (a_payment(a_person(first_name="Ольга")), "First name cannot be written with the letters A to Z"),
        (a_payment(a_person(last_name="-")), "Last name cannot be written with the letters A to Z"),
        (a_payment(a_person(country="日本")), "Country cannot be written with the letters A to Z"),
        (a_payment(a_person(ni_number="", address_line_2="")), "two address lines where the NI number is not known"),
        (a_payment(a_person(country="Spain", address_line_2="")), "two address lines for an address abroad"),
        (a_payment(a_person(address_line_2=""), is_starter=True), "two address lines for a starter"),
        (a_payment(a_person(start_date=""), is_starter=True), "Start date is missing"),
        (a_payment(a_person(leaving_date="2020-04-05")), "Leaving date is before 6 April 2020"),
        (a_payment(tax_code="0L"), "Tax code is not one that HMRC takes"),
        (a_payment(student_loan_plan=""), "Student loan plan is missing, and a repayment was taken"),
        (a_payment(net_pay_pence=2305_23), "net pay is not taxable pay less all deductions"),
        (a_payment(student_loan_pence=49_01, net_pay_pence=2305_23), "a loan repayment is not in whole pounds"),
        (
            with_letter("B", person=a_person(birth_date="1961-04-06")),
            "category B is for women born before",
        ),
        (with_letter("B", person=a_person(birth_date="1961-04-05", gender="M")), "category B is for women"),
        (with_letter("F"), "Postcode of the workplace is missing"),
        (
            with_letter("F", person=a_person(workplace_postcode="GIR 0AA")),
            "Postcode of the workplace is missing or not",
        ),
        (a_payment(is_starter=True), "Starter declaration is missing"),
        (with_letter("S"), "employee NI was taken, and there is none in National Insurance category S"),
        (with_letter("X"), "employer NI was reckoned"),
        (with_year(taxable_pay_pence=-1), "a figure to date is below zero"),
        (with_year(ni=(replace(a_payment().to_date.ni[0], at_lel_pence=4472_01),)), "NI to date of category A"),
        (with_year(ni=(replace(a_payment().to_date.ni[0], employer_pence=-1),)), "NI to date of category A"),
        (with_year(ni=LETTERS[1:]), "NI to date has no category A, that of this payment"),
        (with_year(ni=LETTERS), "had more than the four letters of a year"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_hmrc_would_turn_down_is_refused(pay: PersonPay, problem: str) -> None:
    with pytest.raises(Refused) as refusal:
        build_fps(a_run(pay), SETTINGS)
    assert str(refusal.value).startswith("no FPS can be made of run 2026-11-30-monthly: 1001: ")
    assert problem in str(refusal.value)


def test_all_that_is_wrong_is_said_at_once_without_personal_data() -> None:
    people = (a_payment(a_person("a_1", birth_date="")), a_payment(a_person("2", gender="x", last_name="李")))
    with pytest.raises(Refused) as refusal:
        build_fps(a_run(*people), SETTINGS)

    assert str(refusal.value) == (
        "no FPS can be made of run 2026-11-30-monthly: a_1: Date of birth is missing; "
        "a_1: the employee id has a character that HMRC's payroll id has not, or more than 35; "
        "2: Last name cannot be written with the letters A to Z: add its English spelling; "
        "2: Gender for HMRC has not the form that HMRC takes"
    )


@pytest.mark.parametrize(
    ("run", "problem"),
    [
        (a_run(tax_year="2024-25"), "tax year 2024-25 is not 2025-26 or 2026-27"),
        (a_run(pay_date=date(2027, 4, 6)), "it pays on 2027-04-06, outside 2026-27"),
        (replace(a_run(), people=()), "nobody is paid; tell HMRC with an EPS instead"),
        (a_run(a_payment(), a_payment()), "1001: paid twice on one run"),
        (a_run(employer=an_employer(corporation_tax_reference="3234567890")), "its check digit does not fit"),
    ],
)
def test_what_is_wrong_with_a_run(run: RunFigures, problem: str) -> None:
    with pytest.raises(Refused, match=problem):
        build_fps(run, SETTINGS)


@pytest.mark.parametrize(
    ("changes", "reason"), [({"vendor_id": "12"}, "vendor_id"), ({"sender": "Payroll"}, "sender: 'Payroll'")]
)
def test_settings_of_the_wrong_form(changes: dict[str, str], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        replace(SETTINGS, **changes)  # type: ignore[arg-type]


def test_of_very_many_problems_the_first_are_told_and_the_others_counted() -> None:
    people = [a_payment(a_person(f"{number:04d}", gender="")) for number in range(50)]
    with pytest.raises(Refused) as refusal:
        build_fps(a_run(*people), SETTINGS)
    assert str(refusal.value).endswith("; and 30 more")
    assert str(refusal.value).count(";") == 20
