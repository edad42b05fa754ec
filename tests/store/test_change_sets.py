"""Change sets in the database: as they were, sealed, superseded by the next, and a log without values."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from sixpence.basics.refused import Refused
from sixpence.hr.differences import Change
from sixpence.hr.review import Found, Kind, Outcome, Policy, Proposal, Status
from sixpence.people.person import Fact
from sixpence.store.change_sets import (
    BY_HAND,
    StoredChangeSet,
    add_change_set,
    change_set,
    change_sets,
    facts_by_hand,
    log_lines,
    newest_change_set,
    policy_of,
    proposals_in,
    require_newest,
    save_decisions,
    save_policy,
    told_since,
)
from sixpence.store.employments import save_facts
from sixpence.store.ready import models

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 20, tzinfo=UTC)
DAY = date(2026, 11, 30)
PROPOSALS = (
    Proposal(
        change=Change("1001", "salary", DAY, "300000 monthly", "310000 monthly"),
        kind=Kind.PAY,
        hr_day=DAY,
        by_hand=True,
    ),
    Proposal(
        change=Change("1002", "sort_code", DAY, "", "040004"),
        kind=Kind.STARTERS,
        status=Status.TO_CONFIRM,
        first_by="ada",
    ),
)
OUTCOMES = (Outcome(employee_id="1001", found=Found.CHANGED), Outcome(employee_id="1003", found=Found.VANISHED))


def add(employer: str, *proposals: Proposal, source: str = "personio") -> StoredChangeSet:
    found = {"people_in_hr": 2, "conditions": ["Exclude if Country is one of: Spain"]}
    return add_change_set(
        employer,
        source=source,
        as_of=DAY,
        found=found,
        outcomes=OUTCOMES,
        proposals=proposals,
        actor="ada",
        at=AT,
    )


def test_a_change_set_comes_back_as_it_was(kestrel: str) -> None:
    kept = add(kestrel, *PROPOSALS)
    assert change_set(kestrel, 1) == newest_change_set(kestrel, "personio") == kept
    assert (kept.number, kept.counts) == (1, {"people_in_hr": 2})
    assert tuple(proposals_in(kept).values()) == PROPOSALS
    assert tuple(proposals_in(kept, frozenset({"1002"})).values()) == PROPOSALS[1:]
    with pytest.raises(Refused, match="has no change set 2"):
        change_set(kestrel, 2)


def test_the_next_of_a_source_supersedes_what_waits_and_nothing_else(kestrel: str) -> None:
    rejected = replace(PROPOSALS[0], status=Status.REJECTED, decided_by="bob", decided_at=AT)
    first, by_hand = add(kestrel, rejected, PROPOSALS[1]), add(kestrel, PROPOSALS[1], source=BY_HAND)
    second = add(kestrel)
    assert [each.status for each in proposals_in(first).values()] == [Status.REJECTED, Status.SUPERSEDED]
    assert [each.status for each in proposals_in(by_hand).values()] == [Status.TO_CONFIRM]
    assert [each.number for each in change_sets(kestrel)] == [3, 2, 1]
    require_newest(kestrel, second)
    require_newest(kestrel, by_hand)
    with pytest.raises(Refused, match=r"change set 1 of Kestrel .* is superseded: look at change set 3"):
        require_newest(kestrel, first)


def test_decisions_are_kept(kestrel: str) -> None:
    kept = add(kestrel, *PROPOSALS)
    after = {
        row: replace(each, status=Status.HELD, first_by="", decided_by="bob", decided_at=AT)
        for row, each in proposals_in(kept).items()
    }
    save_decisions(after)
    assert proposals_in(kept) == after


@pytest.mark.parametrize("change", [{"employee_id": "1002"}, {"field": "hourly_rate"}, {"effective_from": AT.date()}])
def test_a_proposal_whose_labels_were_changed_is_refused(kestrel: str, change: dict[str, object]) -> None:
    kept = add(kestrel, PROPOSALS[0])
    models.Proposal.objects.update(**change)
    with pytest.raises(Refused, match=r"proposal\.values of .* cannot be opened") as refused:
        proposals_in(kept)
    assert "310000" not in str(refused.value)


def test_one_person_cannot_be_both(kestrel: str) -> None:
    kept = add(kestrel, PROPOSALS[1])
    (row,) = proposals_in(kept)
    with pytest.raises(IntegrityError, match="proposal_two_different_people"), transaction.atomic():
        models.Proposal.objects.filter(id=row).update(status="accepted", decided_by="ada")


def test_the_log_holds_no_value(kestrel: str) -> None:
    add(kestrel, *PROPOSALS)
    add(kestrel)
    lines = list(log_lines(kestrel))
    assert [(line.sync, line.employee_id, line.outcome, line.field) for line in lines] == [
        (1, "1001", "changed", ""),
        (1, "1003", "vanished", ""),
        (1, "1001", "superseded", "salary"),
        (1, "1002", "superseded", "sort_code"),
        (2, "1001", "changed", ""),
        (2, "1003", "vanished", ""),
    ]
    assert [line.sync for line in log_lines(kestrel, employee_id="1002")] == [1]
    assert {line.sync for line in log_lines(kestrel, number=2)} == {2}
    rows = repr(list(models.SyncOutcome.objects.values())) + repr(list(models.ChangeSet.objects.values()))
    rows += repr(list(models.Proposal.objects.values()))
    for said in (repr(lines), rows):
        assert "310000" not in said
        assert "040004" not in said


def test_what_was_entered_by_hand_is_known_until_something_else_counts(kestrel: str) -> None:
    told = [Fact("1001", "job_title", DAY, "Smith"), Fact("1002", "job_title", DAY, "Smith")]
    save_facts(kestrel, told, origin=BY_HAND, at=AT)
    save_facts(kestrel, [Fact("1002", "job_title", DAY, "Baker")], origin="personio", at=AT)
    assert facts_by_hand(kestrel) == {("1001", "job_title", DAY)}


def test_what_was_told_since_but_for_its_own(kestrel: str) -> None:
    save_facts(kestrel, [Fact("1001", "department", DAY, "Workshop")], origin=BY_HAND, at=AT)
    kept = add(kestrel)
    save_facts(kestrel, [Fact("1001", "job_title", DAY, "Smith")], origin="personio", at=AT)
    assert told_since(kestrel, kept) == frozenset()
    save_facts(kestrel, [Fact("1001", "job_title", DAY, "Cook")], origin=BY_HAND, at=AT)
    assert told_since(kestrel, kept) == {("1001", "job_title")}


def test_a_policy_comes_back_as_it_was(kestrel: str) -> None:
    assert policy_of(kestrel) == Policy()
    for policy in (Policy(trusted=frozenset({Kind.PAY, Kind.WORK})), Policy(paused=True)):
        save_policy(kestrel, policy)
        assert policy_of(kestrel) == policy
