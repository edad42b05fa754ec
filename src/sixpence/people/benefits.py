"""Benefits that are taxed through the payroll: what each is worth in a tax year, and from when to when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sixpence.people.entries import Content, NotAnEntry, day_in, day_or_none_in

_LONGEST_TEXT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    """One benefit; whole pence. `benefit_of` checks what is handed in, the constructor does not."""

    name: str  # as it stands on the payslip
    value_of_year_pence: int  # of a whole tax year, as form P11D would have it
    first_day: date
    last_day: date | None = None  # None while it goes on
    taxed_before_pence: int = 0  # with other software, in the tax year `taxed_before_year`
    taxed_before_year: str = ""

    def content(self) -> Content:
        """As it is stored: `benefit_of` reads it back."""
        return {
            "name": self.name,
            "value_of_year_pence": self.value_of_year_pence,
            "first_day": self.first_day.isoformat(),
            "last_day": self.last_day.isoformat() if self.last_day else None,
            "taxed_before_pence": self.taxed_before_pence,
            "taxed_before_year": self.taxed_before_year,
        }


def benefit_of(content: Mapping[str, Any]) -> Benefit:
    """The benefit that this content states. Raises NotAnEntry where it cannot be one."""
    days = {"first_day": day_in(content, "first_day"), "last_day": day_or_none_in(content, "last_day")}
    benefit = Benefit(**{**content, **days})
    if not benefit.name.strip() or len(benefit.name) > _LONGEST_TEXT or not benefit.name.isprintable():
        raise NotAnEntry(
            "name", f"its name is empty, too long or cannot be printed: give up to {_LONGEST_TEXT} characters"
        )
    if benefit.value_of_year_pence <= 0:
        raise NotAnEntry("value_of_year_pence", "an amount is not above zero")
    if benefit.taxed_before_pence < 0:
        raise NotAnEntry("taxed_before_pence", "an amount is below zero")
    if benefit.last_day is not None and benefit.last_day < benefit.first_day:
        raise NotAnEntry("last_day", "it ends before it begins")
    return benefit
