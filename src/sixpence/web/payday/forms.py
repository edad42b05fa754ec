"""What is typed in on a pay day."""

from django import forms


class NotLeftForm(forms.Form):
    reason = forms.CharField(label="Why the mark was a mistake", help_text="It is kept beside the mark.")
