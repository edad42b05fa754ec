"""Orders, absences, leaves and benefits of a person: listed, entered, changed, taken back."""

from typing import Annotated

from ninja import Path, Router

from sixpence.actions import absences, benefits, leaves, orders
from sixpence.actions.entered import entry_made
from sixpence.actions.permissions import Right
from sixpence.api.access import Call, require, who
from sixpence.api.answers import acts, reads
from sixpence.api.entry_shapes import (
    AbsenceTerms,
    EntryKept,
    EntryOfPerson,
    LeaveTerms,
    OrderTerms,
    TakenBack,
    Terms,
    entry_of,
)
from sixpence.api.once import once
from sixpence.basics.refused import Refused
from sixpence.people.absences import absence_of
from sixpence.people.benefits import benefit_of
from sixpence.people.entries import EntryKind
from sixpence.people.leaves import leave_of
from sixpence.people.orders import order_of
from sixpence.store.employments import is_employed

router = Router(tags=["People"])
_Employee = Annotated[str, Path(max_length=100, pattern=r"^[^\x00]+$")]
_Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("/people/{employee_id}/entries", response=reads(list[EntryOfPerson]))
def entries(request: Call, employee_id: _Employee) -> list[EntryOfPerson]:
    """What is entered about a person beside their facts, as it stands now; an order also after it has ended."""
    require(request, Right.SEE)
    place = (request.employer, employee_id)
    if not is_employed(*place):
        raise Refused(f"employee {employee_id} is not known at {request.employer}: check the id")
    return [
        *(
            entry_of("order", one.number, one.order.content(), one.effective_from, one.ended_on)
            for one in orders.orders_listed(*place)
        ),
        *(entry_of("absence", one.number, one.absence.content()) for one in absences.absences_listed(*place)),
        *(entry_of("leave", one.number, one.leave.content()) for one in leaves.leaves_listed(*place)),
        *(entry_of("benefit", one.number, one.benefit.content()) for one in benefits.benefits_listed(*place)),
    ]


@router.post("/people/{employee_id}/entries", response=acts(EntryKept))
@once
def enter(request: Call, asked: Terms, employee_id: _Employee) -> EntryKept:
    """Keep a new order, absence, leave or benefit; gives its number, which is of its own kind."""
    require(request, Right.PREPARE)
    place, terms = (request.employer, employee_id), asked.entry
    if isinstance(terms, OrderTerms):
        number = orders.add_order(
            *place, entry_made("order", order_of, terms.content()), terms.from_day, **who(request)
        )
    elif isinstance(terms, AbsenceTerms):
        number = absences.add_absence(*place, entry_made("absence", absence_of, terms.content()), **who(request))
    elif isinstance(terms, LeaveTerms):
        number = leaves.add_leave(*place, entry_made("leave", leave_of, terms.content()), **who(request))
    else:
        number = benefits.add_benefit(*place, entry_made("benefit", benefit_of, terms.content()), **who(request))
    return EntryKept(number=number)


@router.post("/people/{employee_id}/entries/{number}", response=acts(EntryKept))
@once
def change(request: Call, asked: Terms, employee_id: _Employee, number: _Number) -> EntryKept:
    """Put one right: all of it, as it is to be; `what` says of which kind the number is."""
    require(request, Right.PREPARE)
    place, terms = (request.employer, employee_id, number), asked.entry
    if isinstance(terms, OrderTerms):
        orders.change_order(*place, entry_made("order", order_of, terms.content()), terms.from_day, **who(request))
    elif isinstance(terms, AbsenceTerms):
        absences.change_absence(*place, entry_made("absence", absence_of, terms.content()), **who(request))
    elif isinstance(terms, LeaveTerms):
        leaves.change_leave(*place, entry_made("leave", leave_of, terms.content()), **who(request))
    else:
        benefits.change_benefit(*place, entry_made("benefit", benefit_of, terms.content()), **who(request))
    return EntryKept(number=number)


@router.post("/people/{employee_id}/entries/{number}/take-back", response=acts(EntryKept))
@once
def take_back(request: Call, asked: TakenBack, employee_id: _Employee, number: _Number) -> EntryKept:
    """Say that one was a mistake, or from which day nothing more is taken under an order."""
    require(request, Right.PREPARE)
    if (asked.what == EntryKind.ORDER) != (asked.from_day is not None):
        raise Refused("from_day is the day from which an order ends: give it for an order, and for nothing else")
    place = (request.employer, employee_id, number)
    if asked.from_day is not None:
        orders.end_order(*place, asked.from_day, **who(request))
    elif asked.what == EntryKind.ABSENCE:
        absences.withdraw_absence(*place, **who(request))
    elif asked.what == EntryKind.LEAVE:
        leaves.withdraw_leave(*place, **who(request))
    else:
        benefits.withdraw_benefit(*place, **who(request))
    return EntryKept(number=number)
