"""Statutory payments and payrolled benefits of one payment, in words: a view of what the run worked out."""

from collections.abc import Iterator

from sixpence.basics.money import pounds
from sixpence.law.rounding import down
from sixpence.pay.explain_payment import amount
from sixpence.pay.explanation import Section, Step
from sixpence.payrun.figures import SICK_PAY, BenefitTaxed, PersonPay, StatutoryPaid
from sixpence.payrun.statutory_pay import statutory_label

_SICK_PAY = "Social Security Contributions and Benefits Act 1992 part XI; docs/law/sick-pay.md"
_PARENTAL_PAY = "Social Security Contributions and Benefits Act 1992 parts XII to XIIZD; docs/law/parental-pay.md"
_BENEFITS = "SI 2003/2682 regulations 61A to 61M"


def statutory_section(pay: PersonPay) -> Section | None:
    """How each absence and leave came to its part of gross pay; None where there is none."""
    steps = [step for paid in pay.statutory for step in _steps_of_paid(paid)]
    return Section("Statutory payments", tuple(steps)) if steps else None


def benefits_section(pay: PersonPay) -> Section | None:
    """What each payrolled benefit adds to taxable pay; None where there is none."""
    steps = [_step_of_benefit(benefit) for benefit in pay.benefits]
    return Section("Benefits taxed with this payment", tuple(steps)) if steps else None


def _steps_of_paid(paid: StatutoryPaid) -> Iterator[Step]:
    name, label = f"{paid.kind.lower()}_{paid.number}", statutory_label(paid.kind)
    source = _SICK_PAY if paid.kind == SICK_PAY else _PARENTAL_PAY
    average = down(paid.average_pence, paid.average_over)
    yield amount(
        f"{name}_average_pence",
        f"{label}: average weekly earnings",
        average,
        "Of the eight weeks or so before, or as given; shown to the penny below, and used exactly.",
        source,
    )
    days = f"{paid.days_due} days since {paid.first_day} are paid for."
    yield amount(f"{name}_due_pence", f"{label}: due so far", paid.due_to_date_pence, days, source)
    rule = f"{pounds(paid.due_to_date_pence)} less {pounds(paid.paid_before_pence)} that was paid before."
    yield amount(f"{name}_pence", label, paid.amount_pence, rule, source)


def _step_of_benefit(benefit: BenefitTaxed) -> Step:
    value, before = pounds(benefit.value_in_year_pence), pounds(benefit.taxed_before_pence)
    rule = f"{value} in this tax year less {before} taxed before, over the paydays left."
    return amount(f"benefit_{benefit.number}_pence", benefit.name, benefit.amount_pence, rule, _BENEFITS)
