"""PAYE codes: what one says, and codes as columns.

Source: HMRC, Specification for PAYE Tax Table Routines v24.0, section 3 (code formats); PAYE11050.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sixpence.basics.columns import some_of


class Regime(IntEnum):
    """Whose rates apply: the code's prefix says."""

    REST_OF_UK = 0
    WALES = 1
    SCOTLAND = 2


class Kind(IntEnum):
    SUFFIX = 0  # a number and a letter, and 0T: free pay
    K = 1  # additional pay
    FLAT = 2  # BR, D0 to D3: one rate on all pay
    NT = 3  # no tax


class TaxCode(NamedTuple):
    """One code. `number` is 0 for flat codes and NT; `flat_step` counts rates above the basic one (BR 0, D0 1 ...)."""

    regime: Regime
    kind: Kind
    number: int
    flat_step: int
    week1_month1: bool
    base: str  # as shown, without its basis: "S1257L"


# The specification asks software to take codes of up to seven characters, such as 999999T (paragraph 3.3.2).
_CODE = re.compile(
    r"(?P<base>(?P<regime>[SC]?)(?:(?P<number>[0-9]{1,6})[LMNT]|K(?P<k_number>[0-9]{1,6})|(?P<flat>BR|D[0-3])))"
    r"(?P<basis> ?(?:W1/M1|W1M1|W1|M1|X))?"
    r"|(?P<nt>NT)(?P<nt_basis> ?(?:W1/M1|W1M1|W1|M1|X))?"
)
_REGIMES = {"": Regime.REST_OF_UK, "C": Regime.WALES, "S": Regime.SCOTLAND}
_FLAT_STEPS = {"BR": 0, "D0": 1, "D1": 2, "D2": 3, "D3": 4}


@lru_cache(maxsize=4096)  # a company has a few dozen
def parse_tax_code(text: str) -> TaxCode:
    """Read a code as people write it: "1257L", "s1257l m1", "CK100", "BR X", "0T W1/M1".

    Raises ValueError with the reason.
    """
    match = _CODE.fullmatch(" ".join(text.upper().split()))
    if match is None:
        raise ValueError("is not a tax code, such as 1257L, S1257L M1, K100, BR, 0T or NT")
    if match["nt"]:
        return TaxCode(Regime.REST_OF_UK, Kind.NT, 0, 0, bool(match["nt_basis"]), "NT")
    regime, week1_month1, base = _REGIMES[match["regime"]], bool(match["basis"]), match["base"]
    if match["flat"]:
        step = _FLAT_STEPS[match["flat"]]
        if step > 2 and regime is not Regime.SCOTLAND:
            raise ValueError(f"is not a tax code: {match['flat']} is used in Scotland alone (S{match['flat']})")
        return TaxCode(regime, Kind.FLAT, 0, step, week1_month1, base)
    if match["k_number"]:
        return TaxCode(regime, Kind.K, int(match["k_number"]), 0, week1_month1, base)
    return TaxCode(regime, Kind.SUFFIX, int(match["number"]), 0, week1_month1, base)


def canonical_tax_code(text: str) -> str:
    """The one way we store a code: upper case, and " X" behind it where it is operated week 1/month 1."""
    code = parse_tax_code(text)
    return f"{code.base} X" if code.week1_month1 else code.base


@dataclass(frozen=True, slots=True)
class TaxCodes:
    """Codes as columns, all of one length."""

    regime: NDArray[np.int8]
    kind: NDArray[np.int8]
    number: NDArray[np.int64]
    flat_step: NDArray[np.int8]
    week1_month1: NDArray[np.bool_]

    def __getitem__(self, rows: slice | NDArray[np.intp]) -> "TaxCodes":
        return TaxCodes(
            some_of(self.regime, rows),
            some_of(self.kind, rows),
            some_of(self.number, rows),
            some_of(self.flat_step, rows),
            some_of(self.week1_month1, rows),
        )


def parse_tax_codes(texts: Sequence[str]) -> TaxCodes:
    """Columns of codes, each different text read once. ValueError as in `parse_tax_code`."""
    known: dict[str, int] = {}
    which = np.fromiter((known.setdefault(text, len(known)) for text in texts), dtype=np.intp, count=len(texts))
    codes = [parse_tax_code(text) for text in known]
    return TaxCodes(
        regime=np.array([code.regime for code in codes], dtype=np.int8)[which],
        kind=np.array([code.kind for code in codes], dtype=np.int8)[which],
        number=np.array([code.number for code in codes], dtype=np.int64)[which],
        flat_step=np.array([code.flat_step for code in codes], dtype=np.int8)[which],
        week1_month1=np.array([code.week1_month1 for code in codes], dtype=np.bool_)[which],
    )
