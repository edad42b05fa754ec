"""Records are written directly, to the bytes that canonical JSON has, and read back in whole or in part."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_payment
from sixpence.payrun.figures import (
    BenefitTaxed,
    LineKind,
    NiToDate,
    OrderTaken,
    PaidBefore,
    PayLine,
    PersonPay,
    StatutoryPaid,
    ToDate,
)
from sixpence.payrun.record import canonical_json, paid_from_record, pay_from_record, record_of
from sixpence.people.person import Person

WORDS, PENCE, DAYS = st.text('aé"\\\x1f', max_size=3), st.integers(-(10**13), 10**13), st.dates(date(2000, 1, 1))


def tuples(of: type[Any], **ways: Any) -> Any:
    return st.lists(st.builds(of, **ways), max_size=2).map(tuple)


LINES = tuples(PayLine, label=WORDS, amount_pence=PENCE, hours=st.none() | PENCE, kind=st.sampled_from(LineKind))
TO_DATE = st.builds(ToDate, benefits_pence=st.sampled_from([0, 5]), ni=tuples(NiToDate, letter=WORDS))
OPTIONAL = ("deductions", "orders", "benefits", "statutory")
PAYMENTS = st.builds(
    lambda person, **changes: a_payment(person, **changes),
    st.builds(Person, WORDS, st.dictionaries(WORDS, WORDS, max_size=3)),
    lines=LINES,
    to_date=TO_DATE,
    tax_code=WORDS,
    director=st.sampled_from(["", "standard"]),
    week1_month1=st.booleans(),
    net_pay_pence=PENCE,
    assumptions=st.lists(WORDS, max_size=2).map(tuple),
    deductions=LINES,
    orders=tuples(OrderTaken, kind=WORDS, made_on=DAYS),
    benefits=tuples(BenefitTaxed, name=WORDS),
    statutory=tuples(StatutoryPaid, kind=WORDS, first_day=DAYS),
)


def canonical(pay: PersonPay) -> bytes:
    record = asdict(pay)
    for name in OPTIONAL:
        if not record[name]:
            del record[name]
    if not any(pay.to_date.parental_pay_pence):
        del record["to_date"]["parental_pay_pence"]
    if not pay.to_date.benefits_pence:
        del record["to_date"]["benefits_pence"]
    return canonical_json(record)


@settings(max_examples=15)
@given(PAYMENTS)
def test_a_record_is_canonical_json_and_reads_back(pay: PersonPay) -> None:
    record = record_of(pay)
    assert record == canonical(pay)
    assert pay_from_record(record) == pay
    before = paid_from_record(record)
    assert before == PaidBefore(**{name: getattr(pay, name) for name in PaidBefore.__dataclass_fields__})
    assert (before.employee_id, before.tax_code_operated) == (pay.employee_id, pay.tax_code_operated)


def test_parental_pay_to_date_is_there_where_there_is_any() -> None:
    pay = a_payment()
    some = replace(pay, to_date=replace(pay.to_date, parental_pay_pence=(0, 3, 0, 0, 0, 0)))
    assert record_of(some) == canonical(some)
