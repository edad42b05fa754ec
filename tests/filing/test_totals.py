"""Reading an FPS back: what is refused. (What is read is held against runs in test_fps.py.)"""

from pathlib import Path

import pytest

from sixpence.basics.refused import Refused
from sixpence.filing.totals import read_fps_totals

GOLDEN = (Path(__file__).parent / "golden" / "fps.xml").read_bytes()


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (b"<!DOCTYPE a><a/>", "has a DOCTYPE in line 1"),
        (b"<a/>", "is not an FPS with people on it"),
        (GOLDEN.replace(b"Payment>", b"Paid>"), "has no Payment for the Employment"),
        (GOLDEN.replace(b"<PayId>loans<", b"<PayId>k-code<"), "has a second Employment with one PayId"),
        (GOLDEN.replace(b"<TaxablePay>3000.00<", b"<TaxablePay>3,000<"), "no amount in pounds and pence in TaxablePay"),
    ],
    ids=["doctype", "not an FPS", "no payment", "double", "no amount"],
)
def test_what_is_refused(message: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read_fps_totals(message, "fps.xml")
