"""Bacs Standard 18: the layout itself, what is refused in writing, and every check in reading."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from builders import an_employer
from sixpence.basics.refused import Refused
from sixpence.payments.calendar import BacsDays, bacs_days
from sixpence.payments.fixed_width import Content, Field, Record
from sixpence.payments.formats import Submission
from sixpence.payments.formats.standard18 import (
    EOF1,
    EOF2,
    HDR1,
    HDR2,
    ITEM,
    LARGEST_AMOUNT_PENCE,
    UHL1,
    UTL1,
    VOL1,
    Variant,
    read_standard18,
    write_standard18,
)
from sixpence.payments.instructions import Payment
from sixpence.people.person import BankAccount

GOLDEN = Path(__file__).parent / "golden" / "standard18.txt"
DAYS = bacs_days(date(2026, 11, 30))


def paying(amount_pence: int = 100_00, account_name: str = "A Nother") -> Payment:
    return Payment(
        employee_id="1001",
        sort_code="040004",
        account_number="12345678",
        account_name=account_name,
        amount_pence=amount_pence,
        reference="SALARY NOV 2026",
    )


def submission(days: BacsDays = DAYS, created_on: date = DAYS.submission) -> Submission:
    return Submission(days=days, created_on=created_on, serial="SX0042")


@pytest.mark.parametrize("record", [VOL1, HDR1, HDR2, UHL1, EOF1, EOF2, UTL1], ids=lambda record: record.name)
def test_labels_have_80_characters(record: Record) -> None:
    assert record.length == 80


def test_payments_have_100_characters() -> None:
    assert ITEM.length == 100


def test_a_table_with_a_gap_or_an_overlap_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="'second' starts at 5, where 4 is next"):
        Record("X", (Field(1, 3, "first", Content.TEXT), Field(5, 1, "second", Content.TEXT)))


def test_a_value_longer_than_its_field_is_not_cut() -> None:
    with pytest.raises(ValueError, match="file_number does not fit positions 38-40"):
        UHL1.written(processing_day=" 26331", file_number="1000")


def test_the_shared_example_reads_and_writes_the_same_bytes(reference: Path) -> None:
    data = (reference / "payments" / "example-standard18-credit.txt").read_bytes()
    file = read_standard18(data)
    assert file.to_bytes() == data
    assert (len(file.credits), file.total_pence, file.processing_day) == (2, 363142, date(2026, 11, 27))


def test_the_contra_is_split_where_its_amount_has_more_than_eleven_digits() -> None:
    data = write_standard18([paying(LARGEST_AMOUNT_PENCE)] * 2 + [paying(1)], an_employer(), submission())
    file = read_standard18(data)
    assert [contra.amount_pence for contra in file.contras] == [LARGEST_AMOUNT_PENCE, LARGEST_AMOUNT_PENCE, 1]
    assert data.split(b"\r\n")[-2][:44] == b"UTL1" + b"0199999999999" * 2 + b"0000003" * 2


@pytest.mark.parametrize("position_15", ["1", ""])
@pytest.mark.parametrize("second_user_number", [True, False])
def test_both_published_layouts_of_hdr1(position_15: str, second_user_number: bool) -> None:
    variant = Variant(position_15=position_15, second_user_number=second_user_number)
    data = write_standard18([paying()], an_employer(), submission(), variant)
    assert data.split(b"\r\n")[1][14:21].decode() == position_15.ljust(1) + (
        "654321" if second_user_number else " " * 6
    )
    assert read_standard18(data).variant == variant
    assert read_standard18(data).to_bytes() == data


def test_the_file_can_be_made_until_the_last_day_to_send_it() -> None:
    late = submission(created_on=DAYS.submission + timedelta(days=1))
    with pytest.raises(Refused, match="for money on 2026-11-30 the last day to send it was 2026-11-26; choose a later"):
        write_standard18([paying()], an_employer(), late)
    assert write_standard18([paying()], an_employer(), submission())


def test_the_file_can_be_made_31_days_ahead_and_no_sooner() -> None:
    early = submission(created_on=date(2026, 10, 26))
    with pytest.raises(Refused, match="2026-11-27 is more than 31 days ahead; make the file on or after 2026-10-27"):
        write_standard18([paying()], an_employer(), early)
    assert write_standard18([paying()], an_employer(), submission(created_on=date(2026, 10, 27)))


def test_a_processing_day_that_is_no_working_day() -> None:
    days = BacsDays(entry=date(2026, 11, 30), processing=date(2026, 11, 28), submission=date(2026, 11, 27))
    with pytest.raises(Refused, match="line 4: the processing day 2026-11-28 is not a Bacs working day"):
        write_standard18([paying()], an_employer(), submission(days, days.submission))


def test_a_name_in_another_script_is_refused_by_employee_id() -> None:
    with pytest.raises(Refused, match=r"^employee 1001: the name on the bank account has no letter that Bacs carries"):
        write_standard18([paying(account_name="Грозный")], an_employer(), submission())


def test_an_employer_whose_account_name_bacs_cannot_carry() -> None:
    employer = an_employer(bank_account=BankAccount("040005", "87654321", "Жук"))
    with pytest.raises(Refused, match="employer's bank account"):
        write_standard18([paying()], employer, submission())


def test_an_amount_of_twelve_digits() -> None:
    with pytest.raises(Refused, match=r"^employee 1001: the amount has more than eleven digits"):
        write_standard18([paying(LARGEST_AMOUNT_PENCE + 1)], an_employer(), submission())


# Each fault is put into the golden file, whose lines are VOL1, HDR1, HDR2, UHL1, three credits, the contra, EOF1, EOF2
# and UTL1. Line, first position, what is written there, and the words of the refusal.
FAULTS = [
    (1, 1, "VOL2", "positions 1-4 of VOL1 are not 'VOL1'"),
    (1, 5, "sx0042", "positions 5-10 of VOL1 do not hold the serial"),
    (1, 80, "3", "positions 80 of VOL1 are not '1'"),
    (2, 6, "111111", "the service user number is not that of VOL1"),
    (2, 15, "7", "position 15 is neither 1 nor a space"),
    (2, 16, "111111", "positions 16-21 are neither the service user number nor spaces"),
    (2, 22, "SX0043", "the serial is not that of VOL1"),
    (2, 42, " 26332", "the processing day must lie on or after the creation date"),
    (2, 42, " 26366", "a year has no day 366"),
    (2, 42, " 26000", "a year has no day 0"),
    (2, 48, " 26331", "before the expiry date"),
    (3, 6, "02120", "positions 6-10 of HDR2"),
    (4, 5, " 26332", "the processing day 2026-11-28 is not a Bacs working day"),
    (4, 29, "4 MULTI", "positions 29-37 of UHL1"),
    (5, 1, "04 004", "positions 1-6 of payment do not hold the sort code"),
    (5, 16, "17", "the transaction code is not 99"),
    (6, 16, "01", "the transaction code is not 99"),
    (6, 18, "1", "the originating account is not that of the first payment"),
    (7, 36, "0" * 11, "the amount is zero"),
    (7, 83, "Ifor", "positions 83-100 of payment do not hold the account name"),
    (8, 1, "111111", "a contra must be on the originating account"),
    (8, 36, "00123687313", "the contra is not the total of the payments"),
    (8, 65, "BALANCE", "CONTRA as its reference"),
    (9, 48, " 26339", "EOF1 is not a copy of HDR1"),
    (10, 6, "02120", "EOF2 is not a copy of HDR2"),
    (11, 5, "0000123687313", "the total debit pence is not the sum of the file"),
    (11, 18, "0000123687315", "the total credit pence is not the sum of the file"),
    (11, 31, "0000002", "the total debits is not the sum of the file"),
    (11, 38, "0000004", "the total credits is not the sum of the file"),
]


@pytest.mark.parametrize(("line", "position", "text", "reason"), FAULTS)
def test_every_fault_is_refused_with_its_line(line: int, position: int, text: str, reason: str) -> None:
    lines = GOLDEN.read_bytes().decode("ascii").split("\r\n")
    whole = lines[line - 1]
    lines[line - 1] = whole[: position - 1] + text + whole[position - 1 + len(text) :]
    with pytest.raises(Refused) as refused:
        read_standard18("\r\n".join(lines).encode("ascii"))
    assert refused.value.args[0].startswith(f"Standard 18 file, line {line}: ")
    assert reason in refused.value.args[0]


@pytest.mark.parametrize(
    ("before", "after", "line", "reason"),
    [
        (b"UTL1", b"UTL1 ", 11, "81 characters instead of 80"),
        (b"Z O DOWD", b"Z\xc3\x96 DOWD", 5, "a character that Bacs does not carry"),
        (b"UHL1", b"UHL1\n", 4, "a character that Bacs does not carry"),
    ],
)
def test_lines_of_the_wrong_length_or_with_strange_characters(
    before: bytes, after: bytes, line: int, reason: str
) -> None:
    with pytest.raises(Refused, match=rf"line {line}: .*{reason}"):
        read_standard18(GOLDEN.read_bytes().replace(before, after))


def test_a_file_that_breaks_off() -> None:
    with pytest.raises(Refused, match="line 11: it does not end with CR LF"):
        read_standard18(GOLDEN.read_bytes()[:-2])
    with pytest.raises(Refused, match="the file ends here"):
        read_standard18(b"\r\n".join(GOLDEN.read_bytes().split(b"\r\n")[:5]) + b"\r\n")


def test_a_file_of_contras_alone() -> None:
    lines = GOLDEN.read_bytes().split(b"\r\n")
    with pytest.raises(Refused, match="there is no payment"):
        read_standard18(b"\r\n".join([*lines[:4], lines[7], lines[7], *lines[8:]]))


def test_a_refusal_never_tells_what_stands_in_the_line() -> None:
    with pytest.raises(Refused) as refused:
        read_standard18(GOLDEN.read_bytes().replace(b"AERTEBJERG", b"aertebjerg"))
    assert "jerg" not in str(refused.value).lower()
