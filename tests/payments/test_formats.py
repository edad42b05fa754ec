"""The contract of every payment format. Formats are found by listing their folder: a new one is tried without ado."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_payment, a_person, a_run, an_employer
from golden import same_as_golden
from sixpence.basics.refused import Refused
from sixpence.payments import formats
from sixpence.payments.calendar import bacs_days
from sixpence.payments.characters import bacs_text
from sixpence.payments.formats import PaymentFormat, Submission, payment_formats
from sixpence.payments.instructions import Payment, payments_of

GOLDEN = Path(__file__).parent / "golden"
SUBMISSION = Submission(days=bacs_days(date(2026, 11, 30)), created_on=date(2026, 11, 24), serial="SX0042")
every_format = pytest.mark.parametrize("form", payment_formats().values(), ids=payment_formats())

digits = st.text("0123456789", min_size=8, max_size=8)
anybody = st.builds(
    Payment,
    employee_id=st.just("1001"),
    sort_code=digits.map(lambda text: text[:6]),
    account_number=digits,
    account_name=st.text(min_size=1).filter(lambda name: bacs_text(name, 18) != ""),
    amount_pence=st.integers(1, 99_999_999_999),
    reference=st.text(min_size=1).map(lambda text: bacs_text(text, 18)),
)


def our_people() -> tuple[Payment, ...]:
    run = a_run(
        a_payment(a_person("1001")),
        a_payment(
            a_person("1002", account_name="Søren Ærtebjerg-Fønsmark", sort_code="070116", roll_number="3/4567-89"),
            net_pay_pence=1_234_567_89,
        ),
        a_payment(a_person("1003", account_name="", first_name="Ifor", last_name="ap Gwynn"), net_pay_pence=1),
        a_payment(a_person("1004", sort_code=""), net_pay_pence=100_00),
    )
    return payments_of(run).by_bank


def test_formats_are_the_modules_of_the_folder() -> None:
    listed = {path.stem for path in Path(formats.__file__).parent.glob("*.py")} - {"__init__"}
    assert set(payment_formats()) == listed
    assert listed >= {"standard18"}


@every_format
def test_the_golden_file(form: PaymentFormat) -> None:
    same_as_golden(GOLDEN / f"{form.name}{form.ending}", form.write(our_people(), an_employer(), SUBMISSION))


@every_format
@given(payments=st.lists(anybody, min_size=1, max_size=12))
def test_what_is_written_reads_back_and_writes_the_same_bytes(form: PaymentFormat, payments: list[Payment]) -> None:
    data = form.write(payments, an_employer(), SUBMISSION)
    file = form.read(data)
    assert file.to_bytes() == data
    assert file.total_pence == sum(payment.amount_pence for payment in payments)
    for credit, payment in zip(file.credits, payments, strict=True):
        assert (credit.sort_code, credit.account_number) == (payment.sort_code, payment.account_number)
        assert credit.amount_pence == payment.amount_pence
        assert credit.reference == payment.reference


@every_format
def test_no_payments_make_no_file(form: PaymentFormat) -> None:
    with pytest.raises(Refused, match="no payment"):
        form.write((), an_employer(), SUBMISSION)


@every_format
@given(data=st.binary(max_size=200))
def test_what_is_no_such_file_is_refused(form: PaymentFormat, data: bytes) -> None:
    with pytest.raises(Refused, match="line"):
        form.read(data)


@pytest.mark.parametrize("serial", ["000000", "", "12345", "1234567", "abcdef", "12 456", "١٢٣٤٥٦"])
def test_a_serial_that_a_bank_would_refuse(serial: str) -> None:
    with pytest.raises(Refused, match="serial"):
        Submission(days=SUBMISSION.days, created_on=SUBMISSION.created_on, serial=serial)


@pytest.mark.parametrize("file_number", [0, 1000])
def test_a_file_number_that_does_not_fit(file_number: int) -> None:
    with pytest.raises(Refused, match=f"the file number is {file_number}"):
        Submission(days=SUBMISSION.days, created_on=SUBMISSION.created_on, serial="SX0042", file_number=file_number)
