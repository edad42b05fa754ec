"""The Full Payment Submission: what HMRC is told about a pay run, on or before the day people are paid.

The message is written directly as canonical XML (no white space inside tags, no self-closed element, attributes in
order, line feeds alone), so that its IRmark is the digest of bytes that are there already. Tests hold it against lxml's
C14N, HMRC's schema and HMRC's business rules.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sixpence.basics.refused import Refused
from sixpence.filing.fps_details import DetailsWriter
from sixpence.filing.fps_employment import EmploymentWriter
from sixpence.filing.govtalk import Document, FilingSettings, keys, seal
from sixpence.filing.irmark import IrMark
from sixpence.filing.totals import FpsTotals
from sixpence.payrun.figures import PersonPay, RunFigures, Totals, totals_of
from sixpence.people.employer import Employer

CORRECTION = "H"  # 154: correction to earlier submission
_NAMESPACE = "http://www.govtalk.gov.uk/taxation/PAYE/RTI/FullPaymentSubmission/"


@dataclass(frozen=True, slots=True)
class FpsYear:
    """What changes from one year's FPS to the next, as far as we write it."""

    namespace: str
    related_tax_year: str  # 18A
    first_day: date
    last_day: date


FPS_YEARS = {
    "2025-26": FpsYear(f"{_NAMESPACE}25-26/1", "25-26", date(2025, 4, 6), date(2026, 4, 5)),
    "2026-27": FpsYear(f"{_NAMESPACE}26-27/1", "26-27", date(2026, 4, 6), date(2027, 4, 5)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fps:
    """A submission as it would be sent, but for the credentials (`govtalk.with_credentials`)."""

    message: bytes
    irmark: IrMark
    totals: FpsTotals


def build_fps(
    run: RunFigures,
    settings: FilingSettings,
    leavers_reported: Collection[str] = (),
    *,
    told: Mapping[str, PersonPay] | None = None,
) -> Fps:
    """The FPS of a pay run; with `told`, by employee id, the one that corrects what HMRC was told of it before.

    `leavers_reported` are the employee ids whose leaving date an earlier FPS reported: what they are paid now is a
    payment after leaving (item 51). Raises Refused before any byte is made, naming every person and field at fault.
    """
    year = _year_of(run)
    problems = _problems_of_the_scheme(run)
    details = DetailsWriter(run.pay_date, problems)
    late_reason = "" if told is None else CORRECTION
    employment = EmploymentWriter(run, leavers_reported, problems, told=told, late_reason=late_reason)
    employees = [
        (
            f"<Employee>{details.write(pay.person, is_starter=pay.is_starter)}"
            f"{employment.write(pay, details.payroll_id(pay.employee_id))}</Employee>\n"
        ).encode()
        for pay in run.people
    ]
    if problems:
        raise Refused(f"no FPS can be made of run {run.run_id}: {_in_one_line(problems)}")
    totals = FpsTotals(len(employees), *map(sum, zip(*employment.filed, strict=True)))
    _assert_agree(totals, run.totals, totals_of((told or {}).values()))
    message, mark = seal(_document(run.employer, year, settings.sender, employees), settings)
    return Fps(message=message, irmark=mark, totals=totals)


def _in_one_line(problems: Sequence[str]) -> str:
    """All of a few problems; of many the first, and how many there are besides."""
    more = f"; and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
    return "; ".join(problems[:_SHOWN]) + more


_SHOWN = 20  # problems that still fit into one message


def _year_of(run: RunFigures) -> FpsYear:
    year = FPS_YEARS.get(run.tax_year)
    if year is None:
        raise Refused(
            f"no FPS can be made of run {run.run_id}: tax year {run.tax_year} is not {' or '.join(FPS_YEARS)}"
        )
    if not year.first_day <= run.pay_date <= year.last_day:
        raise Refused(f"no FPS can be made of run {run.run_id}: it pays on {run.pay_date}, outside {run.tax_year}")
    if not run.people:
        raise Refused(f"no FPS can be made of run {run.run_id}: nobody is paid; tell HMRC with an EPS instead")
    return year


def _problems_of_the_scheme(run: RunFigures) -> list[str]:
    """What is wrong before we come to anyone: references (7882 and the schema) and doubled payroll ids."""
    problems = []
    if run.employer.corporation_tax_reference and not _is_utr(run.employer.corporation_tax_reference):
        problems.append("the Corporation Tax reference is mistyped: its check digit does not fit")
    counted = Counter(pay.employee_id for pay in run.people)
    problems += [f"{employee_id}: paid twice on one run" for employee_id, times in counted.items() if times > 1]
    return problems


def _is_utr(reference: str) -> bool:
    """Business rule 7882: the first digit follows from the weighted sum of the other nine, modulo 11."""
    weights = (6, 7, 8, 9, 10, 5, 4, 3, 2)
    check = 11 - sum(w * int(digit) for w, digit in zip(weights, reference[1:], strict=True)) % 11
    return int(reference[0]) == (check - 9 if check > 9 else check)


def _assert_agree(totals: FpsTotals, run: Totals, told: Totals) -> None:
    """Sum of payslips = run = what HMRC was told, with this. A difference is a fault of ours: nothing may be filed."""
    assert told.income_tax + totals.tax_pence == run.income_tax, "tax on the FPS is not the run's"
    assert told.employee_ni + totals.employee_ni_pence == run.employee_ni, "employee NI on the FPS is not the run's"
    assert told.employer_ni + totals.employer_ni_pence == run.employer_ni, "employer NI on the FPS is not the run's"
    assert told.student_loans + totals.student_loans_pence == run.student_loans, "loans on the FPS are not the run's"
    assert told.net_pay + totals.net_pay_pence == run.net_pay, "pay after all deductions on the FPS is not the run's"


def _document(employer: Employer, year: FpsYear, sender: str, employees: list[bytes]) -> Document:
    office, reference = employer.tax_office_number, employer.tax_office_reference
    utr = employer.corporation_tax_reference
    before_mark = (
        f'\n<IRenvelope xmlns="{year.namespace}">\n<IRheader>\n{keys(office, reference)}'
        # Any day of the tax year passes rule 7844; HMRC's own samples give its last day, whatever the pay date.
        f"<PeriodEnd>{year.last_day}</PeriodEnd><DefaultCurrency>GBP</DefaultCurrency>\n"
    )
    after_mark = (
        f"\n<Sender>{sender}</Sender>\n</IRheader>\n<FullPaymentSubmission>\n"
        f"<EmpRefs><OfficeNo>{office}</OfficeNo>"  # 1
        f"<PayeRef>{reference}</PayeRef><AORef>{employer.accounts_office_reference}</AORef>"  # 2, 3
        f"{f'<COTAXRef>{utr}</COTAXRef>' if utr else ''}</EmpRefs>\n"  # 142
        f"<RelatedTaxYear>{year.related_tax_year}</RelatedTaxYear>\n"
    )
    return Document(
        message_class="HMRC-PAYE-RTI-FPS",
        tax_office_number=office,
        tax_office_reference=reference,
        before_mark=before_mark.encode(),
        after_mark=(after_mark.encode(), *employees, b"</FullPaymentSubmission>\n</IRenvelope>\n"),
    )
