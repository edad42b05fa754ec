"""Absences from sickness, as they are entered: from when to when, and the days somebody would have worked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sixpence.law.benefit_weeks import WEEKDAYS
from sixpence.people.entries import Content, NotAnEntry, day_in, day_or_none_in

MONDAY_TO_FRIDAY = "Mon Tue Wed Thu Fri"


class ContractualPay(StrEnum):
    """What becomes of contractual pay while a statutory payment is due: the employer's choice, absence by absence."""

    WITHIN = "within-full-pay"  # full pay goes on, and the statutory payment is a part of it
    INSTEAD = "instead-of-salary"  # no salary for the days of the absence
    ON_TOP = "on-top"  # what is earned by hours, or taken off by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """One absence; whole pence. `absence_of` checks what is handed in, the constructor does not."""

    first_day: date
    last_day: date | None  # None while it goes on
    qualifying_days: str = MONDAY_TO_FRIDAY  # the days of the week that would have been worked
    contractual_pay: ContractualPay = ContractualPay.WITHIN
    average_weekly_earnings_pence: int | None = None  # None: from the payments before
    paid_before_pence: int = 0  # statutory sick pay of it that was paid before Sixpence

    @property
    def qualifying(self) -> tuple[bool, ...]:
        """Seven flags, Sunday first."""
        return tuple(name in self.qualifying_days.split() for name in WEEKDAYS)

    def content(self) -> Content:
        """As it is stored: `absence_of` reads it back."""
        return {
            "first_day": self.first_day.isoformat(),
            "last_day": self.last_day.isoformat() if self.last_day else None,
            "qualifying_days": self.qualifying_days,
            "contractual_pay": self.contractual_pay.value,
            "average_weekly_earnings_pence": self.average_weekly_earnings_pence,
            "paid_before_pence": self.paid_before_pence,
        }


def absence_of(content: Mapping[str, Any]) -> Absence:
    """The absence that this content states. Raises NotAnEntry where it cannot be one."""
    absence = Absence(
        **{
            **content,
            "first_day": day_in(content, "first_day"),
            "last_day": day_or_none_in(content, "last_day"),
            "contractual_pay": ContractualPay(content["contractual_pay"]),
        }
    )
    if absence.last_day is not None and absence.last_day < absence.first_day:
        raise NotAnEntry("last_day", "it ends before it begins")
    days = absence.qualifying_days.split()
    if not days or len(set(days)) != len(days) or not set(days) <= set(WEEKDAYS):
        raise NotAnEntry(
            "qualifying_days",
            f"its qualifying days are not a list of {' '.join(WEEKDAYS)}, such as {MONDAY_TO_FRIDAY}",
        )
    for amount in ("average_weekly_earnings_pence", "paid_before_pence"):
        if (content[amount] or 0) < 0:
            raise NotAnEntry(amount, "an amount is below zero")
    return absence


def overlap(one: Absence, other: Absence) -> bool:
    """Whether they hold the same day; one without an end goes on for ever."""
    return one.first_day <= (other.last_day or date.max) and other.first_day <= (one.last_day or date.max)
