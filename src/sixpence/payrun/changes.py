"""What differs between two versions of one run: per person, every amount and every fact that is not what it was."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from sixpence.payrun.figures import PersonPay
from sixpence.people.fields import FIELDS

# Steps on the way to an amount, which change with it and would say the same thing again.
_STEPS = ("gross_pay_pence", "taxable_pay_pence", "nicable_pay_pence")
_LABELS = {
    "income_tax_pence": "Income tax",
    "employee_ni_pence": "Employee’s National Insurance",
    "student_loan_pence": "Student loan",
    "postgraduate_loan_pence": "Postgraduate loan",
    "employee_pension_pence": "Employee’s pension",
    "other_deductions_pence": "Other deductions",
    "orders_pence": "Deducted by order",
    "order_costs_pence": "Kept by the employer for orders",
    "net_pay_pence": "Net pay",
    "employer_ni_pence": "Employer’s National Insurance",
    "employer_pension_pence": "Employer’s pension",
    "employer_cost_pence": "Cost to the employer",
}
_TERMS = {
    "tax_code_operated": "Tax code",
    "ni_letter": "National Insurance category",
    "pension": "Pension",
    "director": "Director",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountChange:
    """One item of somebody's pay before and after, in whole pence; 0 where it was not, or is not, there."""

    label: str
    before_pence: int
    after_pence: int

    @property
    def difference_pence(self) -> int:
        return self.after_pence - self.before_pence


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange:
    """One person of whom anything differs. `before` or `after` is None where they are not on that version."""

    before: PersonPay | None
    after: PersonPay | None
    amounts: tuple[AmountChange, ...]
    details: tuple[str, ...]  # labels of what else differs, such as "Account number"; values are not repeated here

    @property
    def pay(self) -> PersonPay:
        """The newer of the two."""
        newer = self.after or self.before
        assert newer is not None, "whoever changed is on one of the two"
        return newer

    @property
    def net_difference_pence(self) -> int:
        return _pence(self.after, "net_pay_pence") - _pence(self.before, "net_pay_pence")


def changes_between(before: Iterable[PersonPay], after: Iterable[PersonPay]) -> tuple[PersonChange, ...]:
    """Everyone of whom anything differs, in order of employee id. Nobody else's pay is another by a penny."""
    old = {pay.employee_id: pay for pay in before}
    new = {pay.employee_id: pay for pay in after}
    return tuple(
        PersonChange(
            before=old.get(who),
            after=new.get(who),
            amounts=_amounts(old.get(who), new.get(who)),
            details=_details(old.get(who), new.get(who)),
        )
        for who in sorted(old.keys() | new.keys())
        if old.get(who) != new.get(who)
    )


def _amounts(before: PersonPay | None, after: PersonPay | None) -> tuple[AmountChange, ...]:
    was, now = _lines(before), _lines(after)
    items = [(label, was[label], now[label]) for label in dict.fromkeys((*was, *now))]
    items += [(_label(name), _pence(before, name), _pence(after, name)) for name in _pence_fields()]
    return tuple(
        AmountChange(label=label, before_pence=one, after_pence=other) for label, one, other in items if one != other
    )


def _pence_fields() -> list[str]:
    """Every amount of a payment: those with a label in their order, and whatever else there may be before them."""
    names = [field.name for field in fields(PersonPay) if field.name.endswith("_pence")]
    others = [name for name in names if name not in _LABELS and name not in _STEPS and not name.startswith("ni_")]
    return [*others, *_LABELS]


def _label(name: str) -> str:
    return _LABELS.get(name) or name.removesuffix("_pence").replace("_", " ").capitalize()


def _lines(pay: PersonPay | None) -> Counter[str]:
    """The lines of gross pay by their label."""
    summed: Counter[str] = Counter()
    for line in pay.lines if pay else ():
        summed[line.label] += line.amount_pence
    return summed


def _pence(pay: PersonPay | None, name: str) -> int:
    return getattr(pay, name) if pay else 0


def _details(before: PersonPay | None, after: PersonPay | None) -> tuple[str, ...]:
    if before is None or after is None:
        return ()
    terms = [label for name, label in _TERMS.items() if getattr(before, name) != getattr(after, name)]
    was: Mapping[str, str] = before.person.facts
    now: Mapping[str, str] = after.person.facts
    facts = [field.label for field in FIELDS.values() if was.get(field.name) != now.get(field.name)]
    return tuple(dict.fromkeys((*terms, *facts)))
