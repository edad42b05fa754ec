"""Statutory payments and benefits in words."""

from datetime import date

from payrun.test_benefits import CAR, taxed
from payrun.test_sick_pay import DECEMBER, OFF, after, paid
from sixpence.payrun.explain_statutory import benefits_section, statutory_section


def test_an_absence_is_told_from_its_average_to_what_is_paid() -> None:
    section = statutory_section(paid(OFF, history=after(paid(OFF)), window=DECEMBER))
    assert section is not None
    assert [(step.name, step.figure, step.rule) for step in section.steps[1:]] == [
        ("ssp_1_due_pence", "£123.25", "5 days since 2026-11-09 are paid for."),
        ("ssp_1_pence", "£0.00", "£123.25 less £123.25 that was paid before."),
    ]
    assert (section.steps[0].value, statutory_section(paid())) == (600_00, None)


def test_a_benefit_is_told_by_what_is_left_of_the_year() -> None:
    section = benefits_section(taxed(CAR, date(2026, 4, 30)))
    assert section is not None
    (step,) = section.steps
    assert step.rule == "£5,200.00 in this tax year less £0.00 taxed before, over the paydays left."
    assert (step.value, benefits_section(paid())) == (433_33, None)
