"""What is typed in on pages of a pay run."""

from django import forms

from sixpence.payrun.figures import LineKind
from sixpence.web.forms import DayField

FREQUENCIES = ("monthly", "weekly", "fortnightly", "four-weekly")


class OpenForm(forms.Form):
    pay_date = DayField(label="Pay day", help_text="The day people have their money.")
    frequency = forms.ChoiceField(choices=[(each, each.capitalize()) for each in FREQUENCIES], label="How often")


class LineForm(forms.Form):
    """Amounts are left as they are typed: the use case reads them, for every face alike."""

    kind = forms.ChoiceField(
        choices=[
            (LineKind.BONUS, "Bonus"),
            (LineKind.OVERTIME, "Overtime"),
            (LineKind.PAY, "Other pay, taxed like it"),
            (LineKind.DEDUCTION, "Deduction from net pay"),
        ],
        label="What it is",
    )
    label = forms.CharField(label="Label", help_text="As it stands on the payslip.")
    amount = forms.CharField(label="Amount in pounds", required=False)
    hours = forms.CharField(label="or hours", required=False)
    rate = forms.CharField(label="at a rate of", required=False, help_text="Their own where left empty.")
    note = forms.CharField(label="Note", required=False, help_text="For whoever checks the run.")


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Why it is all right")
