"""The PDF itself: read back, accessible, reproducible, and literal about what people are called."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import BooleanObject

from builders import a_payment, a_person, a_run, an_employer
from golden import same_as_golden
from sixpence.basics.money import pence_from_pounds
from sixpence.basics.refused import Refused
from sixpence.documents.payslip import render_payslip, render_payslips
from sixpence.documents.payslip_data import payslip_data
from sixpence.payrun.figures import PayLine, PersonPay, RunFigures

GOLDEN = Path(__file__).parent / "golden" / "payslip.txt"


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def everything_at_once() -> PersonPay:
    """Eight lines of pay, every deduction, a sacrifice, a refund, a director, long names and several notes."""
    lines = (
        PayLine(label="Basic pay", amount_pence=2100_00, hours=140_00, rate_pence=15_00),
        PayLine(label="Overtime at time and a half", amount_pence=146_25, hours=6_50, rate_pence=22_50),
        PayLine(label="Holiday pay", amount_pence=120_00, hours=8_00, rate_pence=15_00),
        PayLine(label="Long service award for the spring and summer quarters", amount_pence=500_00),
        PayLine(label="On-call allowance", amount_pence=80_00),
        PayLine(label="Statutory sick pay", amount_pence=47_50),
        PayLine(label="Unpaid leave", amount_pence=-60_00),
        PayLine(label="Commission", amount_pence=66_25),
    )
    person = a_person(
        first_name="Maximiliana-Theodora", last_name="Featherstonehaugh-Llewellyn-Price", job_title="W" * 60
    )
    return a_payment(
        person,
        lines=lines,
        pension="salary-sacrifice",
        income_tax_pence=-120_40,
        postgraduate_loan=True,
        postgraduate_loan_pence=21_00,
        director="alternative",
        net_pay_pence=3000_00 + 120_40 - 156_16 - 49_00 - 21_00 - 99_20,
        assumptions=(
            "No P45 or starter checklist has reached us, so the emergency code is used until HMRC sends another.",
            "The student loan plan was not given, so plan 2 is used until the Student Loans Company writes.",
        ),
    )


@pytest.fixture(scope="module")
def run() -> RunFigures:
    salaries = (2000_00, 3000_00, 12_345_67)
    people = (
        a_payment(
            a_person(str(1001 + number), first_name=f"Number{number}"),
            lines=(PayLine(label="Salary", amount_pence=salary),),
            gross_pay_pence=salary,
            net_pay_pence=salary - 390_40 - 156_16 - 49_00 - 99_20,
        )
        for number, salary in enumerate(salaries)
    )
    return a_run(*people)


def test_every_text_and_amount_is_on_the_page() -> None:
    for pay in (a_payment(), everything_at_once()):
        payslip = payslip_data(pay, a_run(pay))
        text = " ".join(text_of(render_payslip(pay, a_run(pay))).split())
        for section in payslip["sections"]:
            assert section["heading"] in text
            for row in section["rows"]:
                parts = (row[part] for part in ("label", "detail", "hours", "rate", "amount", "to_date"))
                assert " ".join(part for part in parts if part) in text
        for fact in payslip["facts"]:
            assert f"{fact['label']} {fact['text']}" in text
        for part in ("employer", "employer_address", "employee", "net_pay", "method"):
            assert payslip[part] in text
        assert all(note in text for note in payslip["notes"])


def test_the_text_of_a_payslip() -> None:
    text = text_of(render_payslip(everything_at_once(), a_run(everything_at_once()))) + "\n"
    same_as_golden(GOLDEN, text.encode())


def test_everything_at_once_stays_on_one_page() -> None:
    pdf = render_payslip(everything_at_once(), a_run(everything_at_once()))
    assert len(PdfReader(BytesIO(pdf)).pages) == 1


def test_the_payslips_read_back_are_the_totals_of_the_run(run: RunFigures) -> None:
    sums = {"Gross pay": 0, "Income tax tax code 1257L": 0, "Net pay": 0}
    for _, pdf in render_payslips(run):
        lines = text_of(pdf).splitlines()
        for label in sums:
            (line,) = (line for line in lines if line.startswith(f"{label} £"))
            sums[label] += pence_from_pounds(line.removeprefix(f"{label} £").split()[0].replace(",", ""))
    assert sums == {
        "Gross pay": run.totals.gross_pay,
        "Income tax tax code 1257L": run.totals.income_tax,
        "Net pay": run.totals.net_pay,
    }


def test_payslips_come_in_the_order_of_the_run_with_progress() -> None:
    people = tuple(a_payment(a_person(f"{number:04d}")) for number in range(21))
    told: list[tuple[int, int]] = []
    rendered = list(render_payslips(a_run(*people), lambda done, everyone: told.append((done, everyone))))
    assert [employee_id for employee_id, _ in rendered] == [pay.employee_id for pay in people]
    assert all(f"Employee number\n{employee_id}\n" in text_of(pdf) for employee_id, pdf in rendered)
    assert told == [(done, 21) for done in range(1, 22)]


def test_the_document_is_tagged_titled_and_in_british_english() -> None:
    pdf = PdfReader(BytesIO(render_payslip(a_payment(), a_run())))
    root = pdf.root_object
    assert root["/MarkInfo"]["/Marked"] == BooleanObject(True)
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == BooleanObject(True)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Payslip of Zoë O'Dowd-Llŷr, 30 November 2026"
    assert pdf.metadata.author == "Kestrel & Wren Instruments Ltd"
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


def test_the_document_is_dated_by_the_pay_day() -> None:
    pdf = PdfReader(BytesIO(render_payslip(a_payment(), a_run(pay_date=date(2026, 12, 31)))))
    assert pdf.metadata is not None
    assert pdf.metadata.creation_date_raw == "D:20261231000000Z"
    assert pdf.metadata.modification_date_raw == "D:20261231000000Z"


def test_the_same_run_makes_the_same_bytes_in_any_process(run: RunFigures) -> None:
    first, again = dict(render_payslips(run)), dict(render_payslips(run))
    assert first == again
    assert len(set(first.values())) == len(run.people)
    program = """
import sys
from builders import a_payment, a_run
from sixpence.documents.payslip import render_payslip
sys.stdout.buffer.write(render_payslip(a_payment(), a_run()))
"""
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[1],
        env={"TZ": "Pacific/Auckland", "LC_ALL": "C"},
    )
    assert elsewhere.stdout == render_payslip(a_payment(), a_run())


@pytest.mark.parametrize(
    "name",
    [
        "#sys.inputs",
        "*bold* _slanted_",
        "$x^2$",
        "[content] <label> @ref",
        "back\\slash \"quoted\" 'single'",
        "= Heading // comment /* more */",
        "https://example.org/~a",
        "difficult offices",
        "Nguyễn Thị Ánh",
        "Ελένη Грозный",
        "W" * 35,
    ],
)
def test_names_appear_letter_for_letter(name: str) -> None:
    pay = a_payment(a_person(last_name=name, job_title=name), lines=(PayLine(label=name, amount_pence=3000_00),))
    run = a_run(pay, employer=an_employer(name=name))
    text, told = ("".join(words.split()) for words in (text_of(render_payslip(pay, run)), name))  # lines may break
    assert text.startswith(f"{told}1MillWharf")
    assert f"Zoë{told}{told},Workshop" in text
    assert f"Pay{told}£3,000.00Grosspay" in text


def test_words_without_an_end_are_broken_before_the_edge_of_the_page() -> None:
    wide = "W" * 120
    person = a_person(wide, first_name=wide, job_title=wide, department="")
    pay = a_payment(person, lines=(PayLine(label=wide, amount_pence=3000_00),))
    text = text_of(render_payslip(pay, a_run(pay, employer=an_employer(name=wide))))
    widths = [line.count("W") for line in text.splitlines() if "WW" in line]
    assert sum(widths) == 5 * 120  # all of the five are there
    assert max(widths) == 40  # 44 of the name's letters would fill the page's width


def test_a_character_that_the_fonts_lack_is_refused_by_employee_id() -> None:
    pay = a_payment(a_person(last_name="李"))
    with pytest.raises(Refused, match=r"^payslip of employee 1001: a name or a label has a character") as refused:
        list(render_payslips(a_run(pay)))
    assert "李" not in str(refused.value)


def test_a_payslip_longer_than_a_page_loses_nothing() -> None:
    lines = tuple(PayLine(label=f"Piece {number}", amount_pence=50_00) for number in range(60))
    pay = replace(a_payment(), lines=lines)
    pdf = render_payslip(pay, a_run(pay))
    assert len(PdfReader(BytesIO(pdf)).pages) == 2
    text = text_of(pdf)
    assert all(f"Piece {number} £50.00" in text for number in range(60))
    assert text.count("This payment") == 2  # the columns are named on each page
