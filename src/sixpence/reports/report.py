"""A report: one table of figures with its headings, its total, and what has to be known to read it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from sixpence.basics.money import pounds

Cell = str | int | date | None  # None where there is nothing to say
Row = tuple[Cell, ...]


class Kind(Enum):
    """What the cells of a column are."""

    TEXT = "text"
    MONEY = "money"  # whole pence
    COUNT = "count"
    DAY = "day"
    PERCENT = "percent"  # in tenths of a percent


@dataclass(frozen=True, slots=True)
class Column:
    name: str  # for machines: "gross_pay"
    label: str  # for people: "Gross pay"
    kind: Kind = Kind.TEXT

    @property
    def is_figure(self) -> bool:
        return self.kind not in (Kind.TEXT, Kind.DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Every row has one cell a column, and so has the total where there is one."""

    name: str  # "gross-to-net"
    title: str  # "Gross to net"
    of: str  # whose figures, and of which time: "Kestrel Ltd, pay run 2026-11-30-monthly"
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    notes: tuple[str, ...] = ()

    def column(self, name: str) -> Row:
        """The cells of one column, from the first row to the last."""
        place = [column.name for column in self.columns].index(name)
        return tuple(row[place] for row in self.rows)


def without_zeros(report: Report) -> tuple[Report, tuple[str, ...]]:
    """The report without columns of amounts that are zero throughout, and what these are called."""
    places = [
        place
        for place, column in enumerate(report.columns)
        if column.kind is not Kind.MONEY or any(row[place] for row in (*report.rows, report.total or ()) if row)
    ]
    kept = replace(
        report,
        columns=tuple(report.columns[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in report.rows),
        total=tuple(report.total[place] for place in places) if report.total else None,
    )
    gone = [column.label for place, column in enumerate(report.columns) if place not in set(places)]
    return kept, tuple(gone)


def total_of(columns: Sequence[Column], rows: Iterable[Row]) -> Row:
    """The row that sums every amount and every count; "Total" stands in the first column."""
    sums = [0 if column.kind in (Kind.MONEY, Kind.COUNT) else None for column in columns]
    for row in rows:
        for place, cell in enumerate(row):
            so_far = sums[place]
            if so_far is not None and isinstance(cell, int):
                sums[place] = so_far + cell
    return ("Total", *sums[1:])


def plain_percent(tenths: int) -> str:
    """ "-1.5": with the one decimal that the law's percentages have."""
    whole, rest = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole}.{rest}"


def shown(cell: Cell, column: Column) -> str:
    """A cell as people read it on a page: "£1,234.56", "12.5%", "30 Nov 2026"."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return _FIGURES[column.kind](cell)
    if isinstance(cell, date):
        return f"{cell.day} {cell:%b %Y}"
    return cell


_FIGURES: dict[Kind, Callable[[int], str]] = {
    Kind.TEXT: str,
    Kind.DAY: str,
    Kind.MONEY: pounds,
    Kind.COUNT: lambda count: f"{count:,}",
    Kind.PERCENT: lambda tenths: f"{plain_percent(tenths)}%",
}
