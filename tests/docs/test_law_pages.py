"""The pages on the law: their examples run, their numbers are those of the rates files, no part of the law is missing.

After a change of rates: SIXPENCE_REFRESH_GOLDEN=1 pytest tests/docs
"""

import doctest
import re
from pathlib import Path

import pytest

from docs.law_numbers import NUMBERS, refreshed, rendered, subjects
from golden import same_as_golden

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "law").glob("*.md"))
MODULES = sorted(path.stem for path in (ROOT / "src" / "sixpence" / "law").glob("*.py") if path.stem != "__init__")

a_page = pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in PAGES])


@a_page
def test_its_examples_run(page: Path) -> None:
    # The fences of code blocks are no output of what stands in them.
    text = re.sub(r"^```.*$", "", page.read_text(), flags=re.MULTILINE)
    test = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    runner, said = doctest.DocTestRunner(verbose=False), []
    assert runner.run(test, out=said.append).failed == 0, "".join(said)
    assert page.name == "README.md" or test.examples, "has no worked example"


@a_page
def test_its_numbers_are_those_of_the_rates_files(page: Path) -> None:
    text = page.read_text()
    assert text.count("<!-- numbers:") == text.count("<!-- /numbers -->") == len(NUMBERS.findall(text))
    anew = refreshed(text)
    same_as_golden(page, anew.encode())


@a_page
def test_its_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text()):
        assert (page.parent / target).exists(), target


def test_every_module_of_the_law_is_named_on_some_page() -> None:
    text = "".join(page.read_text() for page in PAGES)
    missing = [name for name in MODULES if f"law/{name}.py" not in text]
    assert not missing, f"no page of docs/law names law/{', law/'.join(missing)}"


def test_every_subject_of_the_rates_has_its_numbers_on_some_page() -> None:
    shown = {found["subject"] for page in PAGES for found in NUMBERS.finditer(page.read_text())}
    assert not [subject for subject in subjects() if subject not in shown]


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "law" / "README.md").read_text()
    assert not [page.name for page in PAGES if page.name != "README.md" and f"]({page.name})" not in index]


def test_a_table_has_a_column_for_a_change_within_a_year() -> None:
    table = rendered("national_insurance")
    assert "2023-24, from 6 January 2024" in table
    assert "| A, employee to upper earnings limit |" in table
    # Its thresholds did not change in January 2024, and have one column for the year.
    thresholds = table.split("**Thresholds**")[1].split("**Letters**")[0]
    assert "from 6 January 2024" not in thresholds


def test_figures_are_in_pounds_and_per_cent() -> None:
    assert re.search(r"^\| Basic, rate \|.* 20% \|$", rendered("income_tax"), re.MULTILINE)
    assert re.search(
        r"^\| Plan 5, threshold per year \|(?: –? ?\|)+ £25,000.00 \|$", rendered("student_loans"), re.MULTILINE
    )


def test_an_unknown_subject_is_named() -> None:
    with pytest.raises(KeyError, match="no rates file has the subject weather"):
        rendered("weather")
