"""Who is paid what, and how: the payments of one run."""

from dataclasses import dataclass
from datetime import date

from sixpence.basics.refused import Refused
from sixpence.payments.characters import bacs_text
from sixpence.payrun.figures import PersonPay, RunFigures
from sixpence.people.fields import FIELDS

REFERENCE_LENGTH = 18  # what the payee sees of a reference, by Bacs and by Faster Payments
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One credit to one account, in whole pence. ValueError where a part has not the right form."""

    employee_id: str
    sort_code: str
    account_number: str
    account_name: str
    amount_pence: int
    reference: str

    def __post_init__(self) -> None:
        for name, length in (("sort_code", 6), ("account_number", 8)):
            digits = getattr(self, name)
            if not (len(digits) == length and digits.isascii() and digits.isdigit()):
                raise ValueError(f"employee {self.employee_id}: {name} is not {length} digits")
        if self.amount_pence <= 0:
            raise ValueError(f"employee {self.employee_id}: a payment is more than zero")
        if self.reference != bacs_text(self.reference, REFERENCE_LENGTH):
            raise ValueError(f"employee {self.employee_id}: reference is not up to 18 Bacs characters")


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """Somebody to be paid another way, and the facts (their labels) whose absence keeps them out of the bank's file."""

    employee_id: str
    amount_pence: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payments:
    """All net pay of one run. Both are in order of employee id; nobody is in both."""

    by_bank: tuple[Payment, ...]
    by_hand: tuple[ByHand, ...]

    @property
    def total_pence(self) -> int:
        by_bank = sum(payment.amount_pence for payment in self.by_bank)
        return by_bank + sum(person.amount_pence for person in self.by_hand)


def salary_reference(frequency: str, pay_date: date) -> str:
    """What the payee reads beside the amount: "SALARY NOV 2026", with the day where pay is more often than monthly."""
    month = f"{_MONTHS[pay_date.month - 1]} {pay_date.year}"
    return f"SALARY {month}" if frequency in ("monthly", "annual") else f"SALARY {pay_date.day:02d} {month}"


def payments_of(run: RunFigures) -> Payments:
    """How each net pay of the run reaches its owner; nothing to pay makes no payment.

    Bank details are never guessed: whoever lacks one is listed to be paid by hand. Raises Refused where somebody's net
    pay is below zero, for then there is nothing to pay and something to put right.
    """
    by_bank: list[Payment] = []
    by_hand: list[ByHand] = []
    for pay in run.people:
        if pay.net_pay_pence < 0:
            raise Refused(
                f"employee {pay.employee_id}: net pay is below zero; correct the deductions or the pay, "
                "and calculate the run again"
            )
        if pay.net_pay_pence == 0:
            continue
        missing = _missing(pay)
        if missing:
            by_hand.append(ByHand(employee_id=pay.employee_id, amount_pence=pay.net_pay_pence, missing=missing))
        else:
            by_bank.append(_payment(pay, salary_reference(run.frequency, run.pay_date)))
    payments = Payments(by_bank=tuple(by_bank), by_hand=tuple(by_hand))
    assert payments.total_pence == run.totals.net_pay, "all net pay is paid, by bank or by hand"
    return payments


def _missing(pay: PersonPay) -> tuple[str, ...]:
    """What a bank payment needs and nobody has told us, in the words people know the facts by."""
    missing = [FIELDS[field].label for field in ("sort_code", "account_number") if not pay.person.get(field)]
    if not (pay.person.get("account_name") or pay.person.name):
        missing.append(FIELDS["account_name"].label)
    return tuple(missing)


def _payment(pay: PersonPay, reference: str) -> Payment:
    account = pay.person.bank_account
    assert account is not None, "whoever lacks bank details is paid by hand"
    return Payment(
        employee_id=pay.employee_id,
        sort_code=account.sort_code,
        account_number=account.account_number,
        account_name=account.name,
        amount_pence=pay.net_pay_pence,
        # A building society finds its member by the roll number, which travels in the reference.
        reference=bacs_text(account.roll_number, REFERENCE_LENGTH) or reference,
    )
