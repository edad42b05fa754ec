"""Employment of an FPS: the payment, the year so far and the NI of one person, in the order of HMRC's schema.

Source: FullPaymentSubmission-2027-v1-0.xsd, HMRC's data items (their numbers stand in the comments) and business rules
of 2026-27. Amounts come in whole pence and go out as pounds with two decimals.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from operator import sub
from typing import NamedTuple

from sixpence.basics.money import plain_pounds
from sixpence.law.parental_pay import ParentalPayment
from sixpence.payrun.figures import NiToDate, PersonPay, RunFigures

_TAX_CODE = re.compile(r"([SC]?)([1-9][0-9]{0,5}[LMNPTY]|BR|0T|NT|D[0-8]|K[1-9][0-9]{0,5})")
# In the schema's order. Bereavement pay in Northern Ireland after a miscarriage (SPBPNIREYTD) is not known to Sixpence.
_PARENTAL_PAYMENTS = (
    ParentalPayment.SMP,
    ParentalPayment.SPP,
    ParentalPayment.SAP,
    ParentalPayment.SHPP,
    ParentalPayment.SPBP,
    ParentalPayment.SNCP,
)
_PLAN_TYPES = {"1": "01", "2": "02", "4": "04", "5": "05"}  # 192
_DIRECTORS_NIC = {"standard": "AN", "alternative": "AL"}  # 84A
_PAY_FREQUENCIES = {"weekly": "W1", "fortnightly": "W2", "four-weekly": "W4", "monthly": "M1", "annual": "MA"}  # 42
# The extra payday at the end of a year is numbered by the weeks it would finish (PAYE70015).
_LAST_WEEK = {"weekly": 53, "fortnightly": 54, "four-weekly": 56}
_NO_RULE_OF_ITS_OWN = frozenset("ADFHJLMNVZ")
_REDUCED_RATE = frozenset("BEIT")  # 7849, 7955: women who chose it before May 1977, so born by 5 April 1961
_NO_EMPLOYEE_NI = frozenset("CKSWX")  # 7865, 7866
_SPECIAL_TAX_SITE = frozenset("DEFIKLNS")  # 7954: freeports and investment zones
_WORKPLACE_POSTCODE = re.compile(
    "[A-Z](?:[0-9]{1,2}|[A-HJ-Y][0-9]{1,2}|[0-9][A-Z]|[A-HJ-Y][0-9]?[A-Z]) [0-9][ABD-HJLNP-UW-Z]{2}"
)


_PENCE = tuple(f".{pence:02d}" for pence in range(100))


def _pounds(pence: int) -> str:
    """As `plain_pounds`, in a third of its time: an FPS is mostly amounts."""
    return f"{pence // 100}{_PENCE[pence % 100]}" if pence >= 0 else plain_pounds(pence)


@lru_cache(maxsize=4096)
def _tax_code(tax_code: str, week1_month1: bool) -> str:
    """Items 55, 55A and 56, "" where HMRC has no such code. Attributes stand in canonical order."""
    match = _TAX_CODE.fullmatch(tax_code)
    if match is None or len(match[2]) > 7:
        return ""
    basis = ' BasisNonCumulative="yes"' if week1_month1 else ""
    regime = f' TaxRegime="{match[1]}"' if match[1] else ""
    return f"<TaxCode{basis}{regime}>{match[2]}</TaxCode>"


@lru_cache(maxsize=4096)
def _hours_worked(weekly_hours: str) -> str:
    """Item 54 from hours with two decimals: A below 16, B below 24, C below 30, D; E where there is no pattern."""
    hundredths = int(weekly_hours.replace(".", "") or 0)
    if not hundredths:
        return "E"
    return "A" if hundredths < 16_00 else "B" if hundredths < 24_00 else "C" if hundredths < 30_00 else "D"


def _period(run: RunFigures, late_reason: str) -> str:
    """Items 42, 43, 154, 44 or 45, and 48, which are the same for everyone on a run."""
    day = run.pay_date
    if run.frequency == "monthly":
        number = f"<MonthNo>{run.tax_period}</MonthNo>"
    elif run.frequency == "annual":
        number = f"<MonthNo>{(day.month - 4 - (day.day < 6)) % 12 + 1}</MonthNo>"  # of the pay date
    else:
        number = f"<WeekNo>{_LAST_WEEK[run.frequency] if run.tax_period == 53 else run.tax_period}</WeekNo>"
    late = f"<LateReason>{late_reason}</LateReason>" if late_reason else ""
    return (
        f"<PayFreq>{_PAY_FREQUENCIES[run.frequency]}</PayFreq><PmtDate>{day.isoformat()}</PmtDate>{late}"
        f"{number}<PeriodsCovered>1</PeriodsCovered>"
    )


class _InPeriod(NamedTuple):
    """What an FPS says of one payment, in whole pence; less what HMRC was told of it before."""

    taxable: int
    benefits: int
    tax: int
    employee_ni: int
    employer_ni: int
    loan: int
    postgraduate: int
    net_pay_pension: int
    after_tax_pension: int
    by_order_or_agreement: int
    net: int


def _in_period(pay: PersonPay) -> _InPeriod:
    pension = pay.employee_pension_pence
    return _InPeriod(
        pay.taxable_pay_pence,
        pay.benefits_pence,
        pay.income_tax_pence,
        pay.employee_ni_pence,
        pay.employer_ni_pence,
        pay.student_loan_pence,
        pay.postgraduate_loan_pence,
        pension if pay.pension == "net-pay" else 0,
        pension if pay.pension == "relief-at-source" else 0,
        pay.orders_pence + pay.order_costs_pence + pay.other_deductions_pence,
        pay.net_pay_pence,
    )


class EmploymentWriter:
    """Writes Employment for the people of one run; what cannot be written is added to `problems`.

    Of whoever is in `told` HMRC was told before, with those figures: the difference is what is in this period.
    """

    def __init__(
        self,
        run: RunFigures,
        leavers_reported: Collection[str] = (),
        problems: list[str] | None = None,
        *,
        told: Mapping[str, PersonPay] | None = None,
        late_reason: str = "",
    ) -> None:
        self._problems = [] if problems is None else problems
        self._leavers_reported = frozenset(leavers_reported)
        self._told = told or {}
        self._period = _period(run, late_reason)
        self._period_end = run.period_end.isoformat()
        self.filed: list[tuple[int, int, int, int, int, int]] = []
        """For each person: taxable pay, tax, employee NI, employer NI, loans, and net pay as the FPS tells it."""

    def write(self, pay: PersonPay, payroll_id: str) -> str:
        facts = pay.person.facts
        before = ""
        if pay.director:
            before = f"<DirectorsNIC>{_DIRECTORS_NIC[pay.director]}</DirectorsNIC>"  # 84A
            if pay.director_weeks < 52:
                # 84B. Weeks are counted from that of the appointment to week 52.
                before += f"<TaxWkOfApptOfDirector>{53 - pay.director_weeks}</TaxWkOfApptOfDirector>"
        if pay.is_starter:
            before += self._starter(pay)
        if pay.ni_letter in _SPECIAL_TAX_SITE or len(pay.to_date.ni) > 1:
            before += self._workplace(pay)
        after_leaving = leaving = ""
        leaving_date = facts.get("leaving_date", "")
        if leaving_date and leaving_date <= self._period_end:
            leaving = self._leaving(pay.employee_id, leaving_date)
            if pay.employee_id in self._leavers_reported:
                after_leaving = "<PmtAfterLeaving>yes</PmtAfterLeaving>"  # 51
        return (
            f"<Employment>{before}<PayId>{payroll_id}</PayId>{leaving}{self._figures_to_date(pay)}"  # 38
            f"<Payment>{self._period}{after_leaving}{self._payment(pay)}</Payment>"
            f"{self._national_insurance(pay)}</Employment>"
        )

    def _starter(self, pay: PersonPay) -> str:
        start_date = pay.person.get("start_date")
        if not start_date:
            self._problem(pay, "Start date is missing, and this is the first payment")
        if not pay.starter_declaration:
            self._problem(pay, "Starter declaration is missing, and this is the first payment")
        return (
            f"<Starter><StartDate>{start_date}</StartDate>"  # 24
            f"<StartDec>{pay.starter_declaration}</StartDec>"  # 24A
            f"{'<StudentLoan>yes</StudentLoan>' if pay.student_loan_plan else ''}"  # 27
            f"{'<PostgradLoan>yes</PostgradLoan>' if pay.postgraduate_loan else ''}</Starter>"  # 193
        )

    def _workplace(self, pay: PersonPay) -> str:
        """Item 218, which belongs to any letter of a special tax site in the year."""
        if _SPECIAL_TAX_SITE.isdisjoint(year.letter for year in pay.to_date.ni):
            return ""
        postcode = pay.person.get("workplace_postcode")
        if not _WORKPLACE_POSTCODE.fullmatch(postcode):
            self._problem(pay, "Postcode of the workplace is missing or not one HMRC takes: the NI category needs it")
        return f"<EmployeeWorkplacePostcode>{postcode}</EmployeeWorkplacePostcode>"

    def _leaving(self, employee_id: str, leaving_date: str) -> str:
        if leaving_date < "2020-04-06":
            self._problems.append(f"{employee_id}: Leaving date is before 6 April 2020, too early for this FPS")
        return f"<LeavingDate>{leaving_date}</LeavingDate>"  # 41

    def _figures_to_date(self, pay: PersonPay) -> str:
        year = pay.to_date
        loan, postgraduate = year.student_loan_pence, year.postgraduate_loan_pence
        net_pay_pension, other_pension = year.employee_pension_net_pay_pence, year.employee_pension_after_tax_pence
        if year.taxable_pay_pence < 0 or loan < 0 or postgraduate < 0 or net_pay_pension < 0 or other_pension < 0:
            self._problem(pay, "a figure to date is below zero")
        optional = ""
        if loan:
            optional = f"<StudentLoansTD>{self._whole(pay, loan)}</StudentLoansTD>"  # 41C
        if postgraduate:
            optional += f"<PostgradLoansTD>{self._whole(pay, postgraduate)}</PostgradLoansTD>"  # 194
        if year.benefits_pence:
            optional += (
                f"<BenefitsTaxedViaPayrollYTD>{_pounds(year.benefits_pence)}</BenefitsTaxedViaPayrollYTD>"  # 149
            )
        if net_pay_pension:
            optional += f"<EmpeePenContribnsPaidYTD>{_pounds(net_pay_pension)}</EmpeePenContribnsPaidYTD>"  # 150
        if other_pension:
            optional += f"<EmpeePenContribnsNotPaidYTD>{_pounds(other_pension)}</EmpeePenContribnsNotPaidYTD>"  # 151
        return (
            f"<FiguresToDate><TaxablePay>{_pounds(year.taxable_pay_pence)}</TaxablePay>"  # 41A
            f"<TotalTax>{_pounds(year.tax_pence)}</TotalTax>{optional}</FiguresToDate>"  # 41B
        )

    def _payment(self, pay: PersonPay) -> str:
        amounts = _in_period(pay)
        if pay.employee_id in self._told:
            amounts = _InPeriod(*map(sub, amounts, _in_period(self._told[pay.employee_id])))
        taxable, benefits, tax, employee_ni, employer_ni, loan, postgraduate = amounts[:7]
        net_pay_pension, after_tax_pension = amounts.net_pay_pension, amounts.after_tax_pension
        loans = loan + postgraduate
        after_statutory = taxable - benefits - tax - employee_ni - loans  # benefits are taxed, and not paid
        from_net_pay = after_tax_pension + amounts.by_order_or_agreement
        net = after_statutory - from_net_pay
        self.filed.append((taxable, tax, employee_ni, employer_ni, loans, net))
        if net != amounts.net:
            self._problem(pay, "net pay is not taxable pay less all deductions: recalculate the run")
        tax_code = _tax_code(pay.tax_code, pay.week1_month1)
        if not tax_code:
            self._problem(pay, "Tax code is not one that HMRC takes")
        deductions = in_kind = pension = ""
        if benefits:
            in_kind = f"<BenefitsTaxedViaPayroll>{_pounds(benefits)}</BenefitsTaxedViaPayroll>"  # 60
        if net_pay_pension:
            pension = f"<EmpeePenContribnsPaid>{_pounds(net_pay_pension)}</EmpeePenContribnsPaid>"  # 61
        if from_net_pay:
            deductions = f"<DednsFromNetPay>{_pounds(from_net_pay)}</DednsFromNetPay>"  # 58B
        if after_tax_pension:
            pension += f"<EmpeePenContribnsNotPaid>{_pounds(after_tax_pension)}</EmpeePenContribnsNotPaid>"  # 65
        return (
            f"<HoursWorked>{_hours_worked(pay.person.facts.get('weekly_hours', ''))}</HoursWorked>"  # 54
            f"{tax_code}<TaxablePay>{_pounds(taxable)}</TaxablePay>"  # 55, 58
            f"{deductions}<PayAfterStatDedns>{_pounds(after_statutory)}</PayAfterStatDedns>{in_kind}{pension}"  # 59
            f"{self._loans(pay, loan, postgraduate) if loan or postgraduate else ''}"
            f"<TaxDeductedOrRefunded>{_pounds(tax)}</TaxDeductedOrRefunded>"  # 68
            f"{self._parental_pay(pay)}"
        )

    def _parental_pay(self, pay: PersonPay) -> str:
        """Items 70 to 73, 212 and 217: statutory payments of the year, of which sick pay is none."""
        year, text = pay.to_date.parental_pay_pence, ""
        for payment in _PARENTAL_PAYMENTS:
            if year[payment] < 0 or year[payment] > 999999_99:
                self._problem(pay, f"{payment.label} to date is beyond what HMRC takes")
            if year[payment]:
                text += f"<{payment.label}YTD>{_pounds(year[payment])}</{payment.label}YTD>"
        return text

    def _loans(self, pay: PersonPay, loan: int, postgraduate: int) -> str:
        text = ""
        if loan:
            plan = _PLAN_TYPES.get(pay.student_loan_plan or self._told.get(pay.employee_id, pay).student_loan_plan)
            if plan is None:
                self._problem(pay, "Student loan plan is missing, and a repayment was taken")
            text = f'<StudentLoanRecovered PlanType="{plan}">{self._whole(pay, loan)}</StudentLoanRecovered>'  # 67, 192
        if postgraduate:
            text += f"<PostgradLoanRecovered>{self._whole(pay, postgraduate)}</PostgradLoanRecovered>"  # 195
        return text

    def _national_insurance(self, pay: PersonPay) -> str:
        """One block for each letter of the year; only the letter of this payment has figures in the period."""
        letters = pay.to_date.ni
        told = self._told.get(pay.employee_id)
        if told is not None and told.ni_letter not in (year.letter for year in letters):
            letters = (*letters, NiToDate(letter=told.ni_letter))  # which was told of, and is not so after all
        text = ""
        seen = False
        for year in letters:
            if year.letter == pay.ni_letter:
                seen = True
                earnings, employer, employee = pay.nicable_pay_pence, pay.employer_ni_pence, pay.employee_ni_pence
            else:
                earnings = employer = employee = 0
            if told is not None and year.letter == told.ni_letter:
                earnings -= told.nicable_pay_pence
                employer -= told.employer_ni_pence
                employee -= told.employee_ni_pence
            at_lel, lel_to_pt, pt_to_uel = year.at_lel_pence, year.lel_to_pt_pence, year.pt_to_uel_pence
            if year.letter not in _NO_RULE_OF_ITS_OWN:
                self._check_letter(pay, year, employer, employee)
                if year.letter == "X":
                    at_lel = lel_to_pt = pt_to_uel = 0  # 7852 to 7854: no liability, so nothing to band
            if (
                not (0 <= at_lel <= 9999_00 and 0 <= lel_to_pt <= 9999_99 and 0 <= pt_to_uel <= 99999_99)
                or at_lel % 100
                or year.earnings_pence < 0
                or year.employer_pence < 0
                or year.employee_pence < 0
            ):
                self._problem(pay, f"NI to date of category {year.letter} is beyond what HMRC takes")
            text += (
                f"<NIlettersAndValues><NIletter>{year.letter}</NIletter>"  # 79
                f"<GrossEarningsForNICsInPd>{_pounds(earnings)}</GrossEarningsForNICsInPd>"  # 79B
                f"<GrossEarningsForNICsYTD>{_pounds(year.earnings_pence)}</GrossEarningsForNICsYTD>"  # 79A
                f"<AtLELYTD>{_pounds(at_lel)}</AtLELYTD>"  # 82
                f"<LELtoPTYTD>{_pounds(lel_to_pt)}</LELtoPTYTD>"  # 82A
                f"<PTtoUELYTD>{_pounds(pt_to_uel)}</PTtoUELYTD>"  # 169
                f"<TotalEmpNICInPd>{_pounds(employer)}</TotalEmpNICInPd>"  # 86A
                f"<TotalEmpNICYTD>{_pounds(year.employer_pence)}</TotalEmpNICYTD>"  # 86Aa
                f"<EmpeeContribnsInPd>{_pounds(employee)}</EmpeeContribnsInPd>"  # 86B
                f"<EmpeeContribnsYTD>{_pounds(year.employee_pence)}</EmpeeContribnsYTD></NIlettersAndValues>"  # 86Ba
            )
        if not seen or len(letters) > 4:
            self._check_letters(pay, [year.letter for year in letters])
        return text

    def _check_letter(self, pay: PersonPay, year: NiToDate, employer: int, employee: int) -> None:
        letter, facts = year.letter, pay.person.facts
        if letter in _REDUCED_RATE and (facts.get("gender") == "M" or facts.get("birth_date", "") > "1961-04-05"):
            self._problem(pay, f"National Insurance category {letter} is for women born before 6 April 1961")
        if letter in _NO_EMPLOYEE_NI and (employee or year.employee_pence):
            self._problem(pay, f"employee NI was taken, and there is none in National Insurance category {letter}")
        if letter == "X" and (employer or year.employer_pence):
            self._problem(pay, "employer NI was reckoned, and there is none in National Insurance category X")

    def _check_letters(self, pay: PersonPay, letters: Sequence[str]) -> None:
        if pay.ni_letter not in letters:
            self._problem(pay, f"NI to date has no category {pay.ni_letter}, that of this payment: recalculate the run")
        if len(letters) > 4:
            self._problem(pay, "National Insurance category had more than the four letters of a year that HMRC takes")

    def _whole(self, pay: PersonPay, pence: int) -> str:
        """Loan repayments are whole pounds, written with .00."""
        if pence % 100 or abs(pence) > 99999_00:
            self._problem(pay, "a loan repayment is not in whole pounds up to 99999")
        return _pounds(pence)

    def _problem(self, pay: PersonPay, what: str) -> None:
        self._problems.append(f"{pay.employee_id}: {what}")
