"""The starter checklist: what a new employee is asked, and what their answers mean for payroll.

Source: HMRC, "Starter checklist for PAYE" (the questions); SI 2003/2682 regulation 46 (statements A, B and C);
HMRC, "Student and postgraduate loan repayment guidance for employers" (one plan at a time, and which).
"""

from dataclasses import dataclass

from sixpence.rates.student_loans import StudentLoanRates

POSTGRADUATE = "postgraduate"
NOT_SURE = "not sure"
LOANS = ("1", "2", "4", "5", POSTGRADUATE, NOT_SURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Yes or no to each question, in the order of the form."""

    has_another_job: bool
    has_pension: bool  # State, workplace or private: payments are being received
    was_paid_since_april: bool  # by a job that has ended, or Jobseeker's, Employment and Support, Incapacity
    has_loan: bool  # student or postgraduate, not fully repaid
    loan_is_not_due: bool = False  # still studying, left the course since 6 April, or repaying by direct debit
    loans: frozenset[str] = frozenset()  # of LOANS


def statement(answers: Answers) -> str:
    """A, B or C."""
    if answers.has_another_job or answers.has_pension:
        return "C"
    return "B" if answers.was_paid_since_april else "A"


def facts_said(answers: Answers, rates: StudentLoanRates) -> dict[str, str]:
    """What payroll knows from the answers, by field. Raises ValueError, in words for who answers, for what is unclear.

    Of several plans one is repaid through pay: that with the lowest threshold. So it is where nobody is sure which.
    """
    said = {"starter_declaration": statement(answers), "student_loan_plan": "none", "postgraduate_loan": "no"}
    if not answers.has_loan or answers.loan_is_not_due:
        return said
    if not answers.loans or not answers.loans <= set(LOANS):
        raise ValueError("say which loans you have, or that you are not sure")
    plans = [int(plan) for plan in answers.loans - {POSTGRADUATE, NOT_SURE}]
    if NOT_SURE in answers.loans:
        if plans:
            raise ValueError("say which plans you have, or that you are not sure, and not both")
        plans = list(rates.plans)
    if due := [plan for plan in plans if plan in rates.plans]:
        said["student_loan_plan"] = str(min(due, key=lambda plan: int(rates.threshold_per_year[plan])))
    if POSTGRADUATE in answers.loans:
        said["postgraduate_loan"] = "yes"
    return said
