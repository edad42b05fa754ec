"""`sixpence order`, `absence`, `leave` and `benefit`: entered, put right, taken back, and refused in one line."""

import pytest
from typer.testing import CliRunner

from actions.kestrel_runs import know
from payrun.worlds import facts_of
from sixpence.basics.refused import Refused
from sixpence.cli.absence import absence
from sixpence.cli.benefit import benefit
from sixpence.cli.leave import leave
from sixpence.cli.order import order
from sixpence.store import close_store

_COMMANDS = {"absence": absence, "leave": leave, "benefit": benefit, "order": order}
_ORDER = ("1001", "child-maintenance", "--authority", "CMS", "--reference", "R1", "--made", "2026-10-01")
ADDED = {
    "absence": ("1001", "--from", "2026-11-02", "--to", "2026-11-06"),
    "leave": ("1001", "SMP", "--event", "2027-01-11", "--from", "2026-12-07"),
    "benefit": ("1001", "Medical insurance", "--value", "600", "--from", "2026-11-01"),
    "order": (*_ORDER, "--from", "2026-11-01", "--deduction", "50"),
}


@pytest.fixture(autouse=True)
def kestrel(kestrels_store: None) -> None:
    know(facts_of("1001"))


def said(kind: str, *arguments: str) -> str:
    result = CliRunner().invoke(_COMMANDS[kind], arguments)
    assert result.exit_code == 0, result.exception
    return result.output


@pytest.mark.parametrize("kind", _COMMANDS)
def test_one_is_entered_put_right_and_taken_back(kind: str) -> None:
    who, *rest = ADDED[kind]
    assert "1001 is kept" in said(kind, "add", who, *rest)
    assert "1001" in said(kind, "list")
    assert said(kind, "change", who, "1", *rest).startswith(f"{kind.capitalize()} 1 ")
    if kind == "order":
        assert "ends" in said(kind, "end", who, "1", "--from", "2026-12-01")
    else:
        assert said(kind, "withdraw", who, "1") == f"{kind.capitalize()} 1 of employee 1001 is withdrawn\n"
        assert f"There is no {kind}" in said(kind, "list")
    close_store()


@pytest.mark.parametrize(
    ("kind", "arguments", "line"),
    [
        ("absence", ("1001", "--from", "2026-11-09", "--to", "2026-11-03"), "the absence is not kept: it ends before"),
        ("absence", ("1001", "--from", "2026-11-09", "--pay", "half"), "--pay 'half' is not one of within-full-pay"),
        ("leave", ("1001", "SMP", "--event", "2027-01-11", "--from", "2026-12-07", "--pay", "half"), "--pay 'half' is"),
        (
            "leave",
            ("1001", "XYZ", "--event", "2027-01-11", "--from", "2026-12-07"),
            "the leave is not kept: 'XYZ' is no",
        ),
        ("benefit", ("1001", "Car", "--value", "x", "--from", "2026-11-01"), "--value 'x' is not an amount in pounds"),
        ("order", ("1001", "fine", *_ORDER[2:], "--from", "2026-11-01"), "the order is not kept: "),
        ("order", ("1009", *_ORDER[1:], "--from", "2026-11-01", "--deduction", "50"), "employee 1009 is not known"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(kind: str, arguments: tuple[str, ...], line: str) -> None:
    result = CliRunner().invoke(_COMMANDS[kind], ["add", *arguments])
    assert isinstance(result.exception, Refused)
    assert str(result.exception).startswith(line)
    close_store()
