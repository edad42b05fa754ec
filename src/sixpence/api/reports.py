"""Reports as tables, in pence and ISO days."""

from typing import Annotated

from ninja import Path, Query, Router

from sixpence.actions.permissions import Right
from sixpence.actions.reports import report_page
from sixpence.api.access import Call, require
from sixpence.api.answers import reads
from sixpence.api.shapes import Page, ReportTable

router = Router(tags=["Reports"])
_ROWS = 500
_Name = Annotated[str, Query(max_length=80, pattern=r"^[^\x00]*$")]


@router.get("/reports/{name}", response=reads(ReportTable))
def report(
    request: Call,
    name: Annotated[str, Path(max_length=80, pattern=r"^[^\x00]+$")],
    run_key: _Name = "",
    tax_year: _Name = "",
    page: Page = 1,
) -> ReportTable:
    """A report about one run, or about a tax year ("2026-27"); 500 rows to a page."""
    require(request, Right.SEE)
    found = report_page(request.employer, name, page, _ROWS, run_key=run_key, tax_year=tax_year)
    return ReportTable(
        title=found.report.title,
        columns=[column.name for column in found.report.columns],
        rows=[[_cell(cell) for cell in row] for row in found.report.rows],
        count=found.count,
        page=found.number,
    )


def _cell(cell: object) -> str | int | None:
    return cell if isinstance(cell, int | str) or cell is None else str(cell)
