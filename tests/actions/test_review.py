"""The review through the use cases: what counts when, who may decide, and that nothing is half done."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from actions.conftest import AT, BY, QUICK
from actions.kestrel_runs import look_and_approve
from builders import FACTS, an_employer
from sixpence.actions import review as review_actions
from sixpence.actions.by_hand import set_by_hand
from sixpence.actions.hr_sources import Reading
from sixpence.actions.pay_runs import calculate_pay_run, close_run, open_run
from sixpence.actions.review import change_sets_to_review, decide, review_changes, trust
from sixpence.actions.review_by_field import STARTERS, review_by_field
from sixpence.actions.sync import Synced, apply_sync, keep_changes, pause_sync, resume_sync
from sixpence.actions.sync_preview import People, SyncPreview, compared, preview_resuming, preview_sync
from sixpence.basics.refused import Refused
from sixpence.cli.app import app
from sixpence.hr.conditions import Conditions
from sixpence.hr.mapping import FieldMapping, HrMapping
from sixpence.hr.records import DatedValue, HrAttribute, HrMoney, HrRecord, HrValue
from sixpence.hr.review import Act, Choice, Kind, Status
from sixpence.people.fields import FIELDS
from sixpence.people.person import person_on
from sixpence.sandbox.personio import PersonioSandbox
from sixpence.store.change_sets import change_set, change_sets, log_lines, policy_of, proposals_in
from sixpence.store.employments import facts_of
from sixpence.store.events import verify_log
from sixpence.store.ready import models
from sixpence.store.records import HrConnection
from store.made_once import made_once

EMPLOYER = an_employer().name
OCTOBER, NOVEMBER = date(2026, 10, 30), date(2026, 11, 30)
ADA, BOB = {"actor": "ada", "at": AT}, {"actor": "bob", "at": AT}
ALL = Choice(everything=True)
MAPPED = tuple(name for name in FACTS if name in FIELDS)
CONNECTION = HrConnection(
    source="invented",
    base_url="",
    client_id="",
    client_secret="",
    mapping=HrMapping(tuple(FieldMapping(name, name) for name in MAPPED)),
    conditions=Conditions(),
)
# Another value of each guarded field, and the name.
GUARDED = {
    "birth_date": "1991-03-15",
    "ni_number": "CE654321A",
    "account_name": "Z Dowd",
    "sort_code": "040005",
    "account_number": "87654321",
}


def of(employee_id: str = "1001", **changes: str) -> HrRecord:
    """A person as HR has them; salaries are given by the month."""
    said: dict[str, HrValue] = dict({**FACTS, **changes}.items())
    said["salary"] = HrMoney(changes.get("salary", "3000.00"), "GBP", "monthly")
    return HrRecord(employee_id, said)


def preview(*people: HrRecord, as_of: date = NOVEMBER) -> SyncPreview:
    attributes = tuple(HrAttribute(name, name, "text") for name in MAPPED)
    taken = People(CONNECTION)
    taken.take(attributes, iter(people))
    return compared(EMPLOYER, CONNECTION, as_of, taken, Reading(attributes=attributes, asked_for=None, mark=""))


def sync(*people: HrRecord, as_of: date = NOVEMBER) -> Synced:
    return keep_changes(preview(*people, as_of=as_of), **ADA)


def known(employee_id: str = "1001", day: date = NOVEMBER) -> Mapping[str, str]:
    return person_on(employee_id, facts_of(EMPLOYER)[employee_id], day).facts


def statuses(synced: Synced) -> dict[str, Status]:
    return {each.change.field: each.status for each in proposals_in(synced.change_set).values()}


def waiting(*people: HrRecord) -> set[str]:
    return {field for field, status in statuses(sync(*people)).items() if status is Status.PROPOSED}


@pytest.fixture
@made_once
def imported(fernlark: str) -> str:
    """Employees 1001 and 1002, taken over by one person in the first import and paid for October."""
    found = sync(of("1001"), of("1002"), as_of=OCTOBER)
    decide(EMPLOYER, found.change_set.number, ALL, Act.ACCEPT, **ADA)
    run = open_run(EMPLOYER, OCTOBER, "monthly", **BY)
    run, _ = calculate_pay_run(EMPLOYER, run.run_key, **BY)
    look_and_approve(run.run_key, EMPLOYER)
    close_run(EMPLOYER, run.run_key, **BY)
    open_run(EMPLOYER, NOVEMBER, "monthly", **BY)
    return EMPLOYER


def test_the_first_import_is_taken_over_by_one_person(fernlark: str) -> None:
    found = sync(of())
    assert facts_of(EMPLOYER) == {}
    outcome = decide(EMPLOYER, found.change_set.number, Choice(kinds=frozenset({Kind.STARTERS})), Act.ACCEPT, **ADA)
    assert (outcome.stands, outcome.facts) == ({Status.ACCEPTED: len(FACTS)}, len(FACTS))
    assert known() == {**FACTS, "salary": "300000 monthly"}
    assert waiting(of()) == set()


def test_a_later_starter_needs_a_second_person_for_what_is_guarded(imported: str) -> None:
    people = of("1001"), of("1002"), of("1003")
    found = sync(*people)
    outcome = decide(imported, found.change_set.number, ALL, Act.ACCEPT, **ADA)
    assert outcome.stands == {Status.ACCEPTED: len(FACTS) - len(GUARDED), Status.TO_CONFIRM: len(GUARDED)}
    assert known("1003").keys().isdisjoint(GUARDED)
    again = sync(*people)  # the first acceptance outlives the next sync, with the day it began on
    assert set(statuses(again).values()) == {Status.TO_CONFIRM}
    decide(imported, again.change_set.number, ALL, Act.CONFIRM, **BOB)
    assert known("1003", date(2021, 3, 1)) == known("1001")


@pytest.mark.parametrize("field", GUARDED)
def test_no_guarded_field_counts_on_one_persons_word(imported: str, field: str) -> None:
    changed = of(**{field: GUARDED[field]})
    number = sync(changed, of("1002")).change_set.number
    decide(imported, number, ALL, Act.ACCEPT, **ADA)
    before, log = known(), verify_log()
    assert before[field] == FACTS[field]
    with pytest.raises(Refused, match="needs a second person: ada has accepted it, and somebody else has to confirm"):
        decide(imported, number, ALL, Act.CONFIRM, **ADA)
    with pytest.raises(Refused, match="nothing of what is chosen"):
        decide(imported, number, ALL, Act.ACCEPT, **ADA)
    assert (known(), verify_log()) == (before, log)
    decide(imported, number, ALL, Act.CONFIRM, **BOB)
    assert known()[field] == GUARDED[field]


@pytest.mark.parametrize("field", GUARDED)
def test_no_guarded_field_counts_by_applying_or_by_policy_or_by_hand(imported: str, field: str) -> None:
    trust(imported, frozenset(Kind), **ADA)
    changed = of(**{field: GUARDED[field]}), of("1002")
    sync(*changed)
    apply_sync(preview(*changed), **ADA)
    assert set_by_hand(imported, "1001", field, GUARDED[field], NOVEMBER, **ADA) is not None
    assert known()[field] == FACTS[field]


def test_a_new_name_with_new_bank_details_needs_two(imported: str) -> None:
    number = sync(of(last_name="Wren", sort_code="040005"), of("1002", last_name="Heron")).change_set.number
    decide(imported, number, ALL, Act.ACCEPT, **ADA)
    assert (known()["last_name"], known("1002")["last_name"]) == (FACTS["last_name"], "Heron")
    assert set_by_hand(imported, "1001", "first_name", "Zo", NOVEMBER, **ADA) is not None
    decide(imported, number, ALL, Act.CONFIRM, **BOB)
    assert (known()["last_name"], known()["sort_code"]) == ("Wren", "040005")


def test_the_review_shows_the_effect_in_money(imported: str) -> None:
    number = sync(of(salary="3200.00"), of("1002"), of("1003", gender="?")).change_set.number
    page = review_changes(imported, number)
    assert page.money.run_key == "2026-11-30-monthly"
    assert page.money.effects.keys() == {"1001", "1003"}
    assert page.money.effects["1001"].difference.gross_pay_pence == 200_00
    assert page.money.effects["1003"].after.missing == ("gender",)
    assert page.money.arrears_pence == {"1003": 3000_00}
    assert {line.proposal.change.field for line in page.lines if line.second_person} == GUARDED.keys()
    assert "3200" not in repr(page)
    assert facts_of(imported).keys() == {"1001", "1002"}


def test_without_an_open_run_there_is_no_money_and_still_a_review(fernlark: str) -> None:
    page = review_changes(EMPLOYER, sync(of()).change_set.number)
    assert (page.money.run_key, page.money.effects, len(page.lines)) == ("", {}, len(FACTS))


def test_a_change_into_a_closed_period_is_flagged_with_its_arrears(imported: str) -> None:
    rise = DatedValue("salary", date(2026, 10, 1), HrMoney("3100.00", "GBP", "monthly"))
    trust(imported, frozenset({Kind.PAY}), **ADA)
    found = sync(replace(of(salary="3100.00"), dated=(rise,)), of("1002"))
    assert statuses(found) == {"salary": Status.PROPOSED}  # no policy reaches back
    page = review_changes(imported, found.change_set.number)
    assert [line.backdated for line in page.lines] == [True]
    assert page.money.arrears_pence == {"1001": 100_00}


def test_held_and_rejected_stay_so_and_another_value_is_news(imported: str) -> None:
    changed = of(job_title="Baker", department="Bakery"), of("1002")
    number = sync(*changed).change_set.number
    decide(imported, number, Choice(fields=frozenset({"job_title"})), Act.REJECT, **ADA)
    decide(imported, number, Choice(fields=frozenset({"department"})), Act.HOLD, **ADA)
    assert statuses(sync(*changed)) == {"job_title": Status.REJECTED, "department": Status.HELD}
    assert change_sets_to_review(imported) == []
    assert apply_sync(preview(*changed), **ADA) == 0
    assert waiting(of(job_title="Cook", department="Bakery"), of("1002")) == {"job_title"}
    number = sync(*changed).change_set.number
    decide(imported, number, Choice(employees=frozenset({"1001"})), Act.ACCEPT, **ADA)
    assert (known()["job_title"], known()["department"]) == ("Baker", "Bakery")


def test_an_entry_by_hand_stays_until_somebody_takes_hrs_value(imported: str) -> None:
    assert set_by_hand(imported, "1001", "job_title", "Master  Smith", NOVEMBER, **ADA) is None
    people = of(), of("1002")
    found = preview(*people)
    assert [change.field for change in found.of_by_hand] == ["job_title"]
    trust(imported, frozenset(Kind), **ADA)
    assert apply_sync(found, **ADA) == 0
    assert known()["job_title"] == "Master Smith"
    number = sync(*people).change_set.number
    decide(imported, number, Choice(employees=frozenset({"1001"})), Act.REJECT, **ADA)
    assert waiting(*people) == set()  # ours, for as long as HR says the same
    assert waiting(of(job_title="Baker"), of("1002")) == {"job_title"}
    number = sync(*people).change_set.number
    decide(imported, number, Choice(employees=frozenset({"1001"})), Act.ACCEPT, **ADA)
    assert known()["job_title"] == FACTS["job_title"]
    assert preview(of(job_title="Baker"), of("1002")).of_by_hand == frozenset()


def test_a_guarded_entry_by_hand_is_confirmed_by_somebody_else(imported: str) -> None:
    first = set_by_hand(imported, "1001", "sort_code", "04-00-05", NOVEMBER, **ADA)
    second = set_by_hand(imported, "1002", "birth_date", "1991-03-15", NOVEMBER, **ADA)
    assert (first, second) == (2, 3)
    assert change_sets_to_review(imported) == [3]  # the newer holds what waited in the older
    sync(of(), of("1002"))
    decide(imported, 3, ALL, Act.CONFIRM, **BOB)
    assert (known()["sort_code"], known("1002")["birth_date"]) == ("040005", "1991-03-15")
    assert len(preview(of(), of("1002")).of_by_hand) == 2


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("sallary", "1", "no field is called 'sallary'"),
        ("ni_number", "QQ123456C", "National Insurance number of employee 1001 is not a National Insurance number"),
        ("tax_code", "SECRET99", "Tax code of employee 1001 is not a tax code"),
    ],
)
def test_an_entry_that_cannot_be_is_one_line_without_the_value(
    imported: str, field: str, value: str, message: str
) -> None:
    with pytest.raises(Refused, match=message) as refused:
        set_by_hand(imported, "1001", field, value, NOVEMBER, **ADA)
    assert "\n" not in str(refused.value)
    assert len(value) == 1 or value not in str(refused.value)


def test_what_was_seen_is_what_is_decided(imported: str) -> None:
    seen = sync(of(job_title="Baker"), of("1002")).change_set.number
    sync(of(job_title="Cook"), of("1002"))
    with pytest.raises(Refused, match=r"change set 2 of .* is superseded: look at change set 3"):
        decide(imported, seen, ALL, Act.ACCEPT, **ADA)
    set_by_hand(imported, "1001", "job_title", "Smith", NOVEMBER, **ADA)
    with pytest.raises(Refused, match="Job title of employee 1001 was changed here after change set 3 was made"):
        decide(imported, 3, ALL, Act.ACCEPT, **ADA)


def test_a_policy_lets_through_what_it_names(imported: str) -> None:
    log = verify_log().count
    assert trust(imported, frozenset({Kind.WORK}), **ADA).trusted == {Kind.WORK}
    assert verify_log().count == log + 1
    found = sync(of(job_title="Baker", salary="3100.00"), of("1002"))
    assert found.trusted.facts == 1
    assert statuses(found) == {"job_title": Status.ACCEPTED, "salary": Status.PROPOSED}
    assert known()["job_title"] == "Baker"
    (accepted,) = [each for each in proposals_in(found.change_set).values() if each.status is Status.ACCEPTED]
    assert accepted.decided_by == "policy"


def test_while_paused_nothing_is_read_and_resuming_says_what_it_does(connected: str, sandbox: PersonioSandbox) -> None:
    apply_sync(preview_sync(connected, as_of=NOVEMBER, patience=QUICK), **ADA)
    set_by_hand(connected, "2100303", "job_title", "Master", NOVEMBER, **ADA)
    pause_sync(connected, **ADA)
    requests = len(sandbox.requests)
    with pytest.raises(Refused, match="is paused: see what resuming would do"):
        keep_changes(preview_sync(connected, as_of=NOVEMBER, patience=QUICK), **ADA)
    assert len(sandbox.requests) == requests
    found = preview_resuming(connected, as_of=NOVEMBER, patience=QUICK)
    assert policy_of(connected).paused
    assert [change.employee_id for change in found.of_by_hand] == ["2100303"]
    resume_sync(found, **ADA)
    assert not policy_of(connected).paused
    assert facts_of(connected)["2100303"][-1].value == "Master"
    assert keep_changes(preview_sync(connected, as_of=NOVEMBER, patience=QUICK), **ADA).change_set.number == 3


def test_nothing_is_half_done(imported: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the power went")

    number = sync(of(job_title="Baker"), of("1002")).change_set.number
    before, log, status = facts_of(imported), verify_log(), statuses_of(number)
    monkeypatch.setattr(review_actions, "record", fail)
    with pytest.raises(RuntimeError):
        decide(imported, number, ALL, Act.ACCEPT, **ADA)
    assert (facts_of(imported), verify_log(), statuses_of(number)) == (before, log, status)
    monkeypatch.setattr("sixpence.actions.sync.accept_trusted", fail)
    with pytest.raises(RuntimeError):
        sync(of(job_title="Cook"), of("1002"))
    assert change_sets(imported)[0].number == number
    assert models.SyncOutcome.objects.filter(change_set__number__gt=number).count() == 0
    assert statuses_of(number) == status


def statuses_of(number: int) -> list[Status]:
    return [each.status for each in proposals_in(change_set(EMPLOYER, number)).values()]


def test_no_event_log_line_or_refusal_holds_a_value(imported: str) -> None:
    changed = of(sort_code="040005", ni_number="CE654321A", salary="3456.78", last_name="Osprey"), of("1002")
    number = sync(*changed).change_set.number
    decide(imported, number, ALL, Act.ACCEPT, **ADA)
    decide(imported, number, ALL, Act.CONFIRM, **BOB)
    set_by_hand(imported, "1001", "tax_code", "K475", NOVEMBER, **ADA)
    said = repr(list(models.Event.objects.values_list("subject", "detail")))
    said += repr(list(log_lines(imported))) + repr(list(proposals_in(change_set(imported, number)).values()))
    said += repr(list(models.SyncOutcome.objects.values())) + repr(review_changes(imported, number))
    for value in ("040005", "CE654321A", "3456", "345678", "Osprey", "K475", FACTS["account_number"], "1990-02-14"):
        assert value not in said
    verify_log()


CHANGES = {"job_title": "Baker", "department": "Bakery", "tax_code": "BR", "postcode": "LS1 4AB", **GUARDED}


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sets(st.sampled_from(sorted(CHANGES)), min_size=1), st.sets(st.sampled_from(sorted(CHANGES)), min_size=1))
def test_what_is_accepted_is_not_proposed_again(fernlark: str, changed: set[str], accepted: set[str]) -> None:
    everybody_knows(of())
    told = of(**{field: CHANGES[field] for field in changed})
    number = sync(told).change_set.number
    if accepted & changed:
        decide(EMPLOYER, number, Choice(fields=frozenset(accepted)), Act.ACCEPT, **ADA)
        if accepted & changed & GUARDED.keys():
            decide(EMPLOYER, number, ALL, Act.CONFIRM, **BOB)
    assert {change.field for change in preview(told).changes.changes} == changed - accepted


def everybody_knows(*people: HrRecord) -> None:
    """Payroll is brought to what HR says, whatever it knew before."""
    found = sync(*people)
    for act, who in ((Act.ACCEPT, ADA), (Act.CONFIRM, BOB)):
        if any(each.status in before_of(act) for each in proposals_in(found.change_set).values()):
            decide(EMPLOYER, found.change_set.number, ALL, act, **who)


def before_of(act: Act) -> Iterable[Status]:
    return [Status.PROPOSED] if act is Act.ACCEPT else [Status.TO_CONFIRM]


def test_every_guarded_field_that_hr_can_tell_is_tried_here() -> None:
    guarded = {name for name, field in FIELDS.items() if field.guarded}
    assert guarded - {"roll_number"} == GUARDED.keys()
    assert replace(CONNECTION).mapping.by_field.keys() == set(MAPPED)


@pytest.fixture
def on_the_command_line(imported: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The store of this test is the one that the environment names."""
    logs = structlog.get_config()
    yield
    structlog.configure(**logs)


def command(*arguments: str) -> str:
    """What `sixpence` prints; it raises what the command refuses."""
    result = CliRunner().invoke(app, [*arguments, "--employer", EMPLOYER], catch_exceptions=False)
    return result.output


@pytest.mark.usefixtures("on_the_command_line")
def test_the_commands_show_decide_and_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync(of(salary="3100.00", sort_code="040005"), of("1002", job_title="Baker"))
    shown = command("review", "show")
    assert "Salary: £3,000.00 monthly -> £3,100.00 monthly from 2026-11-01" in shown
    assert "gross £3,000.00 -> £3,100.00" in shown
    assert "Sort code: •••• -> ••••" in shown
    assert "040005" not in shown
    monkeypatch.setattr("getpass.getuser", lambda: "ada")
    assert command("review", "accept", "2", "--kind", "pay") == "1 accepted, of 1 people; 1 facts stored\n"
    assert command("review", "hold", "2", "--employee", "1002").startswith("1 held")
    assert command("review", "accept", "2", "--all").startswith("1 to confirm")
    with pytest.raises(Refused, match="needs a second person"):
        command("review", "confirm", "2", "--all")
    assert "accepted by ada, to be confirmed by somebody else" in command("review", "show", "2")
    monkeypatch.setattr("getpass.getuser", lambda: "bob")
    assert command("review", "confirm", "2", "--all").startswith("1 accepted")
    assert command("review", "show").startswith("Nothing waits for review")
    assert "accepted Sort code from 2026-11-01 by ada and bob" in command("sync", "log", "--employee", "1001")
    file = tmp_path / "log.csv"
    assert command("sync", "log", "--sync", "2", "--csv", str(file)) == f"5 lines are in {file}\n"
    with file.open(newline="") as opened:
        found = {(row["employee_id"], row["outcome"], row["field"]) for row in csv.DictReader(opened)}
    assert {("1002", "changed", ""), ("1002", "held", "job_title"), ("1001", "accepted", "salary")} <= found
    with pytest.raises(Refused, match="is there already: name a new file"):
        command("sync", "log", "--csv", str(file))


@pytest.mark.usefixtures("on_the_command_line")
def test_the_commands_refuse_in_one_line() -> None:
    for arguments, message in (
        (("review", "accept", "1"), "nothing is chosen"),
        (("review", "accept", "1", "--kind", "money"), "there is no such kind of change; there are: starters"),
        (("review", "policy", "--trust", "pay", "--trust-nothing"), "contradict each other"),
        (("sync",), "sync needs the pay day it is for"),
    ):
        with pytest.raises(Refused, match=message):
            command(*arguments)
    assert command("review", "policy", "--trust", "pay") == "Accepted without a look: pay\n"
    assert command("people", "set", "1001", "job_title", "Cook", "--from", "2026-11-01").startswith("Stored")
    assert "is paused" in command("sync", "pause")
    assert command("review", "policy") == "Accepted without a look: pay\nSyncing is paused.\n"


def test_a_rise_without_a_day_counts_for_the_whole_month_not_from_the_pay_day(imported: str) -> None:
    found = preview(of("1001", salary="3100.00"), of("1002"))
    assert [(each.field, each.effective_from) for each in found.changes.changes] == [("salary", date(2026, 11, 1))]


def test_what_has_no_day_and_is_seen_after_the_close_counts_from_the_next_period(imported: str) -> None:
    found = preview(of("1001", salary="3100.00"), of("1002"), as_of=OCTOBER)
    assert [(each.field, each.effective_from) for each in found.changes.changes] == [("salary", date(2026, 11, 1))]


def test_by_field_each_comes_to_money_of_its_own(imported: str) -> None:
    sync(of("1001", salary="3100.00", job_title="Baker"), of("1002", salary="2900.00"), of("1003"))
    page = review_changes(EMPLOYER, 2)
    groups = {each.field: each for each in review_by_field(EMPLOYER, 2, most=50)}
    assert list(groups) == ["job_title", "salary", STARTERS]
    money = {field: each.money.gross_pay_pence if each.money else None for field, each in groups.items()}
    assert money == {"job_title": 0, "salary": 100_00 - 100_00, STARTERS: 3000_00}
    assert (groups["salary"].people, groups[STARTERS].people) == (2, 1)
    assert sum(filter(None, money.values())) == sum(
        effect.difference.gross_pay_pence for effect in page.money.effects.values()
    )


def test_many_lines_are_decided_at_once_by_person_and_field(imported: str) -> None:
    sync(of("1001", salary="3100.00", job_title="Baker"), of("1002", salary="2900.00", job_title="Cook"))
    chosen = Choice(lines=frozenset({("1001", "salary"), ("1002", "job_title")}))
    assert decide(EMPLOYER, 2, chosen, Act.ACCEPT, **ADA).people == 2
    proposals = proposals_in(change_set(EMPLOYER, 2)).values()
    assert {(each.change.employee_id, each.change.field): each.status for each in proposals} == {
        ("1001", "salary"): Status.ACCEPTED,
        ("1001", "job_title"): Status.PROPOSED,
        ("1002", "salary"): Status.PROPOSED,
        ("1002", "job_title"): Status.ACCEPTED,
    }
    with pytest.raises(Refused, match="no field is called 'pay'"):
        Choice(lines=frozenset({("1001", "pay")}))
