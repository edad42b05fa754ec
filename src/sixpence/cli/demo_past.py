"""Fernlark with months of payroll behind it: who signs in, when people were paid, and HR as it was on each day."""

from datetime import date

from sixpence.actions.demo_company import DemoCompany, DemoMember, DemoOrder
from sixpence.cli.demo_company import ABROAD, EMPLOYER, FOLDER, PAY_DATE
from sixpence.hr.sources.personio import Credentials
from sixpence.law.orders import OrderKind
from sixpence.people.orders import Order
from sixpence.people.roles import Role
from sixpence.sandbox.personio import PersonioSandbox, company_on

# With the password of `actions.demo_company`.
MEMBERS = (
    DemoMember("owner@fernlark.example", "Siobhán O'Dowd", Role.OWNER),
    DemoMember("preparer@fernlark.example", "Winifred Askerton", Role.PREPARER),
    DemoMember("approver@fernlark.example", "Maren Tollgate", Role.APPROVER),
    DemoMember("viewer@fernlark.example", "Nadia Fontwell", Role.VIEWER),
    DemoMember("employee@fernlark.example", "Priyanka Devereaux", Role.EMPLOYEE, "2100311"),
)
ORDERS = (
    DemoOrder(
        "2100324",
        Order(
            kind=OrderKind.COUNCIL_TAX_ENGLAND,
            authority="Leeds City Council",
            reference="CT 40117226",
            made_on=date(2026, 7, 2),
            owed_pence=1_846_50,
        ),
        date(2026, 7, 10),
    ),
    DemoOrder(
        "2100316",
        Order(
            kind=OrderKind.CHILD_MAINTENANCE,
            authority="Child Maintenance Service",
            reference="CM 7730 4418",
            made_on=date(2025, 11, 3),
            normal_deduction_pence=160_00,
        ),
        date(2025, 11, 10),
    ),
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
        orders=ORDERS,
        paid_on=PAID_ON,
        pay_date=PAY_DATE,
        move_hr_to=move_to,
    )
