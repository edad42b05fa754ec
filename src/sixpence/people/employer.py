"""A PAYE scheme: who pays, under which references, from which account."""

import re
from dataclasses import dataclass

from sixpence.law.part_period import PartPeriodMethod
from sixpence.people.person import BankAccount

PART_PERIOD_METHODS = {method.label: method for method in PartPeriodMethod}


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """One PAYE scheme. References are checked on construction; ValueError names the wrong one."""

    name: str
    address_lines: tuple[str, ...]
    postcode: str
    tax_office_number: str  # HMRC office number, "123"
    tax_office_reference: str  # employer PAYE reference after the slash, "AB456"
    accounts_office_reference: str  # "123PA00012345"
    corporation_tax_reference: str = ""
    bank_account: BankAccount
    bacs_service_user_number: str
    pension_scheme: str = ""
    paid_elsewhere_before: bool
    """This scheme's people were paid with other software before Sixpence took over. Then whoever was there already must
    have their figures to date brought over, if only zeros at the start of a year, before they are paid. Where False,
    Sixpence has paid everyone the scheme ever paid, and whoever it has not paid yet is a starter."""

    part_period: str = "calendar-days"
    """How a part of a period is paid: by calendar-days, working-days or 260ths (`law.part_period`)."""

    def __post_init__(self) -> None:
        for field, pattern in (
            ("tax_office_number", r"[0-9]{3}"),
            ("tax_office_reference", r"[A-Z0-9]{1,10}"),
            ("accounts_office_reference", r"[0-9]{3}P[A-Z][0-9]{7}[0-9X]"),
            ("corporation_tax_reference", r"([0-9]{10})?"),
            ("bacs_service_user_number", r"[0-9]{6}"),
        ):
            if not re.fullmatch(pattern, getattr(self, field)):
                raise ValueError(f"{field} of {self.name}: {getattr(self, field)!r} has not the right form")

        if self.part_period not in PART_PERIOD_METHODS:
            raise ValueError(f"part_period of {self.name} is not one of {', '.join(PART_PERIOD_METHODS)}")

    @property
    def paye_reference(self) -> str:
        """As written on payslips and forms: "123/AB456"."""
        return f"{self.tax_office_number}/{self.tax_office_reference}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeSixpence:
    """What other software had reported of a scheme before Sixpence took over within the tax year, in whole pence."""

    employer_ni_pence: int = 0
    employment_allowance_pence: int = 0  # used of it
    pay_bill_pence: int = 0  # earnings within secondary Class 1
    apprenticeship_levy_pence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerYear:
    """What a PAYE scheme claims from HMRC in a tax year ("2026-27"). The employer says so; Sixpence does not guess."""

    tax_year: str
    employment_allowance: bool = False
    small_employer: bool = False  # gets parental pay back in full, and a compensation on top
    levy_allowance_pence: int | None = None  # this scheme's share of the year's; None: all of it
    before: BeforeSixpence = BeforeSixpence()
