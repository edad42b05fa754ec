"""What a payslip costs in a run, against one set by itself, and what holds the cost down."""

import time
from datetime import date

from sixpence.documents.payslip import render_payslip, render_payslips
from sixpence.documents.payslip_data import payslip_data
from sixpence.payrun.figures import NiToDate, PayLine, PersonPay, RunFigures, ToDate
from sixpence.people.employer import Employer
from sixpence.people.person import BankAccount, Person

_PEOPLE = 200


def run() -> list[tuple[str, str]]:
    """Figures of one process. The single payslip comes first, while nothing is yet kept from another."""
    figures = _a_run(_PEOPLE)
    started = time.perf_counter()
    render_payslip(figures.people[0], figures)
    single = time.perf_counter() - started
    started, started_cpu = time.perf_counter(), time.process_time()
    size = sum(len(pdf) for _, pdf in render_payslips(figures))
    each, each_cpu = (time.perf_counter() - started) / _PEOPLE, (time.process_time() - started_cpu) / _PEOPLE
    started = time.perf_counter()
    for pay in figures.people:
        payslip_data(pay, figures)
    data = (time.perf_counter() - started) / _PEOPLE
    return [
        (f"payslip among {_PEOPLE}, each", f"{each * 1000:.1f} ms"),
        ("the same, processor time", f"{each_cpu * 1000:.1f} ms"),
        ("payslip among others, of one set by itself", f"{each / single:.2f}"),
        ("of which its words and figures", f"{data / each:.3f}"),
        ("size of a payslip", f"{size / _PEOPLE / 1000:.0f} kB"),
    ]


def _a_run(size: int) -> RunFigures:
    """Invented people who all have another name and earn something else."""
    return RunFigures(
        run_id="bench",
        employer=Employer(
            name="Bench Ltd",
            address_lines=("1 Mill Wharf", "Leeds"),
            postcode="LS1 4AA",
            tax_office_number="123",
            tax_office_reference="AB456",
            accounts_office_reference="123PA00012345",
            bank_account=BankAccount("040005", "87654321", "BENCH"),
            bacs_service_user_number="654321",
            paid_elsewhere_before=False,
        ),
        pay_date=date(2026, 11, 30),
        tax_year="2026-27",
        frequency="monthly",
        tax_period=8,
        period_start=date(2026, 11, 1),
        period_end=date(2026, 11, 30),
        people=tuple(_a_payment(number) for number in range(size)),
    )


def _a_payment(number: int) -> PersonPay:
    gross, tax, ni = 2500_00 + 13_37 * number, 290_40 + 2_67 * number, 116_16 + 1_07 * number
    person = Person(
        f"{number:05d}",
        {
            "first_name": f"Robin{number}",
            "last_name": f"Bench{number * 7}",
            "job_title": "Carpenter",
            "ni_number": f"AB{number:06d}C",
            "sort_code": "040004",
            "account_number": f"{number:08d}",
        },
    )
    return PersonPay(
        person=person,
        lines=(PayLine(label="Salary", amount_pence=gross),),
        tax_code="1257L",
        week1_month1=False,
        ni_letter="A",
        director="",
        director_weeks=52,
        student_loan_plan="",
        postgraduate_loan=False,
        pension="net-pay",
        gross_pay_pence=gross,
        taxable_pay_pence=gross - 100_00,
        nicable_pay_pence=gross,
        income_tax_pence=tax,
        employee_ni_pence=ni,
        employer_ni_pence=2 * ni,
        ni_at_lel_pence=559_00,
        ni_lel_to_pt_pence=489_00,
        ni_pt_to_uel_pence=gross - 1048_00,
        student_loan_pence=0,
        postgraduate_loan_pence=0,
        employee_pension_pence=100_00,
        employer_pension_pence=60_00,
        net_pay_pence=gross - tax - ni - 100_00,
        employer_cost_pence=gross + 2 * ni + 60_00,
        to_date=ToDate(
            gross_pay_pence=8 * gross,
            taxable_pay_pence=8 * (gross - 100_00),
            tax_pence=8 * tax,
            employee_pension_pence=800_00,
            employer_pension_pence=480_00,
            net_pay_pence=8 * (gross - tax - ni - 100_00),
            ni=(NiToDate(letter="A", earnings_pence=8 * gross, employee_pence=8 * ni, employer_pence=16 * ni),),
        ),
        is_starter=False,
        starter_declaration="",
    )
