"""The employer of the demonstration. Its people are in the sandbox; these are the facts no HR system holds."""

from datetime import date
from pathlib import Path

from sixpence.actions.demo_company import DemoCompany, DemoMember
from sixpence.hr.sources.personio import Credentials
from sixpence.people.employer import Employer
from sixpence.people.person import BankAccount
from sixpence.people.roles import Role
from sixpence.sandbox.personio import PersonioSandbox, company, company_on

FOLDER = Path(company.__file__).parent

# What the former payroll software handed over when Sixpence took over in November, and November's timesheet.
OPENING_FIGURES = FOLDER / "opening-figures-2026-27.csv"
TIMESHEET = FOLDER / "timesheets" / "2026-11.csv"
PAY_DATE = date(2026, 11, 30)
ABROAD = "Exclude if Country is one of: Germany, Spain"

EMPLOYER = Employer(
    name="Fernlark Instruments Ltd",
    address_lines=("Tannery Court", "12 Canal Walk", "Leeds"),
    postcode="LS11 5QX",
    tax_office_number="951",
    tax_office_reference="FL40821",
    accounts_office_reference="951PF00408217",
    bank_account=BankAccount("975110", "30417728", "FERNLARK INSTRUMENTS"),
    bacs_service_user_number="408217",
    pension_scheme="Fernlark Group Personal Pension",
    paid_elsewhere_before=True,
)

# For a recorded account: nothing is known of its employer but its people, so the scheme is new and has paid nobody.
RECORDED_EMPLOYER = Employer(
    name="Recorded Account Ltd",
    address_lines=("1 Sandbox Street", "London"),
    postcode="EC1A 1BB",
    tax_office_number="951",
    tax_office_reference="RA10000",
    accounts_office_reference="951PR00100000",
    bank_account=BankAccount("975110", "30417736", "RECORDED ACCOUNT"),
    bacs_service_user_number="100000",
    paid_elsewhere_before=False,
)

# Who signs in to the demonstration's web application.
MEMBERS = (
    DemoMember("owner@fernlark.example", "Siobhán O'Dowd", Role.OWNER),
    DemoMember("preparer@fernlark.example", "Winifred Askerton", Role.PREPARER),
    DemoMember("approver@fernlark.example", "Maren Tollgate", Role.APPROVER),
    DemoMember("viewer@fernlark.example", "Nadia Fontwell", Role.VIEWER),
    DemoMember("employee@fernlark.example", "Priyanka Devereaux", Role.EMPLOYEE, "2100311"),
)
# The last working day of each month, since Sixpence took over at the start of the tax year 2025-26.
PAID_ON = tuple(
    date(year, month, day)
    for year, month, day in (
        (2025, 4, 30),
        (2025, 5, 30),
        (2025, 6, 30),
        (2025, 7, 31),
        (2025, 8, 29),
        (2025, 9, 30),
        (2025, 10, 31),
        (2025, 11, 28),
        (2025, 12, 31),
        (2026, 1, 30),
        (2026, 2, 27),
        (2026, 3, 31),
        (2026, 4, 30),
        (2026, 5, 29),
        (2026, 6, 30),
        (2026, 7, 31),
        (2026, 8, 28),
        (2026, 9, 30),
        (2026, 10, 30),
    )
)


def company_with_a_past(sandbox: PersonioSandbox) -> DemoCompany:
    """Fernlark with its months since April 2025, its people served by `sandbox` as they were on each day."""

    def move_to(day: date) -> None:
        sandbox.account = company_on(day)

    return DemoCompany(
        employer=EMPLOYER,
        members=MEMBERS,
        base_url=sandbox.base_url,
        credentials=Credentials(sandbox.client_id, sandbox.client_secret),
        conditions=(ABROAD,),
        opening_figures=FOLDER / "opening-figures-2025-26.csv",
        timesheet_of=lambda pay_date: FOLDER / "timesheets" / f"{pay_date:%Y-%m}.csv",
        paid_on=PAID_ON,
        pay_date=PAY_DATE,
        move_hr_to=move_to,
    )
