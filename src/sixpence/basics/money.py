"""Pounds as people read and write them; everywhere else money is whole pence in integers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sixpence.basics.columns import Int, narrow, only_if


def pence_from_pounds(text: str) -> int:
    """Whole pence from pounds written with at most two decimals: "1234.5" is 123450.

    Raises ValueError with the reason, without the text: it may be personal, and the caller knows where it stood.
    """
    whole, point, decimals = text.removeprefix("-").partition(".")
    digits = whole + decimals.ljust(2, "0")
    if not (whole and bool(decimals) == bool(point) and len(decimals) <= 2 and digits.isdigit() and digits.isascii()):
        raise ValueError("is not an amount in pounds with at most two decimals, such as 1234.56")
    return -int(digits) if text.startswith("-") else int(digits)


def plain_pounds(pence: int) -> str:
    """Pounds for machines (CSV, XML): "-1234.56"."""
    pounds, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}{pounds}.{rest:02d}"


def plain_pounds_lines(columns: Sequence[Int]) -> list[str]:
    """Rows of amounts as lines of a CSV: `plain_pounds` of each, at a tenth of the time.

    >>> plain_pounds_lines([np.array([123456, 5]), np.array([0, -10000])])
    ['1234.56,0.00', '0.05,-100.00']
    """
    comma, end_of_line = (np.full((1, len(columns[0])), ord(character), dtype=np.uint8) for character in ",\n")
    written = [part for pence in columns for part in (comma, _characters(pence))][1:]
    lines = np.concatenate([*written, end_of_line]).T
    text: bytes = lines[lines != _NOTHING].tobytes()
    return text.decode().splitlines()


_NOTHING = 0  # stands for a sign or a digit that an amount has not


def _characters(pence: Int) -> NDArray[np.uint8]:
    """The sign, digits and point of each amount, below each other; shape (characters, n)."""
    left = narrow(np.abs(pence))
    digits = max(len(str(left.max(initial=0))), 3)
    characters = np.empty((1 + digits + 1, len(pence)), dtype=np.uint8)
    characters[0] = (pence < 0) * np.uint8(ord("-"))
    characters[-3] = ord(".")
    for place in range(digits):
        rest = left // 10
        digit = left - rest * 10 + ord("0")
        is_pence_or_a_pound = place < 3
        characters[-1 - place if place < 2 else -2 - place] = digit if is_pence_or_a_pound else only_if(left > 0, digit)
        left = rest
    return characters


def pounds(pence: int) -> str:
    """Pounds for people: "£1,234.56", a negative amount as "-£1,234.56"."""
    whole, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{whole:,}.{rest:02d}"
