"""A correcting FPS: those alone of whom HMRC was told something else, by the difference, and the year as it is now."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, isoschematron  # type: ignore[attr-defined]

from builders import a_person, a_run
from filing.conftest import paid, varied_people
from filing.fps_reading import SETTINGS, employee, said
from sixpence.filing.fps import build_fps
from sixpence.filing.fps_correction import Correction, correction_of
from sixpence.filing.totals import read_fps_totals
from sixpence.payrun.figures import NiToDate, PersonPay, RunFigures, ToDate, totals_of

SAME = paid(a_person("1001"))
WAS = paid(a_person("1002"), student_loan_plan="2", student_loan_pence=49_00)
NOW = paid(
    a_person("1002"),
    gross_pay_pence=3100_00,
    taxable_pay_pence=3100_00,
    nicable_pay_pence=3100_00,
    income_tax_pence=410_40,
    employee_ni_pence=164_16,
    student_loan_plan="2",
    student_loan_pence=58_00,
    employee_pension_pence=104_20,
)


def message(correction: Correction) -> bytes:
    return build_fps(correction.run, SETTINGS, told=correction.told).message


def corrected(was: PersonPay | None, now: PersonPay | None, **before: ToDate) -> etree._Element:
    """What the correcting FPS says of one person, whom HMRC was told of as `was`."""
    told = a_run(SAME, *([was] if was else []))
    correction = correction_of(a_run(SAME, *([now] if now else [])), told, before)
    (pay,) = correction.run.people
    return employee(message(correction), pay.employee_id)


def test_the_period_has_the_difference_and_the_year_has_what_is_right() -> None:
    employment = corrected(WAS, NOW)
    assert said(employment, "Employment/Payment/LateReason") == ["H"]
    assert said(employment, "Employment/Payment/PmtDate") == ["2026-11-30"]
    assert said(employment, "Employment/Payment/TaxablePay") == ["100.00"]
    assert said(employment, "Employment/Payment/TaxDeductedOrRefunded") == ["20.00"]
    assert said(employment, "Employment/Payment/StudentLoanRecovered") == ["9.00"]
    assert said(employment, "Employment/Payment/DednsFromNetPay") == ["5.00"]
    assert said(employment, "Employment/FiguresToDate/TaxablePay") == ["3100.00"]
    assert said(employment, "Employment/NIlettersAndValues/EmpeeContribnsInPd") == ["8.00"]
    assert said(employment, "Employment/NIlettersAndValues/EmpeeContribnsYTD") == ["164.16"]


def test_who_is_not_paid_after_all_is_taken_back_and_the_year_is_as_it_was() -> None:
    before = ToDate(taxable_pay_pence=21000_00, tax_pence=2732_80, ni=(NiToDate(letter="A", earnings_pence=21000_00),))
    employment = corrected(WAS, None, **{"1002": before})
    assert said(employment, "Employment/Payment/TaxablePay") == ["-3000.00"]
    assert said(employment, "Employment/Payment/StudentLoanRecovered@PlanType") == ["02"]
    assert said(employment, "Employment/FiguresToDate/TaxablePay") == ["21000.00"]
    assert said(employment, "Employment/NIlettersAndValues/GrossEarningsForNICsInPd") == ["-3000.00"]
    assert said(employment, "Employment/NIlettersAndValues/GrossEarningsForNICsYTD") == ["21000.00"]


def test_a_wrong_ni_category_is_taken_back_and_the_right_one_told() -> None:
    now = paid(a_person("1002"), ni_letter="M", employer_ni_pence=0, student_loan_plan="2", student_loan_pence=49_00)
    employment = corrected(WAS, now)
    assert said(employment, "Employment/NIlettersAndValues/NIletter") == ["M", "A"]
    assert said(employment, "Employment/NIlettersAndValues/GrossEarningsForNICsInPd") == ["3000.00", "-3000.00"]
    assert said(employment, "Employment/NIlettersAndValues/GrossEarningsForNICsYTD") == ["3000.00", "0.00"]


def test_a_start_is_told_once() -> None:
    was = replace(WAS, is_starter=True, starter_declaration="B")
    assert said(corrected(was, replace(NOW, is_starter=True, starter_declaration="B")), "Employment/Starter") == []
    new = replace(NOW, is_starter=True, starter_declaration="B")
    assert said(corrected(None, new), "Employment/Starter/StartDec") == ["B"]


def test_nothing_that_hmrc_sees_differs_and_nobody_is_told_of() -> None:
    moved = paid(a_person("1002", account_number="87654321", address_line_1="5 Heron Row"))
    correction = correction_of(a_run(SAME, moved), a_run(SAME, paid(a_person("1002"))), {})
    assert (correction.run.people, dict(correction.told)) == ((), {})


def changed(pay: PersonPay) -> PersonPay:
    """The same person with a hundred pounds less, none of which was taxed."""
    less = {"gross_pay_pence": pay.gross_pay_pence - 100_00, "taxable_pay_pence": pay.taxable_pay_pence - 100_00}
    to_date = replace(pay.to_date, taxable_pay_pence=pay.to_date.taxable_pay_pence - 100_00)
    return replace(pay, net_pay_pence=pay.net_pay_pence - 100_00, to_date=to_date, **less)


def test_hmrcs_schema_and_rules_take_the_correction_of_everyone(varied_run: RunFigures, reference: Path) -> None:
    everyone = varied_people()
    now = replace(varied_run, people=tuple(map(changed, everyone[1:])))  # and the first is not paid after all
    content = message(correction_of(now, varied_run, {}))
    schemas = reference / "rti" / "schemas" / "2026-27"
    root = etree.fromstring(content)
    body = root.find(".//{*}IRenvelope")
    assert body is not None
    etree.XMLSchema(etree.parse(schemas / "FullPaymentSubmission-2027-v1-0.xsd")).assertValid(
        etree.fromstring(etree.tostring(body))
    )
    rules = isoschematron.Schematron(etree.parse(schemas / "FullPaymentSubmission-2027-v1-0.sch"), store_report=True)
    assert rules.validate(root), rules.validation_report
    assert len(root.findall(".//{*}Employee")) == len(everyone)


PENCE = st.integers(0, 99_999_99)
AMOUNTS = st.fixed_dictionaries(
    {
        "income_tax_pence": st.integers(-9_999_99, 99_999_99),
        "employee_ni_pence": PENCE,
        "employer_ni_pence": PENCE,
        "employee_pension_pence": PENCE,
        "pension": st.sampled_from(["none", "relief-at-source"]),
        "ni_letter": st.sampled_from("AMH"),
        "taxable_pay_pence": st.integers(0, 10**9),
    }
)
RUN = st.dictionaries(st.sampled_from(["1001", "1002", "1003", "1004"]), AMOUNTS, min_size=1)


def run_of(people: dict[str, dict[str, int]]) -> RunFigures:
    return a_run(*(paid(a_person(who), **amounts) for who, amounts in sorted(people.items())))


@given(st.lists(RUN, min_size=2, max_size=4))
def test_what_hmrc_was_told_in_all_is_the_run_whatever_was_changed_how_often(
    versions: list[dict[str, dict[str, int]]],
) -> None:
    runs = [run_of(people) for people in versions]
    told = read_fps_totals(build_fps(runs[0], SETTINGS).message)
    tax, net = told.totals.tax_pence, dict(told.net_pay_pence)
    for was, now in pairwise(runs):
        correction = correction_of(now, was, {})
        if not correction.run.people:
            continue
        filed = read_fps_totals(message(correction))
        tax += filed.totals.tax_pence
        for who, pence in filed.net_pay_pence.items():
            net[who] = net.get(who, 0) + pence
    assert tax == totals_of(runs[-1].people).income_tax
    assert {who: pence for who, pence in net.items() if pence} == {
        pay.employee_id: pay.net_pay_pence for pay in runs[-1].people if pay.net_pay_pence
    }
