"""People from HR: have them read, and decide on what would change."""

from typing import Annotated
from uuid import UUID

from django.core.paginator import Paginator
from ninja import Path, Router

from sixpence.actions.permissions import Right
from sixpence.actions.review import decide, review_changes
from sixpence.actions.sync_log import sync_history
from sixpence.actions.syncs import start_sync
from sixpence.api.access import Call, require, who
from sixpence.api.answers import acts, reads
from sixpence.api.once import once
from sixpence.api.shapes import Change, ChangeSet, Decided, Decision, Page, Started, Sync, SyncNow
from sixpence.hr.review import Choice, Status
from sixpence.people.shown import shown
from sixpence.store.change_sets import change_set as change_set_numbered
from sixpence.store.standing import standing_of
from sixpence.store.syncs import sync_at

router = Router(tags=["HR"])
_PEOPLE = 100  # to a page
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.post("/syncs", response=acts(Started))
@once
def sync(request: Call, asked: SyncNow) -> Started:
    """Have people read from HR. What would change waits for review; the work goes on by itself."""
    require(request, Right.REVIEW)
    return Started(id=str(start_sync(request.employer, as_of=asked.as_of, whole=asked.whole, **who(request))))


@router.get("/syncs", response=reads(list[Sync]))
def syncs(request: Call) -> list[Sync]:
    """The last hundred syncs, the newest first."""
    require(request, Right.SEE)
    return [_sync(each) for each in sync_history(request.employer, most=100)]


@router.get("/syncs/{sync_id}", response=reads(Sync))
def one_sync(request: Call, sync_id: UUID) -> Sync:
    require(request, Right.SEE)
    return _sync(sync_at(request.employer, sync_id))


@router.get("/change-sets/{number}", response=reads(ChangeSet))
def change_set(request: Call, number: Number, page: Page = 1) -> ChangeSet:
    """What a sync would change, value by value; the changes of 100 people to a page."""
    require(request, Right.REVIEW)
    people = standing_of(change_set_numbered(request.employer, number), Status).people
    ids = Paginator(people, _PEOPLE).get_page(page)
    found = review_changes(request.employer, number, only=frozenset(ids), in_money=False)
    return ChangeSet(
        number=number,
        count=len(people),
        page=ids.number,
        run_key=found.money.run_key,
        changes=[
            Change(
                employee_id=line.proposal.change.employee_id,
                field=line.proposal.change.field,
                kind=line.proposal.kind.value,
                effective_from=line.proposal.change.effective_from,
                old=shown(line.proposal.change.field, line.proposal.change.old),
                new=shown(line.proposal.change.field, line.proposal.change.new),
                status=line.proposal.status.value,
                needs_second_person=line.second_person,
                backdated=line.backdated,
            )
            for line in found.lines
        ],
    )


@router.post("/change-sets/{number}/decisions", response=acts(Decided))
@once
def decisions(request: Call, asked: Decision, number: Number) -> Decided:
    """Accept, hold, reject or confirm. Guarded values wait for a second person."""
    require(request, Right.REVIEW)
    choice = Choice(
        employees=frozenset(asked.employees),
        fields=frozenset(asked.fields),
        kinds=frozenset(asked.kinds),
        everything=asked.everything,
    )
    done = decide(request.employer, number, choice, asked.act, **who(request))
    return Decided(
        stands={status.value: count for status, count in done.stands.items()}, people=done.people, facts=done.facts
    )


def _sync(found: object) -> Sync:
    return Sync.from_orm(found)
