"""Tax and contributions on a year's wage, from HMRC's tax calculator: a yearly payment on the first day of the year."""

import pytest

from law.cases import cases, pay, pence


@pytest.mark.parametrize(("tax_year", "row"), cases("annual-estimates"))
def test_annual_estimates(tax_year: str, row: dict[str, str]) -> None:
    results = pay(tax_year, frequency="annual", tax_code=row["tax_code"], gross_pay=row["gross_pay"], ni_category="A")
    assert (int(results.income_tax_pence[0]), int(results.employee_ni_pence[0])) == (
        pence(row["income_tax"]),
        pence(row["employee_ni"]),
    )
