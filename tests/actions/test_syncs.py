"""Syncs as they are asked for and done: from where they were, of everybody or of who has changed, one at a time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from actions.conftest import BY, QUICK
from sixpence.actions import durable
from sixpence.actions.connections import connect
from sixpence.actions.review import decide
from sixpence.actions.sync import pause_sync
from sixpence.actions.sync_log import found_in, log_as_csv, log_of, sync_history
from sixpence.actions.syncs import do_sync, refuse_sync, start_sync, wait_for_sync
from sixpence.actions.today import now
from sixpence.basics.refused import Refused
from sixpence.hr.review import Act, Choice, Found, Status
from sixpence.hr.sources.personio import Credentials
from sixpence.hr.sources.personio.pace import AT_ONCE
from sixpence.sandbox.personio import PersonioSandbox, large_company
from sixpence.sandbox.personio.account import Account, Pay
from sixpence.sandbox.personio.credentials import Credential
from sixpence.store import transaction
from sixpence.store.change_sets import change_set, proposals_in
from sixpence.store.configuration import current
from sixpence.store.ready import models
from sixpence.store.syncs import KeptAnswers, Sync, ask_once_more, sync_of
from store.made_once import made_once
from store.stores import all_stored

PAY_DAY = date(2026, 11, 30)
ALL = Choice(everything=True)
FEW = 12
MANY = 60  # more than a page of people, and than are kept together


class Cut(BaseException):
    """The process ends here."""


class SandboxClock:
    """HR's own, some hours behind until it is told to be right: what changes before then changed long ago."""

    behind = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) - self.behind

    def is_behind(self) -> None:
        self.behind = timedelta(hours=3)

    def is_right(self) -> None:
        self.behind = timedelta()


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[PersonioSandbox, SandboxClock]]:
    """One server for all these tests, so that a store connected to it can be made once."""
    clock = SandboxClock()
    with PersonioSandbox(large_company(FEW), clock=clock) as running:
        yield running, clock


@pytest.fixture
def clock(served: tuple[PersonioSandbox, SandboxClock]) -> SandboxClock:
    served[1].is_behind()
    return served[1]


@pytest.fixture
def sandbox(served: tuple[PersonioSandbox, SandboxClock], clock: SandboxClock) -> PersonioSandbox:
    """The server as new, with a few people."""
    served[0].reset(large_company(FEW))
    return served[0]


@pytest.fixture
def of_many(sandbox: PersonioSandbox) -> PersonioSandbox:
    """The same with many."""
    sandbox.reset(large_company(MANY))
    return sandbox


@pytest.fixture
@made_once
def connected(fernlark: str, sandbox: PersonioSandbox) -> str:
    connect(fernlark, Credentials(sandbox.client_id, sandbox.client_secret), sandbox.base_url, patience=QUICK, **BY)
    return fernlark


@pytest.fixture
def undone(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Nobody works: what is handed over is listed, and the test does it."""
    listed: list[str] = []
    monkeypatch.setattr(durable, "start", lambda job, job_id, order: listed.append(str(order["sync"])))
    monkeypatch.setattr(durable, "look", lambda job_id: None)
    return listed


def done(employer: str, *, whole: bool = True, people: frozenset[str] = frozenset()) -> Sync:
    """A sync that is asked for now, and done."""
    sync_id = start_sync(employer, as_of=PAY_DAY, whole=whole, people=people, **{**BY, "at": now()})
    do_sync(sync_id, lambda done, of: None)
    return sync_of(sync_id)


@pytest.fixture
@made_once
def accepted(connected: str, undone: list[str]) -> str:
    """Everybody read, and all of it accepted."""
    sync = done(connected)
    assert sync.whole
    decide(connected, sync.change_set or 0, ALL, Act.ACCEPT, **BY)
    undone.clear()
    return connected


def account_of(sandbox: PersonioSandbox) -> Account:
    assert isinstance(sandbox.account, Account)
    return sandbox.account


def asked(sandbox: PersonioSandbox, since: int) -> list[str]:
    return [seen.path for seen in list(sandbox.requests)[since:] if seen.method == "GET"]


def employments(sandbox: PersonioSandbox, since: int) -> int:
    """How many people's employments were asked for."""
    return asked(sandbox, since).count("/v2/persons/{person_id}/employments")


def cut_after(monkeypatch: pytest.MonkeyPatch, answers: int) -> None:
    kept, put = [0], KeptAnswers.put

    def counted(self: KeptAnswers, request: str, body: bytes) -> None:
        kept[0] += 1
        if kept[0] > answers:
            raise Cut
        put(self, request, body)

    monkeypatch.setattr(KeptAnswers, "put", counted)


def test_a_sync_that_was_cut_off_goes_on_behind_the_last_answers_that_were_kept(
    connected: str, undone: list[str], of_many: PersonioSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_id = start_sync(connected, as_of=PAY_DAY, **BY)
    with monkeypatch.context() as patched:
        cut_after(patched, 55)
        with pytest.raises(Cut):
            do_sync(sync_id, lambda done, of: None)
    assert sync_of(sync_id).change_set is None
    assert models.KeptAnswer.objects.count() == 40
    before = len(of_many.requests)
    do_sync(sync_id, lambda done, of: None)
    # The second page of people had come, and was not kept yet.
    assert set(asked(of_many, before)) == {"/v2/persons/{person_id}/employments", "/v2/persons"}
    assert asked(of_many, before).count("/v2/persons") == 1
    assert MANY - 40 < employments(of_many, before) < MANY
    assert sync_of(sync_id).change_set == 1
    assert models.KeptAnswer.objects.count() == 0
    do_sync(sync_id, lambda done, of: None)  # done again after a crash behind the end: nothing happens twice
    assert models.ChangeSet.objects.count() == 1


def test_what_hr_answered_is_encrypted_and_holds_for_an_hour(
    connected: str,
    undone: list[str],
    of_many: PersonioSandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sync_id = start_sync(connected, as_of=PAY_DAY, **BY)
    with monkeypatch.context() as patched:
        cut_after(patched, 55)
        with pytest.raises(Cut):
            do_sync(sync_id, lambda done, of: None)
    person = account_of(of_many).people[0]
    assert person.email.encode() not in all_stored(current())
    begun = sync_of(sync_id).begun_at
    assert begun is not None
    models.Sync.objects.filter(id=sync_id).update(begun_at=begun - timedelta(hours=2))
    before = len(of_many.requests)
    do_sync(sync_id, lambda done, of: None)
    assert MANY <= employments(of_many, before) <= MANY + AT_ONCE  # a few of the one that was cut were still under way


def test_an_account_of_another_name_is_asked_anew(
    connected: str, undone: list[str], of_many: PersonioSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_id = start_sync(connected, as_of=PAY_DAY, **BY)
    with monkeypatch.context() as patched:
        cut_after(patched, 55)
        with pytest.raises(Cut):
            do_sync(sync_id, lambda done, of: None)
    models.HrConnection.objects.update(base_url=of_many.base_url.replace("127.0.0.1", "localhost"))
    before = len(of_many.requests)
    do_sync(sync_id, lambda done, of: None)
    assert MANY <= employments(of_many, before) <= MANY + AT_ONCE  # a few of the one that was cut were still under way


def test_an_employer_has_one_sync_at_a_time(connected: str, undone: list[str]) -> None:
    first = start_sync(connected, as_of=PAY_DAY, **BY)
    assert start_sync(connected, as_of=PAY_DAY, **BY) == first
    assert undone == [str(first)] * 2  # given again, in case that was cut off; under one id it is done once
    do_sync(first, lambda done, of: None)
    assert start_sync(connected, as_of=PAY_DAY, **BY) != first


def test_a_sync_that_fails_is_in_the_log_and_the_next_one_begins_anew(connected: str, undone: list[str]) -> None:
    failed = start_sync(connected, as_of=PAY_DAY, **BY)
    refuse_sync(failed, "Personio answered 500 while reading persons: sync again later", at=BY["at"])
    done(connected)
    newest, older = sync_history(connected)
    assert (older.failure[:19], older.change_set) == ("Personio answered 5", None)
    assert (newest.failure, newest.change_set, newest.people_read) == ("", 1, FEW)


def test_while_paused_none_is_taken_on(connected: str, undone: list[str]) -> None:
    pause_sync(connected, **BY)
    with pytest.raises(Refused, match="is paused"):
        start_sync(connected, as_of=PAY_DAY, **BY)
    assert sync_history(connected) == []


def test_a_sync_is_durable_work_with_progress_and_its_failure_is_one_line(
    connected: str, of_many: PersonioSandbox
) -> None:
    heard: set[tuple[str, int]] = set()
    with durable.working():
        sync_id = start_sync(connected, as_of=PAY_DAY, **{**BY, "at": now()})
        over = wait_for_sync(sync_id, lambda job: heard.add((job.doing, job.doing_of)))
        assert (over.change_set, over.people_read) == (1, MANY)
        assert ("read and keep", MANY) in heard
        of_many.sign_ins.put(Credential(of_many.client_id, "another secret"))
        with pytest.raises(Refused, match="refused the Client ID or Client Secret"):
            wait_for_sync(start_sync(connected, as_of=PAY_DAY, **{**BY, "at": now()}))
    assert [bool(each.failure) for each in sync_history(connected)] == [True, False]


# Readings of who has changed.


def test_only_who_has_changed_is_read_and_the_rest_waits_on(
    accepted: str, undone: list[str], sandbox: PersonioSandbox, clock: SandboxClock
) -> None:
    clock.is_right()
    one, other = account_of(sandbox).people[:2]
    sandbox.change(one.id, position="Baker")
    second = done(accepted)
    assert second.change_set == 2
    sandbox.change(other.id, position="Cook")
    before = len(sandbox.requests)
    third = done(accepted, whole=False)
    # Both have changed within the hour by which readings overlap.
    assert (third.people_read, third.whole) == (2, False)
    assert employments(sandbox, before) == 2
    waiting = [each.change for each in proposals_in(change_set(accepted, third.change_set or 0)).values()]
    assert [(each.employee_id, each.field, each.new) for each in waiting] == [
        (str(one.id), "job_title", "Baker"),
        (str(other.id), "job_title", "Cook"),
    ]
    assert found_in(accepted, third.change_set or 0).people(Found.VANISHED) == ()


def test_what_waits_of_others_stays_with_its_decision(
    accepted: str, undone: list[str], sandbox: PersonioSandbox, clock: SandboxClock
) -> None:
    held, news = account_of(sandbox).people[:2]
    sandbox.change(held.id, position="Baker")
    whole = done(accepted)
    decide(accepted, whole.change_set or 0, Choice(employees=frozenset({str(held.id)})), Act.HOLD, **BY)
    clock.is_right()
    sandbox.change(news.id, position="Cook")
    third = done(accepted, whole=False)
    assert third.people_read == 1
    stands = {each.change.employee_id: each.status for each in proposals_in(change_set(accepted, 3)).values()}
    assert stands == {str(held.id): Status.HELD, str(news.id): Status.PROPOSED}


def test_a_rise_that_moves_no_time_of_update_is_seen(
    accepted: str, undone: list[str], sandbox: PersonioSandbox
) -> None:
    account = account_of(sandbox)
    person = account.people[3]
    rise = Pay(effective_from=date(2026, 11, 16), amount=Decimal(9500), interval=person.pay[-1].interval)
    sandbox.account = account.with_person(replace(person, pay=(*person.pay, rise)))
    sync = done(accepted, whole=False)
    (proposal,) = proposals_in(change_set(accepted, sync.change_set or 0)).values()
    assert (proposal.change.employee_id, proposal.change.field) == (str(person.id), "salary")


def test_where_nothing_has_changed_no_change_set_is_made(
    accepted: str, undone: list[str], sandbox: PersonioSandbox
) -> None:
    before = len(sandbox.requests)
    sync = done(accepted, whole=False)
    assert (sync.change_set, sync.people_read, sync.failure) == (None, 0, "")
    assert len(asked(sandbox, before)) < 12
    assert models.ChangeSet.objects.count() == 1


def test_somebody_named_who_is_gone_has_vanished_and_nobody_else(
    accepted: str, undone: list[str], sandbox: PersonioSandbox
) -> None:
    gone = account_of(sandbox).people[5]
    sandbox.delete(gone.id)
    sync = done(accepted, whole=False, people=frozenset({str(gone.id)}))
    assert found_in(accepted, sync.change_set or 0).people(Found.VANISHED) == (str(gone.id),)


def test_everybody_is_read_once_a_day_and_in_another_month_and_after_another_mapping(
    connected: str, undone: list[str], sandbox: PersonioSandbox
) -> None:
    assert done(connected, whole=False).whole  # nobody was read before
    assert not done(connected, whole=False).whole
    long_ago = now() - timedelta(hours=25)
    models.HrConnection.objects.update(read_whole_at=long_ago)
    assert done(connected, whole=False).whole
    december = start_sync(connected, as_of=date(2026, 12, 31), whole=False, **{**BY, "at": now()})
    do_sync(december, lambda done, of: None)
    assert sync_of(december).people_read == FEW
    connect(connected, Credentials(sandbox.client_id, sandbox.client_secret), sandbox.base_url, patience=QUICK, **BY)
    assert done(connected, whole=False).whole


def test_what_hr_says_while_it_is_read_leads_to_one_more_reading(connected: str, undone: list[str]) -> None:
    sync_id = start_sync(connected, as_of=PAY_DAY, **BY)
    with transaction():
        ask_once_more(sync_id, ["3000004"])
        ask_once_more(sync_id, ["3000009"])
    following = do_sync(sync_id, lambda done, of: None)
    assert sync_of(UUID(str(following))).people == {"3000004", "3000009"}
    assert do_sync(UUID(str(following)), lambda done, of: None) == ""


def test_the_log_goes_out_as_a_file_that_no_spreadsheet_takes_for_formulas(
    connected: str, undone: list[str], sandbox: PersonioSandbox
) -> None:
    done(connected)
    content, lines = log_as_csv(log_of(connected))
    text = content.decode()
    assert text.count("\r\n") == lines + 1 > FEW
    assert text.startswith("sync,at,source,as_of,employee_id,outcome,field,because,effective_from,first_by,")
    assert account_of(sandbox).people[0].last_name not in text
