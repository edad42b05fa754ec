"""The FPS item by item: what is said of whom."""

from dataclasses import replace
from datetime import date

import pytest

from builders import a_payment, a_person, a_run
from filing.fps_reading import SETTINGS, employee, one, said
from sixpence.filing.fps import build_fps
from sixpence.payrun.figures import RunFigures


def test_who_somebody_is() -> None:
    assert said(one(), "EmployeeDetails/NINO") == ["AB123456C"]
    assert said(one(), "EmployeeDetails/Name/Fore") == ["Zoe"]
    assert said(one(), "EmployeeDetails/Name/Sur") == ["O'Dowd-Llyr"]
    assert said(one(person=a_person(ni_number="")), "EmployeeDetails/NINO") == []
    assert said(one(person=a_person(last_name="Łukaszewicz-Þór ßøæ")), "EmployeeDetails/Name/Sur") == [
        "Lukaszewicz-Thor ssoae"
    ]
    assert said(one(person=a_person(last_name="’t Hooft Jr.")), "EmployeeDetails/Name/Sur") == ["t Hooft Jr"]
    assert said(one(person=a_person(first_name="ß" * 30)), "EmployeeDetails/Name/Fore") == ["s" * 35]


def test_an_address_in_the_uk_and_abroad() -> None:
    abroad = a_person(country="Côte d’Ivoire", postcode="", address_line_1="#4 Rue & Cour", address_line_3="Abidjan")

    assert said(one(person=abroad), "EmployeeDetails/Address/Line") == ["4 Rue & Cour", "Leeds", "Abidjan"]
    assert said(one(person=abroad), "EmployeeDetails/Address/ForeignCountry") == ["Cote d'Ivoire"]
    assert said(one(person=abroad), "EmployeeDetails/Address/UKPostcode") == []
    for country in ("", "United Kingdom", "GB", "scotland"):
        at_home = one(person=a_person(country=country))
        assert said(at_home, "EmployeeDetails/Address/UKPostcode") == ["LS1 4AP"]
        assert said(at_home, "EmployeeDetails/Address/ForeignCountry") == []
    nowhere = a_person(address_line_1="", address_line_2="", postcode="")
    assert said(one(person=nowhere), "EmployeeDetails/Address") == []


@pytest.mark.parametrize(
    ("hours", "band"),
    [
        ("", "E"),
        ("0.00", "E"),
        ("0.01", "A"),
        ("15.99", "A"),
        ("16.00", "B"),
        ("23.99", "B"),
        ("24.00", "C"),
        ("29.99", "C"),
        ("30.00", "D"),
        ("168.00", "D"),
    ],
)
def test_the_band_of_hours(hours: str, band: str) -> None:
    assert said(one(person=a_person(weekly_hours=hours)), "Employment/Payment/HoursWorked") == [band]


@pytest.mark.parametrize(
    ("tax_code", "week1_month1", "text", "regime", "basis"),
    [
        ("1257L", False, "1257L", "None", "None"),
        ("SK100", True, "K100", "S", "yes"),
        ("C0T", False, "0T", "C", "None"),
        ("SD3", False, "D3", "S", "None"),
        ("NT", True, "NT", "None", "yes"),
    ],
)
def test_the_tax_code(tax_code: str, week1_month1: bool, text: str, regime: str, basis: str) -> None:
    said_of = one(tax_code=tax_code, week1_month1=week1_month1)

    assert said(said_of, "Employment/Payment/TaxCode") == [text]
    assert said(said_of, "Employment/Payment/TaxCode@TaxRegime") == [regime]
    assert said(said_of, "Employment/Payment/TaxCode@BasisNonCumulative") == [basis]


@pytest.mark.parametrize(
    ("frequency", "tax_period", "pay_date", "code", "number"),
    [
        ("weekly", 34, date(2026, 11, 27), "W1", ("WeekNo", "34")),
        ("weekly", 53, date(2027, 4, 5), "W1", ("WeekNo", "53")),
        ("fortnightly", 53, date(2027, 4, 5), "W2", ("WeekNo", "54")),
        ("four-weekly", 53, date(2027, 4, 5), "W4", ("WeekNo", "56")),
        ("four-weekly", 52, date(2027, 4, 2), "W4", ("WeekNo", "52")),
        ("monthly", 8, date(2026, 11, 30), "M1", ("MonthNo", "8")),
        ("annual", 1, date(2026, 4, 6), "MA", ("MonthNo", "1")),
        ("annual", 39, date(2027, 1, 5), "MA", ("MonthNo", "9")),
        ("annual", 40, date(2027, 1, 6), "MA", ("MonthNo", "10")),
        ("annual", 53, date(2027, 4, 5), "MA", ("MonthNo", "12")),
    ],
)
def test_the_period(frequency: str, tax_period: int, pay_date: date, code: str, number: tuple[str, str]) -> None:
    run = a_run(frequency=frequency, tax_period=tax_period, pay_date=pay_date)
    payment = employee(build_fps(run, SETTINGS).message, "1001")

    assert said(payment, "Employment/Payment/PayFreq") == [code]
    assert said(payment, f"Employment/Payment/{number[0]}") == [number[1]]
    assert said(payment, "Employment/Payment/PmtDate") == [pay_date.isoformat()]


def test_the_kinds_of_pension(varied_run: RunFigures) -> None:
    message = build_fps(varied_run, SETTINGS).message
    items = ("EmpeePenContribnsPaid", "EmpeePenContribnsNotPaid", "DednsFromNetPay")

    def of(payroll_id: str) -> list[list[str]]:
        return [said(employee(message, payroll_id), f"Employment/Payment/{item}") for item in items]

    assert of("net-pay") == [["150.00"], [], []]
    assert of("k-code") == [[], ["99.20"], ["99.20"]]
    assert of("sacrifice") == of("no-pension") == [[], [], []]
    assert said(employee(message, "net-pay"), "Employment/FiguresToDate/EmpeePenContribnsPaidYTD") == ["150.00"]
    assert said(employee(message, "k-code"), "Employment/FiguresToDate/EmpeePenContribnsNotPaidYTD") == ["99.20"]


def test_loans(varied_run: RunFigures) -> None:
    with_both = employee(build_fps(varied_run, SETTINGS).message, "loans")

    assert said(with_both, "Employment/Payment/StudentLoanRecovered") == ["49.00"]
    assert said(with_both, "Employment/Payment/StudentLoanRecovered@PlanType") == ["05"]
    assert said(with_both, "Employment/Payment/PostgradLoanRecovered") == ["75.00"]
    assert said(with_both, "Employment/FiguresToDate/StudentLoansTD") == ["49.00"]
    assert said(with_both, "Employment/FiguresToDate/PostgradLoansTD") == ["75.00"]


def test_two_loans_that_cancel_out_are_both_said() -> None:
    refund = a_payment(postgraduate_loan=True, postgraduate_loan_pence=-49_00, net_pay_pence=2354_24)
    message = build_fps(a_run(refund), SETTINGS).message

    assert said(employee(message, "1001"), "Employment/Payment/StudentLoanRecovered") == ["49.00"]
    assert said(employee(message, "1001"), "Employment/Payment/PostgradLoanRecovered") == ["-49.00"]


def test_starters_leavers_and_directors(varied_run: RunFigures) -> None:
    message = build_fps(varied_run, SETTINGS).message
    starter = employee(message, "starter")

    assert said(starter, "Employment/Starter/StartDate") == ["2026-11-02"]
    assert said(starter, "Employment/Starter/StartDec") == ["B"]
    assert said(starter, "Employment/Starter/StudentLoan") == ["yes"]
    assert said(starter, "Employment/Starter/PostgradLoan") == ["yes"]
    assert said(employee(message, "leaver"), "Employment/LeavingDate") == ["2026-11-13"]
    assert said(employee(message, "leaver"), "Employment/Payment/PmtAfterLeaving") == []
    assert said(employee(message, "leaves-later"), "Employment/LeavingDate") == []
    assert said(employee(message, "director-an"), "Employment/DirectorsNIC") == ["AN"]
    assert said(employee(message, "director-an"), "Employment/TaxWkOfApptOfDirector") == ["36"]
    assert said(employee(message, "director-al"), "Employment/DirectorsNIC") == ["AL"]
    assert said(employee(message, "director-al"), "Employment/TaxWkOfApptOfDirector") == []
    again = build_fps(varied_run, SETTINGS, leavers_reported={"leaver"}).message
    assert said(employee(again, "leaver"), "Employment/Payment/PmtAfterLeaving") == ["yes"]


def test_the_workplace_of_a_special_tax_site_is_said_while_its_letter_is_in_the_year() -> None:
    pay = a_payment(a_person(workplace_postcode="TS6 6UD"))
    freeport = replace(pay.to_date.ni[0], letter="F")
    moved_on = replace(pay, to_date=replace(pay.to_date, ni=(freeport, *pay.to_date.ni)))
    path = "Employment/EmployeeWorkplacePostcode"

    assert said(employee(build_fps(a_run(moved_on), SETTINGS).message, "1001"), path) == ["TS6 6UD"]
    assert said(employee(build_fps(a_run(pay), SETTINGS).message, "1001"), path) == []


def test_only_the_letter_of_this_payment_has_figures_in_the_period(varied_run: RunFigures) -> None:
    both = employee(build_fps(varied_run, SETTINGS).message, "two-letters")

    assert said(both, "Employment/NIlettersAndValues/NIletter") == ["M", "A"]
    assert said(both, "Employment/NIlettersAndValues/GrossEarningsForNICsInPd") == ["0.00", "3000.00"]
    assert said(both, "Employment/NIlettersAndValues/TotalEmpNICInPd") == ["0.00", "387.45"]
    assert said(both, "Employment/NIlettersAndValues/EmpeeContribnsInPd") == ["0.00", "156.16"]
    assert said(both, "Employment/NIlettersAndValues/EmpeeContribnsYTD") == ["312.32", "1249.28"]
    assert said(both, "Employment/FiguresToDate/TotalTax") == ["-1.20"]


def test_no_bands_are_reported_for_category_x(varied_run: RunFigures) -> None:
    child = employee(build_fps(varied_run, SETTINGS).message, "under-16")

    assert said(child, "Employment/NIlettersAndValues/GrossEarningsForNICsInPd") == ["400.00"]
    assert said(child, "Employment/NIlettersAndValues/AtLELYTD") == ["0.00"]
