"""From people to figures."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payrun.worlds import NOVEMBER, PAID_BEFORE, facts_of, missing_of, pay_of, run
from sixpence.basics.refused import Refused
from sixpence.payrun.figures import NiToDate, PayLine, PreviousEmployment, ToDate
from sixpence.payrun.readiness import History
from sixpence.payrun.window import window_of
from sixpence.people.person import Fact


def test_a_month_paid_on_terms_that_are_all_known() -> None:
    pay = pay_of(run(facts_of(tax_code="1257L X")))
    # 3000.00 less one month's free pay 1048.26 is 1951 at 20%; (3000 - 1048) at 8%; (3000 - 417) at 15%.
    assert (pay.income_tax_pence, pay.employee_ni_pence, pay.employer_ni_pence) == (390_20, 156_16, 387_45)
    assert (pay.net_pay_pence, pay.employer_cost_pence) == (2453_64, 3387_45)
    assert (pay.is_starter, pay.assumptions) == (False, ())


def test_the_year_so_far_counts_for_the_code_and_grows_by_this_payment() -> None:
    before = ToDate(
        gross_pay_pence=21000_00,
        taxable_pay_pence=21000_00,
        tax_pence=2731_40,
        ni=(NiToDate(letter="A", earnings_pence=21000_00, employee_pence=1093_12, employer_pence=2712_15),),
    )
    pay = pay_of(run(facts_of(), history={"1001": History(to_date=before, paid_before=True)}))
    # Month 8: 24000 less 8 x 1048.26 is 15613 whole pounds, at 20% = 3122.60.
    assert (pay.to_date.tax_pence, pay.income_tax_pence) == (3122_60, 391_20)
    assert (pay.to_date.gross_pay_pence, pay.to_date.taxable_pay_pence) == (24000_00, 24000_00)
    assert pay.to_date.ni_of("A").employee_pence == 1093_12 + 156_16


def test_pay_of_a_former_employer_counts_for_tax_and_is_not_ours() -> None:
    previous = PreviousEmployment(taxable_pay_pence=21000_00, tax_pence=2731_40)
    pay = pay_of(run(facts_of(), history={"1001": History(previous=previous)}))
    assert (pay.income_tax_pence, pay.to_date.taxable_pay_pence, pay.to_date.tax_pence) == (391_20, 3000_00, 391_20)


def test_a_new_letter_stands_beside_the_old_one() -> None:
    before = ToDate(ni=(NiToDate(letter="M", earnings_pence=500_00),))
    pay = pay_of(run(facts_of(), history={"1001": History(to_date=before, paid_before=True)}))
    assert [(ni.letter, ni.earnings_pence) for ni in pay.to_date.ni] == [("M", 500_00), ("A", 3000_00)]


@pytest.mark.parametrize(
    ("start", "leaving", "label", "pence"),
    [
        ("2026-11-16", "", "Salary, 15 of 30 days", 1500_00),
        ("2021-03-01", "2026-11-13", "Salary, 13 of 30 days", 1300_00),
        ("2026-11-10", "2026-11-10", "Salary, 1 of 30 days", 100_00),
    ],
)
def test_part_of_a_month_is_paid_by_its_calendar_days(start: str, leaving: str, label: str, pence: int) -> None:
    (line,) = pay_of(run(facts_of(start_date=start, leaving_date=leaving))).lines
    assert (line.label, line.amount_pence) == (label, pence)


def test_a_rise_within_the_month_pays_each_salary_for_its_days() -> None:
    facts = [*facts_of(), Fact("1001", "salary", date(2026, 11, 11), "360000 monthly")]
    lines = pay_of(run(facts)).lines
    assert [(line.label, line.amount_pence) for line in lines] == [
        ("Salary, 10 of 30 days", 1000_00),
        ("Salary, 20 of 30 days", 2400_00),
    ]


@pytest.mark.parametrize(
    ("salary", "pence"),
    [
        ("416667 monthly", 4166_67),
        ("5000000 yearly", 4166_67),
        ("1250001 quarterly", 4166_67),
        ("50000 weekly", 2166_67),
    ],
)
def test_salaries_of_other_intervals_become_a_month(salary: str, pence: int) -> None:
    assert pay_of(run(facts_of(salary=salary))).gross_pay_pence == pence


def test_hours_are_paid_at_the_persons_rate_or_the_lines() -> None:
    lines = [
        PayLine(label="Hours", amount_pence=0, hours=150_25),
        PayLine(label="Night hours", amount_pence=0, hours=10_00, rate_pence=20_00),
        PayLine(label="Bonus", amount_pence=50_00),
    ]
    pay = pay_of(run(facts_of(salary="", hourly_rate="1341"), added={"1001": lines}))
    # 150.25 hours at 13.41 are 2014.8525.
    assert [line.amount_pence for line in pay.lines] == [2014_85, 200_00, 50_00]
    assert (pay.lines[0].rate_pence, pay.gross_pay_pence) == (13_41, 2264_85)


def test_hourly_paid_people_wait_for_their_hours() -> None:
    assert missing_of(run(facts_of(salary="", hourly_rate="1341"))) == {"1001": ("hours_worked",)}


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"gender": ""}, ("gender",)),
        ({"birth_date": "", "last_name": ""}, ("last_name", "birth_date")),
        ({"start_date": ""}, ("start_date",)),
        ({"salary": ""}, ("salary",)),
        ({"ni_number": "", "address_line_2": ""}, ("address_line_2",)),
        ({"ni_number": "", "address_line_1": "", "address_line_2": ""}, ("address_line_1",)),
        ({"ni_category": "F"}, ("workplace_postcode",)),
        ({"director": "standard"}, ("director_since",)),
        ({"pension": "net-pay"}, ("employee_pension_percent", "employer_pension_percent")),
    ],
)
def test_missing_facts_keep_a_person_off_the_run_by_name(changes: dict[str, str], missing: tuple[str, ...]) -> None:
    calculated = run(facts_of(**changes), facts_of("1002"))
    assert missing_of(calculated) == {"1001": missing}
    assert [pay.employee_id for pay in calculated.figures.people] == ["1002"]


@pytest.mark.parametrize(
    "changes", [{"ni_number": ""}, {"sort_code": "", "account_number": ""}, {"postcode": ""}, {"email": ""}]
)
def test_other_facts_may_be_missing(changes: dict[str, str]) -> None:
    assert missing_of(run(facts_of(**changes))) == {}


@pytest.mark.parametrize(
    ("declaration", "code", "week1_month1", "reported"),
    [("A", "1257L", False, "A"), ("B", "1257L", True, "B"), ("C", "BR", False, "C"), ("", "0T", True, "C")],
)
def test_a_starter_without_a_code_is_paid_by_hmrcs_rules(
    declaration: str, code: str, week1_month1: bool, reported: str
) -> None:
    facts = facts_of(tax_code="", start_date="2026-11-02", starter_declaration=declaration)
    pay = pay_of(run(facts, history={}))
    assert (pay.tax_code, pay.week1_month1, pay.starter_declaration) == (code, week1_month1, reported)
    assert pay.is_starter
    assert any("HMRC's rule for starters" in text for text in pay.assumptions)


def test_a_code_from_a_p45_without_a_declaration_is_reported_as_b_or_c() -> None:
    started = {"start_date": "2026-11-02"}
    assert pay_of(run(facts_of(**started), history={})).starter_declaration == "B"
    assert pay_of(run(facts_of(**started, tax_code="BR"), history={})).starter_declaration == "C"
    assert pay_of(run(facts_of(**started, tax_code="0T X"), history={})).starter_declaration == "C"


@pytest.mark.parametrize(
    ("birth_date", "letter"),
    [
        ("2010-12-01", "X"),
        ("2010-11-30", "M"),
        ("2005-12-01", "M"),
        ("2005-11-30", "A"),
        ("1960-05-05", "C"),  # 66 and 1 month on 5 June 2026
        ("1960-10-30", "A"),  # 66 and 7 months on 30 May 2027
        ("1959-01-01", "C"),
    ],
)
def test_a_missing_category_follows_from_age(birth_date: str, letter: str) -> None:
    pay = pay_of(run(facts_of(ni_category="", birth_date=birth_date), history={}))
    assert pay.ni_letter == letter
    assert f"National Insurance category {letter}: by age, as no category is known." in pay.assumptions


def test_someone_paid_before_without_a_code_or_letter_is_no_starter() -> None:
    facts = facts_of(tax_code="", ni_category="")
    assert missing_of(run(facts)) == {"1001": ("tax_code", "ni_category")}
    history = {"1001": replace(PAID_BEFORE, last_tax_code="0T X", last_ni_letter="A")}
    pay = pay_of(run(facts, history=history))
    assert (pay.tax_code_operated, pay.ni_letter, pay.assumptions) == ("0T X", "A", ())


def test_who_was_paid_elsewhere_this_year_brings_figures_first() -> None:
    elsewhere = {"paid_elsewhere_before": True}
    assert missing_of(run(facts_of(), history={}, employer=elsewhere)) == {"1001": ("figures_to_date",)}
    assert missing_of(run(facts_of(start_date="2026-11-02"), history={}, employer=elsewhere)) == {}
    assert missing_of(run(facts_of(), employer=elsewhere)) == {}


def test_who_has_left_or_not_begun_is_not_on_the_run() -> None:
    calculated = run(
        facts_of("1", leaving_date="2026-10-31"),
        facts_of("2", start_date="2026-12-01"),
        facts_of("3", leaving_date="2026-11-01"),
    )
    assert [pay.employee_id for pay in calculated.figures.people] == ["3"]
    assert calculated.cannot_be_paid == ()


def test_a_directors_last_payment_brings_the_bands_to_the_years() -> None:
    """Alternative method: eleven months as for anyone, the twelfth on the year's thresholds."""
    before = ToDate(
        ni=(
            NiToDate(
                letter="A",
                earnings_pence=11000_00,
                at_lel_pence=11 * 559_00,
                lel_to_pt_pence=11 * 441_00,
                employer_pence=11 * 87_45,
            ),
        )
    )
    pay = pay_of(
        run(
            facts_of(director="alternative", director_since="2020-01-01", salary="5000000 monthly"),
            history={"1001": History(to_date=before, paid_before=True)},
            window=window_of(date(2027, 3, 31), "monthly"),
        )
    )
    assert pay.to_date.ni_of("A").at_lel_pence == 6708_00
    assert pay.to_date.ni_of("A").lel_to_pt_pence == 12570_00 - 6708_00
    assert pay.to_date.ni_of("A").pt_to_uel_pence == 50270_00 - 12570_00
    # 61000: 37700 at 8% and 10730 at 2%; 45270 and 10730 at 15%.
    assert pay.to_date.ni_of("A").employee_pence == 3016_00 + 214_60
    assert pay.to_date.ni_of("A").employer_pence == 6790_50 + 1609_50


@pytest.mark.parametrize(
    ("since", "weeks"), [("2020-01-01", 52), ("2026-04-06", 52), ("2026-05-04", 48), ("2027-04-05", 1)]
)
def test_a_director_appointed_in_the_year_has_fewer_weeks(since: str, weeks: int) -> None:
    pay = pay_of(run(facts_of(director="standard", director_since=since)))
    assert pay.director_weeks == weeks


def test_a_director_whose_letter_changed_is_not_guessed() -> None:
    history = {"1001": History(to_date=ToDate(ni=(NiToDate(letter="M"),)), paid_before=True)}
    calculated = run(facts_of(director="standard", director_since="2020-01-01"), history=history)
    assert missing_of(calculated) == {"1001": ("one_ni_category_all_year",)}


def test_a_fact_that_no_rule_takes_is_refused_by_employee_and_field() -> None:
    window = window_of(date(2026, 3, 31), "monthly")
    with pytest.raises(Refused, match="employee 1001: student_loan_plan cannot be used for this pay date"):
        run(facts_of(student_loan_plan="5"), window=window)


@given(st.permutations(["1", "2", "3", "4", "5"]))
def test_the_order_of_people_does_not_matter(order: list[str]) -> None:
    salaries = {"1": "1", "2": "150000", "3": "700000", "4": "2500000", "5": "123456"}
    calculated = run(*(facts_of(employee_id, salary=f"{salaries[employee_id]} monthly") for employee_id in order))
    assert [pay.employee_id for pay in calculated.figures.people] == sorted(order)
    straight = run(*(facts_of(employee_id, salary=f"{pence} monthly") for employee_id, pence in salaries.items()))
    assert calculated.figures == straight.figures


def test_totals_are_the_sums_of_the_people() -> None:
    figures = run(*(facts_of(str(number), salary=f"{number * 11111} monthly") for number in range(1, 40))).figures
    assert figures.totals.net_pay == sum(pay.net_pay_pence for pay in figures.people)
    totals = figures.totals
    deducted = totals.income_tax + totals.employee_ni + totals.student_loans + totals.employee_pension
    assert totals.net_pay == totals.gross_pay - deducted


def test_sacrificed_pay_is_neither_taxed_nor_niable() -> None:
    pension = {"pension": "salary-sacrifice", "employee_pension_percent": "5.00", "employer_pension_percent": "3.00"}
    pay = pay_of(run(facts_of(**pension, pension_basis="all")))
    assert (pay.gross_pay_pence, pay.nicable_pay_pence, pay.taxable_pay_pence) == (3000_00, 2850_00, 2850_00)
    assert pay.to_date.employee_pension_pence == 150_00
    assert pay.to_date.employee_pension_net_pay_pence == pay.to_date.employee_pension_after_tax_pence == 0


def test_windows() -> None:
    week = window_of(date(2026, 11, 27), "fortnightly")
    assert (week.starts_on, week.ends_on, week.tax_period, week.days) == (
        date(2026, 11, 14),
        date(2026, 11, 27),
        34,
        14,
    )
    assert (NOVEMBER.starts_on, NOVEMBER.ends_on, NOVEMBER.tax_period) == (date(2026, 11, 1), date(2026, 11, 30), 8)
    assert NOVEMBER.run_id == "2026-11-30-monthly"


@pytest.mark.parametrize(
    ("method", "label", "pence"),
    [
        ("calendar-days", "Salary, 15 of 30 days", 1500_00),
        ("working-days", "Salary, 11 of 21 working days", 1571_43),
        ("260ths", "Salary, 11 of 260 working days", 1523_08),
    ],
)
def test_an_employer_chooses_how_a_part_of_a_month_is_paid(method: str, label: str, pence: int) -> None:
    (line,) = pay_of(run(facts_of(start_date="2026-11-16"), employer={"part_period": method})).lines
    assert (line.label, line.amount_pence) == (label, pence)


def test_a_run_on_which_nobody_is_paid_has_no_figures() -> None:
    assert run(facts_of(salary="")).figures.people == run().figures.people == ()
