"""The pay day as durable work: it ends what it began, and gives every payslip once, whatever is killed when.

SIXPENCE_KILLS=100 make test    # as often as you like; twice by default
"""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.kestrel_runs import AT, BY, EMPLOYER, know, look_and_approve
from builders import an_employer
from cli.processes import sixpence_forked
from forked import Forked
from payrun.worlds import facts_of
from sixpence.actions import durable
from sixpence.actions.durable import JobState
from sixpence.actions.pay_runs import calculate_pay_run, close_run, open_run, reopen_run
from sixpence.actions.payday import tell_left
from sixpence.actions.payday_job import start_payday
from sixpence.actions.payday_status import Stage, payday_status
from sixpence.basics.refused import Refused
from sixpence.payrun.payday import PaperKind
from sixpence.store import close_store, open_store, transaction
from sixpence.store.configuration import current
from sixpence.store.employers import save_employer
from sixpence.store.events import verify_log
from sixpence.store.papers import Tally, papers_of, payslips_held, tallies
from sixpence.store.ready import models

KILLS = int(os.environ.get("SIXPENCE_KILLS", "2"))
RUN = "2026-11-30-monthly"
PEOPLE = 52  # more than are given their payslips in one transaction


@pytest.fixture
def store(worked_in: None) -> None:
    """A store with an employer."""
    with transaction():
        save_employer(an_employer())


@pytest.fixture
def working(store: None) -> Iterator[None]:
    with durable.working():
        yield


def approved(*emails: str) -> None:
    """A run of as many people, approved."""
    know(
        *(
            facts_of(f"{1000 + number}", ni_number=f"AB{123000 + number}C", email=email)
            for number, email in enumerate(emails)
        )
    )
    open_run(EMPLOYER, AT.date().replace(day=30), "monthly", **BY)
    again()


def again() -> None:
    calculate_pay_run(EMPLOYER, RUN, **BY)
    look_and_approve()


def stage() -> Stage:
    return payday_status(EMPLOYER, RUN).stage


def messages() -> list[str]:
    return sorted(name.removesuffix(".eml") for name in names_under(current().outbox_dir) if name.endswith(".eml"))


def names_under(folder: Path) -> Iterator[str]:
    """What is there while another process makes and renames it: unlike `rglob`, a walk takes what has gone as gone."""
    return (name for _, folders, files in os.walk(folder) for name in (*folders, *files))


def test_the_checklist_follows_the_pay_day_to_its_end(working: None) -> None:
    approved("a@kestrel.example", "", "c@kestrel.example")
    assert stage() is Stage.START
    job_id = start_payday(EMPLOYER, RUN, **BY)
    assert start_payday(EMPLOYER, RUN, **BY) == job_id
    durable.wait(job_id)
    status = payday_status(EMPLOYER, RUN)
    assert (status.stage, status.to_hand_over) == (Stage.PEOPLE, ("1001",))
    assert (status.payslips, status.corrected) == (Tally(made=3, left=2), 0)
    assert [paper.kind for paper in status.waiting] == [PaperKind.BANK_FILE, PaperKind.FPS]
    assert str(status.days.submission) == "2026-11-26"
    for kind in (PaperKind.PAYSLIP, PaperKind.BANK_FILE, PaperKind.FPS):
        tell_left(EMPLOYER, RUN, kind, status.run.version, **BY)
    assert stage() is Stage.CLOSE
    close_run(EMPLOYER, RUN, **BY)
    assert stage() is Stage.DONE
    assert messages() == ["1000", "1002"]


def test_a_failed_pay_day_says_why_and_goes_on_when_asked_again(working: None) -> None:
    approved("a@kestrel.example")
    outbox = current().outbox_dir
    outbox.touch()  # a file where the folder should be
    job_id = start_payday(EMPLOYER, RUN, **BY)
    with pytest.raises(Refused, match="something is wrong inside Sixpence"):
        durable.wait(job_id)
    status = payday_status(EMPLOYER, RUN)
    assert (status.stage, status.payslips) == (Stage.RETRY, Tally(made=1, left=0))
    outbox.unlink()
    durable.wait(start_payday(EMPLOYER, RUN, **BY))
    assert (stage(), messages()) == (Stage.PEOPLE, ["1000"])
    assert models.Event.objects.filter(kind="papers made").count() == 1


def test_each_version_has_a_pay_day_of_its_own(working: None) -> None:
    approved("a@kestrel.example", "b@kestrel.example")
    first = start_payday(EMPLOYER, RUN, **BY)
    durable.wait(first)
    reopen_run(EMPLOYER, RUN, **BY)
    assert stage() is Stage.APPROVAL
    with pytest.raises(Refused, match="is calculated: approve it first"):
        start_payday(EMPLOYER, RUN, **BY)
    again()
    assert stage() is Stage.START
    second = start_payday(EMPLOYER, RUN, **BY)
    assert (first, second) == tuple(f"payday/kestrel-wren-instruments-ltd/{RUN}/v{version}" for version in (1, 2))
    durable.wait(second)
    assert (stage(), len(messages())) == (Stage.PEOPLE, 2)  # nothing differs, so nobody is written to again


def _pay() -> Forked:
    return sixpence_forked("payrun", "pay", RUN, "--employer", EMPLOYER, env=os.environ)


def test_killed_at_any_moment_it_goes_on_and_every_payslip_is_given_once(store: None) -> None:
    approved(*(f"p{number}@kestrel.example" for number in range(PEOPLE)))
    close_store()
    chance = random.Random(11)
    given: dict[str, tuple[str, object]] = {}
    for kill in range(KILLS):
        process = _pay()
        _until_it_has_given(chance.randrange(PEOPLE) if kill else 0, process)
        process.kill()
        process.wait()
        open_store()
        now = {who: (paper.sha256, paper.left_at) for who, paper in payslips_held(EMPLOYER, RUN).items()}
        assert given.items() <= now.items(), "what was given once stays as it was given"
        given = now
        assert {paper.version for paper in papers_of(EMPLOYER, RUN)} == {1}
        close_store()
    assert _pay().wait() == 0
    open_store()
    assert (
        given.items()
        <= {who: (paper.sha256, paper.left_at) for who, paper in payslips_held(EMPLOYER, RUN).items()}.items()
    )
    assert tallies(EMPLOYER, RUN, 1)[PaperKind.PAYSLIP] == Tally(made=PEOPLE, left=PEOPLE)
    assert len(messages()) == PEOPLE
    told = models.Event.objects.filter(kind="payslips given").values_list("detail", flat=True)
    assert sum(detail["payslips"] for detail in told) == PEOPLE
    assert models.Event.objects.filter(kind="papers made").count() == 1
    verify_log()
    job = durable.look(f"payday/kestrel-wren-instruments-ltd/{RUN}/v1")
    assert job is not None
    assert job.state is JobState.DONE


def _until_it_has_given(payslips: int, process: Forked) -> None:
    """Wait for that many messages; with none, for the papers to be written."""
    end = time.monotonic() + 120
    while process.poll() is None:
        if len(messages()) > payslips:
            return
        if not payslips and any(name.startswith(".v1.") for name in names_under(current().data_dir / "papers")):
            return
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)
