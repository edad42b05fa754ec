"""What to look at before a run is approved. Errors block the approval; warnings want a reason from somebody.

A finding's key carries the figures it is about: where they change, it is another finding, and is asked about again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from sixpence.basics.money import pounds
from sixpence.payrun.calculation import Calculated, NotPaid
from sixpence.payrun.figures import PaidBefore, PersonPay
from sixpence.payrun.gross import salary_of_period
from sixpence.payrun.minimum import below_minimum_wage
from sixpence.payrun.record import canonical_json
from sixpence.people.shown import missing_in_words
from sixpence.rates.frequency import BY_LABEL


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class CheckKind(StrEnum):
    """In the order in which they are looked at; the value is the name in keys, commands and files."""

    CANNOT_BE_PAID = "cannot-be-paid"
    NET_BELOW_ZERO = "net-below-zero"
    NOT_ON_THE_RUN = "not-on-the-run"
    BANK_CHANGED = "bank-changed"
    NO_BANK_ACCOUNT = "no-bank-account"
    UNUSUALLY_HIGH = "unusually-high"
    NET_CHANGED = "net-changed"
    NOTHING_TO_PAY = "nothing-to-pay"
    BELOW_MINIMUM_WAGE = "below-minimum-wage"
    TAX_CODE_CHANGED = "tax-code-changed"
    ASSUMED = "assumed"
    FIRST_PAYMENT = "first-payment"

    @property
    def severity(self) -> Severity:
        return Severity.ERROR if self in (CheckKind.CANNOT_BE_PAID, CheckKind.NET_BELOW_ZERO) else Severity.WARNING

    @property
    def can_be_settled(self) -> bool:
        """Whether a reason is enough: who cannot be paid is left off with one; a net pay below zero may not stay."""
        return self is not CheckKind.NET_BELOW_ZERO

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    CheckKind.CANNOT_BE_PAID: "Cannot be paid yet",
    CheckKind.NET_BELOW_ZERO: "Net pay below zero",
    CheckKind.NOT_ON_THE_RUN: "Paid last time, not on this run",
    CheckKind.BANK_CHANGED: "New bank account",
    CheckKind.NO_BANK_ACCOUNT: "No bank account: to be paid another way",
    CheckKind.UNUSUALLY_HIGH: "Unusually high pay",
    CheckKind.NET_CHANGED: "Net pay changed much",
    CheckKind.NOTHING_TO_PAY: "Nothing to pay",
    CheckKind.BELOW_MINIMUM_WAGE: "Below the minimum wage",
    CheckKind.TAX_CODE_CHANGED: "Tax code changed",
    CheckKind.ASSUMED: "Paid on HMRC’s rules where facts are missing",
    CheckKind.FIRST_PAYMENT: "First payment",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing about one person. `words` may hold private values; the key holds none."""

    kind: CheckKind
    employee_id: str
    name: str
    words: str
    figures: str

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.employee_id}/{self.figures}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From where on a difference is worth a question."""

    net_changed_percent: int = 20
    high_times_salary: int = 2
    high_gross_pence: int = 25_000_00  # where there is no salary to compare with


def findings(calculated: Calculated, before: Mapping[str, PaidBefore], limits: Limits | None = None) -> list[Finding]:
    """Everything to look at, by kind and employee id. `before` has everybody's payment before this one."""
    limits = limits or Limits()
    figures = calculated.figures
    found = [_cannot_be_paid(one) for one in calculated.cannot_be_paid]
    for pay in figures.people:
        was = before.get(pay.employee_id)
        for kind, check in _OF_ONE.items():
            if told := check(pay, was, limits):
                found.append(_finding(kind, pay, *told))
        high = _unusually_high(pay, figures.frequency, limits)
        if high:
            found.append(_finding(CheckKind.UNUSUALLY_HIGH, pay, *high))
    found += [
        _finding(CheckKind.BELOW_MINIMUM_WAGE, pay, f"{pounds(short)} short of the minimum wage", str(short))
        for pay, short in below_minimum_wage(figures)
    ]
    here = {pay.employee_id for pay in figures.people} | {one.person.employee_id for one in calculated.cannot_be_paid}
    found += [_gone(was) for who, was in before.items() if who not in here and not was.is_leaver]
    order = {kind: place for place, kind in enumerate(CheckKind)}
    return sorted(found, key=lambda one: (order[one.kind], one.employee_id))


def _finding(kind: CheckKind, pay: PaidBefore, words: str, figures: str) -> Finding:
    return Finding(kind=kind, employee_id=pay.employee_id, name=pay.person.name, words=words, figures=figures)


def _cannot_be_paid(one: NotPaid) -> Finding:
    missing = ", ".join(missing_in_words(name) for name in one.missing)
    return Finding(
        kind=CheckKind.CANNOT_BE_PAID,
        employee_id=one.person.employee_id,
        name=one.person.name,
        words=f"Missing: {missing}",
        figures="+".join(one.missing),
    )


def _gone(was: PaidBefore) -> Finding:
    words = f"Paid {pounds(was.net_pay_pence)} last time and not on this run; no leaving date was known then"
    return _finding(CheckKind.NOT_ON_THE_RUN, was, words, str(was.net_pay_pence))


Told = tuple[str, str] | None  # words, and the figures they are about
Check = Callable[[PersonPay, PaidBefore | None, Limits], Told]


def _net_below_zero(pay: PersonPay, _was: PaidBefore | None, _limits: Limits) -> Told:
    if pay.net_pay_pence >= 0:
        return None
    return f"Net pay is {pounds(pay.net_pay_pence)}: lower the deductions, or pay more", str(pay.net_pay_pence)


def _no_bank_account(pay: PersonPay, _was: PaidBefore | None, _limits: Limits) -> Told:
    if pay.person.bank_account is not None or pay.net_pay_pence <= 0:
        return None
    return f"{pounds(pay.net_pay_pence)} is in no bank file: pay it another way", str(pay.net_pay_pence)


def _first_payment(pay: PersonPay, _was: PaidBefore | None, _limits: Limits) -> Told:
    if not pay.is_starter:
        return None
    return f"First payment: {pounds(pay.net_pay_pence)} net, tax code {pay.tax_code_operated}", str(pay.net_pay_pence)


def _assumed(pay: PersonPay, _was: PaidBefore | None, _limits: Limits) -> Told:
    return (" ".join(pay.assumptions), _mark(list(pay.assumptions))) if pay.assumptions else None


def _nothing_to_pay(pay: PersonPay, _was: PaidBefore | None, _limits: Limits) -> Told:
    return ("Net pay is nothing", str(pay.gross_pay_pence)) if pay.net_pay_pence == 0 else None


def _net_changed(pay: PersonPay, was: PaidBefore | None, limits: Limits) -> Told:
    if was is None or was.net_pay_pence <= 0:
        return None
    change = pay.net_pay_pence - was.net_pay_pence
    if abs(change) * 100 <= was.net_pay_pence * limits.net_changed_percent:
        return None
    way = "up" if change > 0 else "down"
    words = f"Net pay {way} by {pounds(abs(change))}, from {pounds(was.net_pay_pence)} to {pounds(pay.net_pay_pence)}"
    return words, f"{was.net_pay_pence}-{pay.net_pay_pence}"


def _bank_changed(pay: PersonPay, was: PaidBefore | None, _limits: Limits) -> Told:
    now, then = pay.person.bank_account, was.person.bank_account if was else None
    if now is None or then is None or (now.sort_code, now.account_number) == (then.sort_code, then.account_number):
        return None
    words = f"Paid to an account ending {now.account_number[-4:]}, last time to one ending {then.account_number[-4:]}"
    return words, _mark(pay.person.facts)


def _tax_code_changed(pay: PersonPay, was: PaidBefore | None, _limits: Limits) -> Told:
    if was is None or was.tax_code_operated == pay.tax_code_operated:
        return None
    codes = [was.tax_code_operated, pay.tax_code_operated]
    return f"Tax code {codes[0]} last time, {codes[1]} now", _mark([*codes, pay.person.facts])


def _unusually_high(pay: PersonPay, frequency: str, limits: Limits) -> Told:
    salary = salary_of_period(pay.person, BY_LABEL[frequency])
    most = salary * limits.high_times_salary if salary else limits.high_gross_pence
    if pay.gross_pay_pence <= most:
        return None
    beside = f"more than {limits.high_times_salary} times the salary of {pounds(salary)}" if salary else "very much"
    return f"Gross pay is {pounds(pay.gross_pay_pence)}, {beside}", str(pay.gross_pay_pence)


def _mark(value: object) -> str:
    """Stands for private values in a key, which are not to be read from it: eight digits of a hash over all that is
    known of the person, so that trying out the values of one of them leads nowhere.
    """
    return sha256(canonical_json(value)).hexdigest()[:8]


_OF_ONE: dict[CheckKind, Check] = {
    CheckKind.NET_BELOW_ZERO: _net_below_zero,
    CheckKind.BANK_CHANGED: _bank_changed,
    CheckKind.NO_BANK_ACCOUNT: _no_bank_account,
    CheckKind.NET_CHANGED: _net_changed,
    CheckKind.NOTHING_TO_PAY: _nothing_to_pay,
    CheckKind.TAX_CODE_CHANGED: _tax_code_changed,
    CheckKind.ASSUMED: _assumed,
    CheckKind.FIRST_PAYMENT: _first_payment,
}
