"""The rooms of the application, in the order of the menu. A room is a folder with `urls.py`, and a line here."""

from dataclasses import dataclass

from sixpence.actions.permissions import Right, may
from sixpence.store.members import Member


@dataclass(frozen=True, slots=True)
class Room:
    name: str  # the folder in sixpence.web, and the namespace of its addresses
    path: str  # behind the company's, with its slash
    label: str
    icon: str  # a name in `icons`
    right: Right  # who sees it in the menu
    first: str = "index"  # the name of its first page


ROOMS = (
    Room("home", "home/", "Home", "home", Right.SEE),
    Room("people", "people/", "People", "people", Right.SEE),
    Room("review", "review/", "Review changes", "review", Right.REVIEW),
    Room("pay_runs", "pay-runs/", "Pay runs", "run", Right.SEE),
    Room("payday", "payday/", "Pay & file", "payday", Right.SEE, first="overview"),
    Room("payments", "payments/", "Payments", "payments", Right.SEE),
    Room("hmrc", "hmrc/", "HMRC", "hmrc", Right.SEE),
    Room("pensions", "pensions/", "Pensions", "pensions", Right.SEE),
    Room("reports", "reports/", "Reports", "reports", Right.SEE),
    Room("integrations", "integrations/", "Integrations", "integrations", Right.SEE),
    Room("record", "log/", "Log", "record", Right.SEE_LOG),
    Room("company", "company/", "Company", "company", Right.MANAGE_TEAM),
    Room("own_pay", "own-pay/", "My pay", "own", Right.SEE_OWN),
)


def rooms_for(member: Member) -> list[Room]:
    """What the menu offers to them."""
    return [room for room in ROOMS if _opens(room, member)]


def first_room(member: Member) -> Room | None:
    """Where they begin; None where no page is theirs."""
    return next(iter(rooms_for(member)), None)


def _opens(room: Room, member: Member) -> bool:
    if room.right is Right.SEE_OWN:
        return bool(member.employee_id)
    return may(member.role, room.right)
