"""An order, absence, leave or benefit as it is typed in, one form a kind.

A form's fields are the keys of what is kept (`content` of the kind's own type), so that what the type finds wrong
stands at its field.
"""

from datetime import date, datetime
from typing import Any, ClassVar, TypedDict

from django import forms

from sixpence.actions import entry_kinds
from sixpence.law.benefit_weeks import WEEKDAYS
from sixpence.people.absences import MONDAY_TO_FRIDAY, ContractualPay
from sixpence.people.entries import Content, EntryKind, NotAnEntry
from sixpence.people.leaves import LABELS, PAYMENTS
from sixpence.rates import tax_years
from sixpence.web.forms import DayField, PoundsField
from sixpence.web.refusals import as_sentence

_ORDERS = {
    "child-maintenance": "Child maintenance: deduction from earnings order",
    "priority-court-order": "Attachment of earnings: maintenance, or a fine by fixed amounts",
    "fines": "Attachment of earnings: a fine, by the table",
    "non-priority-court-order": "Attachment of earnings: judgment debt",
    "council-tax-england": "Council tax, England",
    "council-tax-wales": "Council tax, Wales",
    "direct-earnings-attachment-standard": "Direct earnings attachment, standard rate",
    "direct-earnings-attachment-higher": "Direct earnings attachment, higher rate",
    "direct-earnings-attachment-fixed": "Direct earnings attachment, fixed amount",
    "earnings-arrestment": "Earnings arrestment (Scotland)",
    "current-maintenance-arrestment": "Current maintenance arrestment (Scotland)",
}
_CONTRACTUAL_PAY = {
    ContractualPay.WITHIN.value: "Full pay goes on, and the statutory pay is a part of it",
    ContractualPay.INSTEAD.value: "No salary for these days: the statutory pay instead",
    ContractualPay.ON_TOP.value: "The statutory pay comes on top of what they earn by the hour",
}
_WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FROM_PAY = "Left empty: from the payments before, as far as Sixpence has them."
_AMOUNT = {"required": False}


class Who(TypedDict):
    """What every use case that changes something wants to know."""

    actor: str
    at: datetime


class EntryForm(forms.Form):
    """All of one entry."""

    kind_of_entry: ClassVar[EntryKind]
    stays: ClassVar[str] = ""  # the field that cannot be changed once the entry is there
    entry: Any  # of the kind's own type, once the form is valid

    def __init__(self, *args: Any, is_there: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_there and self.stays:
            self.fields[self.stays].disabled = True

    def content(self) -> Content:
        """What is typed in, as it is kept."""
        given = self.cleaned_data
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}

    @staticmethod
    def filled_from(content: Content) -> dict[str, Any]:
        """What the form shows of an entry that is there: nothing for an amount that is none."""
        return {name: value for name, value in content.items() if value or isinstance(value, bool)}

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        if not self.errors:
            try:
                self.entry = entry_kinds.reader_of(self.kind_of_entry)(self.content())
            except NotAnEntry as wrong:
                self.add_error(wrong.key, as_sentence(wrong))
        return given

    def add(self, employer: str, employee_id: str, who: Who) -> None:
        entry_kinds.add(self.kind_of_entry, employer, employee_id, self.entry, self._from_day, **who)

    def change(self, employer: str, employee_id: str, number: int, who: Who) -> None:
        entry_kinds.change(self.kind_of_entry, employer, employee_id, number, self.entry, self._from_day, **who)

    @property
    def _from_day(self) -> date | None:
        """Which an order has, and nothing else."""
        return self.cleaned_data.get("from_day")


class OrderForm(EntryForm):
    kind_of_entry, stays = EntryKind.ORDER, "kind"

    kind = forms.ChoiceField(label="What it is", choices=[*_ORDERS.items()])
    authority = forms.CharField(label="Who is to be paid", help_text="The court, the council, the service.")
    reference = forms.CharField(label="Reference", help_text="Payments go by it.")
    made_on = DayField(label="Made on", help_text="In Scotland, the day on which you received it.")
    from_day = DayField(label="From", help_text="The first pay date that these terms hold for.")
    normal_deduction_pence = PoundsField(
        label="Deduction in pounds for each pay period", help_text="Where the order states one.", **_AMOUNT
    )
    protected_earnings_pence = PoundsField(
        label="Protected earnings in pounds for each pay period", help_text="Of attachments of earnings.", **_AMOUNT
    )
    owed_pence = PoundsField(
        label="Owed in pounds in all", help_text="Left empty: it runs until you end it.", **_AMOUNT
    )
    employer_keeps_costs = forms.BooleanField(
        label="We keep the sum for our costs with each deduction", required=False, initial=True
    )

    def content(self) -> Content:
        given = {name: value for name, value in super().content().items() if name != "from_day"}
        return given | {name: given[name] or 0 for name in ("normal_deduction_pence", "protected_earnings_pence")}


class AbsenceForm(EntryForm):
    kind_of_entry = EntryKind.ABSENCE

    first_day = DayField(label="First day")
    last_day = DayField(label="Last day", required=False, help_text="Left empty: it goes on.")
    qualifying_days = forms.MultipleChoiceField(
        label="Days they would have worked",
        choices=[(name, name) for name in _WEEK],
        widget=forms.CheckboxSelectMultiple,
        initial=MONDAY_TO_FRIDAY.split(),
    )
    contractual_pay = forms.ChoiceField(label="Their own pay meanwhile", choices=[*_CONTRACTUAL_PAY.items()])
    average_weekly_earnings_pence = PoundsField(label="Average weekly earnings", help_text=_FROM_PAY, **_AMOUNT)
    paid_before_pence = PoundsField(label="Sick pay of it that was paid before Sixpence", **_AMOUNT)

    def content(self) -> Content:
        given = super().content()
        days = " ".join(name for name in WEEKDAYS if name in self.cleaned_data["qualifying_days"])
        return {**given, "qualifying_days": days, "paid_before_pence": given["paid_before_pence"] or 0}

    @staticmethod
    def filled_from(content: Content) -> dict[str, Any]:
        return EntryForm.filled_from(content) | {"qualifying_days": str(content["qualifying_days"]).split()}


class LeaveForm(EntryForm):
    kind_of_entry, stays = EntryKind.LEAVE, "payment"

    payment = forms.ChoiceField(
        label="Payment", choices=[(short, f"{LABELS[payment]} ({short})") for short, payment in PAYMENTS.items()]
    )
    event_day = DayField(
        label="Day of the event",
        help_text="On which the baby is due; of matching for SAP, of the death for SPBP, on which care began for SNCP.",
    )
    first_day = DayField(label="First day of leave")
    last_day = DayField(label="Last day of pay", required=False, help_text="Left empty: as long as it can be paid.")
    contractual_pay = forms.ChoiceField(
        label="Their own pay meanwhile",
        choices=[*_CONTRACTUAL_PAY.items()],
        initial=ContractualPay.INSTEAD.value,
    )
    average_weekly_earnings_pence = PoundsField(label="Average weekly earnings", help_text=_FROM_PAY, **_AMOUNT)
    paid_before_pence = PoundsField(label="What was paid of it before Sixpence", **_AMOUNT)

    def content(self) -> Content:
        given = super().content()
        return {**given, "paid_before_pence": given["paid_before_pence"] or 0}


class BenefitForm(EntryForm):
    kind_of_entry = EntryKind.BENEFIT

    name = forms.CharField(label="Benefit", help_text="As it stands on the payslip, such as Medical insurance.")
    value_of_year_pence = PoundsField(label="Taxable value of a whole tax year in pounds")
    first_day = DayField(label="First day")
    last_day = DayField(label="Last day", required=False, help_text="Left empty: it goes on.")
    taxed_before_pence = PoundsField(label="Taxed of it before Sixpence, in pounds", **_AMOUNT)
    taxed_before_year = forms.ChoiceField(
        label="Tax year in which it was taxed",
        choices=lambda: [("", "–"), *((year.name, year.name) for year in tax_years())],
        required=False,
    )

    def content(self) -> Content:
        given = super().content()
        return {**given, "taxed_before_pence": given["taxed_before_pence"] or 0}

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or {}
        if bool(given.get("taxed_before_pence")) != bool(given.get("taxed_before_year")):
            self.add_error("taxed_before_year", "Give both the amount and its tax year, or neither.")
        return given


class TakeBackForm(forms.Form):
    """Nothing to be typed: the entry was a mistake."""

    def take_back(self, kind: EntryKind, employer: str, employee_id: str, number: int, who: Who) -> None:
        entry_kinds.take_back(kind, employer, employee_id, number, self.cleaned_data.get("ends_on"), **who)


class EndForm(TakeBackForm):
    """Of an order: nothing more is taken under it."""

    ends_on = DayField(label="From", help_text="Nothing more is taken from payments on that day and after.")


FORMS: dict[EntryKind, type[EntryForm]] = {
    form.kind_of_entry: form for form in (OrderForm, AbsenceForm, LeaveForm, BenefitForm)
}
