"""One payment with its results and the rates of its day: what every part of an explanation looks at."""

from dataclasses import dataclass

import numpy as np

from sixpence.law.payrolled_benefits import TaxedPay, taxed_pay
from sixpence.law.pensions import PensionMethod
from sixpence.pay.explanation import Step, Unit
from sixpence.pay.inputs import PayInputs
from sixpence.pay.results import PayResults
from sixpence.rates import Rates
from sixpence.rates.frequency import Frequency

# What one payment covers, as people say it.
PERIOD_WORDS = {
    Frequency.WEEKLY: "week",
    Frequency.FORTNIGHTLY: "two weeks",
    Frequency.FOUR_WEEKLY: "four weeks",
    Frequency.MONTHLY: "month",
    Frequency.ANNUAL: "year",
}


@dataclass(frozen=True, slots=True)
class Payment:
    """Tables of one row, and the rates that were used on it."""

    inputs: PayInputs
    results: PayResults
    rates: Rates

    def given(self, column: str) -> int:
        """A value of the inputs."""
        return int(getattr(self.inputs, column)[0])

    def result(self, column: str) -> int:
        return int(getattr(self.results, column)[0])

    def taxed_pay(self) -> TaxedPay:
        """What tax is reckoned on, and what its limit is half of."""
        contribution = self.results.employee_pension_pence
        before_tax = np.where(self.inputs.pension == PensionMethod.NET_PAY, contribution, 0)
        return taxed_pay(self.results.nicable_pay_pence, before_tax, self.inputs.payrolled_benefits_pence)

    @property
    def frequency(self) -> Frequency:
        return Frequency(self.given("frequency"))

    @property
    def period_words(self) -> str:
        return PERIOD_WORDS[self.frequency]


def amount(name: str, label: str, value: int, rule: str, source: str = "") -> Step:
    """A step that is an amount of money, in pence."""
    return Step(name, label, value, Unit.PENCE, rule, source)


def rate(name: str, label: str, millionths: int, rule: str, source: str = "") -> Step:
    return Step(name, label, millionths, Unit.MILLIONTHS, rule, source)
