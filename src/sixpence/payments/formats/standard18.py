"""Bacs Standard 18: a file of salary credits for one processing day, with the contra that pays for them.

Labels (VOL1, HDR1, HDR2, UHL1), one record a credit, the contra on the employer's own account, labels again (EOF1,
EOF2) and totals (UTL1). The tables below are the layout: the writer and the reader have no other. Sources, and the
two points on which they differ (`Variant`), are in docs/payments.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sixpence.basics.refused import Refused
from sixpence.payments.calendar import is_bacs_working_day
from sixpence.payments.characters import bacs_text
from sixpence.payments.fixed_width import Content, Field, Record
from sixpence.payments.formats import PaymentFormat, Submission
from sixpence.payments.instructions import Payment
from sixpence.people.employer import Employer

CREDIT = "99"
CONTRA_OF_CREDITS = "17"
LARGEST_AMOUNT_PENCE = 99_999_999_999  # eleven digits
DAYS_AHEAD = 31  # the processing day may be this far from the day the file is made
EXPIRES_AFTER = timedelta(days=7)  # any day after the processing day will do
_NAME_LENGTH = 18

VOL1 = Record(
    "VOL1",
    (
        Field(1, 4, "VOL1"),
        Field(5, 6, "serial", Content.CODE),
        Field(11, 31, ""),  # accessibility, reserved, and the first part of the owner's identification
        Field(42, 6, "service_user_number", Content.DIGITS),
        Field(48, 32, ""),
        Field(80, 1, "1"),  # label standard level
    ),
)
_HDR1_FIELDS = (
    Field(5, 1, "A"),
    Field(6, 6, "service_user_number", Content.DIGITS),
    Field(12, 3, "S"),
    Field(15, 1, "position_15", Content.TEXT),
    Field(16, 6, "second_user_number", Content.TEXT),
    Field(22, 6, "serial", Content.CODE),
    Field(28, 14, "00010001"),  # file section and sequence; no generation
    Field(42, 6, "created_on", Content.DAY),
    Field(48, 6, "expires_on", Content.DAY),
    Field(54, 1, ""),  # accessibility
    Field(55, 26, "000000"),  # block count
)
_HDR2_FIELDS = (
    Field(5, 1, "F"),  # fixed-length records
    Field(6, 5, "02000"),  # block length
    Field(11, 40, "00100"),  # record length
    Field(51, 30, "00"),  # buffer offset
)
HDR1, EOF1 = (Record(label, (Field(1, 4, label), *_HDR1_FIELDS)) for label in ("HDR1", "EOF1"))
HDR2, EOF2 = (Record(label, (Field(1, 4, label), *_HDR2_FIELDS)) for label in ("HDR2", "EOF2"))
UHL1 = Record(
    "UHL1",
    (
        Field(1, 4, "UHL1"),
        Field(5, 6, "processing_day", Content.DAY),
        Field(11, 10, "999999"),  # receiving party
        Field(21, 2, "00"),  # sterling
        Field(23, 6, "000000"),  # country
        Field(29, 9, "1 DAILY"),  # one processing day for the whole file
        Field(38, 3, "file_number", Content.DIGITS),
        Field(41, 40, ""),
    ),
)
ITEM = Record(
    "payment",
    (
        Field(1, 6, "sort_code", Content.DIGITS),
        Field(7, 8, "account_number", Content.DIGITS),
        Field(15, 1, "0"),  # account type
        Field(16, 2, "transaction_code", Content.CODE),
        Field(18, 6, "originating_sort_code", Content.DIGITS),
        Field(24, 8, "originating_account_number", Content.DIGITS),
        Field(32, 4, ""),  # the RTI sub-reference, withdrawn from 2023-24
        Field(36, 11, "amount_pence", Content.DIGITS),
        Field(47, 18, "narrative", Content.TEXT),  # in a credit, who pays
        Field(65, 18, "reference", Content.TEXT),
        Field(83, 18, "account_name", Content.TEXT),
    ),
)
UTL1 = Record(
    "UTL1",
    (
        Field(1, 4, "UTL1"),
        Field(5, 13, "debit_pence", Content.DIGITS),
        Field(18, 13, "credit_pence", Content.DIGITS),
        Field(31, 7, "debits", Content.DIGITS),
        Field(38, 7, "credits", Content.DIGITS),
        Field(45, 36, ""),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The two points of HDR1 on which published layouts differ; the sponsoring bank's test upload decides."""

    position_15: str = "1"  # or "", a space
    second_user_number: bool = True  # the service user number again at 16-21, or spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One data record: a credit, or a contra."""

    sort_code: str
    account_number: str
    amount_pence: int
    narrative: str
    reference: str
    account_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard18File:
    """A whole file. Raises Refused where its dates or its totals are not what Bacs accepts."""

    service_user_number: str
    serial: str
    file_number: int
    created_on: date
    expires_on: date
    processing_day: date
    sort_code: str  # of the employer's own account
    account_number: str
    credits: tuple[Item, ...]
    contras: tuple[Item, ...]
    variant: Variant = Variant()

    def __post_init__(self) -> None:
        if not is_bacs_working_day(self.processing_day):
            raise _refused(4, f"the processing day {self.processing_day} is not a Bacs working day")
        if not self.created_on <= self.processing_day < self.expires_on:
            raise _refused(2, "the processing day must lie on or after the creation date and before the expiry date")
        if not self.credits:
            raise _refused(5, "there is no payment; a file must hold at least one")
        for line, item in enumerate((*self.credits, *self.contras), start=5):
            if not 0 < item.amount_pence <= LARGEST_AMOUNT_PENCE:
                raise _refused(line, "the amount is zero or has more than eleven digits")
        contra_line = 5 + len(self.credits)
        if sum(contra.amount_pence for contra in self.contras) != self.total_pence:
            raise _refused(contra_line, "the contra is not the total of the payments")
        own_account = (self.sort_code, self.account_number)
        for line, contra in enumerate(self.contras, start=contra_line):
            if (contra.sort_code, contra.account_number) != own_account or contra.reference != "CONTRA":
                raise _refused(line, "a contra must be on the originating account and have CONTRA as its reference")

    @property
    def total_pence(self) -> int:
        """What the employees receive together, which is what the employer pays."""
        return sum(credit.amount_pence for credit in self.credits)

    def to_bytes(self) -> bytes:
        """The file, each line closed by CR LF."""
        return "".join(f"{line}\r\n" for line in self._lines()).encode("ascii")

    def _lines(self) -> list[str]:
        header = {
            "service_user_number": self.service_user_number,
            "position_15": self.variant.position_15,
            "second_user_number": self.service_user_number if self.variant.second_user_number else "",
            "serial": self.serial,
            "created_on": _day_text(self.created_on),
            "expires_on": _day_text(self.expires_on),
        }
        return [
            VOL1.written(serial=self.serial, service_user_number=self.service_user_number),
            HDR1.written(**header),
            HDR2.written(),
            UHL1.written(processing_day=_day_text(self.processing_day), file_number=str(self.file_number)),
            *(self._item_line(item, CREDIT) for item in self.credits),
            *(self._item_line(item, CONTRA_OF_CREDITS) for item in self.contras),
            EOF1.written(**header),
            EOF2.written(),
            UTL1.written(**self.totals()),
        ]

    def _item_line(self, item: Item, transaction_code: str) -> str:
        return ITEM.written(
            sort_code=item.sort_code,
            account_number=item.account_number,
            transaction_code=transaction_code,
            originating_sort_code=self.sort_code,
            originating_account_number=self.account_number,
            amount_pence=str(item.amount_pence),
            narrative=item.narrative,
            reference=item.reference,
            account_name=item.account_name,
        )

    def totals(self) -> dict[str, str]:
        """Debits and credits of the whole file; the contras are its only debits."""
        return {
            "debit_pence": str(sum(contra.amount_pence for contra in self.contras)),
            "credit_pence": str(self.total_pence),
            "debits": str(len(self.contras)),
            "credits": str(len(self.credits)),
        }


def write_standard18(
    payments: Sequence[Payment], employer: Employer, submission: Submission, variant: Variant | None = None
) -> bytes:
    """The file that pays `payments` from the employer's account.

    Raises Refused where there is nothing to pay, where the file could not be sent in time or is made too early, where
    the processing day is not a working day, and where a name or an amount cannot be carried.
    """
    _refuse_untimely(submission)
    account = employer.bank_account
    own_name = bacs_text(account.name, _NAME_LENGTH)
    if not own_name:
        raise Refused("employer's bank account: its name has no letter that Bacs carries; write it in Latin letters")
    items = tuple(_credit(payment, own_name) for payment in payments)
    contra = Item(
        sort_code=account.sort_code,
        account_number=account.account_number,
        amount_pence=sum(item.amount_pence for item in items),
        narrative=f"PAYROLL {submission.serial}",  # on the employer's bank statement, it leads back to this file
        reference="CONTRA",
        account_name=own_name,
    )
    return Standard18File(
        service_user_number=employer.bacs_service_user_number,
        serial=submission.serial,
        file_number=submission.file_number,
        created_on=submission.created_on,
        expires_on=submission.days.processing + EXPIRES_AFTER,
        processing_day=submission.days.processing,
        sort_code=account.sort_code,
        account_number=account.account_number,
        credits=items,
        contras=tuple(replace(contra, amount_pence=amount) for amount in _contra_amounts(contra.amount_pence)),
        variant=variant or Variant(),
    ).to_bytes()


def _refuse_untimely(submission: Submission) -> None:
    days = submission.days
    if submission.created_on > days.submission:
        raise Refused(
            f"Standard 18 file: for money on {days.entry} the last day to send it was {days.submission}; "
            "choose a later pay date"
        )
    if (days.processing - submission.created_on).days > DAYS_AHEAD:
        raise Refused(
            f"Standard 18 file: the processing day {days.processing} is more than {DAYS_AHEAD} days ahead; "
            f"make the file on or after {days.processing - timedelta(days=DAYS_AHEAD)}"
        )


def _credit(payment: Payment, own_name: str) -> Item:
    account_name = bacs_text(payment.account_name, _NAME_LENGTH)
    if not account_name:
        raise Refused(
            f"employee {payment.employee_id}: the name on the bank account has no letter that Bacs carries; "
            "write it in Latin letters"
        )
    if payment.amount_pence > LARGEST_AMOUNT_PENCE:
        raise Refused(f"employee {payment.employee_id}: the amount has more than eleven digits; pay it another way")
    return Item(
        sort_code=payment.sort_code,
        account_number=payment.account_number,
        amount_pence=payment.amount_pence,
        narrative=own_name,
        reference=payment.reference,
        account_name=account_name,
    )


def _contra_amounts(total_pence: int) -> list[int]:
    """The total, in as many parts as its field of eleven digits asks for."""
    whole, rest = divmod(total_pence, LARGEST_AMOUNT_PENCE)
    return [LARGEST_AMOUNT_PENCE] * whole + ([rest] if rest else [])


def read_standard18(data: bytes) -> Standard18File:
    """A credit file as written above, checked whole: layout, labels, dates, the contra, counts and totals.

    Raises Refused with the line that is wrong, and never with what stands there.
    """
    lines = _lines_of(data)
    vol1 = _values(VOL1, 1, lines[0])
    hdr1 = _values(HDR1, 2, lines[1])
    _values(HDR2, 3, lines[2])
    uhl1 = _values(UHL1, 4, lines[3])
    items = [_values(ITEM, line, text) for line, text in enumerate(lines[4:-3], start=5)]
    utl1 = _values(UTL1, len(lines), lines[-1])
    _check_headers(vol1, hdr1)
    credit_count = _check_items(items)
    file = Standard18File(
        service_user_number=vol1["service_user_number"],
        serial=vol1["serial"],
        file_number=int(uhl1["file_number"]),
        created_on=_day(2, hdr1["created_on"]),
        expires_on=_day(2, hdr1["expires_on"]),
        processing_day=_day(4, uhl1["processing_day"]),
        sort_code=items[0]["originating_sort_code"],
        account_number=items[0]["originating_account_number"],
        credits=tuple(_item(values) for values in items[:credit_count]),
        contras=tuple(_item(values) for values in items[credit_count:]),
        variant=Variant(position_15=hdr1["position_15"], second_user_number=bool(hdr1["second_user_number"])),
    )
    _check_trailers(lines, utl1, file.totals())
    return file


def _lines_of(data: bytes) -> list[str]:
    for line, raw in enumerate(data.split(b"\r\n"), start=1):
        if not raw.isascii() or not raw.decode("ascii").isprintable():
            raise _refused(line, "it holds a character that Bacs does not carry")
    *lines, rest = data.decode("ascii").split("\r\n")
    if rest:
        raise _refused(len(lines) + 1, "it does not end with CR LF")
    if len(lines) < 9:
        raise _refused(len(lines), "the file ends here; seven labels, a payment and its contra are the least")
    return lines


def _values(record: Record, line: int, text: str) -> dict[str, str]:
    try:
        return record.read(text)
    except ValueError as fault:
        raise _refused(line, str(fault)) from None


def _check_headers(vol1: dict[str, str], hdr1: dict[str, str]) -> None:
    if hdr1["serial"] != vol1["serial"]:
        raise _refused(2, "the serial is not that of VOL1")
    if hdr1["service_user_number"] != vol1["service_user_number"]:
        raise _refused(2, "the service user number is not that of VOL1")
    if hdr1["second_user_number"] not in ("", vol1["service_user_number"]):
        raise _refused(2, "positions 16-21 are neither the service user number nor spaces")
    if hdr1["position_15"] not in ("", "1"):
        raise _refused(2, "position 15 is neither 1 nor a space")


def _check_trailers(lines: list[str], utl1: dict[str, str], totals: dict[str, str]) -> None:
    for line, header in ((len(lines) - 2, lines[1]), (len(lines) - 1, lines[2])):
        if lines[line - 1] != header.replace("HDR", "EOF", 1):
            raise _refused(line, f"EOF{header[3]} is not a copy of {header[:4]}")
    for name, total in totals.items():
        if int(utl1[name]) != int(total):
            raise _refused(len(lines), f"the total {name.replace('_', ' ')} is not the sum of the file")


def _check_items(items: list[dict[str, str]]) -> int:
    """The number of credits: they stand first, the contras of one and the same account behind them."""
    codes = [values["transaction_code"] for values in items]
    credit_count = codes.count(CREDIT)
    for line, (values, code) in enumerate(zip(items, codes, strict=True), start=5):
        if code != (CREDIT if line < 5 + credit_count else CONTRA_OF_CREDITS):
            raise _refused(
                line, f"the transaction code is not {CREDIT} of a credit, or {CONTRA_OF_CREDITS} behind them"
            )
        for name in ("originating_sort_code", "originating_account_number"):
            if values[name] != items[0][name]:
                raise _refused(line, "the originating account is not that of the first payment")
    return credit_count


def _item(values: dict[str, str]) -> Item:
    texts = {name: values[name] for name in ("sort_code", "account_number", "narrative", "reference", "account_name")}
    return Item(amount_pence=int(values["amount_pence"]), **texts)


def _day_text(day: date) -> str:
    return f" {day.year % 100:02d}{day.timetuple().tm_yday:03d}"


def _day(line: int, text: str) -> date:
    """A day of this century from " YYDDD"."""
    first, days = date(2000 + int(text[1:3]), 1, 1), int(text[3:])
    day = first + timedelta(days=days - 1)
    if day.year != first.year:
        raise _refused(line, f"a year has no day {days}")
    return day


def _refused(line: int, reason: str) -> Refused:
    return Refused(f"Standard 18 file, line {line}: {reason}")


FORMAT = PaymentFormat(
    name="standard18", label="Bacs Standard 18", ending=".txt", write=write_standard18, read=read_standard18
)
