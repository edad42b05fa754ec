"""The demo company: months of payroll behind it, and this month something for everybody to do."""

import fcntl
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password

from golden import same_as_golden
from sixpence.actions.demo_company import PASSWORD, build_demo_company
from sixpence.actions.pay_runs import calculate_pay_run, replay_file
from sixpence.actions.review import change_sets_to_review, decide, review_changes
from sixpence.basics.money import pounds
from sixpence.basics.refused import Refused
from sixpence.cli.demo_past import MEMBERS, company_with_a_past
from sixpence.hr.review import Act, Choice, Kind, Status
from sixpence.payrun.life import RunState
from sixpence.people.roles import Role
from sixpence.sandbox.personio import open_sandbox
from sixpence.store.configuration import current
from sixpence.store.events import verify_log
from sixpence.store.members import members_of
from sixpence.store.payruns import load_run_people, pay_runs
from sixpence.store.ready import models

GOLDEN = Path(__file__).parent / "golden" / "demo-company.txt"
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
EVERYTHING = Choice(everything=True)


def test_every_month_pays_what_it_always_paid(demo_company: str) -> None:
    lines = [f"{'run':20}{'state':12}{'people':>8}{'gross pay':>16}{'net pay':>16}"]
    for run in pay_runs(demo_company):
        people = list(load_run_people(demo_company, run.run_key))
        gross, net = sum(each.gross_pay_pence for each in people), sum(each.net_pay_pence for each in people)
        lines.append(f"{run.run_key:20}{run.state:12}{len(people):8}{pounds(gross):>16}{pounds(net):>16}")
    same_as_golden(GOLDEN, ("\n".join(lines) + "\n").encode())


def test_its_sealed_months_replay_and_its_log_is_whole(demo_company: str) -> None:
    closed = [run for run in pay_runs(demo_company) if run.state is RunState.CLOSED]
    assert len(closed) == 19
    for run in closed:
        assert replay_file(current().sealed_dir / run.sealed_path).digest == run.digest
        assert run.approved_by == "approver@fernlark.example"
    assert verify_log().count > len(closed) * 5


def test_one_of_each_role_signs_in_with_the_password_that_is_told(demo_company: str) -> None:
    assert {each.role for each in members_of(demo_company)} == set(Role)
    assert {each.email for each in MEMBERS} == {each.email for each in members_of(demo_company)}
    assert all(check_password(PASSWORD, user.password) for user in models.User.objects.all())


def test_this_month_asks_for_a_review_a_second_person_and_a_missing_fact(demo_company: str) -> None:
    (number,) = change_sets_to_review(demo_company)
    waiting = [line for line in review_changes(demo_company, number).lines if line.proposal.status is Status.PROPOSED]
    assert {line.proposal.kind for line in waiting} >= {
        Kind.STARTERS,
        Kind.LEAVERS,
        Kind.PAY,
        Kind.TAX_AND_NI,
        Kind.BANK,
    }
    assert any(line.second_person for line in waiting)
    run = pay_runs(demo_company)[-1]
    assert (run.pay_date, run.state) == (date(2026, 11, 30), RunState.CALCULATED)

    decide(demo_company, number, EVERYTHING, Act.ACCEPT, actor="preparer@fernlark.example", at=AT)
    decide(demo_company, number, EVERYTHING, Act.CONFIRM, actor="approver@fernlark.example", at=AT)
    _, review = calculate_pay_run(demo_company, run.run_key, actor="preparer@fernlark.example", at=AT)
    assert {one.person.name: one.missing for one in review.cannot_be_paid} == {"Ffion Trewern": ("birth_date",)}


@pytest.mark.sqlite("the demo company is one folder")
def test_a_history_that_cannot_be_finished_leaves_the_earlier_one_alone(own_stores: None, tmp_path: Path) -> None:
    folder = tmp_path / "company"
    folder.mkdir()
    (folder / "earlier").touch()

    with open_sandbox() as sandbox:
        company = company_with_a_past(sandbox)

        def move_until_may(day: date) -> None:
            if day.month == 5:
                raise OSError("HR is not there")
            company.move_hr_to(day)

        with pytest.raises(OSError, match="HR is not there"):
            build_demo_company(replace(company, move_hr_to=move_until_may), folder)
    assert [path.name for path in tmp_path.rglob("*")] == ["company", "earlier"]


@pytest.mark.sqlite("the demo company is one folder")
def test_two_do_not_build_into_one_folder(own_stores: None, tmp_path: Path) -> None:
    beside = tmp_path / "company.part"
    beside.mkdir()
    (beside / "theirs").touch()
    descriptor = os.open(beside, os.O_RDONLY)
    with open_sandbox() as sandbox:
        company = company_with_a_past(sandbox)
        fcntl.flock(descriptor, fcntl.LOCK_EX)  # as another process that builds
        with pytest.raises(Refused, match="is being built by another process"):
            build_demo_company(company, tmp_path / "company")
        assert (beside / "theirs").exists()
        os.close(descriptor)

        def stop(_: date) -> None:
            raise OSError("HR is not there")

        with pytest.raises(OSError, match="HR is not there"):  # what a crashed one left is taken over
            build_demo_company(replace(company, move_hr_to=stop), tmp_path / "company")
    assert list(tmp_path.iterdir()) == []
