"""What is typed in on pages of a pay run."""

from django import forms

from sixpence.basics.money import plain_pounds
from sixpence.payrun.figures import LineKind
from sixpence.store.records import KeptPayLine
from sixpence.web.forms import DayField

FREQUENCIES = ("monthly", "weekly", "fortnightly", "four-weekly")
LINE_KINDS = (
    (LineKind.BONUS, "Bonus"),
    (LineKind.OVERTIME, "Overtime"),
    (LineKind.PAY, "Other pay, taxed like it"),
    (LineKind.DEDUCTION, "Deduction from net pay"),
)
_AMOUNT = {"inputmode": "decimal", "class": "amount", "autocomplete": "off"}


class OpenForm(forms.Form):
    pay_date = DayField(label="Pay day", help_text="The day people have their money.")
    frequency = forms.ChoiceField(choices=[(each, each.capitalize()) for each in FREQUENCIES], label="How often")


class LineForm(forms.Form):
    """Amounts are left as they are typed: the use case reads them, for every face alike."""

    kind = forms.ChoiceField(choices=LINE_KINDS, label="What it is")
    label = forms.CharField(label="Label", help_text="As it stands on the payslip.")
    amount = forms.CharField(label="Amount in pounds", required=False)
    hours = forms.CharField(label="or hours", required=False)
    rate = forms.CharField(label="at a rate of", required=False, help_text="Their own where left empty.")
    note = forms.CharField(label="Note", required=False, help_text="For whoever checks the run.")


def typed_of(kept: KeptPayLine) -> dict[str, str]:
    """A line that is there, as it would be typed."""
    line = kept.line
    hundredths = {
        "hours": line.hours,
        "rate": line.rate_pence,
        "amount": line.amount_pence if line.hours is None else None,
    }
    typed = {name: plain_pounds(value) for name, value in hundredths.items() if value is not None}
    return {"kind": line.kind, "label": line.label, "note": kept.note} | typed


class TypedLineForm(forms.Form):
    """The same as it is typed into the table."""

    label = forms.CharField(label="Label", widget=forms.TextInput(attrs={"autofocus": True}))
    kind = forms.ChoiceField(choices=LINE_KINDS, label="What it is")
    amount = forms.CharField(label="Amount in pounds", widget=forms.TextInput(attrs=_AMOUNT))


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Why it is all right")
