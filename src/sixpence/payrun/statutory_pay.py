"""Statutory payments on a run: what is due to somebody, the lines that say so, and what becomes of contractual pay."""

from collections.abc import Iterable
from dataclasses import dataclass

from sixpence.law.part_period import PartPeriodMethod
from sixpence.payrun.figures import SICK_PAY, PayLine, StatutoryPaid
from sixpence.payrun.gross import salary_of_days
from sixpence.payrun.parental_pay import leaves_until, parental_pay_of
from sixpence.payrun.readiness import History
from sixpence.payrun.sick_pay import absences_until, sick_pay_of
from sixpence.payrun.window import Window
from sixpence.people.absences import Absence, ContractualPay
from sixpence.people.employer import PART_PERIOD_METHODS, Employer
from sixpence.people.leaves import LABELS, PAYMENTS, ParentalLeave
from sixpence.people.person import Days, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Statutory:
    """What of one person's pay on a run is statutory."""

    paid: tuple[StatutoryPaid, ...] = ()
    lines: tuple[PayLine, ...] = ()
    missing: tuple[str, ...] = ()  # what has to be known first

    @property
    def is_due(self) -> bool:
        return any(paid.amount_pence for paid in self.paid)


def statutory_of(person: Person, days: Days, employer: Employer, window: Window, history: History) -> Statutory:
    """Whoever has no entry has nothing statutory."""
    if not history.entries:
        return Statutory()
    sick, no_average = sick_pay_of(person, employer, window, history)
    parental, no_other_average = parental_pay_of(person, employer, window, history)
    away: dict[tuple[bool, int], Absence | ParentalLeave] = {
        (True, number): absence for number, absence in absences_until(history, window.ends_on).items()
    }
    away |= {(False, number): leave for number, leave in leaves_until(history, window.ends_on).items()}
    method = PART_PERIOD_METHODS[employer.part_period]
    lines = [
        line
        for paid in (*sick, *parental)
        for line in _lines(paid, away.get((paid.kind == SICK_PAY, paid.number)), person, days, window, method)
    ]
    return Statutory(paid=(*sick, *parental), lines=tuple(lines), missing=no_average or no_other_average)


def statutory_label(kind: str) -> str:
    """What a payment is called on a payslip, by the `kind` of `StatutoryPaid`."""
    return "Statutory sick pay" if kind == SICK_PAY else LABELS[PAYMENTS[kind]]


def _lines(
    paid: StatutoryPaid,
    away: Absence | ParentalLeave | None,
    person: Person,
    days: Days,
    window: Window,
    method: PartPeriodMethod,
) -> Iterable[PayLine]:
    label = statutory_label(paid.kind)
    if paid.amount_pence:
        yield PayLine(label=label, amount_pence=paid.amount_pence)
    if away is None:
        return
    if away.contractual_pay is ContractualPay.WITHIN and paid.amount_pence:
        yield PayLine(label=f"{label} that is within full pay", amount_pence=-paid.amount_pence)
    if away.contractual_pay is ContractualPay.INSTEAD:
        last = min(away.last_day or window.ends_on, window.ends_on)
        not_paid = salary_of_days(person, days, window, method, max(away.first_day, window.starts_on), last)
        if not_paid:
            yield PayLine(label=f"No salary while on {label[0].lower()}{label[1:]}", amount_pence=-not_paid)
