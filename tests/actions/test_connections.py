"""Connecting, mapping and choosing whom, through the use cases and against the sandbox."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions.conftest import BY, QUICK
from builders import an_employer
from sixpence.actions.conditions import (
    add_condition,
    conditions_view,
    let_joiners_wait,
    remove_condition,
    try_out,
)
from sixpence.actions.connections import Connected, connect
from sixpence.actions.mapping import (
    leave_out_field,
    mapping_view,
    match_choices,
    preview_employee,
    set_line,
    take_suggestions,
)
from sixpence.actions.sync_preview import preview_sync
from sixpence.basics.refused import Refused
from sixpence.hr.sources.personio import Credentials
from sixpence.sandbox.personio import PersonioSandbox
from sixpence.sandbox.personio.account import Account
from sixpence.sandbox.personio.credentials import PERSONS, SCOPES, Credential
from sixpence.store.connections import connection
from sixpence.store.events import verify_log

PAY_DAY = date(2026, 11, 30)
READ: dict[str, Any] = {"patience": QUICK, "at": BY["at"]}
WRITE: dict[str, Any] = {"patience": QUICK, **BY}
ABROAD = "Exclude if Country is one of: Germany, Spain"


def account_of(sandbox: PersonioSandbox) -> Account:
    assert isinstance(sandbox.account, Account)
    return sandbox.account


def key_of(sandbox: PersonioSandbox, name: str) -> str:
    return next(each.key for each in account_of(sandbox).attributes if each.name == name)


def connected_with(
    employer: str, sandbox: PersonioSandbox, credential: Credential | None = None, **more: Any
) -> Connected:
    if credential:
        sandbox.sign_ins.put(credential)
    client_id, secret = (sandbox.client_id, sandbox.client_secret)
    if credential:
        client_id, secret = credential.client_id, credential.client_secret
    return connect(employer, Credentials(client_id, secret), sandbox.base_url, **more, **WRITE)


def told(employer: str) -> tuple[tuple[str, ...], int | None]:
    view = conditions_view(employer, **READ)
    return view.sentences, view.cut_off_day


def test_a_full_connection_lacks_nothing(fernlark: str, sandbox: PersonioSandbox) -> None:
    connected = connected_with(fernlark, sandbox, conditions=(ABROAD,))
    assert (connected.lacking, connected.not_shown, connected.not_filled) == ((), (), ())
    assert told(fernlark) == ((ABROAD,), None)
    assert {seen.method for seen in sandbox.requests} == {"GET", "POST"}
    assert sandbox.requests.writes == 0


def test_rights_that_are_lacking_are_named(fernlark: str, sandbox: PersonioSandbox) -> None:
    narrow = Credential("papi-narrow", "s", scopes=frozenset({PERSONS}))
    lacking = {each.what: each.right for each in connected_with(fernlark, sandbox, narrow).lacking}
    assert lacking["compensations"] == "Compensations: Read"
    assert lacking["names of legal entities"] == "Legal entities: Read"
    assert "people by version 2" not in lacking


def test_credentials_that_may_read_nobody_are_refused_and_keep_nothing(fernlark: str, sandbox: PersonioSandbox) -> None:
    log = verify_log()
    nobody = Credential("papi-nobody", "s", scopes=frozenset(SCOPES) - {PERSONS})
    with pytest.raises(Refused, match="read nobody: give them the right Employees: Read"):
        connected_with(fernlark, sandbox, nobody)
    assert verify_log() == log
    with pytest.raises(Refused, match="is not connected to any HR system"):
        connection(fernlark)


def test_attributes_that_are_not_ticked_are_named(fernlark: str, sandbox: PersonioSandbox) -> None:
    account = account_of(sandbox)
    shown = {"id", "first_name", "last_name", "hire_date", "gender", *(each.key for each in account.attributes)}
    hidden = {key_of(sandbox, "ni_number"), key_of(sandbox, "sort_code")}
    ticked = Credential("papi-ticked", "s", readable=frozenset(shown - hidden))
    connected = connected_with(fernlark, sandbox, ticked)
    missing = {*connected.not_shown, *connected.not_filled}
    assert {"ni_number", "sort_code", "job_title", "leaving_date"} <= missing
    # Pay is no attribute: it is read by the right to compensations.
    assert not {"first_name", "tax_code", "account_number", "start_date", "salary"} & missing


def test_connecting_again_keeps_what_was_decided(fernlark: str, sandbox: PersonioSandbox) -> None:
    connected_with(fernlark, sandbox, conditions=(ABROAD,))
    set_line(fernlark, "department", "Team", **WRITE)
    leave_out_field(fernlark, "title", **BY)
    kept = connection(fernlark)
    connected_with(fernlark, sandbox, conditions=(ABROAD,))
    assert connection(fernlark) == kept
    connected_with(fernlark, sandbox, afresh=True)
    afresh = connection(fernlark)
    assert (afresh.conditions.exclude, afresh.mapping.not_mapped) == ((), frozenset())
    assert {line.key for line in afresh.mapping.by_field["department"]} == {"department"}


def test_two_employers_on_one_account_take_their_own_people(fernlark: str, sandbox: PersonioSandbox) -> None:
    kestrel = an_employer().name
    connected_with(fernlark, sandbox, conditions=("Include if Subcompany is one of: Fernlark Instruments Ltd",))
    connected_with(kestrel, sandbox, conditions=("Exclude if Subcompany is one of: Fernlark Instruments Ltd",))
    ours, theirs = (set(try_out(employer, **READ).included) for employer in (fernlark, kestrel))
    everyone = {str(person.id) for person in account_of(sandbox).people}
    assert (ours & theirs, ours | theirs) == (set(), everyone)
    assert set(preview_sync(fernlark, as_of=PAY_DAY, patience=QUICK).changes.starters) <= ours
    # Somebody who moves takes part in the other at the next look, and never in both.
    account = account_of(sandbox)
    mover = account.person(2100303)
    assert mover is not None
    other_entity = next(each for each in account.legal_entities if each.name != mover.legal_entity.name)
    sandbox.account = account.with_person(replace(mover, legal_entity=other_entity))
    assert "2100303" not in try_out(fernlark, **READ).included
    assert "2100303" in try_out(kestrel, **READ).included


def test_conditions_are_tried_added_and_removed(fernlark: str, sandbox: PersonioSandbox) -> None:
    connected_with(fernlark, sandbox)
    trial = try_out(fernlark, (ABROAD, "Exclude if Hire date is after 2026-11-15"), **READ)
    assert (len(trial.decisions), len(trial.caught[ABROAD])) == (15, 3)
    assert trial.caught["Exclude if Hire date is after 2026-11-15"]
    assert told(fernlark) == ((), None)
    assert add_condition(fernlark, "exclude if COUNTRY is one of: Germany,Spain", **WRITE) == ABROAD
    add_condition(fernlark, ABROAD, **WRITE)
    let_joiners_wait(fernlark, 15, **BY)
    assert told(fernlark) == ((ABROAD,), 15)
    waiting = preview_sync(fernlark, as_of=PAY_DAY, patience=QUICK).changes.excluded
    assert any(because.startswith("Starts after the cut-off on 2026-11-15") for because in waiting.values())
    remove_condition(fernlark, ABROAD, **WRITE)
    with pytest.raises(Refused, match="has no such condition"):
        remove_condition(fernlark, ABROAD, **WRITE)
    let_joiners_wait(fernlark, None, **BY)
    assert told(fernlark) == ((), None)


def test_a_line_is_tried_on_everyone_who_takes_part_before_it_is_kept(fernlark: str, sandbox: PersonioSandbox) -> None:
    connected_with(fernlark, sandbox, conditions=(ABROAD,))
    before, log = connection(fernlark), verify_log()
    for field, attribute, message in (
        ("tax_code", "City", "no value in HR fits Tax code, so nothing is kept: it is not a tax code"),
        ("tax_code", "Planet", "HR has no attribute 'Planet'"),
        ("shoe_size", "City", "no payroll field is called 'shoe_size'"),
    ):
        with pytest.raises(Refused, match=message):
            set_line(fernlark, field, attribute, **WRITE)
    assert (connection(fernlark), verify_log()) == (before, log)
    check = set_line(fernlark, "job_title", key_of(sandbox, "employee_id"), other_keys=("dynamic_0a.1",), **WRITE)
    assert sum(map(len, (check["job_title"].filled, check["job_title"].empty))) == 12
    (line,) = connection(fernlark).mapping.by_field["job_title"]
    assert (line.label, line.other_keys) == ("Employee ID", ("dynamic_0a.1",))
    assert verify_log().count == log.count + 1


def test_words_of_a_list_are_matched(fernlark: str, sandbox: PersonioSandbox) -> None:
    connected_with(fernlark, sandbox, conditions=(ABROAD,))
    match_choices(fernlark, "student_loan_plan", {"Plan 2": "4"}, **WRITE)
    (line,) = connection(fernlark).mapping.by_field["student_loan_plan"]
    assert (line.choices["Plan 2"], line.choices["Plan 1"]) == ("4", "1")
    with pytest.raises(Refused, match="no attribute fills Title: set one first"):
        match_choices(fernlark, "title", {"Frau": "Ms"}, **WRITE)


def test_a_renamed_and_a_vanished_attribute_are_reported(fernlark: str, sandbox: PersonioSandbox) -> None:
    connected_with(fernlark, sandbox)
    account = account_of(sandbox)
    changed = tuple(
        replace(each, label="Tax band") if each.name == "tax_code" else each
        for each in account.attributes
        if each.name != "ni_category"
    )
    people = tuple(
        replace(each, custom={name: value for name, value in each.custom.items() if name != "ni_category"})
        for each in account.people
    )
    sandbox.account = replace(account, attributes=changed, people=people)
    view = mapping_view(fernlark, **READ)
    assert [line.field for line in view.gone] == ["ni_category"]
    assert [(line.field, line.label, label) for line, label in view.renamed] == [("tax_code", "Tax code", "Tax band")]
    assert view.mapping == connection(fernlark).mapping
    assert take_suggestions(view, fernlark, **BY) == ()


def test_suggestions_are_taken_once_more_is_shown(fernlark: str, sandbox: PersonioSandbox) -> None:
    everything = {each.key for each in account_of(sandbox).attributes} | {"id", "first_name", "last_name"}
    few = Credential("papi-few", "s", readable=frozenset(everything - {key_of(sandbox, "tax_code")}))
    connected_with(fernlark, sandbox, few)
    assert "tax_code" not in connection(fernlark).mapping.by_field
    sandbox.sign_ins.put(replace(few, readable=frozenset(everything)))
    log = verify_log()
    new = take_suggestions(mapping_view(fernlark, **READ), fernlark, **BY)
    assert [line.field for line in new] == ["tax_code"]
    assert "tax_code" in connection(fernlark).mapping.by_field
    assert verify_log().count == log.count + 1


def test_one_person_is_shown_without_private_values(fernlark: str, sandbox: PersonioSandbox) -> None:
    connected_with(fernlark, sandbox)
    lines = {line.field: line for line in preview_employee(fernlark, "2100303", **READ)}
    assert (lines["First name"].becomes, lines["Salary"].becomes) == ("Zoë", "£6,100.00 monthly")
    assert {lines[name].becomes for name in ("National Insurance number", "Sort code", "Date of birth")} == {"••••"}
    with pytest.raises(Refused, match="HR shows no employee 1: check the id"):
        preview_employee(fernlark, "1", **READ)
