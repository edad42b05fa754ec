"""Any payment that Sixpence works out, for properties: rows of text as in a file, and the odd corners on purpose."""

from hypothesis import strategies as st

from sixpence.pay import PayInputs
from sixpence.pay.columns_in import BadValue
from sixpence.rates import tax_years

Row = dict[str, str]
FIRST_DAY, LAST_DAY = tax_years()[0].starts_on, tax_years()[-1].ends_on

CODES = (
    "1257L",
    "S1257L",
    "C1257L",
    "K585",
    "SK100",
    "K5000",
    "0T",
    "S0T",
    "BR",
    "D0",
    "D1",
    "SBR",
    "SD2",
    "NT",
    "NT X",
    "1257L X",
    "S1257L M1",
    "K45 X",
    "K9000 X",
    "999999T",
)


def pounds(pence: int) -> str:
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def amounts(lowest: int, highest: int) -> st.SearchStrategy[str]:
    """Pounds as in a file, from so many pence to so many."""
    return st.integers(lowest, highest).map(pounds)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """One payment, with the year before it; sometimes in an extra week of the year."""
    frequency = draw(st.sampled_from(["weekly", "fortnightly", "four-weekly", "monthly", "monthly", "annual"]))
    periods = {"weekly": [1, 7, 52, 53], "fortnightly": [2, 30, 54], "four-weekly": [4, 40, 56]}.get(
        frequency, list(range(1, 13))
    )
    return {
        "employee_id": "1",
        "pay_date": str(draw(st.dates(FIRST_DAY, LAST_DAY))),
        "frequency": frequency,
        "tax_period": str(draw(st.sampled_from(periods))),
        "tax_code": draw(st.sampled_from(CODES)),
        "ni_category": draw(st.sampled_from("AAABCHJMVXZFILS")),
        "gross_pay": draw(amounts(0, 2_500_000)),
        "taxable_pay_to_date": draw(amounts(0, 15_000_000)),
        "tax_to_date": draw(amounts(-100_000, 4_000_000)),
        "director": draw(st.sampled_from(["", "", "standard", "alternative"])),
        "director_weeks": draw(st.integers(1, 52).map(str)),
        "nicable_pay_to_date": draw(amounts(0, 10_000_000)),
        "employee_ni_to_date": draw(amounts(0, 500_000)),
        "employer_ni_to_date": draw(amounts(0, 1_500_000)),
        "student_loan_plan": draw(st.sampled_from(["", "1", "2", "4"])),
        "postgraduate_loan": draw(st.sampled_from(["0", "1"])),
        "pension": draw(st.sampled_from(["none", "relief-at-source", "net-pay", "salary-sacrifice"])),
        "pension_basis": draw(st.sampled_from(["qualifying", "all"])),
        "employee_pension_percent": draw(st.sampled_from(["0", "5", "3.5", "12.3456", "100"])),
        "employer_pension_percent": draw(st.sampled_from(["0", "3", "7.25"])),
        "payrolled_benefits": draw(st.one_of(st.just("0"), amounts(0, 200_000))),
        "other_deductions": draw(st.one_of(st.just("0"), amounts(0, 100_000))),
    }


def one(**columns: str) -> PayInputs:
    """One payment of £3,000.00 in month 8 of 2026-27 on a code and letter of most people."""
    row = {"employee_id": "1", "pay_date": "2026-11-30", "tax_period": "8", "tax_code": "1257L", "gross_pay": "3000.00"}
    return PayInputs.of([row | columns])


def is_possible(row: Row) -> bool:
    """Whether such a payment exists at all on its day."""
    try:
        PayInputs.of([row])
    except BadValue:
        return False
    return True
