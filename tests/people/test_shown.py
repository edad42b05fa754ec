"""Facts in words, and what is private masked."""

import pytest

from builders import FACTS
from sixpence.people.fields import ENDED, FIELDS
from sixpence.people.shown import MASKED, in_full, missing_in_words, shown


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("salary", "416667 monthly", "£4,166.67 monthly"),
        ("salary", ENDED, "(ended)"),
        ("hourly_rate", "1850", "£18.50 an hour"),
        ("start_date", "2026-11-02", "2 November 2026"),
        ("leaving_date", ENDED, "(ended)"),
        ("student_loan_plan", "2", "Plan 2"),
        ("student_loan_plan", "none", "None"),
        ("pension", "net-pay", "Net pay arrangement"),
        ("job_title", "Cook", "Cook"),
        ("job_title", "", "(nothing)"),
    ],
)
def test_a_fact_in_words(field: str, value: str, words: str) -> None:
    assert shown(field, value) == in_full(field, value) == words


@pytest.mark.parametrize("field", [name for name in FACTS if FIELDS[name].private])
def test_a_private_value_is_masked_but_for_the_end_of_an_account_number(field: str) -> None:
    assert shown(field, FACTS[field]) == MASKED + ("5678" if field == "account_number" else "")
    assert shown(field, "") == "(nothing)"


def test_what_is_missing_has_a_name() -> None:
    assert missing_in_words("ni_number") == "National Insurance number"
    assert missing_in_words("hours_worked") == "Hours worked in the period"
