"""The employer of the demonstration. Its people are in the sandbox; these are the facts no HR system holds."""

from datetime import date
from pathlib import Path

from sixpence.people.employer import Employer
from sixpence.people.person import BankAccount
from sixpence.sandbox.personio import company

FOLDER = Path(company.__file__).parent

# What the former payroll software handed over when Sixpence took over in November, and November's timesheet.
OPENING_FIGURES = FOLDER / "opening-figures-2026-27.csv"
TIMESHEET = FOLDER / "timesheets" / "2026-11.csv"
PAY_DATE = date(2026, 11, 30)
TODAY = date(2026, 11, 20)  # ten days before: the day on which the demonstration takes place
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
