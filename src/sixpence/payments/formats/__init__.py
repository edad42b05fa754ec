"""The files banks take. One module a format; each is found by listing this folder, and names itself in `FORMAT`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol

from sixpence.basics.refused import Refused
from sixpence.payments.calendar import BacsDays
from sixpence.payments.instructions import Payment
from sixpence.people.employer import Employer


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What tells one file from every other. Raises Refused where a part could not be sent."""

    days: BacsDays
    created_on: date
    serial: str  # six letters or digits; a bank refuses one that it has seen in the last three months
    file_number: int = 1  # among the files of one submission, 1 to 999

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Z0-9]{6}", self.serial) or self.serial == "000000":
            raise Refused("payment file: the serial must be six capital letters or digits, and not 000000")
        if not 1 <= self.file_number <= 999:
            raise Refused(f"payment file: the file number is {self.file_number}; it must be from 1 to 999")


class Credit(Protocol):
    """One payment as a file tells it. A file knows accounts, and no employee ids."""

    @property
    def sort_code(self) -> str: ...
    @property
    def account_number(self) -> str: ...
    @property
    def account_name(self) -> str: ...
    @property
    def reference(self) -> str: ...
    @property
    def amount_pence(self) -> int: ...


class PaymentFile(Protocol):
    """A file read back."""

    @property
    def credits(self) -> Sequence[Credit]: ...
    @property
    def total_pence(self) -> int: ...
    def to_bytes(self) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFormat:
    """One kind of file. `write` and `read` raise Refused; what is read writes the same bytes again."""

    name: str  # in commands and settings: "standard18"
    label: str  # for people
    ending: str  # of the file's name: ".txt"
    write: Callable[[Sequence[Payment], Employer, Submission], bytes]
    read: Callable[[bytes], PaymentFile]


def payment_formats() -> dict[str, PaymentFormat]:
    """Every format in this folder, by name."""
    modules: list[Any] = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return {module.FORMAT.name: module.FORMAT for module in modules}
