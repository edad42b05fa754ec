"""An explanation as data: sections of steps, each a figure with its rule in plain words and where the rule stands.

An explanation is a view: `explain` fills it from what the law's own functions returned. Nothing is worked out here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from sixpence.basics.money import pounds


class Unit(Enum):
    """What the integer of a step counts; the value is the unit's name in JSON."""

    PENCE = "pence"
    POUNDS = "pounds"  # whole pounds, the pence cut off
    HUNDREDTHS = "hundredths of a penny"  # four decimals of a pound
    MILLIONTHS = "millionths"  # a rate: 200000 is 20%
    COUNT = "count"
    FLAG = "flag"  # 1 yes, 0 no


@dataclass(frozen=True, slots=True)
class Step:
    """One figure. A step named like a column of `PayResults` is that result; all others are on the way to one."""

    name: str
    label: str
    value: int
    unit: Unit
    rule: str  # in plain words, with the figures it used
    source: str  # law or HMRC's specification; empty where the step only repeats what was handed in

    @property
    def figure(self) -> str:
        """The value as people read it: "£1,048.26", "£10.7692", "20%", "yes"."""
        return written(self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How every figure of one payment came about, in the order of the calculation."""

    employee_id: str
    pay_date: date
    tax_year: str
    sections: tuple[Section, ...]

    def steps(self) -> Iterator[Step]:
        for section in self.sections:
            yield from section.steps

    def __getitem__(self, name: str) -> int:
        """The value of the step with that name. Raises KeyError."""
        for step in self.steps():
            if step.name == name:
                return step.value
        raise KeyError(name)

    def __contains__(self, name: str) -> bool:
        return any(step.name == name for step in self.steps())


def written(value: int, unit: Unit) -> str:
    """A figure for people.

    >>> [written(104826, Unit.PENCE), written(1951, Unit.POUNDS), written(130833, Unit.HUNDREDTHS)]
    ['£1,048.26', '£1,951', '£13.0833']
    >>> [written(18500, Unit.MILLIONTHS), written(8, Unit.COUNT), written(1, Unit.FLAG)]
    ['1.85%', '8', 'yes']
    """
    if unit is Unit.PENCE:
        return pounds(value)
    if unit is Unit.POUNDS:
        return pounds(value * 100).removesuffix(".00")
    if unit is Unit.HUNDREDTHS:
        pence, hundredths = divmod(value, 100)
        return pounds(pence) + (f"{hundredths:02d}" if hundredths else "")
    if unit is Unit.MILLIONTHS:
        return percent(value)
    return ("no", "yes")[value] if unit is Unit.FLAG else str(value)


def percent(millionths: int) -> str:
    """ "8%", "1.85%": as few decimals as the rate has."""
    whole, rest = divmod(millionths, 10_000)
    return f"{whole}.{rest:04d}".rstrip("0").rstrip(".") + "%"


def as_json(explanation: Explanation) -> dict[str, Any]:
    """For machines: figures stay integers, each beside its unit."""
    return {
        "employee_id": explanation.employee_id,
        "pay_date": explanation.pay_date.isoformat(),
        "tax_year": explanation.tax_year,
        "sections": [
            {
                "heading": section.heading,
                "steps": [
                    {
                        "name": step.name,
                        "label": step.label,
                        "value": step.value,
                        "unit": step.unit.value,
                        "rule": step.rule,
                        "source": step.source,
                    }
                    for step in section.steps
                ],
            }
            for section in explanation.sections
        ],
    }
