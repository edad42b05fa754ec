"""An FPS read back from its bytes, so that "sum of payslips = run = FPS" is shown by what would be sent."""

from dataclasses import dataclass

from lxml import etree

from sixpence.basics.money import pence_from_pounds
from sixpence.basics.refused import Refused
from sixpence.filing.untrusted_xml import parse_untrusted


@dataclass(frozen=True, slots=True)
class FpsTotals:
    """Sums over everyone on an FPS, of this payment alone, in whole pence."""

    employees: int
    taxable_pay_pence: int  # item 58
    tax_pence: int  # 68, refunds taken off
    employee_ni_pence: int  # 86B
    employer_ni_pence: int  # 86A
    student_loans_pence: int  # 67 and 195: student and postgraduate loans together
    net_pay_pence: int  # 59 less 58B: what people are paid


@dataclass(frozen=True, slots=True)
class FpsReadBack:
    """What an FPS says. `net_pay_pence` is by PayId, in the order of the message."""

    totals: FpsTotals
    net_pay_pence: dict[str, int]


def read_fps_totals(message: bytes, what: str = "the FPS") -> FpsReadBack:
    """Sum up a whole FPS message. Raises Refused where it is not one, or an amount is not in pounds and pence."""
    root = parse_untrusted(message, what)
    employments = list(root.iterfind(".//{*}FullPaymentSubmission/{*}Employee/{*}Employment"))
    if not employments:
        raise Refused(f"{what} has no Employment in a FullPaymentSubmission: it is not an FPS with people on it")
    taxable = tax = employee_ni = employer_ni = loans = 0
    net: dict[str, int] = {}
    for employment in employments:
        payment: dict[str, etree._Element] | None = None
        for part in employment.iterchildren("{*}*"):
            name = part.tag.rpartition("}")[2]
            if name == "Payment" and payment is None:
                payment = _children(part)
            elif name == "NIlettersAndValues":
                letter = _children(part)
                employee_ni += _amount(letter, "EmpeeContribnsInPd", what)
                employer_ni += _amount(letter, "TotalEmpNICInPd", what)
        if payment is None:
            raise Refused(f"{what} has no Payment for the Employment in line {employment.sourceline}")
        taxable += _amount(payment, "TaxablePay", what)
        tax += _amount(payment, "TaxDeductedOrRefunded", what)
        loans += _amount(payment, "StudentLoanRecovered", what) + _amount(payment, "PostgradLoanRecovered", what)
        payroll_id = employment.findtext("{*}PayId") or ""
        if payroll_id in net:
            raise Refused(f"{what} has a second Employment with one PayId in line {employment.sourceline}")
        net[payroll_id] = _amount(payment, "PayAfterStatDedns", what) - _amount(payment, "DednsFromNetPay", what)
    totals = FpsTotals(len(employments), taxable, tax, employee_ni, employer_ni, loans, sum(net.values()))
    return FpsReadBack(totals, net)


def _children(parent: etree._Element) -> dict[str, etree._Element]:
    """By name without its namespace; of two of one name the first. A message of 10,000 people asks for 90,000."""
    found: dict[str, etree._Element] = {}
    for child in parent.iterchildren("{*}*"):  # no comments
        found.setdefault(child.tag.rpartition("}")[2], child)
    return found


def _amount(parent: dict[str, etree._Element], name: str, what: str) -> int:
    """Whole pence of a child element, 0 where it is left out."""
    element = parent.get(name)
    if element is None:
        return 0
    try:
        return pence_from_pounds(element.text or "")
    except ValueError:
        raise Refused(f"{what} has no amount in pounds and pence in {name}, line {element.sourceline}") from None
