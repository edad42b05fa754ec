"""What is asked of people at the entrance."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password

from sixpence.people.employer import PART_PERIOD_METHODS, Employer
from sixpence.people.person import BankAccount
from sixpence.store.models import User

_PART_PERIODS = {
    "calendar-days": "Calendar days of the period",
    "working-days": "Working days of the period",
    "260ths": "260ths of a year's pay",
}


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """allauth's, with labels in place of hints inside the fields."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].label = "E-mail address"


class _AccountForm(forms.Form):
    """A name and a new password."""

    name = forms.CharField(label="Your name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters. A passkey or an authenticator app can be added after signing in.",
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if password := given.get("password"):
            try:
                validate_password(password, User(email=self._email(), name=given.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return given

    def _email(self) -> str:
        return str(self.cleaned_data.get("email", ""))


class SetUpForm(_AccountForm):
    """The first account of an installation."""

    email = forms.EmailField(label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    field_order = ("name", "email", "password")


class InvitationForm(_AccountForm):
    """The account of somebody invited; the address is the invitation's."""

    def __init__(self, *args: Any, invited: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self._invited = invited

    def _email(self) -> str:
        return self._invited


class CompanyForm(forms.Form):
    """An employer: a PAYE scheme, where it is, and the account it pays from."""

    name = forms.CharField(label="Company name", max_length=200)
    address = forms.CharField(
        label="Address", widget=forms.Textarea(attrs={"rows": 3}), help_text="One line each, without the postcode."
    )
    postcode = forms.CharField(label="Postcode", max_length=8)
    paye_reference = forms.CharField(label="Employer PAYE reference", help_text="Such as 123/AB456, on HMRC's letters.")
    accounts_office_reference = forms.CharField(
        label="Accounts Office reference", help_text="Such as 123PA00012345, on HMRC's letters."
    )
    corporation_tax_reference = forms.CharField(
        label="Corporation Tax reference", required=False, help_text="Ten figures."
    )
    account_name = forms.CharField(label="Name of the paying account", max_length=70)
    sort_code = forms.RegexField(r"^[0-9]{2}-?[0-9]{2}-?[0-9]{2}$", label="Sort code")
    account_number = forms.RegexField(r"^[0-9]{8}$", label="Account number", help_text="Eight figures.")
    bacs_service_user_number = forms.RegexField(
        r"^[0-9]{6}$", label="Bacs service user number", help_text="Six figures, from your bank."
    )
    pension_scheme = forms.CharField(label="Pension scheme", required=False)
    part_period = forms.ChoiceField(
        label="A part of a month is paid by",
        choices=[(key, _PART_PERIODS[key]) for key in PART_PERIOD_METHODS],
    )
    paid_elsewhere_before = forms.BooleanField(
        label="People were paid with other software before",
        required=False,
        help_text="Then each needs their figures to date before Sixpence pays them.",
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not self.errors:
            try:
                self.employer = _employer(given)
            except ValueError as error:
                self.add_error(None, f"{str(error).replace('_', ' ')}: check it against HMRC's letters.")
        return given


def _employer(given: dict[str, Any]) -> Employer:
    office, _, reference = given["paye_reference"].strip().upper().partition("/")
    same = ("name", "postcode", "bacs_service_user_number", "pension_scheme", "part_period", "paid_elsewhere_before")
    return Employer(
        address_lines=tuple(line.strip() for line in given["address"].splitlines() if line.strip()),
        tax_office_number=office,
        tax_office_reference=reference,
        accounts_office_reference=given["accounts_office_reference"].strip().upper(),
        corporation_tax_reference=given["corporation_tax_reference"].strip(),
        bank_account=BankAccount(given["sort_code"].replace("-", ""), given["account_number"], given["account_name"]),
        **{name: given[name] for name in same},
    )


def company_values(employer: Employer) -> dict[str, Any]:
    """What `CompanyForm` shows of an employer that is there."""
    same = (
        "name",
        "postcode",
        "paye_reference",
        "accounts_office_reference",
        "corporation_tax_reference",
        "bacs_service_user_number",
        "pension_scheme",
        "part_period",
        "paid_elsewhere_before",
    )
    account = employer.bank_account
    return {name: getattr(employer, name) for name in same} | {
        "address": "\n".join(employer.address_lines),
        "account_name": account.name,
        "sort_code": account.sort_code,
        "account_number": account.account_number,
    }
