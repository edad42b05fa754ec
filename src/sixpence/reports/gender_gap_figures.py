"""The arithmetic of the gender pay gap: means, medians, gaps and quartiles, exact until the one rounding at the end.

Source: Equality Act 2010 (Gender Pay Gap Information) Regulations 2017 (SI 2017/172) regulations 8 to 13; one decimal
place by the government's guidance for employers ("Gender pay gap reporting: making your calculations").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise

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


def sides_of(rates: Sequence[Rate]) -> tuple[list[Fraction], list[Fraction]]:
    """Men's and women's, from the lowest up."""
    men, women = (sorted(rate.pence for rate in rates if rate.is_man is man) for man in (True, False))
    return men, women


def means(rates: Sequence[Rate]) -> Sides:
    return Sides(*(Fraction(sum(side), len(side)) if side else None for side in sides_of(rates)))


def medians(rates: Sequence[Rate]) -> Sides:
    return Sides(*(_median(side) if side else None for side in sides_of(rates)))


def _median(ordered: Sequence[Fraction]) -> Fraction:
    below, above = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return Fraction(below + above, 2)


def share_tenths(part: int, whole: int) -> int | None:
    """In tenths of a percent."""
    return nearest(Fraction(part * 1000, whole)) if whole else None


def quartiles(rates: Sequence[Rate]) -> tuple[tuple[int, int], ...]:
    """How many men and women are in each quarter of all, from the lowest paid up; quarters as equal as can be.

    Men and women with one rate that falls into several quarters are spread over them evenly (regulation 13(2)).
    """
    ranked: list[Rate] = []
    for _, alike in groupby(sorted(rates, key=lambda rate: rate.pence), key=lambda rate: rate.pence):
        ranked += _evenly(list(alike))
    bounds = [place * len(ranked) // len(QUARTILES) for place in range(len(QUARTILES) + 1)]
    quarters = [ranked[first:end] for first, end in pairwise(bounds)]
    return tuple(
        (sum(rate.is_man for rate in quarter), sum(not rate.is_man for rate in quarter)) for quarter in quarters
    )


def _evenly(alike: Sequence[Rate]) -> list[Rate]:
    """Each of a side stands in the middle of their share of the whole."""
    placed = []
    for man in (True, False):
        side = [rate for rate in alike if rate.is_man is man]
        placed += [(Fraction(2 * place + 1, 2 * len(side)), rate) for place, rate in enumerate(side)]
    return [rate for _, rate in sorted(placed, key=lambda pair: (pair[0], pair[1].is_man))]
