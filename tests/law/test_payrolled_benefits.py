"""Benefits through the payroll: taxed as pay, outside the 50% limit and National Insurance."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from law.cases import pay
from sixpence.law.payrolled_benefits import benefit_of_payday, value_for_days
from sixpence.pay import PayInputs, PayResults


def column(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


def with_benefits(benefits: str, **columns: str) -> PayResults:
    usual = {"tax_code": "1257L", "ni_category": "A", "gross_pay": "3000.00", "tax_period": "1"}
    return pay("2026-27", payrolled_benefits=benefits, **(usual | columns))


def test_a_benefit_is_taxed_and_bears_no_national_insurance_and_is_not_paid() -> None:
    """400.00 of a company car: 80.00 more tax at 20%, and nothing else changes but net pay."""
    without, with_car = with_benefits("0"), with_benefits("400.00")
    assert int(with_car.taxable_pay_pence[0] - without.taxable_pay_pence[0]) == 400_00
    assert int(with_car.income_tax_pence[0] - without.income_tax_pence[0]) == 80_00
    assert int(with_car.net_pay_pence[0] - without.net_pay_pence[0]) == -80_00
    same = set(PayResults.__dataclass_fields__) - {
        "taxable_pay_pence",
        "income_tax_pence",
        "tax_due_to_date_pence",
        "net_pay_pence",
    }
    assert all(getattr(with_car, name)[0] == getattr(without, name)[0] for name in same)


def test_the_limit_is_half_of_the_money_alone() -> None:
    """On D1, 600.00 of pay and 1,000.00 of benefits make 720.00 of tax: 300.00 is taken."""
    limited = with_benefits("1000.00", tax_code="D1", gross_pay="600.00")
    assert int(limited.taxable_pay_pence[0]) == 1600_00
    assert int(limited.income_tax_pence[0]) == 300_00


def test_the_limit_leaves_out_a_net_pay_contribution_too() -> None:
    pension = {"pension": "net-pay", "pension_basis": "all", "employee_pension_percent": "10"}
    limited = with_benefits("1000.00", tax_code="D1", gross_pay="600.00", **pension)
    assert int(limited.taxable_pay_pence[0]) == 1540_00
    assert int(limited.income_tax_pence[0]) == 270_00


def test_without_the_column_there_are_no_benefits() -> None:
    row = {"employee_id": "1", "pay_date": "2026-11-30", "tax_code": "1257L", "gross_pay": "1"}
    assert PayInputs.of([row]).payrolled_benefits_pence.tolist() == [0]


def test_a_leavers_car_as_gov_uk_works_it() -> None:
    """gov.uk: 5,200 a year, 433.33 on nine paydays; 329 days to 28 February are worth 4,684.96; two are left."""
    year, twelfth = column(5_200_00), 433_33
    assert benefit_of_payday(year, column(0), column(12))[0] == twelfth
    revised = value_for_days(year, column(329), column(365))
    assert revised[0] == 4_684_96
    to_date = column(9 * twelfth)
    assert int(revised[0] - to_date[0]) == 784_99
    january = benefit_of_payday(revised, to_date, column(2))
    february = benefit_of_payday(revised, to_date + january, column(1))
    assert (int(january[0]), int(february[0])) == (392_49, 392_50)


@given(st.integers(0, 10_000_000), st.integers(1, 53))
def test_the_paydays_of_a_year_add_up_to_its_value(value: int, paydays: int) -> None:
    taxed = 0
    for left in range(paydays, 0, -1):
        taxed += int(benefit_of_payday(column(value), column(taxed), column(left))[0])
    assert taxed == value
