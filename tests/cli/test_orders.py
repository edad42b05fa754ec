"""`sixpence orders` as a user and a script meet it: files in and out, and bad rows refused."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sixpence.actions.orders_file import orders_file
from sixpence.basics.refused import Refused

HEADER = "order,rate,frequency,net_earnings,other_priority_deductions,basis,deduction,source\n"
GOOD = HEADER + (
    "DEA,standard,weekly,385.00,0.00,,999.99,a guide\n"
    "DEA,higher,monthly,3600.00,618.33,deduct-on-full-net,,\n"
    "EA-Scotland-2023,,monthly,3600.00,,,,\n"
    "EA-Scotland,,monthly,3600.00,,,,\n"
    "CTAEO-England,,monthly,1850.00,150.00,,,\n"
    "CTAEO-Wales-2021,,monthly,430.00,,,,\n"
    "fines,,daily,20.00,,,,\n"
)
MORE = (
    "order,frequency,net_earnings,days,normal_deduction,protected_earnings,brought_forward,protection_brought_forward\n"
    "AEO-priority,weekly,170,,25,150,,\n"
    "AEO-priority,weekly,190,,25,150,5,\n"
    "AEO-non-priority,weekly,170,,25,150,,\n"
    "DEO,monthly,1200.00,,500.00,,,\n"
    "CMA-Scotland,monthly,800.00,30,10.00,,,\n"
    "CMA-Scotland,weekly,300.00,,10.00,,,\n"
)


def written(tmp_path: Path, text: str) -> list[str]:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(text)
    orders_file(source, target)
    return target.read_text().splitlines()


def refusal(tmp_path: Path, text: str) -> str:
    """The one line that a bad file ends in; nothing may have been written."""
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(text)
    with pytest.raises(Refused) as refused:
        orders_file(source, target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv"]
    assert "\n" not in str(refused.value)
    return str(refused.value).replace(f"{source}", "in.csv")


def test_a_row_an_order_in_the_inputs_order(tmp_path: Path) -> None:
    assert written(tmp_path, GOOD) == [
        "order,rate,frequency,net_earnings,other_priority_deductions,basis,deduction,carried_forward",
        "DEA,standard,weekly,385.00,0.00,,57.75,0.00",
        "DEA,higher,monthly,3600.00,618.33,deduct-on-full-net,821.67,0.00",
        "EA-Scotland-2023,,monthly,3600.00,,,618.33,0.00",
        "EA-Scotland,,monthly,3600.00,,,587.50,0.00",
        "CTAEO-England,,monthly,1850.00,150.00,,289.00,0.00",
        "CTAEO-Wales-2021,,monthly,430.00,,,12.90,0.00",
        "fines,,daily,20.00,,,1.00,0.00",
    ]


def test_orders_that_state_their_deduction(tmp_path: Path) -> None:
    assert [line.split(",")[-2:] for line in written(tmp_path, MORE)[1:]] == [
        ["20.00", "5.00"],
        ["30.00", "0.00"],
        ["20.00", "0.00"],
        ["480.00", "20.00"],
        ["60.20", "0.00"],
        ["70.00", "0.00"],
    ]


def test_standard_output_gives_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = written(tmp_path, GOOD)
    orders_file(tmp_path / "in.csv", None)
    assert capsys.readouterr().out.splitlines() == lines


def test_the_command_reads_and_writes_files(tmp_path: Path) -> None:
    import typer

    from sixpence.cli.orders import orders

    app = typer.Typer()
    app.command("orders")(orders)
    (tmp_path / "in.csv").write_text(GOOD)
    result = CliRunner().invoke(app, [str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv")])
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / "out.csv").read_text().splitlines() == written(tmp_path, GOOD)


def test_a_file_of_no_orders_gives_the_header_alone(tmp_path: Path) -> None:
    assert len(written(tmp_path, HEADER)) == 1


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("AEO,,weekly,385.00,,,,", "column order: 'AEO' is not one of DEA, DEO, AEO-priority, AEO-non-priority, fines"),
        (",,weekly,385.00,,,,", "column order: is empty, and this order needs it"),
        ("DEA,,weekly,385.00,,,,", "column rate: is empty, and this order needs it"),
        ("DEA,double,weekly,385.00,,,,", "column rate: 'double' is not one of standard, higher, fixed"),
        ("fines,standard,weekly,385.00,,,,", "column rate: is said of a DEA alone"),
        ("DEA,standard,yearly,385.00,,,,", "column frequency: 'yearly' is not one of weekly, fortnightly, four-weekly"),
        ("DEA,standard,weekly,,,,,", "column net_earnings: is empty, and this order needs it"),
        ("DEA,standard,weekly,1e3,,,,", "column net_earnings: '1e3' is not an amount in pounds"),
        ("DEA,standard,weekly,-1.00,,,,", "column net_earnings: '-1.00' is not from 0.00 to below 100,000,000.00"),
        ("DEA,standard,weekly,1.00,x,,,", "column other_priority_deductions: 'x' is not an amount in pounds"),
        ("DEA,standard,weekly,1.00,,rest,,", "column basis: 'rest' is not one of deduct-on-full-net"),
        ("fines,,weekly,1.00,,deduct-on-full-net,,", "column basis: is said of a DEA alone"),
        ("EA-Scotland-1999,,weekly,1.00,,,,", "column order: 'EA-Scotland-1999' has a year outside 20"),
        ("CTAEO-Wales,,daily,1.00,,,,", "column frequency: 'daily' has no table that Sixpence knows"),
        ("DEA,fixed,weekly,1.00,,,,", "column normal_deduction: is empty, and this order needs it"),
        ("AEO-priority,,weekly,1.00,,,,", "column normal_deduction: is empty, and this order needs it"),
        ("CMA-Scotland,,monthly,1.00,,,,", "column days: is empty, and a month's maintenance arrestment"),
    ],
)
def test_a_bad_row_is_refused_with_its_place(row: str, message: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, GOOD + row + "\n").startswith(f"in.csv line 9, {message}")


def test_bad_days_are_refused(tmp_path: Path) -> None:
    assert "line 6, column days: '0' is not a whole number from 1 to 366" in refusal(
        tmp_path, MORE.replace("800.00,30", "800.00,0")
    )


def test_columns_are_checked(tmp_path: Path) -> None:
    assert refusal(tmp_path, "order,frequency\n") == "in.csv: column net_earnings is missing, and it is required"
    assert refusal(tmp_path, GOOD.replace("basis", "base")).startswith("in.csv: column 'base' is not known")
