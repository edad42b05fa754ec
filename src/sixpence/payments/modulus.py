"""The modulus check: whether a bank could have given out this account number at this sort code.

Source: Vocalink, "Validating account numbers: UK modulus checking", as its rules are restated in open banking code.
Digits are named as there: u to z are the sort code, a to h the account number. The tables belong to Vocalink and change
several times a year, so none is shipped: whoever runs Sixpence downloads their own and hands it in.

A pass means that there could be such an account, never that there is one, or whose it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

# Sort codes that the rules themselves put in the place of the account's own.
_LLOYDS_EURO = "309634"  # exception 9
_COOPERATIVE = "090126"  # exception 8
_U_TO_B = 8  # how many places stand before c
_EURO_WEIGHTS = (0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1)  # exception 2, a is not 0 and g is not 9
_EURO_WEIGHTS_G9 = (0, 0, 0, 0, 0, 0, 0, 0, 8, 7, 10, 9, 3, 1)  # exception 2, a is not 0 and g is 9
_EITHER_PASSES = ((2, 9), (10, 11), (12, 13))  # exceptions of the first and the second check
_ROW = re.compile(r"([0-9]{6})[ ,]+([0-9]{6})[ ,]+(MOD10|MOD11|DBLAL)((?:[ ,]+[0-9]+){14})(?:[ ,]+([0-9]+))?,?")
_SUBSTITUTION = re.compile(r"([0-9]{6})[ ,]+([0-9]{6})")
_LAST_EXCEPTION = 14


class Check(StrEnum):
    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"  # nothing can be said: the sort code is in no table


@dataclass(frozen=True, slots=True)
class Weights:
    """One line of the table: the sort codes it is for, the method, 14 weights, and an exception (0 for none)."""

    first: str
    last: str
    method: str  # MOD10, MOD11 or DBLAL
    weights: tuple[int, ...]
    exception: int


@dataclass(frozen=True, slots=True)
class ModulusTable:
    """What to check by. `substitutions` None says that nobody gave the table of exception 5."""

    weights: Sequence[Weights] = ()
    substitutions: Mapping[str, str] | None = field(default=None)

    def of(self, sort_code: str) -> tuple[Weights, ...]:
        return tuple(line for line in self.weights if line.first <= sort_code <= line.last)

    def check(self, sort_code: str, account_number: str) -> Check:
        """`sort_code` has six digits and `account_number` eight, else ValueError (see `as_standard_account`)."""
        if not (re.fullmatch("[0-9]{6}", sort_code) and re.fullmatch("[0-9]{8}", account_number)):
            raise ValueError("a sort code has six digits, and an account number eight")
        lines = self.of(sort_code)
        if not lines:
            return Check.UNKNOWN
        if lines[0].exception == 5:
            if self.substitutions is None:
                return Check.UNKNOWN
            sort_code = self.substitutions.get(sort_code, sort_code)
        if lines[0].exception == 6 and account_number[0] in "45678" and account_number[6] == account_number[7]:
            return Check.VALID  # a foreign currency account, which cannot be checked
        passed = [_passes(line, sort_code, account_number) for line in lines]
        either = tuple(line.exception for line in lines) in _EITHER_PASSES
        return Check.VALID if (any(passed) if either else all(passed)) else Check.INVALID


def _passes(line: Weights, sort_code: str, account: str) -> bool:
    exception = line.exception
    if exception == 3 and account[2] in "69":
        return True  # the second check is not made
    if exception == 5:
        return _check_digit_agrees(line, sort_code, account)
    sort_code = {8: _COOPERATIVE, 9: _LLOYDS_EURO}.get(exception, sort_code)
    total = _total(line.method, _weights_for(line, account), sort_code + account)
    if exception == 1:
        total += 27
    if exception == 4:
        return total % 11 == int(account[6:])
    if _divides(line.method, total):
        return True
    if exception == 14 and account[7] in "019":  # the last digit is dropped, and one zero put in front
        return _divides(line.method, _total(line.method, line.weights, f"{sort_code}0{account[:7]}"))
    return False


def _weights_for(line: Weights, account: str) -> tuple[int, ...]:
    ends_in_9 = account[6] == "9"  # g
    if line.exception == 2 and account[0] != "0":
        return _EURO_WEIGHTS_G9 if ends_in_9 else _EURO_WEIGHTS
    without_sort_code = (0,) * _U_TO_B + line.weights[_U_TO_B:]
    if line.exception == 7 and ends_in_9:
        return without_sort_code
    if line.exception == 10 and ends_in_9 and account[:2] in ("09", "99"):
        return without_sort_code
    return line.weights


def _total(method: str, weights: Sequence[int], digits: str) -> int:
    products = [int(digit) * weight for digit, weight in zip(digits, weights, strict=True)]
    if method == "DBLAL":
        return sum(int(digit) for product in products for digit in str(product))
    return sum(products)


def _divides(method: str, total: int) -> bool:
    return total % (11 if method == "MOD11" else 10) == 0


def _check_digit_agrees(line: Weights, sort_code: str, account: str) -> bool:
    """Exception 5: the first check's digit is g, the second check's h."""
    total = _total(line.method, line.weights, sort_code + account)
    modulus, digit = (11, account[6]) if line.method == "MOD11" else (10, account[7])
    expected = -total % modulus
    return expected == int(digit)  # an expected 10 is no digit, and fails


def read_weights(text: str) -> tuple[Weights, ...]:
    """The table of weights as Vocalink lays it out, or with commas. ValueError names the first line that is none."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = _ROW.fullmatch(line.strip())
        if match is None or int(match[5] or 0) > _LAST_EXCEPTION or match[2] < match[1]:
            raise ValueError(f"line {number} is no line of a table of modulus weights")
        weights = tuple(int(weight) for weight in re.split("[ ,]+", match[4].strip(" ,")))
        found.append(Weights(match[1], match[2], match[3], weights, int(match[5] or 0)))
    return tuple(found)


def read_substitutions(text: str) -> dict[str, str]:
    """The sort codes that exception 5 replaces. ValueError names the first line that is none."""
    found = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = _SUBSTITUTION.fullmatch(line.strip(" ,"))
        if match is None:
            raise ValueError(f"line {number} is no line of a table of substituted sort codes")
        found[match[1]] = match[2]
    return found


def as_standard_account(sort_code: str, account_number: str) -> tuple[str, str]:
    """Six and eight digits, from what people write: spaces and hyphens fall away, six and seven digits are filled up.

    A nine-digit number gives its first digit to the sort code. Ten digits are cut differently by different banks, so
    that is the bank's to say: ValueError.

    >>> as_standard_account("12-34-50", "123456789")
    ('123451', '23456789')
    """
    code, account = (re.sub(r"[\s-]", "", text) for text in (sort_code, account_number))
    if not re.fullmatch("[0-9]{6}", code):
        raise ValueError("is not a sort code of 6 digits")
    if re.fullmatch("[0-9]{10}", account):
        raise ValueError("has 10 digits: ask the bank which eight of them Bacs uses")
    if not re.fullmatch("[0-9]{6,9}", account):
        raise ValueError("is not an account number of 6 to 9 digits")
    if len(account) == 9:
        return code[:5] + account[0], account[1:]
    return code, account.zfill(8)
