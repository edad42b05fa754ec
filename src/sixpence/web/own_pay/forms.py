"""The starter checklist as questions."""

from typing import Any

from django import forms

from sixpence.people.starter_checklist import NOT_SURE, POSTGRADUATE, Answers

_YES_NO = (("yes", "Yes"), ("no", "No"))
_LOANS = (
    ("1", "Plan 1"),
    ("2", "Plan 2"),
    ("4", "Plan 4"),
    ("5", "Plan 5"),
    (POSTGRADUATE, "Postgraduate loan (England and Wales)"),
    (NOT_SURE, "I am not sure which plan"),
)


def _question(text: str, help_text: str = "", *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=text, help_text=help_text, choices=_YES_NO, widget=forms.RadioSelect, required=required
    )


class ChecklistForm(forms.Form):
    another_job = _question("Do you have another job?")
    pension = _question("Do you receive payments from a State, workplace or private pension?")
    paid_since_april = _question(
        "Since 6 April, have you been paid by another job that has ended, or received a taxable benefit?",
        "Jobseeker's Allowance, Employment and Support Allowance or Incapacity Benefit.",
    )
    loan = _question("Do you have a student or postgraduate loan that is not fully repaid?")
    not_due = _question(
        "If you do: are you still on the course, did you leave it after the last 6 April, or do you repay it by "
        "direct debit?",
        required=False,
    )
    loans = forms.MultipleChoiceField(
        label="If you do: which loans?", choices=_LOANS, widget=forms.CheckboxSelectMultiple, required=False
    )

    @property
    def answers(self) -> Answers:
        given: dict[str, Any] = self.cleaned_data
        return Answers(
            has_another_job=given["another_job"] == "yes",
            has_pension=given["pension"] == "yes",
            was_paid_since_april=given["paid_since_april"] == "yes",
            has_loan=given["loan"] == "yes",
            loan_is_not_due=given["not_due"] == "yes",
            loans=frozenset(given["loans"]),
        )
