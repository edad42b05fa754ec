"""Finds the published cases: every line of every file under `tests/cases/<tax year>/` is one test, named by both."""

import csv
from datetime import date
from pathlib import Path

import pytest

from sixpence.pay import PayInputs, PayResults, calculate
from sixpence.rates import tax_years

CASES = Path(__file__).parents[1] / "cases"


def cases(name: str) -> list[object]:
    """Pytest parameters: the lines of the files called `name`, in the folder of every tax year that Sixpence pays."""
    return [case for path in _files(name) if not is_prior_year(path.parent) for case in _lines(path)]


def prior_cases(name: str) -> list[object]:
    """The same of the years before Sixpence's first, whose figures stand beside their cases."""
    return [case for path in _files(name) if is_prior_year(path.parent) for case in _lines(path)]


def is_prior_year(folder: Path) -> bool:
    return (folder / "rates.toml").exists()


def _files(name: str) -> list[Path]:
    return sorted(CASES.glob(f"*/{name}.csv"))


def _lines(path: Path) -> list[object]:
    found: list[object] = []
    with path.open(newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            label = f"{path.parent.name}/{path.name}:{number}"
            found.append(pytest.param(path.parent.name, row, id=f"{label} {row['case']}"))
    return found


def pay_date_in(tax_year: str) -> str:
    """The first day of a tax year: published cases are reckoned with the rates that stood then."""
    return date(int(tax_year[:4]), 4, 6).isoformat()


def pay(tax_year: str, **columns: str) -> PayResults:
    """One payment, with defaults for what a case does not speak of."""
    row = {"employee_id": "1", "pay_date": pay_date_in(tax_year), "tax_code": "NT", "ni_category": "X"}
    return calculate(PayInputs.of([row | columns]))


def pence(pounds: str) -> int:
    whole, _, rest = pounds.partition(".")
    sign = -1 if whole.startswith("-") else 1
    return sign * (abs(int(whole)) * 100 + int(rest.ljust(2, "0") or 0))


def years_with_rates() -> list[str]:
    return [year.name for year in tax_years()]
