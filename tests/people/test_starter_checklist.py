"""What the answers on a starter checklist mean for payroll."""

from datetime import date

import pytest

from sixpence.people.starter_checklist import NOT_SURE, POSTGRADUATE, Answers, facts_said, statement
from sixpence.rates import rates_on

LOANS_2025, LOANS_2026 = (rates_on(day).student_loans for day in (date(2025, 11, 30), date(2026, 11, 30)))


def answers(*, jobs: tuple[bool, bool, bool] = (False, False, False), loans: set[str] | None = None) -> Answers:
    another, pension, earlier = jobs
    return Answers(
        has_another_job=another,
        has_pension=pension,
        was_paid_since_april=earlier,
        has_loan=loans is not None,
        loans=frozenset(loans or ()),
    )


@pytest.mark.parametrize(
    ("jobs", "letter"),
    [
        ((False, False, False), "A"),
        ((False, False, True), "B"),
        ((True, False, False), "C"),
        ((False, True, False), "C"),
        ((True, True, True), "C"),
    ],
)
def test_the_statement_follows_from_the_three_questions(jobs: tuple[bool, bool, bool], letter: str) -> None:
    assert statement(answers(jobs=jobs)) == letter


@pytest.mark.parametrize(
    ("loans", "plan", "postgraduate"),
    [
        (None, "none", "no"),
        ({"2"}, "2", "no"),
        ({"1", "2"}, "1", "no"),
        ({"2", "4"}, "2", "no"),
        ({"1", "5"}, "5", "no"),  # the lowest threshold of 2026-27
        ({NOT_SURE}, "5", "no"),
        ({POSTGRADUATE}, "none", "yes"),
        ({"4", POSTGRADUATE}, "4", "yes"),
    ],
)
def test_of_several_plans_the_one_with_the_lowest_threshold(
    loans: set[str] | None, plan: str, postgraduate: str
) -> None:
    said = facts_said(answers(loans=loans), LOANS_2026)
    assert (said["student_loan_plan"], said["postgraduate_loan"]) == (plan, postgraduate)


def test_a_plan_that_is_not_collected_yet_is_not_taken() -> None:
    assert facts_said(answers(loans={"5"}), LOANS_2025)["student_loan_plan"] == "none"
    assert facts_said(answers(loans={NOT_SURE}), LOANS_2025)["student_loan_plan"] == "1"


def test_a_loan_that_is_not_due_is_not_collected() -> None:
    not_due = Answers(
        has_another_job=False,
        has_pension=False,
        was_paid_since_april=False,
        has_loan=True,
        loan_is_not_due=True,
        loans=frozenset({"2"}),
    )
    assert facts_said(not_due, LOANS_2026) == {
        "starter_declaration": "A",
        "student_loan_plan": "none",
        "postgraduate_loan": "no",
    }


@pytest.mark.parametrize("loans", [set(), {"2", NOT_SURE}, {"3"}])
def test_what_is_unclear_is_asked_again(loans: set[str]) -> None:
    with pytest.raises(ValueError, match="say which"):
        facts_said(answers(loans=loans), LOANS_2026)
