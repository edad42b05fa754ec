"""Form fields of payroll, how forms look, and a use case's refusal as an error of the form."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

from sixpence.basics.money import pence_from_pounds, plain_pounds
from sixpence.basics.refused import Refused
from sixpence.web.refusals import as_sentence


class Renderer(TemplatesSetting):
    """`{{ form }}` is the whole form's fields in our look; `{{ form.name.as_field_group }}` one of them."""

    form_template_name = "sixpence/forms/form.html"
    field_template_name = "sixpence/forms/field.html"


class PoundsField(forms.CharField):
    """An amount typed in pounds; pence in the code. £ and thousands' commas may be typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.update({"inputmode": "decimal", "class": "amount", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        text = str(super().to_python(value)).replace("£", "").replace(",", "").replace(" ", "")
        if text in self.empty_values:
            return None
        try:
            return pence_from_pounds(text)
        except ValueError as error:
            raise forms.ValidationError(f"This {error}.") from None

    def prepare_value(self, value: Any) -> Any:
        return plain_pounds(value) if isinstance(value, int) else value


class DayField(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


@contextmanager
def refusals_in(form: forms.Form) -> Iterator[None]:
    """A use case that refuses inside this puts its line on the form, at its field where it is about one.

    Afterwards the form is not valid any more.
    """
    try:
        yield
    except Refused as refusal:
        form.add_error(refusal.at if refusal.at in form.fields else None, as_sentence(refusal))
