"""What is typed in about payments."""

from django import forms

from sixpence.web.forms import DayField, PoundsField


class PaidForm(forms.Form):
    amount = PoundsField(label="Paid, in pounds")
    paid_on = DayField(label="On", help_text="The day on which it left the account.")


class NotPaidForm(forms.Form):
    reason = forms.CharField(label="Why the mark was a mistake", help_text="It is kept beside the mark.")
