"""People from Personio through the use cases: what changes, what does not, and what every failure ends in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from actions.conftest import BY, QUICK
from sixpence.actions.connections import connect
from sixpence.actions.sync import apply_sync
from sixpence.actions.sync_preview import preview_sync
from sixpence.basics.refused import Refused
from sixpence.hr.sources.personio import Credentials
from sixpence.people.person import Fact, Salary, person_on
from sixpence.sandbox.personio import PersonioSandbox, open_sandbox
from sixpence.sandbox.personio.account import Account, Pay
from sixpence.store import transaction
from sixpence.store.employments import facts_of, save_facts
from sixpence.store.events import verify_log
from store.made_once import made_once

PAY_DAY = date(2026, 11, 30)


def sync(employer: str) -> int:
    return apply_sync(preview_sync(employer, as_of=PAY_DAY, patience=QUICK), **BY)


@pytest.fixture
@made_once
def synced(connected: str) -> str:
    """The same, with everybody taken over once."""
    assert sync(connected) > 250
    return connected


def account_of(sandbox: PersonioSandbox) -> Account:
    assert isinstance(sandbox.account, Account)
    return sandbox.account


def test_a_preview_changes_nothing_and_applying_it_twice_is_refused(connected: str) -> None:
    preview = preview_sync(connected, as_of=PAY_DAY, patience=QUICK)
    assert facts_of(connected) == {}
    assert (preview.people_in_hr, len(preview.changes.excluded)) == (15, 3)
    assert preview.conditions == ("Exclude if Country is one of: Germany, Spain",)
    assert apply_sync(preview, **BY) == len(preview.changes.changes) > 250
    with pytest.raises(Refused, match=r"have changed since they were compared: sync again$"):
        apply_sync(preview, **BY)


def test_a_second_sync_finds_nothing(synced: str) -> None:
    again = preview_sync(synced, as_of=PAY_DAY, patience=QUICK)
    assert (again.changes.changes, again.changes.starters, again.changes.unchanged) == ((), (), 12)


def test_nothing_but_sign_ins_and_reads_is_ever_sent(connected: str, sandbox: PersonioSandbox) -> None:
    sync(connected)
    sync(connected)
    assert len(sandbox.requests) > 40
    assert sandbox.requests.writes == 0
    methods = {(seen.method, seen.path) for seen in sandbox.requests if seen.method != "GET"}
    assert methods == {("POST", "/v2/auth/token")}


def test_a_rise_in_hr_is_shown_with_its_day_before_it_counts(synced: str, sandbox: PersonioSandbox) -> None:
    account = account_of(sandbox)
    person = account.person(2100303)
    assert person is not None
    rise = Pay(effective_from=date(2026, 11, 16), amount=Decimal(6500), interval=person.pay[-1].interval)
    sandbox.account = account.with_person(replace(person, pay=(*person.pay, rise)))
    preview = preview_sync(synced, as_of=PAY_DAY, patience=QUICK)
    (change,) = preview.changes.changes
    assert (change.employee_id, change.field, change.effective_from) == ("2100303", "salary", date(2026, 11, 16))
    assert (change.old, change.new) == ("610000 monthly", "650000 monthly")
    assert person_on("2100303", facts_of(synced)["2100303"], PAY_DAY).salary == Salary(610000, "monthly")


def test_a_cleared_attribute_never_blanks_what_is_stored(synced: str, sandbox: PersonioSandbox) -> None:
    account = account_of(sandbox)
    person = account.person(2100303)
    assert person is not None
    emptied = {
        name: value for name, value in person.custom.items() if name not in ("ni_number", "account_number", "birthday")
    }
    sandbox.account = account.with_person(replace(person, custom=emptied))
    before = facts_of(synced)
    preview = preview_sync(synced, as_of=PAY_DAY, patience=QUICK)
    assert preview.changes.changes == ()
    assert {kept.field for kept in preview.changes.kept} == {"ni_number", "account_number", "birth_date"}
    apply_sync(preview, **BY)
    assert facts_of(synced) == before


def test_someone_who_vanishes_from_hr_is_reported_and_stays(synced: str, sandbox: PersonioSandbox) -> None:
    sandbox.account = account_of(sandbox).without_person(2100303)
    preview = preview_sync(synced, as_of=PAY_DAY, patience=QUICK)
    assert (preview.changes.vanished, preview.changes.changes) == (("2100303",), ())


def test_changes_by_somebody_else_between_preview_and_apply_are_noticed(synced: str) -> None:
    preview = preview_sync(synced, as_of=PAY_DAY, patience=QUICK)
    with transaction():
        save_facts(synced, [Fact("2100303", "ni_category", PAY_DAY, "J")], origin="by hand", at=BY["at"])
    with pytest.raises(Refused, match="sync again"):
        apply_sync(preview, **BY)


@pytest.mark.parametrize(
    ("fault", "path", "message"),
    [
        ("429", "/v2/persons", "Personio answered too many requests"),
        ("500", "/v2/persons", "Personio"),
        ("cut", "/v2/persons", "Personio's answer about .* broke off"),
        ("500", "/v1/company/employees/attributes", "Personio"),
        ("cut", "/v2/compensations", "Personio's answer about .* broke off"),
        ("500", "/v2/auth/token", "Personio"),
    ],
)
def test_a_failing_personio_ends_in_one_line_and_changes_nothing(
    fault: str, path: str, message: str, synced: str, sandbox: PersonioSandbox
) -> None:
    before, log = facts_of(synced), verify_log()
    sandbox.faults.add(fault, path, times=100)
    with pytest.raises(Refused, match=message) as refusal:
        preview_sync(synced, as_of=PAY_DAY, patience=QUICK)
    assert "\n" not in str(refusal.value)
    assert sandbox.client_secret not in str(refusal.value)
    assert (facts_of(synced), verify_log()) == (before, log)


def test_a_short_fault_is_ridden_out(connected: str, sandbox: PersonioSandbox) -> None:
    sandbox.faults.add("429", "/v2/persons", times=1)
    sandbox.faults.add("500", "/v2/compensations", times=1)
    assert sync(connected) > 250


def test_wrong_credentials_are_one_line_and_keep_nothing(fernlark: str, sandbox: PersonioSandbox) -> None:
    log = verify_log()
    with pytest.raises(Refused, match="Client ID or Client Secret") as refusal:
        connect(fernlark, Credentials("papi-wrong", "wrong-secret"), sandbox.base_url, patience=QUICK, **BY)
    assert "wrong-secret" not in str(refusal.value)
    assert verify_log() == log
    with pytest.raises(Refused, match="is not connected to any HR system"):
        preview_sync(fernlark, as_of=PAY_DAY)


def test_an_unreachable_host_is_one_line(fernlark: str) -> None:
    with open_sandbox() as stopped:
        address = stopped.base_url
    with pytest.raises(Refused, match="Could not reach") as refusal:
        connect(fernlark, Credentials("a", "b"), address, patience=QUICK, **BY)
    assert "\n" not in str(refusal.value)


def test_a_condition_on_an_attribute_that_is_not_there_is_refused(fernlark: str, sandbox: PersonioSandbox) -> None:
    with pytest.raises(Refused, match="This condition is not understood: write an attribute as HR labels it"):
        connect(
            fernlark,
            Credentials(sandbox.client_id, sandbox.client_secret),
            sandbox.base_url,
            conditions=("Exclude if Planet is one of: Mars",),
            patience=QUICK,
            **BY,
        )
