"""The law's numbers: one TOML file a tax year, looked up by day.

>>> from datetime import date
>>> rates_on(date(2026, 11, 30)).tax_year
'2026-27'
"""

from sixpence.rates.income_tax import IncomeTaxRates
from sixpence.rates.loader import Rates, TaxYear, TaxYearNotLoaded, rates_on, tax_year_of, tax_years
from sixpence.rates.national_insurance import NationalInsuranceRates
from sixpence.rates.pensions import PensionRates
from sixpence.rates.student_loans import StudentLoanRates

__all__ = [
    "IncomeTaxRates",
    "NationalInsuranceRates",
    "PensionRates",
    "Rates",
    "StudentLoanRates",
    "TaxYear",
    "TaxYearNotLoaded",
    "rates_on",
    "tax_year_of",
    "tax_years",
]
