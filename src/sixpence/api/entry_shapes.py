"""An order, absence, leave or benefit, as it goes in and comes out. Its keys are those of the kind's own `content`."""

from datetime import date
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from sixpence.api.shapes import Pence, Words
from sixpence.people.absences import MONDAY_TO_FRIDAY, ContractualPay
from sixpence.people.entries import Content, EntryKind

_Text = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]


class _Entered(Schema):
    def content(self) -> Content:
        return self.model_dump(mode="json", exclude={"what", "from_day"})

    def counts_from(self) -> date | None:
        """The day of its own that an order has."""
        return None


class OrderTerms(_Entered):
    """`from_day` is the first pay date for which these terms hold; `owed_pence` null runs until it is ended."""

    what: Literal["order"]
    from_day: date
    kind: Words
    authority: Words
    reference: Words
    made_on: date
    normal_deduction_pence: Pence = 0
    protected_earnings_pence: Pence = 0
    owed_pence: Pence | None = None
    employer_keeps_costs: bool = True

    def counts_from(self) -> date:
        return self.from_day


class AbsenceTerms(_Entered):
    """An absence from sickness; without a last day it goes on."""

    what: Literal["absence"]
    first_day: date
    last_day: date | None = None
    qualifying_days: Words = MONDAY_TO_FRIDAY
    contractual_pay: ContractualPay = ContractualPay.WITHIN
    average_weekly_earnings_pence: Pence | None = None
    paid_before_pence: Pence = 0


class LeaveTerms(_Entered):
    """Parental leave; without a last day, as long as it can be paid."""

    what: Literal["leave"]
    payment: Words
    event_day: date
    first_day: date
    last_day: date | None = None
    contractual_pay: ContractualPay = ContractualPay.INSTEAD
    average_weekly_earnings_pence: Pence | None = None
    paid_before_pence: Pence = 0


class BenefitTerms(_Entered):
    """A benefit taxed through pay; without a last day it goes on."""

    what: Literal["benefit"]
    name: Words
    value_of_year_pence: Pence
    first_day: date
    last_day: date | None = None
    taxed_before_pence: Pence = 0
    taxed_before_year: _Text = ""


AnyTerms = Annotated[OrderTerms | AbsenceTerms | LeaveTerms | BenefitTerms, Field(discriminator="what")]


class Terms(Schema):
    entry: AnyTerms


class EntryOfPerson(Schema):
    """One entry, by its number within its kind."""

    number: int
    entry: AnyTerms
    ended_on: date | None = None


def entry_of(
    what: str, number: int, content: Content, from_day: date | None = None, ended_on: date | None = None
) -> EntryOfPerson:
    terms = {"what": what, **content} | ({"from_day": from_day} if from_day else {})
    return EntryOfPerson.model_validate({"number": number, "entry": terms, "ended_on": ended_on})


class EntryKept(Schema):
    number: int


class TakenBack(Schema):
    what: EntryKind
    from_day: date | None = None
