"""The demo as a new user meets it, and what it leaves read back: everything agrees to the penny."""

import csv
import io
import json
import re
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader

from actions.opening_figures_of_the_demo import opening_figures
from cli.processes import environment, sixpence_forked, sixpence_here
from sixpence.cli.demo_company import OPENING_FIGURES
from sixpence.filing.irmark import irmark, irmark_inside
from sixpence.filing.totals import read_fps_totals
from sixpence.payments.formats import payment_formats

pytestmark = pytest.mark.sqlite("the demo leaves its store as one folder")


def demo(out: Path, *arguments: str | Path) -> str:
    """What it said, to its good end and without a complaint."""
    process = sixpence_forked("demo", "--out", out, *arguments, env=environment())
    said, complaints = process.communicate()
    assert (process.poll(), complaints) == (0, "")
    return said


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made") / "demo"
    said = demo(out)
    (out.parent / "told.txt").write_text(said)
    return out


@pytest.fixture(scope="module")
def summary(made: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((made / "summary.json").read_text())
    return content


def test_the_summary_is_as_promised(made: Path, summary: dict[str, Any]) -> None:
    assert (summary["pay_date"], summary["tax_year"]) == ("2026-11-30", "2026-27")
    assert (summary["people_in_hr"], summary["excluded"], summary["employees_on_payroll"]) == (49, 7, 36)
    assert {one["employee_id"]: one["missing"] for one in summary["cannot_be_paid"]} == {
        "2100327": ["tax_code"],
        "2100328": ["gender"],
        "2100329": ["birth_date"],
        "2100330": ["salary"],
    }
    counted = summary["excluded"] + summary["employees_on_payroll"] + len(summary["cannot_be_paid"])
    assert counted + summary["not_employed_in_the_period"] == summary["people_in_hr"]
    names = {"gross_pay", "income_tax", "employee_ni", "employer_ni", "student_loans", "employee_pension"}
    assert summary["totals_pence"].keys() == names | {"employer_pension", "net_pay"}
    assert re.fullmatch("[0-9a-f]{64}", summary["run_digest"])


def test_every_file_is_there_with_its_digest(made: Path, summary: dict[str, Any]) -> None:
    listed = {one["path"]: one for one in summary["files"]}
    assert sum(one["kind"] == "payslip" for one in listed.values()) == summary["employees_on_payroll"]
    for path, one in listed.items():
        assert sha256((made / path).read_bytes()).hexdigest() == one["sha256"]
    there = {str(path.relative_to(made)) for path in made.rglob("*") if path.is_file() and "store" not in path.parts}
    assert there == {*listed, "summary.json"}


def _net_pay_of(payslip: Path) -> int:
    text = " ".join(page.extract_text() for page in PdfReader(payslip).pages)
    match = re.search(r"Net pay.*?£([0-9,]+)\.([0-9]{2})", text, re.DOTALL)
    assert match is not None, payslip
    return int(match[1].replace(",", "")) * 100 + int(match[2])


def test_payslips_run_fps_and_bank_file_agree_to_the_penny(made: Path, summary: dict[str, Any]) -> None:
    totals = summary["totals_pence"]
    assert sum(_net_pay_of(path) for path in (made / "payslips").glob("*.pdf")) == totals["net_pay"]
    filed = read_fps_totals((made / "fps.xml").read_bytes()).totals
    assert filed.employees == summary["employees_on_payroll"]
    assert (filed.tax_pence, filed.employee_ni_pence) == (totals["income_tax"], totals["employee_ni"])
    assert (filed.employer_ni_pence, filed.student_loans_pence) == (totals["employer_ni"], totals["student_loans"])
    assert filed.net_pay_pence == totals["net_pay"]
    file = payment_formats()["standard18"].read((made / "payments.txt").read_bytes())
    assert (file.total_pence, len(file.credits)) == (totals["net_pay"], summary["employees_on_payroll"])
    deducted = sum(totals[name] for name in ("income_tax", "employee_ni", "student_loans", "employee_pension"))
    assert totals["net_pay"] == totals["gross_pay"] - deducted


def test_the_fps_passes_hmrcs_schema_rules_and_mark(made: Path, reference: Path) -> None:
    from lxml import isoschematron  # type: ignore[attr-defined]  # the stubs leave it out

    message = (made / "fps.xml").read_bytes()
    root = etree.fromstring(message)
    schemas = reference / "rti" / "schemas" / "2026-27"
    schema = etree.XMLSchema(etree.parse(schemas / "FullPaymentSubmission-2027-v1-0.xsd"))
    body = root.find(".//{*}IRenvelope")
    assert body is not None
    schema.assertValid(etree.fromstring(etree.tostring(body)))
    rules = isoschematron.Schematron(etree.parse(schemas / "FullPaymentSubmission-2027-v1-0.sch"), store_report=True)
    assert rules.validate(root), rules.validation_report
    assert irmark_inside(message) == irmark(message).base64


def test_it_tells_what_it_did(made: Path) -> None:
    told = (made.parent / "told.txt").read_text()
    for line in (
        "sign-ins and reads, and nothing else",
        "Exclude if Country is one of: Germany, Spain: 7 people",
        "2100329  Yusuf Garrick-Bell        Date of birth",
        "Sum of payslips = run = FPS = payments, to the penny",
        "processing Fri 27 Nov, in accounts Mon 30 Nov",
    ):
        assert line in told


def test_run_twice_it_ends_the_same(made: Path, tmp_path: Path, summary: dict[str, Any]) -> None:
    out = shutil.copytree(made, tmp_path / "demo")
    demo(out)  # it replaces the first
    assert json.loads((out / "summary.json").read_text()) == summary


def test_a_folder_with_something_else_in_it_is_left_alone(own_stores: None, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    (out / "letter.txt").write_text("Dear")
    run = sixpence_here("demo", "--out", out)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert "holds something that is no earlier demo" in run.stderr
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "letter.txt"]


def test_a_folder_without_an_account_is_one_line(own_stores: None, tmp_path: Path) -> None:
    run = sixpence_here("demo", "--out", tmp_path / "demo", "--account", tmp_path)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "demo").exists()


def test_the_recorded_uk_account_is_paid_as_far_as_the_law_allows(reference: Path, tmp_path: Path) -> None:
    out = tmp_path / "demo"
    demo(out, "--account", reference / "personio" / "examples")
    summary = json.loads((out / "summary.json").read_text())
    assert (summary["people_in_hr"], summary["employees_on_payroll"]) == (17, 15)
    assert {one["employee_id"]: one["missing"] for one in summary["cannot_be_paid"]} == {
        "13649287": ["gender", "hours_worked"],
        "13649297": ["gender", "birth_date", "start_date", "address_line_1", "salary"],
    }
    assert len(summary["paid_on_hmrc_starter_rules"]) == len(summary["to_be_paid_by_hand"]) == 15
    message = etree.fromstring((out / "fps.xml").read_bytes())
    # Nothing is invented: nobody's made-up NI number is sent, and the code is the one for whom nothing is known.
    assert message.findall(".//{*}NINO") == []
    assert {code.text for code in message.iterfind(".//{*}TaxCode")} == {"0T"}
    assert {code.get("BasisNonCumulative") for code in message.iterfind(".//{*}TaxCode")} == {"yes"}
    assert {one.text for one in message.iterfind(".//{*}StartDec")} == {"C"}
    rows = csv.DictReader(io.StringIO((out / "payments-by-hand.csv").read_text()))
    pence = [int(row["net_pay"].replace(".", "")) for row in rows]
    assert sum(pence) == summary["totals_pence"]["net_pay"]
    assert not (out / "payments.txt").exists()


def test_the_opening_figures_are_what_april_to_october_come_to() -> None:
    assert OPENING_FIGURES.read_text() == opening_figures()
