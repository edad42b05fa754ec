"""Where each thing to do is done."""

from django.urls import NoReverseMatch, reverse

from sixpence.actions.needs import Need, ToDo
from sixpence.store.members import Member

_PAGES = {
    Need.CONNECT: "integrations:index",
    Need.REVIEW: "review:index",
    Need.CONFIRM: "review:index",
    Need.OPEN: "pay_runs:index",
    Need.CALCULATE: "pay_runs:run",
    Need.APPROVE: "pay_runs:approve",
    Need.PAY: "payday:index",
    Need.PAY_HMRC: "hmrc:index",
    Need.PAY_PENSION: "pensions:index",
}


def address_of(to_do: ToDo, member: Member) -> str:
    """The page; "" where it is not built yet."""
    place = {"company": member.slug} | ({"run_key": to_do.run_key} if to_do.run_key else {})
    try:
        return reverse(_PAGES[to_do.need], kwargs=place)
    except NoReverseMatch:
        return ""
