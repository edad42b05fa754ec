"""The FPS against lxml's C14N, against HMRC's schema and rules (where the reference folder is), and item by item."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, isoschematron  # type: ignore[attr-defined]

from builders import a_payment, a_person, a_run
from filing.fps_reading import SETTINGS, TAG
from golden import same_as_golden
from payrun.worlds import PAID_BEFORE, facts_of, run
from sixpence.basics.refused import Refused
from sixpence.filing.fps import build_fps
from sixpence.filing.govtalk import Credentials, with_credentials
from sixpence.filing.irmark import irmark, irmark_inside
from sixpence.filing.totals import FpsTotals, read_fps_totals
from sixpence.payrun.figures import RunFigures

GOLDEN = Path(__file__).parent / "golden" / "fps.xml"
SECRET = Credentials("GATEWAY<1>", "p&ss")


def canonical_body(message: bytes) -> tuple[bytes, bytes]:
    """The Body as lxml canonicalises it, and as it stands in the message under its inherited namespace."""
    body = etree.fromstring(message).find("{http://www.govtalk.gov.uk/CM/envelope}Body")
    assert body is not None
    inner = message.partition(b"<Body>")[2].partition(b"</Body>")[0]
    as_written = b'<Body xmlns="http://www.govtalk.gov.uk/CM/envelope">' + inner + b"</Body>"
    return etree.tostring(body, method="c14n"), as_written


def test_the_golden_fps(varied_run: RunFigures) -> None:
    settings = replace(SETTINGS, timestamp=datetime(2026, 11, 27, 9, 30, tzinfo=UTC))
    same_as_golden(GOLDEN, build_fps(varied_run, settings).message)


def test_the_golden_fps_carries_its_own_mark_which_the_docs_show() -> None:
    mark = irmark(GOLDEN.read_bytes())
    docs = (Path(__file__).parents[2] / "docs" / "filing.md").read_text()

    assert mark.base64 == irmark_inside(GOLDEN.read_bytes())
    assert f"base64 {mark.base64}\nbase32 {mark.base32}\n" in docs


def test_the_body_is_canonical_as_written_and_the_mark_is_the_general_one(varied_run: RunFigures) -> None:
    fps = build_fps(varied_run, SETTINGS)
    canonical, as_written = canonical_body(fps.message)

    assert as_written == canonical
    assert fps.irmark == irmark(fps.message)
    assert irmark_inside(fps.message) == fps.irmark.base64


SIGNS = st.text(st.sampled_from("abcXYZ éÉöñøßŁæÞ'’-–&<>\".#\t\r\n£̈"), max_size=40)
NAMES = SIGNS.map(lambda text: f"Å{text}")
LINES = st.builds("{}½{}".format, SIGNS, SIGNS)


@given(first=NAMES, last=NAMES, title=SIGNS, line_1=LINES, line_2=LINES, country=NAMES)
def test_whatever_people_are_called_the_bytes_are_canonical(
    first: str, last: str, title: str, line_1: str, line_2: str, country: str
) -> None:
    person = a_person(
        first_name=first, last_name=last, title=title, address_line_1=line_1, address_line_2=line_2, country=country
    )
    fps = build_fps(a_run(a_payment(person)), SETTINGS)
    canonical, as_written = canonical_body(fps.message)
    assert as_written == canonical
    assert fps.irmark == irmark(fps.message)
    assert fps.message.isascii()


@pytest.fixture(scope="module")
def schema(reference: Path) -> etree.XMLSchema:
    return etree.XMLSchema(
        etree.parse(reference / "rti" / "schemas" / "2026-27" / "FullPaymentSubmission-2027-v1-0.xsd")
    )


def assert_valid(schema: etree.XMLSchema, message: bytes) -> None:
    """HMRC's schema is that of the IRenvelope, what is in the Body."""
    envelope = etree.fromstring(message).find(".//{*}IRenvelope")
    assert envelope is not None
    schema.assertValid(etree.fromstring(etree.tostring(envelope)))


@given(first=NAMES, last=NAMES, line_1=LINES, line_2=LINES, country=NAMES)
def test_whatever_people_are_called_hmrcs_schema_is_met(
    schema: etree.XMLSchema, first: str, last: str, line_1: str, line_2: str, country: str
) -> None:
    person = a_person(first_name=first, last_name=last, address_line_1=line_1, address_line_2=line_2, country=country)
    assert_valid(schema, build_fps(a_run(a_payment(person)), SETTINGS).message)


@pytest.fixture(scope="module")
def rules(reference: Path) -> isoschematron.Schematron:
    source = etree.parse(reference / "rti" / "schemas" / "2026-27" / "FullPaymentSubmission-2027-v1-0.sch")
    return isoschematron.Schematron(source, store_report=True)


@pytest.fixture(scope="module")
def envelope_schema(reference: Path) -> etree.XMLSchema:
    """HMRC's envelope schema, with the signature schema that it fetches from the web taken from beside it."""
    folder = reference / "rti" / "schemas" / "common"
    text = (folder / "envelope-v2-0-HMRC.xsd").read_bytes()
    address = b"http://www.w3.org/TR/2001/PR-xmldsig-core-20010820/xmldsig-core-schema.xsd"
    assert text.count(address) == 1
    local = text.replace(address, (folder / "xmldsig-core-schema.xsd").as_uri().encode())
    return etree.XMLSchema(etree.fromstring(local))


def broken_rules(rules: isoschematron.Schematron, message: bytes) -> list[str]:
    rules.validate(etree.fromstring(message))
    report = rules.validation_report
    assert report is not None
    return [
        str(element.findtext("{*}text")) for element in report.iter("{http://purl.oclc.org/dsdl/svrl}failed-assert")
    ]


def test_varied_people_meet_hmrcs_schema(varied_run: RunFigures, schema: etree.XMLSchema) -> None:
    assert_valid(schema, build_fps(varied_run, SETTINGS).message)


@pytest.mark.parametrize(
    ("frequency", "tax_period", "pay_date"),
    [
        ("weekly", 1, date(2026, 4, 6)),
        ("weekly", 53, date(2027, 4, 5)),
        ("fortnightly", 53, date(2027, 4, 5)),
        ("four-weekly", 53, date(2027, 4, 5)),
        ("monthly", 12, date(2027, 4, 5)),
        ("annual", 12, date(2027, 3, 31)),
    ],
)
def test_every_frequency_meets_hmrcs_schema(
    schema: etree.XMLSchema, frequency: str, tax_period: int, pay_date: date
) -> None:
    run = a_run(frequency=frequency, tax_period=tax_period, pay_date=pay_date)
    assert_valid(schema, build_fps(run, SETTINGS).message)


def test_varied_people_break_none_of_hmrcs_rules(varied_run: RunFigures, rules: isoschematron.Schematron) -> None:
    message = build_fps(varied_run, SETTINGS).message

    assert broken_rules(rules, message) == []
    assert broken_rules(rules, message.replace(b"<OfficeNo>123", b"<OfficeNo>124")) == [
        "The TaxOfficeNumber key within the IRheader must match [HMRCOFFICENUMBER]"
    ]


def test_the_year_before_has_its_own_schema_and_rules(varied_run: RunFigures, reference: Path) -> None:
    # Plan 5 began in April 2026, and whoever started in that year is another.
    people = tuple(
        replace(pay, student_loan_plan=pay.student_loan_plan.replace("5", "4"))
        for pay in varied_run.people
        if pay.person.day("start_date") != date(2026, 11, 2)
    )
    year = replace(varied_run, people=people, tax_year="2025-26", pay_date=date(2025, 11, 28))
    folder = reference / "rti" / "schemas" / "2025-26"
    message = build_fps(year, SETTINGS).message

    assert_valid(etree.XMLSchema(etree.parse(folder / "FullPaymentSubmission-2026-v1-0.xsd")), message)
    rules = isoschematron.Schematron(etree.parse(folder / "FullPaymentSubmission-2026-v1-0.sch"), store_report=True)
    assert broken_rules(rules, message) == []


def test_a_run_as_it_is_calculated_can_be_filed(schema: etree.XMLSchema, rules: isoschematron.Schematron) -> None:
    pension = {"employee_pension_percent": "5.00", "employer_pension_percent": "3.00"}
    figures = run(
        facts_of("1001", tax_code="SK475"),
        facts_of("1002", director="standard", director_since="2026-09-01", salary="4500000 monthly"),
        facts_of("1003", student_loan_plan="5", postgraduate_loan="yes", pension="net-pay", **pension),
        facts_of("1004", pension="salary-sacrifice", **pension),
        facts_of("1005", pension="relief-at-source", **pension),
        facts_of("1006", birth_date="2011-06-01", ni_category="X", salary="60000 monthly"),
        facts_of("1007", birth_date="1950-01-01", ni_category="C"),
        facts_of("1008", tax_code="", start_date="2026-11-10"),
        history=dict.fromkeys(("1001", "1002", "1003", "1004", "1005", "1006", "1007"), PAID_BEFORE),
    ).figures
    message = build_fps(figures, SETTINGS).message

    assert_valid(schema, message)
    assert broken_rules(rules, message) == []
    assert read_fps_totals(message).net_pay_pence == {pay.employee_id: pay.net_pay_pence for pay in figures.people}
    assert len(figures.people) == 8


def test_the_envelope_meets_its_schema_with_and_without_credentials(
    varied_run: RunFigures, envelope_schema: etree.XMLSchema
) -> None:
    fps = build_fps(varied_run, replace(SETTINGS, test_in_live=True, timestamp=datetime(2026, 11, 27, tzinfo=UTC)))

    envelope_schema.assertValid(etree.fromstring(fps.message))
    envelope_schema.assertValid(etree.fromstring(with_credentials(fps.message, SECRET)))
    assert b"<Class>HMRC-PAYE-RTI-FPS-TIL</Class>" in fps.message


def test_credentials_are_added_last_and_leave_the_mark_right() -> None:
    fps = build_fps(a_run(), SETTINGS)
    sent = with_credentials(fps.message, SECRET)

    assert b"SenderID" not in fps.message
    assert b"<SenderID>GATEWAY&lt;1&gt;</SenderID>" in sent
    assert b"<Value>p&amp;ss</Value>" in sent
    assert irmark(sent) == fps.irmark
    assert "p&ss" not in repr(SECRET)
    with pytest.raises(Refused, match="no empty SenderDetails"):
        with_credentials(sent, SECRET)


def test_sum_of_payslips_is_the_run_is_the_fps(varied_run: RunFigures) -> None:
    fps = build_fps(varied_run, SETTINGS)
    read = read_fps_totals(fps.message)
    totals = varied_run.totals

    assert read.net_pay_pence == {pay.employee_id: pay.net_pay_pence for pay in varied_run.people}
    assert (
        read.totals
        == fps.totals
        == FpsTotals(
            employees=len(varied_run.people),
            taxable_pay_pence=sum(pay.taxable_pay_pence for pay in varied_run.people),
            tax_pence=totals.income_tax,
            employee_ni_pence=totals.employee_ni,
            employer_ni_pence=totals.employer_ni,
            student_loans_pence=totals.student_loans,
            net_pay_pence=totals.net_pay,
        )
    )


# The part of HMRC's schema that we write, in its order.
ORDER = {
    "Employee": "EmployeeDetails Employment",
    "EmployeeDetails": "NINO Name Address BirthDate Gender",
    "Name": "Ttl Fore Sur",
    "Address": "Line UKPostcode ForeignCountry",
    "Employment": "DirectorsNIC TaxWkOfApptOfDirector Starter EmployeeWorkplacePostcode PayId LeavingDate"
    " FiguresToDate Payment NIlettersAndValues",
    "Starter": "StartDate StartDec StudentLoan PostgradLoan",
    "FiguresToDate": "TaxablePay TotalTax StudentLoansTD PostgradLoansTD EmpeePenContribnsPaidYTD"
    " EmpeePenContribnsNotPaidYTD",
    "Payment": "PayFreq PmtDate WeekNo MonthNo PeriodsCovered PmtAfterLeaving HoursWorked TaxCode TaxablePay"
    " DednsFromNetPay PayAfterStatDedns EmpeePenContribnsPaid EmpeePenContribnsNotPaid StudentLoanRecovered"
    " PostgradLoanRecovered TaxDeductedOrRefunded",
    "NIlettersAndValues": "NIletter GrossEarningsForNICsInPd GrossEarningsForNICsYTD AtLELYTD LELtoPTYTD PTtoUELYTD"
    " TotalEmpNICInPd TotalEmpNICYTD EmpeeContribnsInPd EmpeeContribnsYTD",
}


def test_elements_stand_in_the_order_of_the_schema(varied_run: RunFigures) -> None:
    message = build_fps(varied_run, SETTINGS, leavers_reported={"leaver"}).message
    used: dict[str, set[str]] = {name: set() for name in ORDER}
    for parent in (each for top in etree.fromstring(message).iter(f"{TAG}Employee") for each in top.iter()):
        children = [str(child.tag).removeprefix(TAG) for child in parent]
        if not children:
            continue
        name = str(parent.tag).removeprefix(TAG)
        order = ORDER[name].split()
        assert children == sorted(children, key=order.index)
        used[name].update(children)
    assert {name: " ".join(sorted(children)) for name, children in used.items()} == {
        name: " ".join(sorted(set(order.split()) - {"WeekNo"})) for name, order in ORDER.items()
    }
