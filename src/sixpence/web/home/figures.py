"""Home's figures as charts and as the sentences above them."""

from collections.abc import Sequence

from sixpence.actions.home import CostOfMonth
from sixpence.basics.money import pounds
from sixpence.people.headcount import Headcount
from sixpence.web.charts import Bars, Stack, stacked_bars

_THOUSAND, _MILLION = 1_000, 1_000_000
_DECEMBER = 12  # its year would run into that of January beside it


def cost_chart(costs: Sequence[CostOfMonth]) -> Bars:
    """Gross pay, employer's National Insurance and employer's pension, from the axis up."""
    return stacked_bars(
        [
            Stack(
                label=f"{cost.month:%b}",
                note=f"{cost.month:%Y}"
                if cost.month.month == 1 or (place == 0 and cost.month.month < _DECEMBER)
                else "",
                title=f"{cost.month:%B %Y}: {pounds(cost.cost_pence)}",
                values=(cost.gross_pay_pence, cost.employer_ni_pence, cost.employer_pension_pence),
                faint=not cost.is_final,
            )
            for place, cost in enumerate(costs)
        ],
        short_pounds,
    )


def cost_says(costs: Sequence[CostOfMonth]) -> str:
    """The newest month against the one before."""
    newest = costs[-1]
    says = f"Payroll {'costs' if not newest.is_final else 'cost'} {pounds(newest.cost_pence)} in {newest.month:%B %Y}"
    if len(costs) == 1:
        return f"{says}."
    more = newest.cost_pence - costs[-2].cost_pence
    if more == 0:
        return f"{says}, as much as in {costs[-2].month:%B}."
    return f"{says}, {pounds(abs(more))} {'more' if more > 0 else 'less'} than in {costs[-2].month:%B}."


def headcount_chart(months: Sequence[Headcount]) -> Bars:
    """How many were employed when each month had ended; who came and went stands below."""
    return stacked_bars(
        [
            Stack(
                label=f"{month.month:%b}",
                title=f"{month.month:%B %Y}: {month.employed} employed",
                values=(month.employed,),
                value=str(month.employed),
                note=_came_and_went(month),
            )
            for month in months
        ],
        str,
    )


def headcount_says(months: Sequence[Headcount]) -> str:
    """The newest month, and the whole time."""
    newest = months[-1]
    starters, leavers = sum(month.starters for month in months), sum(month.leavers for month in months)
    people = "person is" if newest.employed == 1 else "people are"
    return (
        f"{newest.employed:,} {people} employed at the end of {newest.month:%B %Y}; "
        f"in {len(months)} months {starters:,} started and {leavers:,} left."
    )


def _came_and_went(month: Headcount) -> str:
    came = f"+{month.starters}" if month.starters else ""
    went = f"−{month.leavers}" if month.leavers else ""
    return " ".join(part for part in (came, went) if part)


def short_pounds(pence: int) -> str:
    """An amount on an axis: £500, £20k, £1.5m."""
    whole = pence // 100
    for unit, name in ((_MILLION, "m"), (_THOUSAND, "k")):
        if whole >= unit:
            tenths = whole * 10 // unit
            return f"£{tenths // 10}{f'.{tenths % 10}' if tenths % 10 else ''}{name}"
    return f"£{whole}"
