"""`sixpence check-bank`: rows in, results out, and refusals with their place."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sixpence.basics.refused import Refused
from sixpence.cli.app import app

TABLES = Path(__file__).parents[1] / "payments" / "modulus"
WITH_TABLES = ("--weights", str(TABLES / "weights.txt"), "--substitutions", str(TABLES / "substitutions.txt"))


def check_bank(folder: Path, text: str, *options: str) -> str:
    source = folder / "accounts.csv"
    source.write_text(text)
    run = CliRunner().invoke(app, ["check-bank", str(source), *options])
    if run.exception is not None:
        raise run.exception
    return run.stdout


def test_each_row_comes_back_as_it_was_written_with_its_result(tmp_path: Path) -> None:
    text = "sort_code,account_number\n50-03-52,36681963\n500352,36681964\n499999,12345678\n"
    assert check_bank(tmp_path, text, *WITH_TABLES) == (
        "sort_code,account_number,result\n50-03-52,36681963,valid\n500352,36681964,invalid\n499999,12345678,unknown\n"
    )


def test_without_tables_nothing_can_be_said(tmp_path: Path) -> None:
    text = "account_number,sort_code\n36681963,500352\n"
    assert check_bank(tmp_path, text) == "sort_code,account_number,result\n500352,36681963,unknown\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sort_code,account_number\n500352,36681963\n5003,36681963\n", "accounts.csv line 3, column sort_code: is not"),
        ("sort_code,account_number\n500352,3668196312\n", "line 2, column account_number: has 10 digits: ask the bank"),
        ("sort_code,account_number\n500352,\n", "line 2, column account_number: is not an account number"),
        ("sort_code\n500352\n", "column account_number is missing"),
        ("sort_code,account_number,name\n", "column 'name' is not known"),
    ],
)
def test_a_bad_row_is_refused_with_its_place(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=message):
        check_bank(tmp_path, text, *WITH_TABLES)


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html>\n")
    row = "sort_code,account_number\n500352,36681963\n"
    with pytest.raises(Refused, match=r"page\.html line 1 is no line of a table of modulus weights; hand in the table"):
        check_bank(tmp_path, row, "--weights", str(page))
    page.write_bytes(b"\xff\xfe")
    with pytest.raises(Refused, match="is not plain text"):
        check_bank(tmp_path, row, "--weights", str(page))
    with pytest.raises(Refused, match="cannot be read: No such file"):
        check_bank(tmp_path, row, "--weights", str(tmp_path / "none.txt"))
