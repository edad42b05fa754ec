"""Figures as plain data: JSON that reads back to the same figures, and the digest an approval is bound to."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from operator import attrgetter
from typing import Any

from sixpence.payrun.figures import (
    NO_PARENTAL_PAY,
    BenefitTaxed,
    LineKind,
    NiToDate,
    OrderTaken,
    PaidBefore,
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
    return _PAYMENT(pay).encode()


Way = Callable[[Any], str]


class _Written:
    """Writes a dataclass as canonical JSON, in two thirds of the time that `canonical_json` takes to the same bytes.

    Its names are in order already, and whole numbers are written as they are; `ways` has how each other value is. A
    name in `where` is left out where what is asked there of its value is not so.
    """

    def __init__(self, of: type[Any], ways: Mapping[str, Way], where: Mapping[str, Callable[[Any], bool]]) -> None:
        names = sorted(of.__dataclass_fields__)
        self._values = attrgetter(*names)
        self._form = "{" + "".join("%s" if name in where else f'"{name}":%s,' for name in names)[:-1] + "}"
        self._ways = [
            (place, _only(name, ways.get(name, str), where[name]) if name in where else ways[name])
            for place, name in enumerate(names)
            if name in ways or name in where
        ]

    def __call__(self, value: Any) -> str:
        values = list(self._values(value))
        for place, way in self._ways:
            values[place] = way(values[place])
        return self._form % tuple(values)


def _only(name: str, way: Way, where: Callable[[Any], bool]) -> Way:
    return lambda value: f'"{name}":{way(value)},' if where(value) else ""


def _each(way: Way) -> Way:
    return lambda values: f"[{','.join(map(way, values))}]"


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _number(value: int | None) -> str:
    return "null" if value is None else str(value)


def _person(person: Person) -> str:
    return _ENCODER.encode({"employee_id": person.employee_id, "facts": person.facts})


def _plain(value: BenefitTaxed | OrderTaken | StatutoryPaid) -> str:
    return _ENCODER.encode({name: getattr(value, name) for name in value.__dataclass_fields__})


_TEXT: Way = _ENCODER.encode
_LINE = _Written(PayLine, {"label": _TEXT, "kind": _TEXT, "hours": _number, "rate_pence": _number}, {})
_TO_DATE = _Written(
    ToDate,
    {"ni": _each(_Written(NiToDate, {"letter": _TEXT}, {})), "parental_pay_pence": _each(str)},
    {"parental_pay_pence": any, "benefits_pence": bool},
)
# What few people have is left out of the records of all others.
_OF_FEW: dict[str, Way] = {
    "deductions": _each(_LINE),
    "orders": _each(_plain),
    "benefits": _each(_plain),
    "statutory": _each(_plain),
}
_PAYMENT = _Written(
    PersonPay,
    {
        "person": _person,
        "lines": _each(_LINE),
        "to_date": _TO_DATE,
        "assumptions": _each(_TEXT),
        **dict.fromkeys(("week1_month1", "postgraduate_loan", "is_starter"), _flag),
        **dict.fromkeys(
            ("tax_code", "ni_letter", "director", "student_loan_plan", "pension", "starter_declaration"), _TEXT
        ),
        **_OF_FEW,
    },
    dict.fromkeys(_OF_FEW, bool),
)


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


def paid_from_record(text: bytes | str) -> PaidBefore:
    """The same payment as the next one looks back at it, in two thirds of the time."""
    record = json.loads(text)
    return PaidBefore(
        person=Person(**record["person"]),
        tax_code=record["tax_code"],
        week1_month1=record["week1_month1"],
        ni_letter=record["ni_letter"],
        gross_pay_pence=record["gross_pay_pence"],
        net_pay_pence=record["net_pay_pence"],
        to_date=to_date_from_record(record["to_date"]),
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
