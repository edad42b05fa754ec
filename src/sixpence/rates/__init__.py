"""The law's numbers: one TOML file a tax year, looked up by day.

>>> from datetime import date
>>> rates_on(date(2026, 11, 30)).tax_year
'2026-27'
"""

from sixpence.rates.employer import EmployerRates
from sixpence.rates.holiday import HolidayRates
from sixpence.rates.income_tax import IncomeTaxRates
from sixpence.rates.loader import Rates, TaxYear, TaxYearNotLoaded, rates_on, tax_year_named, tax_year_of, tax_years
from sixpence.rates.minimum_wage import MinimumWageRates
from sixpence.rates.national_insurance import NationalInsuranceRates
from sixpence.rates.orders import OrderRates
from sixpence.rates.pensions import PensionRates
from sixpence.rates.redundancy import RedundancyRates
from sixpence.rates.statutory_pay import ParentalPayRates, SickPayRates, StatutoryRecoveryRates
from sixpence.rates.student_loans import StudentLoanRates

__all__ = [
    "EmployerRates",
    "HolidayRates",
    "IncomeTaxRates",
    "MinimumWageRates",
    "NationalInsuranceRates",
    "OrderRates",
    "ParentalPayRates",
    "PensionRates",
    "Rates",
    "RedundancyRates",
    "SickPayRates",
    "StatutoryRecoveryRates",
    "StudentLoanRates",
    "TaxYear",
    "TaxYearNotLoaded",
    "rates_on",
    "tax_year_named",
    "tax_year_of",
    "tax_years",
]
