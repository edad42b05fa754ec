"""A run of varied invented people."""

from dataclasses import replace
from typing import Any

import pytest

from builders import a_payment, a_person, a_run, an_employer
from sixpence.payrun.figures import NiToDate, PersonPay, RunFigures, ToDate
from sixpence.people.person import Person


def paid(person: Person, **changes: Any) -> PersonPay:
    """A payment whose net pay follows from the rest, with no year behind it unless `to_date` is given."""
    pay = replace(a_payment(person, student_loan_plan="", student_loan_pence=0), **changes)
    after_tax_pension = pay.employee_pension_pence if pay.pension == "relief-at-source" else 0
    loans = pay.student_loan_pence + pay.postgraduate_loan_pence
    net = pay.taxable_pay_pence - pay.income_tax_pence - pay.employee_ni_pence - loans - after_tax_pension
    this_month = NiToDate(
        letter=pay.ni_letter,
        earnings_pence=pay.nicable_pay_pence,
        at_lel_pence=pay.ni_at_lel_pence,
        lel_to_pt_pence=pay.ni_lel_to_pt_pence,
        pt_to_uel_pence=pay.ni_pt_to_uel_pence,
        employee_pence=pay.employee_ni_pence,
        employer_pence=pay.employer_ni_pence,
    )
    to_date = ToDate(
        taxable_pay_pence=pay.taxable_pay_pence,
        tax_pence=pay.income_tax_pence,
        student_loan_pence=pay.student_loan_pence,
        postgraduate_loan_pence=pay.postgraduate_loan_pence,
        employee_pension_net_pay_pence=pay.employee_pension_pence if pay.pension == "net-pay" else 0,
        employee_pension_after_tax_pence=after_tax_pension,
        ni=(this_month,),
    )
    return replace(pay, net_pay_pence=net, to_date=changes.get("to_date", to_date))


NO_NI = {
    "nicable_pay_pence": 400_00,
    "employee_ni_pence": 0,
    "employer_ni_pence": 0,
    "ni_at_lel_pence": 0,
    "ni_lel_to_pt_pence": 0,
    "ni_pt_to_uel_pence": 0,
}


def varied_people() -> tuple[PersonPay, ...]:
    """One of each kind that the FPS tells apart; the employee id says which."""
    year_with_two_letters = (
        NiToDate(
            letter="M",
            earnings_pence=6000_00,
            at_lel_pence=1118_00,
            lel_to_pt_pence=978_00,
            pt_to_uel_pence=3904_00,
            employee_pence=312_32,
            employer_pence=0,
        ),
        replace(a_payment().to_date.ni[0], earnings_pence=3000_00, at_lel_pence=559_00),
    )
    return (
        paid(a_person("abroad", country="France", address_line_1="7 rue de l’Église", postcode="", ni_number="")),
        paid(a_person("ampersand", address_line_1='Flat 3 <rear> & "annexe"', address_line_2="Höfði #2 – Leeds")),
        paid(a_person("below-lel"), gross_pay_pence=400_00, taxable_pay_pence=400_00, income_tax_pence=0, **NO_NI),
        paid(a_person("deferred-c", birth_date="1955-01-31"), ni_letter="C", employee_ni_pence=0),
        paid(a_person("director-al"), director="alternative"),
        paid(a_person("director-an"), director="standard", director_weeks=17),
        paid(a_person("few-hours", weekly_hours="15.99"), week1_month1=True, tax_code="0T"),
        paid(a_person("k-code"), tax_code="SK475"),
        paid(a_person("leaver", leaving_date="2026-11-13")),
        paid(a_person("leaves-later", leaving_date="2026-12-31")),
        paid(
            a_person("loans"),
            student_loan_plan="5",
            student_loan_pence=49_00,
            postgraduate_loan=True,
            postgraduate_loan_pence=75_00,
        ),
        paid(a_person("net-pay"), pension="net-pay", taxable_pay_pence=2850_00, employee_pension_pence=150_00),
        paid(a_person("no-hours", weekly_hours=""), tax_code="CBR"),
        paid(a_person("no-nino", ni_number="", title="")),
        paid(a_person("no-pension"), pension="none", employee_pension_pence=0),
        paid(a_person("refund"), income_tax_pence=-214_60),
        paid(a_person("sacrifice"), pension="salary-sacrifice", employee_pension_pence=150_00),
        paid(
            a_person("starter", start_date="2026-11-02"),
            is_starter=True,
            starter_declaration="B",
            student_loan_plan="1",
            postgraduate_loan=True,
        ),
        paid(a_person("freeport", workplace_postcode="TS6 6UD"), ni_letter="F"),
        paid(
            a_person("two-letters"),
            to_date=ToDate(taxable_pay_pence=9000_00, tax_pence=-1_20, ni=year_with_two_letters),
        ),
        paid(
            a_person("under-16", birth_date="2011-06-01"),
            gross_pay_pence=400_00,
            taxable_pay_pence=400_00,
            income_tax_pence=0,
            ni_letter="X",
            **{**NO_NI, "ni_at_lel_pence": 400_00},
        ),
    )


@pytest.fixture(scope="session")
def varied_run() -> RunFigures:
    return a_run(*varied_people(), employer=an_employer(corporation_tax_reference="2234567890"))
