"""Invented people and pay, for tests that need some. Amounts are consistent; every one can be overridden."""

from dataclasses import replace
from datetime import date
from typing import Any

from sixpence.payrun.figures import NiToDate, PayLine, PersonPay, RunFigures, ToDate
from sixpence.people.employer import Employer
from sixpence.people.person import BankAccount, Person

FACTS = {
    "title": "Ms",
    "first_name": "Zoë",
    "last_name": "O'Dowd-Llŷr",
    "email": "zoe@kestrel.example",
    "gender": "F",
    "birth_date": "1990-02-14",
    "address_line_1": "4 Heron Row",
    "address_line_2": "Leeds",
    "postcode": "LS1 4AP",
    "country": "United Kingdom",
    "ni_number": "AB123456C",
    "start_date": "2021-03-01",
    "job_title": "Instrument maker",
    "department": "Workshop",
    "tax_code": "1257L",
    "ni_category": "A",
    "salary": "300000 monthly",
    "weekly_hours": "37.50",
    "account_name": "Z O'Dowd-Llŷr",
    "sort_code": "040004",
    "account_number": "12345678",
}


def a_person(employee_id: str = "1001", **facts: str) -> Person:
    """A person with every usual fact; pass a field with "" to leave it unknown."""
    merged = {**FACTS, **facts}
    return Person(employee_id, {field: value for field, value in merged.items() if value})


def an_employer(**changes: Any) -> Employer:
    employer = Employer(
        name="Kestrel & Wren Instruments Ltd",
        address_lines=("1 Mill Wharf", "Leeds"),
        postcode="LS1 4AA",
        tax_office_number="123",
        tax_office_reference="KW456",
        accounts_office_reference="123PK00012345",
        corporation_tax_reference="",
        bank_account=BankAccount("040005", "87654321", "KESTREL AND WREN"),
        bacs_service_user_number="654321",
        pension_scheme="Kestrel pension scheme",
        paid_elsewhere_before=False,
    )
    return replace(employer, **changes)


def a_payment(person: Person | None = None, **changes: Any) -> PersonPay:
    """£3,000.00 in tax month 8 of 2026-27 on 1257L, letter A, 5% relief at source on qualifying earnings."""
    pay = PersonPay(
        person=person or a_person(),
        lines=(PayLine(label="Salary", amount_pence=3000_00),),
        tax_code="1257L",
        week1_month1=False,
        ni_letter="A",
        director="",
        director_weeks=52,
        student_loan_plan="2",
        postgraduate_loan=False,
        pension="relief-at-source",
        gross_pay_pence=3000_00,
        taxable_pay_pence=3000_00,
        nicable_pay_pence=3000_00,
        income_tax_pence=390_40,
        employee_ni_pence=156_16,
        employer_ni_pence=387_45,
        ni_at_lel_pence=559_00,
        ni_lel_to_pt_pence=489_00,
        ni_pt_to_uel_pence=1952_00,
        student_loan_pence=49_00,
        postgraduate_loan_pence=0,
        employee_pension_pence=99_20,
        employer_pension_pence=74_40,
        net_pay_pence=3000_00 - 390_40 - 156_16 - 49_00 - 99_20,
        employer_cost_pence=3000_00 + 387_45 + 74_40,
        to_date=ToDate(
            gross_pay_pence=24000_00,
            taxable_pay_pence=24000_00,
            tax_pence=3123_20,
            student_loan_pence=392_00,
            employee_pension_pence=793_60,
            employee_pension_after_tax_pence=793_60,
            employer_pension_pence=595_20,
            net_pay_pence=8 * (3000_00 - 390_40 - 156_16 - 49_00 - 99_20),
            ni=(
                NiToDate(
                    letter="A",
                    earnings_pence=24000_00,
                    at_lel_pence=4472_00,
                    lel_to_pt_pence=3912_00,
                    pt_to_uel_pence=15616_00,
                    employee_pence=1249_28,
                    employer_pence=3099_60,
                ),
            ),
        ),
        is_starter=False,
        starter_declaration="",
    )
    return replace(pay, **changes)


def a_run(*people: PersonPay, **changes: Any) -> RunFigures:
    run = RunFigures(
        run_id="2026-11-30-monthly",
        employer=an_employer(),
        pay_date=date(2026, 11, 30),
        tax_year="2026-27",
        frequency="monthly",
        tax_period=8,
        period_start=date(2026, 11, 1),
        period_end=date(2026, 11, 30),
        people=people or (a_payment(),),
    )
    return replace(run, **changes)
