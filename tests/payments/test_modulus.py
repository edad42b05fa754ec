"""The modulus check, on a table and accounts of our own: every method and exception, passing and failing.

The rows were made by code that meets Vocalink's published cases (docs/payments.md says which); the sums below by hand.
"""

import csv
from pathlib import Path

import pytest

from sixpence.payments.modulus import Check, ModulusTable, as_standard_account, read_substitutions, read_weights

FOLDER = Path(__file__).parent / "modulus"
TABLE = ModulusTable(
    weights=read_weights((FOLDER / "weights.txt").read_text()),
    substitutions=read_substitutions((FOLDER / "substitutions.txt").read_text()),
)
ONE_TO_FOUR = "100000 199999 {method} 0 0 0 0 0 0 0 0 0 0 1 2 3 4 {exception}"


def table(method: str, exception: str = "") -> ModulusTable:
    return ModulusTable(weights=read_weights(ONE_TO_FOUR.format(method=method, exception=exception)))


def accounts() -> list[object]:
    with (FOLDER / "accounts.csv").open(newline="") as file:
        rows = enumerate(csv.DictReader(file), start=2)
        return [pytest.param(row, id=f"accounts.csv:{number} {row['checks']}") for number, row in rows]


@pytest.mark.parametrize("row", accounts())
def test_every_account_of_the_file(row: dict[str, str]) -> None:
    assert TABLE.check(row["sort_code"], row["account_number"]) == row["result"]


@pytest.mark.parametrize(
    ("method", "account", "result"),
    [
        ("MOD10", "00004321", Check.VALID),  # 4*1 + 3*2 + 2*3 + 1*4 = 20
        ("MOD10", "00004322", Check.INVALID),  # 24
        ("MOD11", "00005321", Check.INVALID),  # 21
        ("MOD11", "00005421", Check.INVALID),  # 23
        ("MOD11", "00006421", Check.INVALID),  # 24
        ("MOD11", "00001035", Check.INVALID),  # 1 + 9 + 20 = 30
        ("MOD11", "00003301", Check.INVALID),  # 3 + 6 + 4 = 13
        ("MOD11", "00001301", Check.VALID),  # 1 + 6 + 4 = 11
        ("DBLAL", "00000770", Check.INVALID),  # 14 and 21: 1 + 4 + 2 + 1 = 8
        ("DBLAL", "00002770", Check.VALID),  # and 2
    ],
)
def test_sums_by_hand(method: str, account: str, result: Check) -> None:
    assert table(method).check("150000", account) is result


def test_ranges_hold_their_ends() -> None:
    checked = {code: table("MOD10").check(code, "00004321") for code in ("099999", "100000", "199999", "200000")}
    assert list(checked.values()) == [Check.UNKNOWN, Check.VALID, Check.VALID, Check.UNKNOWN]


def test_without_substitutions_nothing_is_said_of_exception_5() -> None:
    bare = ModulusTable(weights=TABLE.weights)
    assert bare.check("507200", "12345678") is Check.UNKNOWN
    assert TABLE.check("507200", "12345678") is Check.INVALID
    assert bare.check("500360", "26650024") is Check.INVALID  # other checks do not need them


def test_tables_read_alike_with_spaces_and_with_commas() -> None:
    text = (FOLDER / "weights.txt").read_text()
    assert read_weights("\n".join(",".join(line.split()) for line in text.splitlines())) == TABLE.weights
    assert read_substitutions("507100,507300\n507101,507301\n") == TABLE.substitutions


@pytest.mark.parametrize(
    "line",
    [
        "100000 199999 MOD12 0 0 0 0 0 0 0 0 0 0 1 2 3 4",
        "100000 199999 MOD10 0 0 0 0 0 0 0 0 0 0 1 2 3",
        "199999 100000 MOD10 0 0 0 0 0 0 0 0 0 0 1 2 3 4",
        "100000 199999 MOD10 0 0 0 0 0 0 0 0 0 0 1 2 3 4 15",
        "<html>",
    ],
)
def test_what_is_no_table_of_weights_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="line 2 is no line of a table of modulus weights"):
        read_weights(f"{ONE_TO_FOUR.format(method='MOD10', exception='')}\n{line}\n")


def test_what_is_no_table_of_substitutions_is_refused() -> None:
    with pytest.raises(ValueError, match="line 1 is no line"):
        read_substitutions("507100 50730\n")


def test_numbers_as_people_write_them() -> None:
    assert as_standard_account("12 34 50", "123456") == ("123450", "00123456")
    assert as_standard_account("12-34-50", "1234567") == ("123450", "01234567")
    assert as_standard_account("123450", "987654321") == ("123459", "87654321")
    for code, account in (("12345", "12345678"), ("123456", "12345"), ("123456", "1234567890"), ("123456", "١٢٣٤٥٦٧٨")):
        with pytest.raises(ValueError, match=r"digits|sort code"):
            as_standard_account(code, account)
