"""Orders, absences, leaves and benefits of a person: listed, entered, changed, taken back."""

from typing import Annotated, Any

from ninja import Path, Router

from sixpence.actions import absences, benefits, entry_kinds, leaves, orders
from sixpence.actions.entered import entry_made
from sixpence.actions.permissions import Right
from sixpence.api.access import Call, require, who
from sixpence.api.answers import acts, reads
from sixpence.api.entry_shapes import EntryKept, EntryOfPerson, TakenBack, Terms, entry_of
from sixpence.api.once import once
from sixpence.basics.refused import Refused
from sixpence.people.entries import EntryKind
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
    kind, entry = _made(asked)
    number = entry_kinds.add(kind, request.employer, employee_id, entry, asked.entry.counts_from(), **who(request))
    return EntryKept(number=number)


@router.post("/people/{employee_id}/entries/{number}", response=acts(EntryKept))
@once
def change(request: Call, asked: Terms, employee_id: _Employee, number: _Number) -> EntryKept:
    """Put one right: all of it, as it is to be; `what` says of which kind the number is."""
    require(request, Right.PREPARE)
    kind, entry = _made(asked)
    entry_kinds.change(kind, request.employer, employee_id, number, entry, asked.entry.counts_from(), **who(request))
    return EntryKept(number=number)


@router.post("/people/{employee_id}/entries/{number}/take-back", response=acts(EntryKept))
@once
def take_back(request: Call, asked: TakenBack, employee_id: _Employee, number: _Number) -> EntryKept:
    """Say that one was a mistake, or from which day nothing more is taken under an order."""
    require(request, Right.PREPARE)
    if (asked.what == EntryKind.ORDER) != (asked.from_day is not None):
        raise Refused("from_day is the day from which an order ends: give it for an order, and for nothing else")
    entry_kinds.take_back(asked.what, request.employer, employee_id, number, asked.from_day, **who(request))
    return EntryKept(number=number)


def _made(asked: Terms) -> tuple[EntryKind, Any]:
    """The kind, and the entry as its own type. Raises Refused for terms that no entry can have."""
    kind = EntryKind(asked.entry.what)
    return kind, entry_made(kind.value, entry_kinds.reader_of(kind), asked.entry.content())
