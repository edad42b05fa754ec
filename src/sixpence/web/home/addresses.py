"""Where each thing to do is done."""

from django.urls import reverse

from sixpence.actions.money_out import To
from sixpence.actions.needs import Need, ToDo
from sixpence.store.members import Member

_PAGES = {
    Need.CONNECT: "integrations:index",
    Need.REVIEW: "review:one",
    Need.CONFIRM: "review:one",
    Need.OPEN: "pay_runs:index",
    Need.CALCULATE: "pay_runs:run",
    Need.CHECK: "pay_runs:checks",
    Need.APPROVE: "pay_runs:approve",
    Need.PAY: "payday:index",
    Need.SEND: "payday:index",
    Need.CLOSE: "payday:index",
    Need.PAY_HMRC: "payments:mark",
    Need.PAY_PENSION: "payments:mark",
}


def address_of(to_do: ToDo, member: Member) -> str:
    """The page of the run, change set or payment it is about, where it is about one."""
    place: dict[str, str | int] = {"company": member.slug}
    if to_do.run_key:
        place["run_key"] = to_do.run_key
    if to_do.change_set is not None:
        place["number"] = to_do.change_set
    if to_do.period:
        place |= {"payee": To.HMRC if to_do.need is Need.PAY_HMRC else To.PENSION, "period": to_do.period}
    return reverse(_PAGES[to_do.need], kwargs=place)
