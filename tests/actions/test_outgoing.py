"""What leaves a run: each file is read back against the figures it was made from."""

from datetime import date

import pytest

from actions.kestrel_runs import BY, EMPLOYER, know, look_and_approve
from payrun.worlds import facts_of
from sixpence.actions.outgoing import check_paper, outgoing
from sixpence.actions.pay_runs import calculate_pay_run, filing_settings, open_run
from sixpence.actions.payday import make_papers, payday_of, tell_left
from sixpence.basics.refused import Refused
from sixpence.payrun.payday import MONEY, PaperKind
from sixpence.store.configuration import current
from store.made_once import made_once

RUN = "2026-11-30-monthly"


@pytest.fixture
@made_once
def approved(fernlark: str) -> str:
    """A run with its papers: one employee is paid by bank and one by hand."""
    know(facts_of("1001", student_loan_plan="2"), facts_of("1002", sort_code=""))
    open_run(EMPLOYER, date(2026, 11, 30), "monthly", **BY)
    calculate_pay_run(EMPLOYER, RUN, **BY)
    look_and_approve()
    make_papers(EMPLOYER, RUN, filing=filing_settings(BY["at"]), **BY)
    return EMPLOYER


def test_the_files_say_what_the_run_does(approved: str) -> None:
    payday = payday_of(approved, RUN)
    fps = check_paper(approved, RUN, 1, PaperKind.FPS)
    assert fps.agrees
    assert fps.irmark == payday.irmark
    assert {each.what: each.in_file for each in fps.compared}["Net pay"] == payday.figures.totals.net_pay
    bank = check_paper(approved, RUN, 1, PaperKind.BANK_FILE)
    assert bank.agrees
    assert [each.in_file for each in bank.compared] == [1, payday.payments.by_bank[0].amount_pence]


def test_every_run_is_listed_with_its_papers_and_who_said_that_they_left(approved: str) -> None:
    (before,) = outgoing(approved, MONEY)
    assert [(paper.kind, paper.left_by) for paper in before.papers] == [
        (PaperKind.BY_HAND, ""),
        (PaperKind.BANK_FILE, ""),
    ]
    tell_left(approved, RUN, PaperKind.BANK_FILE, actor="Ada", at=BY["at"])
    (after,) = outgoing(approved, [PaperKind.BANK_FILE])
    assert [(paper.left_by, paper.left_at) for paper in after.papers] == [("Ada", BY["at"])]


def test_a_run_that_is_only_open_has_nothing_to_send(approved: str) -> None:
    open_run(approved, date(2026, 12, 31), "monthly", **BY)
    assert [each.run.run_key for each in outgoing(approved, MONEY)] == [RUN]
    with pytest.raises(Refused, match="has no FPS in version 2: make its papers first"):
        check_paper(approved, RUN, 2, PaperKind.FPS)


def test_a_file_that_was_changed_is_not_shown_as_good(approved: str) -> None:
    (file,) = current().data_dir.rglob("fps.xml")
    file.write_bytes(file.read_bytes().replace(b"<TaxDeductedOrRefunded>", b"<TaxDeductedOrRefunded>1", 1))
    with pytest.raises(Refused, match="is not the file that was made"):
        check_paper(approved, RUN, 1, PaperKind.FPS)
