"""The arithmetic of the gender pay gap: means, medians, gaps and quartiles, exact until the one rounding at the end.

Source: Equality Act 2010 (Gender Pay Gap Information) Regulations 2017 (SI 2017/172) regulations 8 to 13; one decimal
place by the government's guidance for employers ("Gender pay gap reporting: making your calculations").
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from math import lcm
from operator import itemgetter

QUARTILES = ("Lower quartile", "Lower middle quartile", "Upper middle quartile", "Upper quartile")


@dataclass(frozen=True, slots=True)
class Rate:
    """Somebody's hourly pay or bonus, in pence and parts of one."""

    is_man: bool
    pence: Fraction


@dataclass(frozen=True, slots=True)
class Sides:
    """A figure of men and of women; None where there is nobody to take it of."""

    men: Fraction | None
    women: Fraction | None

    @property
    def gap_tenths(self) -> int | None:
        """By how much women's is below men's, in tenths of a percent of men's; negative where it is above."""
        if self.men is None or self.women is None or not self.men:
            return None
        return nearest(Fraction((self.men - self.women) * 1000, self.men))


def nearest(amount: Fraction) -> int:
    """The nearest whole unit, an exact half up."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def _in_units(rates: Sequence[Rate]) -> tuple[int, list[int]]:
    """All rates as whole numbers of a unit that goes into a penny that often: these are added, compared and sorted in a
    tenth of the time that fractions take, and as exactly."""
    unit = lcm(*{rate.pence.denominator for rate in rates})
    return unit, [rate.pence.numerator * (unit // rate.pence.denominator) for rate in rates]


def _of_sides(rates: Sequence[Rate], figure: Callable[[list[int], int], Fraction]) -> Sides:
    """A figure of men's rates and of women's, each from the lowest up, in units of which a penny has that many."""
    unit, whole = _in_units(rates)
    men, women = (
        sorted(each for rate, each in zip(rates, whole, strict=True) if rate.is_man is man) for man in (True, False)
    )
    return Sides(*(figure(side, unit) if side else None for side in (men, women)))


def means(rates: Sequence[Rate]) -> Sides:
    return _of_sides(rates, lambda side, unit: Fraction(sum(side), len(side) * unit))


def medians(rates: Sequence[Rate]) -> Sides:
    return _of_sides(rates, lambda side, unit: Fraction(side[(len(side) - 1) // 2] + side[len(side) // 2], 2 * unit))


def share_tenths(part: int, whole: int) -> int | None:
    """In tenths of a percent."""
    return nearest(Fraction(part * 1000, whole)) if whole else None


def quartiles(rates: Sequence[Rate]) -> tuple[tuple[int, int], ...]:
    """How many men and women are in each quarter of all, from the lowest paid up; quarters as equal as can be.

    Men and women with one rate that falls into several quarters are spread over them evenly (regulation 13(2)).
    """
    ranked: list[bool] = []  # whether each is a man
    _, whole = _in_units(rates)
    ordered = sorted(zip(whole, (rate.is_man for rate in rates), strict=True))
    for _, alike in groupby(ordered, key=itemgetter(0)):
        ranked += _evenly([is_man for _, is_man in alike])
    bounds = [place * len(ranked) // len(QUARTILES) for place in range(len(QUARTILES) + 1)]
    quarters = [ranked[first:end] for first, end in pairwise(bounds)]
    return tuple((sum(quarter), len(quarter) - sum(quarter)) for quarter in quarters)


def _evenly(alike: Sequence[bool]) -> list[bool]:
    """Each of a side stands in the middle of their share of the whole; at one place the women first."""
    men, women = sum(alike), len(alike) - sum(alike)
    # The middle of the share of number n of a side of s is (2n + 1) / 2s: here both sides' in whole numbers.
    placed = [((2 * place + 1) * (women or 1), True) for place in range(men)]
    placed += [((2 * place + 1) * (men or 1), False) for place in range(women)]
    return [is_man for _, is_man in sorted(placed)]
