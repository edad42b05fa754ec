"""The life of a proposal: every state and act as a table, guards, what is carried to the next sync, the log's words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.basics.refused import Refused
from sixpence.hr.differences import Change, Kept, compare
from sixpence.hr.mapped import MappedPerson, Problem
from sixpence.hr.review import (
    BANK_FIELDS,
    Act,
    Choice,
    Found,
    Kind,
    Outcome,
    Policy,
    Proposal,
    Status,
    backdated,
    carried,
    counts_from,
    decided,
    kind_of,
    needs_second_person,
    outcomes,
    proposals_of,
    with_bank_change,
)
from sixpence.people.fields import FIELDS
from sixpence.people.person import Fact, dated

AT = datetime(2026, 11, 20, tzinfo=UTC)
DAY = date(2026, 11, 30)
GUARDED = sorted(name for name, field in FIELDS.items() if field.guarded)


def proposal(
    field: str = "job_title", new: str = "Smith", who: str = "1001", old: str = "", **more: object
) -> Proposal:
    change = Change(who, field, DAY, old, new)
    return replace(Proposal(change=change, kind=kind_of(field, of_starter=False)), **more)  # type: ignore[arg-type]


def act(before: Proposal, what: Act, actor: str = "ada", *, second_person: bool = False) -> Proposal:
    return decided(before, what, second_person=second_person, actor=actor, at=AT)


TABLE = {
    (Status.PROPOSED, Act.ACCEPT): Status.ACCEPTED,
    (Status.PROPOSED, Act.HOLD): Status.HELD,
    (Status.PROPOSED, Act.REJECT): Status.REJECTED,
    (Status.TO_CONFIRM, Act.CONFIRM): Status.ACCEPTED,
    (Status.TO_CONFIRM, Act.HOLD): Status.HELD,
    (Status.TO_CONFIRM, Act.REJECT): Status.REJECTED,
    (Status.HELD, Act.ACCEPT): Status.ACCEPTED,
    (Status.HELD, Act.REJECT): Status.REJECTED,
    (Status.REJECTED, Act.ACCEPT): Status.ACCEPTED,
    (Status.REJECTED, Act.HOLD): Status.HELD,
}


@pytest.mark.parametrize("what", Act)
@pytest.mark.parametrize("status", Status)
def test_every_state_and_every_act(status: Status, what: Act) -> None:
    before = proposal(status=status, first_by="bob" if status is Status.TO_CONFIRM else "")
    if (status, what) not in TABLE:
        with pytest.raises(Refused, match=f"^cannot {what} Job title of employee 1001: it is {status}$"):
            act(before, what)
        return
    after = act(before, what)
    assert (after.status, after.decided_by, after.decided_at) == (TABLE[status, what], "ada", AT)
    assert after.change == before.change


@pytest.mark.parametrize("field", GUARDED)
def test_a_guarded_field_needs_somebody_else(field: str) -> None:
    one = proposal(field)
    assert needs_second_person(one, (), first_import=False)
    assert needs_second_person(one, (), first_import=True)  # somebody payroll knows already
    first = act(one, Act.ACCEPT, second_person=True)
    assert (first.status, first.first_by, first.decided_by) == (Status.TO_CONFIRM, "ada", "")
    with pytest.raises(Refused, match="needs a second person: ada has accepted it"):
        act(first, Act.CONFIRM)
    second = act(first, Act.CONFIRM, "bob")
    assert (second.status, second.first_by, second.decided_by) == (Status.ACCEPTED, "ada", "bob")


def test_the_guarded_fields_are_those_of_the_promise() -> None:
    assert set(GUARDED) == {"birth_date", "ni_number", *BANK_FIELDS}


def test_a_name_is_guarded_while_bank_details_change_with_it() -> None:
    name, bank = proposal("last_name", old="Wren"), proposal("sort_code")
    assert needs_second_person(name, with_bank_change([name, bank]), first_import=False)
    for other in (
        [name],
        [name, replace(bank, change=replace(bank.change, employee_id="1002"))],
        [name, replace(bank, status=Status.REJECTED)],
    ):
        assert not needs_second_person(name, with_bank_change(other), first_import=False)
    first_name = proposal("first_name")  # of somebody new: no change of name
    assert not needs_second_person(first_name, with_bank_change([first_name, bank]), first_import=False)


def test_starters_of_the_first_import_need_one_person_and_later_ones_two() -> None:
    starter = proposal("sort_code", kind=Kind.STARTERS)
    assert not needs_second_person(starter, (), first_import=True)
    assert needs_second_person(starter, (), first_import=False)


def test_every_field_has_a_kind() -> None:
    kinds = {name: kind_of(name, of_starter=False) for name in FIELDS}
    assert {name for name, kind in kinds.items() if kind is Kind.BANK} == set(BANK_FIELDS)
    assert (kinds["leaving_date"], kinds["salary"], kinds["tax_code"]) == (Kind.LEAVERS, Kind.PAY, Kind.TAX_AND_NI)
    assert (kinds["birth_date"], kinds["pension"], kinds["email"]) == (Kind.PERSONAL, Kind.PENSION, Kind.PERSONAL)
    assert {kind_of(name, of_starter=True) for name in FIELDS} == {Kind.STARTERS}


def test_a_choice_meets_all_that_is_named() -> None:
    pay = Choice(kinds=frozenset({Kind.PAY}))
    assert pay.takes(proposal("salary"), Act.ACCEPT)
    assert not pay.takes(proposal("email"), Act.ACCEPT)
    both = Choice(kinds=frozenset({Kind.PAY}), employees=frozenset({"1002"}))
    assert not both.takes(proposal("salary"), Act.ACCEPT)
    assert both.takes(proposal("salary", who="1002"), Act.ACCEPT)
    with pytest.raises(Refused, match="nothing is chosen"):
        Choice()
    with pytest.raises(Refused, match="no field is called 'sallary'"):
        Choice(fields=frozenset({"sallary"}))


@pytest.mark.parametrize(
    ("one", "what"),
    [
        (proposal(status=Status.HELD), Act.ACCEPT),
        (proposal(status=Status.REJECTED), Act.ACCEPT),
        (proposal(by_hand=True), Act.ACCEPT),
    ],
)
def test_a_sweep_leaves_what_is_decided_or_entered_here(one: Proposal, what: Act) -> None:
    assert not Choice(everything=True).takes(one, what)
    assert Choice(employees=frozenset({"1001"})).takes(one, what)


def test_a_policy_never_covers_what_needs_eyes() -> None:
    policy = Policy(trusted=frozenset(Kind))
    covers = {"second_person": False, "last_closed_day": None}
    assert policy.covers(proposal("salary"), **covers)  # type: ignore[arg-type]
    assert not policy.covers(proposal("sort_code"), second_person=True, last_closed_day=None)
    assert not policy.covers(proposal("salary", by_hand=True), **covers)  # type: ignore[arg-type]
    assert not policy.covers(proposal("salary", status=Status.HELD), **covers)  # type: ignore[arg-type]
    assert not policy.covers(proposal("salary"), second_person=False, last_closed_day=DAY)
    assert not Policy().covers(proposal("salary"), **covers)  # type: ignore[arg-type]


def test_a_leaving_date_counts_from_itself() -> None:
    assert counts_from(Change("1", "leaving_date", DAY, "", "2026-10-10")) == date(2026, 10, 10)
    assert counts_from(Change("1", "leaving_date", DAY, "", "2026-12-31")) == DAY
    assert counts_from(Change("1", "leaving_date", DAY, "2026-10-10", "none")) == DAY
    assert counts_from(Change("1", "birth_date", DAY, "", "1990-01-01")) == DAY


@given(
    st.lists(
        st.builds(
            Change,
            st.sampled_from(["1", "2"]),
            st.sampled_from(["leaving_date", "start_date", "salary"]),
            st.dates(date(2026, 10, 1), date(2026, 10, 5)),
            st.just(""),
            st.dates(date(2026, 10, 1), date(2026, 10, 5)).map(str) | st.just("none"),
        ),
        unique_by=lambda change: (change.employee_id, change.field, change.effective_from),
    )
)
def test_what_is_backdated_counts_from_a_day_that_is_over(changes: list[Change]) -> None:
    last_day = date(2026, 10, 3)
    proposed = dated((each.employee_id, each.field, str(each.effective_from), each.new) for each in changes)
    found = {
        (who, field, day)
        for who, days in backdated(proposed, last_day).items()
        for day, values in days.items()
        for field in values
    }
    assert found == {
        (each.employee_id, each.field, str(since)) for each in changes if (since := counts_from(each)) <= last_day
    }


SAID = {("1001", "job_title")}
DECIDED = {"decided_by": "bob", "decided_at": AT}


@pytest.mark.parametrize("status", [Status.HELD, Status.REJECTED])
def test_what_was_decided_stays_while_hr_says_the_same(status: Status) -> None:
    before = proposal(status=status, **DECIDED)
    assert carried([proposal()], [before], SAID) == (before,)
    assert carried([proposal(new="Baker")], [before], SAID) == (proposal(new="Baker"),)
    assert carried([], [before], SAID) == ()  # HR agrees with payroll: forgotten
    assert carried([], [before], ()) == (before,)  # HR says nothing: remembered
    ours_moved = proposal(old="Cooper")
    assert carried([ours_moved], [before], SAID) == (replace(ours_moved, status=status, **DECIDED),)  # type: ignore[arg-type]


def test_a_first_acceptance_stays_with_the_same_values_only() -> None:
    first = proposal("sort_code", status=Status.TO_CONFIRM, first_by="ada")
    assert carried([proposal("sort_code")], [first], ()) == (first,)
    assert carried([proposal("sort_code", new="other")], [first], ()) == (proposal("sort_code", new="other"),)
    assert carried([proposal("sort_code", old="moved")], [first], ()) == (proposal("sort_code", old="moved"),)
    assert carried([], [first], ()) == ()


def test_what_waits_keeps_the_day_it_was_first_seen_on_and_its_kind() -> None:
    seen = proposal(kind=Kind.STARTERS)
    later = replace(proposal(), change=replace(seen.change, effective_from=date(2026, 12, 31)))
    assert carried([later], [seen], SAID) == (seen,)


def test_what_is_accepted_or_superseded_is_forgotten() -> None:
    for status in (Status.ACCEPTED, Status.SUPERSEDED):
        assert carried([proposal()], [proposal(status=status, **DECIDED)], ()) == (proposal(),)


@given(st.lists(st.sampled_from(["A", "B", "C"]), min_size=1, max_size=6), st.integers(0, 5))
def test_a_rejected_value_is_proposed_again_only_after_hr_said_another(said: list[str], rejected_at: int) -> None:
    """Payroll has Z; HR says one value a sync; one is rejected."""
    rejected_at %= len(said)
    before: tuple[Proposal, ...] = ()
    for number, value in enumerate(said):
        before = carried([proposal(new=value, old="Z")], before, SAID)
        if number == rejected_at:
            before = (act(before[0], Act.REJECT),)
        if number >= rejected_at:
            unmoved = set(said[rejected_at : number + 1]) == {said[rejected_at]}
            assert (before[0].status is Status.REJECTED) is unmoved


def test_the_log_says_of_everybody_what_was_found_and_holds_no_value() -> None:
    stored = {
        "1": [Fact("1", "job_title", DAY, "Smith"), Fact("1", "tax_code", DAY, "1257L")],
        "2": [Fact("2", "job_title", DAY, "Smith")],
        "5": [Fact("5", "job_title", DAY, "Smith")],
    }
    people = [
        MappedPerson("1", {"job_title": "Baker"}, empty=frozenset({"tax_code"})),
        MappedPerson("2", {"job_title": "Smith"}, problems=(Problem("salary", "is paid in EUR", "refused"),)),
        MappedPerson("3", {"job_title": "Cook", "start_date": "2026-11-02"}),
        MappedPerson("6", {"leaving_date": "2020-01-31"}),
    ]
    changes = compare(people, stored, DAY, {"4": "Exclude if Country is one of: Spain"})
    found = outcomes(changes, ["1", "2", "3", "4", "6"])
    expected = {
        ("1", Found.CHANGED, "", ""),
        ("1", Found.KEPT, "tax_code", "It is empty in HR"),
        ("2", Found.UNCHANGED, "", ""),
        ("2", Found.REFUSED, "salary", "is paid in EUR"),
        ("3", Found.CREATED, "", ""),
        ("4", Found.EXCLUDED, "", "Exclude if Country is one of: Spain"),
        ("6", Found.EXCLUDED, "", "Left, before this tax year, and is new to payroll"),
    }
    lines = {(one.employee_id, one.found, one.field, one.because) for one in found}
    assert expected <= lines
    assert {one.employee_id for one in found if one.found is Found.VANISHED} == {"5"}
    for value in ("Baker", "Smith", "1257L", "2020-01-31"):
        assert value not in repr(found)


def test_no_repr_holds_a_value() -> None:
    one = proposal(new="the value", old="the old value")
    assert "value" not in repr(one)
    kept = Outcome(employee_id="1", found=Found.KEPT, field="tax_code", because=Kept("1", "tax_code", "empty").because)
    assert "tax_code" in repr(kept)


def test_proposals_know_hrs_own_days_and_entries_by_hand() -> None:
    people = [MappedPerson("1", {"job_title": "Baker"}, dated=(Fact("1", "salary", date(2026, 11, 1), "1 monthly"),))]
    changes = compare(people, {"1": [Fact("1", "job_title", DAY, "Smith")]}, DAY)
    title, salary = proposals_of(changes, {("1", "salary")}, {changes.changes[0]})
    assert (title.hr_day, title.by_hand, title.kind) == (None, True, Kind.WORK)
    assert (salary.hr_day, salary.by_hand, salary.kind) == (date(2026, 11, 1), False, Kind.PAY)
