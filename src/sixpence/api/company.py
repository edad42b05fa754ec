"""The company a token belongs to, its people on payroll, its log."""

from datetime import date
from typing import Annotated

from ninja import Query, Router

from sixpence.actions.event_log import log_page
from sixpence.actions.permissions import Right
from sixpence.api.access import Call, require
from sixpence.api.answers import reads
from sixpence.api.shapes import Company, LogEntry, Sought
from sixpence.store.employers import employer
from sixpence.store.event_log import Asked

router = Router(tags=["Company"])


@router.get("/company", response=reads(Company))
def company(request: Call) -> Company:
    """The company, and who the token speaks for. Every role may ask this."""
    member = request.auth
    return Company(
        name=member.employer,
        paye_reference=employer(member.employer).paye_reference,
        you=member.email,
        role=member.role.value,
        one_person_may_approve=member.one_person,
    )


@router.get("/log", response=reads(list[LogEntry]))
def log(
    request: Call,
    kind: Sought = "",
    employee_id: Sought = "",
    actor: Sought = "",
    first_day: date | None = None,
    last_day: date | None = None,
    before: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None,
) -> list[LogEntry]:
    """The company's part of the hash-chained log, the newest first; `before` is the sequence number to go on from."""
    require(request, Right.SEE_LOG)
    asked = Asked(kind=kind, employee_id=employee_id, actor=actor, first_day=first_day, last_day=last_day)
    found = log_page(request.employer, asked, before=before)
    return [
        LogEntry(
            sequence=entry.sequence,
            at=entry.at,
            actor=entry.actor,
            kind=entry.kind,
            subject=entry.subject,
            detail=dict(entry.detail),
            hash=entry.hash,
        )
        for entry in found.entries
    ]
