"""The causes of a difference add up to it, to the penny, and each thing that changes is one cause."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pay.payments import Row, is_possible, one, rows
from sixpence.pay import PayInputs, calculate
from sixpence.pay.columns_in import COLUMNS
from sixpence.pay.difference import Difference, difference, net_pay_changes
from sixpence.pay.explain_difference import CauseKind, Reader
from sixpence.pay.explain_difference import words as words_of


def causes(before: PayInputs, after: PayInputs) -> dict[CauseKind, int]:
    return {cause.kind: cause.net_pay_pence for cause in difference(before, after).causes}


def told(before: PayInputs, after: PayInputs) -> list[tuple[int, str]]:
    return [(cause.net_pay_pence, cause.words) for cause in difference(before, after).causes]


@given(rows(), rows())
def test_the_causes_add_up_to_the_difference(before: Row, after: Row) -> None:
    one_payment, other = PayInputs.of([before]), PayInputs.of([after])
    found = difference(one_payment, other)
    assert found.net_before_pence == calculate(one_payment).net_pay_pence[0]
    assert found.net_after_pence == calculate(other).net_pay_pence[0]
    assert sum(cause.net_pay_pence for cause in found.causes) == found.net_after_pence - found.net_before_pence
    assert all(cause.net_pay_pence and cause.words.endswith(".") for cause in found.causes)
    kinds = [cause.kind for cause in found.causes]
    assert kinds == [kind for kind in CauseKind if kind in kinds]


@settings(max_examples=40)
@given(rows())
def test_no_change_has_no_causes(row: Row) -> None:
    payment = PayInputs.of([row])
    assert difference(payment, payment).causes == ()


@settings(max_examples=40)
@given(rows(), rows())
def test_asked_the_other_way_round_in_time_the_signs_turn(before: Row, after: Row) -> None:
    assume(before["pay_date"] != after["pay_date"])
    one_payment, other = PayInputs.of([before]), PayInputs.of([after])
    back = {kind: -amount for kind, amount in causes(other, one_payment).items()}
    assert causes(one_payment, other) == back


@settings(max_examples=15)  # of up to eight pairs each
@given(st.lists(st.tuples(rows(), rows()), min_size=1, max_size=8))
def test_a_table_of_payments_is_compared_row_by_row(pairs: list[tuple[Row, Row]]) -> None:
    tables = [
        PayInputs.of([row | {"employee_id": str(place)} for place, row in enumerate(side)])
        for side in zip(*pairs, strict=True)
    ]
    changes = net_pay_changes(*tables)
    net = [calculate(table).net_pay_pence for table in tables]
    assert np.array_equal(sum(changes.values()), net[1] - net[0])
    for place, (before, after) in enumerate(pairs):
        alone = causes(PayInputs.of([before]), PayInputs.of([after]))
        assert alone == {kind: change[place] for kind, change in changes.items() if change[place]}


ALONE = {
    CauseKind.YEAR_SO_FAR: (
        "tax_period",
        "taxable_pay_to_date",
        "tax_to_date",
        "nicable_pay_to_date",
        "employee_ni_to_date",
        "employer_ni_to_date",
    ),
    CauseKind.TAX_CODE: ("tax_code",),
    CauseKind.NI_LETTER: ("ni_category",),
    CauseKind.DIRECTOR: ("director", "director_weeks"),
    CauseKind.STUDENT_LOAN: ("student_loan_plan",),
    CauseKind.POSTGRADUATE_LOAN: ("postgraduate_loan",),
    CauseKind.PENSION: ("pension", "pension_basis", "employee_pension_percent", "employer_pension_percent"),
    CauseKind.BENEFITS: ("payrolled_benefits",),
    CauseKind.OTHER_DEDUCTIONS: ("other_deductions",),
    CauseKind.GROSS_PAY: ("gross_pay",),
}


def test_every_column_that_a_payment_is_worked_out_from_has_its_cause() -> None:
    told_together = {"pay_date", "frequency", "week1_month1"}  # rates, frequency, and the code's basis
    columns = {column for columns in ALONE.values() for column in columns}
    assert columns | told_together | {"employee_id"} == set(COLUMNS)


@given(st.sampled_from(list(ALONE)), rows(), rows())
def test_what_alone_changes_is_alone_the_cause(kind: CauseKind, before: Row, after: Row) -> None:
    changed = before | {column: after[column] for column in ALONE[kind]}
    assume(is_possible(changed))
    found = causes(PayInputs.of([before]), PayInputs.of([changed]))
    may = {kind, CauseKind.TAX_BASIS} if kind is CauseKind.TAX_CODE else {kind}
    assert found.keys() <= may


def test_a_rise() -> None:
    """£500 more, of which £100 is tax and £40 National Insurance."""
    year = {"taxable_pay_to_date": "21000.00", "tax_to_date": "2732.40"}
    assert told(one(**year), one(gross_pay="3500.00", **year)) == [
        (360_00, "Your gross pay went up by £500.00, from £3,000.00 to £3,500.00.")
    ]


def test_a_new_tax_code_catches_up_on_the_year() -> None:
    before = one(taxable_pay_to_date="21000.00", tax_to_date="2732.40")
    after = one(taxable_pay_to_date="21000.00", tax_to_date="2732.40", tax_code="1137L")
    assert told(before, after) == [(-160_00, "Your tax code changed from 1257 to 1137.")]


def test_an_emergency_code_that_becomes_cumulative_pays_back() -> None:
    """By itself £3,000.00 bears 390.20; for the year 122.60 is due and 780.80 was taken, so 658.20 comes back."""
    year = {"taxable_pay_to_date": "6000.00", "tax_to_date": "780.80"}
    assert told(one(tax_code="1257L X", **year), one(**year)) == [
        (390_20 + 658_20, "Your tax code looks at the whole year again: tax taken before is put right in this payment.")
    ]


def test_a_new_tax_year_is_its_rates_on_a_fresh_year() -> None:
    """Plan 2's threshold and nothing else that counts here changed; the year's count by itself is worth pennies."""
    before = one(
        pay_date="2026-03-31",
        tax_period="12",
        taxable_pay_to_date="33000.00",
        tax_to_date="4293.00",
        student_loan_plan="2",
    )
    after = one(pay_date="2026-04-30", tax_period="1", student_loan_plan="2")
    found = causes(before, after)
    assert found.keys() <= {CauseKind.YEAR_SO_FAR, CauseKind.RATES}
    assert found[CauseKind.RATES] == 7_00


def test_the_cut_of_january_2024() -> None:
    before = one(pay_date="2024-01-05", tax_period="9", tax_code="NT")
    after = one(pay_date="2024-01-06", tax_period="10", tax_code="NT")
    assert told(before, after) == [
        (
            39_04,
            "Rates or thresholds in force on 6 January 2024 differ from those of the other payment's day.",
        )
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {"student_loan_plan": "2"}, "Student loan deductions started, on plan 2."),
        ({"student_loan_plan": "2"}, {}, "Student loan deductions stopped."),
        ({"student_loan_plan": "2"}, {"student_loan_plan": "1"}, "Your student loan plan changed from 2 to 1."),
        ({}, {"postgraduate_loan": "1"}, "Postgraduate loan deductions started."),
        ({"postgraduate_loan": "1"}, {}, "Postgraduate loan deductions stopped."),
        ({}, {"ni_category": "C"}, "Your National Insurance category letter changed from A to C."),
        ({}, {"director": "standard"}, "Your National Insurance is reckoned as a director's: on the year so far."),
        ({"director": "standard"}, {}, "Your National Insurance is no longer reckoned as a director's."),
        (
            {"director": "standard"},
            {"director": "alternative"},
            "Your National Insurance as a director is reckoned anew: as others' until the year's last payment.",
        ),
        (
            {"director": "standard", "gross_pay": "20000.00"},
            {"director": "standard", "gross_pay": "20000.00", "director_weeks": "26"},
            "Your thresholds as a director are for 26 weeks of the year instead of 52.",
        ),
        ({}, {"pension": "net-pay"}, "Your pension contributions started, at 5%."),
        ({"pension": "net-pay"}, {}, "Your pension contributions stopped."),
        (
            {"pension": "net-pay"},
            {"pension": "salary-sacrifice", "pension_basis": "all", "employee_pension_percent": "6.5"},
            "Your pension contributions changed: from 5% to 6.5%, taken by giving up pay, reckoned on all pay.",
        ),
        (
            {"frequency": "weekly", "tax_period": "34"},
            {},
            "Your pay is monthly instead of weekly: allowances and thresholds are those of the new period.",
        ),
        (
            {"tax_code": "BR"},
            {"tax_code": "BR", "payrolled_benefits": "250.00"},
            "Benefits of £250.00 are taxed with your pay, instead of £0.00.",
        ),
        ({}, {"tax_code": "SK100"}, "Your tax code changed from 1257 to SK100."),
        ({"gross_pay": "3100.00"}, {}, "Your gross pay went down by £100.00, from £3,100.00 to £3,000.00."),
    ],
)
def test_each_cause_in_words(before: dict[str, str], after: dict[str, str], words: str) -> None:
    (cause,) = difference(one(**before), one(**after)).causes
    assert cause.words == words
    to_payroll = words_of(cause.kind, one(**before), one(**after), Reader.PAYROLL)
    assert "your" not in to_payroll.lower()
    assert to_payroll[0].isupper()


def test_it_is_between_two_payments() -> None:
    two = one().rows(np.array([0, 0]))
    with pytest.raises(ValueError, match="not between 1 and 2"):
        difference(one(), two)
    with pytest.raises(ValueError, match="2 payments cannot be compared with 1"):
        net_pay_changes(two, one())


def test_the_causes_of_a_difference_are_data() -> None:
    found = difference(one(), one(gross_pay="2000.00"))
    assert isinstance(found, Difference)
    assert found.causes[0].kind.value == "gross pay"
