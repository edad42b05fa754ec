"""Figures as plain data: JSON that reads back to the same figures, and the digest an approval is bound to."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from typing import Any

from sixpence.payrun.figures import (
    NO_PARENTAL_PAY,
    BenefitTaxed,
    LineKind,
    NiToDate,
    OrderTaken,
    PayLine,
    PersonPay,
    RunFigures,
    StatutoryPaid,
    ToDate,
)
from sixpence.people.employer import Employer
from sixpence.people.person import BankAccount, Person


def _day(value: Any) -> str:
    if not isinstance(value, date):
        raise TypeError(f"{type(value).__name__} has no canonical form")
    return value.isoformat()


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_day)


def canonical_json(value: Any) -> bytes:
    """One way to write a value: keys in order, no white space, text as it is, days as ISO dates."""
    return _ENCODER.encode(value).encode()


def digest_of(figures: RunFigures) -> str:
    """SHA-256 (hex) of everything that would leave: every amount, to whom and where. A changed penny shows."""
    return digest_of_records(header_of(figures), map(record_of, figures.people))


def digest_of_records(header: dict[str, Any], records: Iterable[bytes]) -> str:
    """The same of a run as it is written: the header, and each person's record."""
    return digest_of_hashes(header, map(hash_of_record, records))


def hash_of_record(record: bytes) -> bytes:
    """What stands for one person's record in the digest of their run."""
    return sha256(record).digest()


def digest_of_hashes(header: dict[str, Any], hashes: Iterable[bytes]) -> str:
    """The digest from what stands for each person, in order of employee id.

    So one person's new figures make a new digest without a look at the others'.
    """
    return sha256(hash_of_record(canonical_json(header)) + b"".join(hashes)).hexdigest()


def digest_of_lines(header: dict[str, Any], records: Iterable[bytes]) -> str:
    """The digest of runs that were sealed in format 1: the header and the records themselves, a line each."""
    return sha256(b"\n".join((canonical_json(header), *records))).hexdigest()


def header_of(figures: RunFigures) -> dict[str, Any]:
    """The run without its people."""
    return {
        "run_id": figures.run_id,
        "employer": asdict(figures.employer),
        "pay_date": figures.pay_date.isoformat(),
        "tax_year": figures.tax_year,
        "frequency": figures.frequency,
        "tax_period": figures.tax_period,
        "period_start": figures.period_start.isoformat(),
        "period_end": figures.period_end.isoformat(),
    }


def record_of(pay: PersonPay) -> bytes:
    """One person's payment as canonical JSON, in one line."""
    record = {name: getattr(pay, name) for name in _FIELDS}
    record["person"] = {"employee_id": pay.person.employee_id, "facts": pay.person.facts}
    record["lines"] = [_plain(line) for line in pay.lines]
    record["to_date"] = _plain(pay.to_date) | {"ni": [_plain(ni) for ni in pay.to_date.ni]}
    if not any(pay.to_date.parental_pay_pence):
        del record["to_date"]["parental_pay_pence"]
    if not pay.to_date.benefits_pence:
        del record["to_date"]["benefits_pence"]
    for name in _OF_FEW:
        if of_it := getattr(pay, name):
            record[name] = [_plain(each) for each in of_it]
    return canonical_json(record)


# What few people have is left out of the records of all others.
_OF_FEW = ("deductions", "orders", "benefits", "statutory")
_FIELDS = tuple(name for name in PersonPay.__dataclass_fields__ if name not in _OF_FEW)


def _plain(value: PayLine | ToDate | NiToDate | BenefitTaxed | OrderTaken | StatutoryPaid) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def pay_from_record(text: bytes | str) -> PersonPay:
    """The payment that `record_of` wrote."""
    record = json.loads(text)
    return PersonPay(
        **record
        | {
            "person": Person(**record["person"]),
            "lines": tuple(_line_from_record(line) for line in record["lines"]),
            "to_date": to_date_from_record(record["to_date"]),
            "assumptions": tuple(record["assumptions"]),
            "deductions": tuple(_line_from_record(line) for line in record.get("deductions", ())),
            "orders": tuple(OrderTaken(**_with_day(order, "made_on")) for order in record.get("orders", ())),
            "benefits": tuple(BenefitTaxed(**benefit) for benefit in record.get("benefits", ())),
            "statutory": tuple(StatutoryPaid(**_with_day(paid, "first_day")) for paid in record.get("statutory", ())),
        }
    )


def _line_from_record(line: dict[str, Any]) -> PayLine:
    return PayLine(**line | {"kind": LineKind(line.get("kind", LineKind.PAY))})


def _with_day(record: dict[str, Any], name: str) -> dict[str, Any]:
    """The same with a day, where its ISO date stands."""
    return record | {name: date.fromisoformat(record[name])}


def to_date_from_record(record: dict[str, Any]) -> ToDate:
    parental_pay = tuple(record.get("parental_pay_pence", NO_PARENTAL_PAY))
    return ToDate(**record | {"parental_pay_pence": parental_pay, "ni": tuple(NiToDate(**ni) for ni in record["ni"])})


def figures_from(header: dict[str, Any], people: Iterable[PersonPay]) -> RunFigures:
    """The run that `header_of` described, with its people."""
    employer = header["employer"]
    return RunFigures(
        **header
        | {
            "employer": Employer(
                **employer
                | {
                    "bank_account": BankAccount(**employer["bank_account"]),
                    "address_lines": tuple(employer["address_lines"]),
                }
            ),
            "pay_date": date.fromisoformat(header["pay_date"]),
            "period_start": date.fromisoformat(header["period_start"]),
            "period_end": date.fromisoformat(header["period_end"]),
            "people": tuple(people),
        }
    )
