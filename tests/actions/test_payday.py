"""Pay and file: papers once a version, payslips given once, and adjusting until the money has left."""

import email
import re
from collections.abc import Iterator
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from actions.kestrel_runs import AT, BY, know, look_and_approve
from builders import an_employer
from payrun.worlds import facts_of as invented_facts
from sixpence.actions.paper_files import approved_figures
from sixpence.actions.pay_runs import (
    calculate_pay_run,
    close_run,
    filing_settings,
    open_run,
    reopen_run,
    replay_file,
)
from sixpence.actions.payday import give_payslips, make_papers, payday_of, tell_left, tell_not_left
from sixpence.actions.payday_status import payday_status
from sixpence.actions.versions import difference_of, versions_of
from sixpence.basics.refused import Refused
from sixpence.filing.totals import read_fps_totals
from sixpence.payrun.life import RunState
from sixpence.payrun.payday import PaperKind, RunPaper
from sixpence.people.person import Fact
from sixpence.store import transaction
from sixpence.store.configuration import current
from sixpence.store.employers import save_employer
from sixpence.store.events import verify_log
from sixpence.store.papers import papers_of, payslips_of, tallies
from sixpence.store.payruns import pay_run
from sixpence.store.ready import models
from store.made_once import made_once

KESTREL = an_employer().name
NOVEMBER = date(2026, 11, 30)
RUN = "2026-11-30-monthly"
FILING = filing_settings(AT)
BANK_FILE, FPS, PAYSLIP = PaperKind.BANK_FILE, PaperKind.FPS, PaperKind.PAYSLIP


@pytest.fixture
@made_once
def kestrel(fernlark: str) -> str:
    """An employer of three with an open run; one of them has no e-mail address."""
    know(
        invented_facts("1001"),
        invented_facts("1002", salary="250000 monthly", ni_number="AB123457C", email="bo@kestrel.example"),
        invented_facts("1003", ni_number="AB123458C", email=""),
    )
    open_run(KESTREL, NOVEMBER, "monthly", **BY)
    return KESTREL


def rise(employee_id: str, pence: int) -> None:
    know([Fact(employee_id, "salary", date(2021, 3, 1), f"{pence} monthly")])


def approved() -> int:
    """Calculate and approve the run as the facts are now; gives its version."""
    calculate_pay_run(KESTREL, RUN, **BY)
    return look_and_approve().version


def paid() -> int:
    """Approve it, make its papers and give the payslips."""
    version = approved()
    make_papers(KESTREL, RUN, version, filing=FILING, **BY)
    give_payslips(KESTREL, RUN, version, **BY)
    return version


def outbox() -> dict[str, EmailMessage]:
    """Every message by version and employee: "v1/1001"."""
    folder = current().outbox_dir / "kestrel-wren-instruments-ltd" / RUN
    return {str(path.relative_to(folder).with_suffix("")): _read(path) for path in sorted(folder.rglob("*.eml"))}


def _read(path: Path) -> EmailMessage:
    message = email.message_from_bytes(path.read_bytes(), policy=SMTP)
    assert isinstance(message, EmailMessage)
    return message


def paper(kind: PaperKind, version: int) -> RunPaper:
    (found,) = papers_of(KESTREL, RUN, version, [kind])
    return found


def files() -> Iterator[str]:
    folder = current().papers_dir / "kestrel-wren-instruments-ltd" / RUN
    return iter(sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()))


def test_a_pay_day_from_approval_to_sealed(kestrel: str) -> None:
    assert paid() == 1
    assert list(files()) == [
        "v1-figures.parquet",
        "v1/fps.xml",
        "v1/payments.txt",
        "v1/payslips/1001.pdf",
        "v1/payslips/1002.pdf",
        "v1/payslips/1003.pdf",
    ]
    assert tallies(kestrel, RUN, 1)[PAYSLIP].left == 2
    with pytest.raises(Refused, match="its FPS is not marked as sent to HMRC and its bank file is not marked"):
        close_run(kestrel, RUN, **BY)
    for kind in (BANK_FILE, FPS, PAYSLIP):
        tell_left(kestrel, RUN, kind, 1, actor="Ada", at=AT)
    assert (paper(BANK_FILE, 1).left_by, paper(BANK_FILE, 1).left_at) == ("Ada", AT)
    run = close_run(kestrel, RUN, **BY)
    assert replay_file(current().sealed_dir / run.sealed_path).digest == run.digest
    kinds = list(models.Event.objects.order_by("sequence").values_list("kind", flat=True))
    assert kinds[kinds.index("papers made") :] == [
        "papers made",
        "payslips given",
        "bank file uploaded to the bank",
        "FPS sent to HMRC",
        "payslip given to its owner",
        "pay run closed",
    ]
    verify_log()


def test_a_payslip_goes_to_its_owner_alone_and_the_message_says_no_figure(kestrel: str) -> None:
    paid()
    sent = outbox()
    assert {key: message["To"] for key, message in sent.items()} == {
        "v1/1001": "zoe@kestrel.example",
        "v1/1002": "bo@kestrel.example",
    }
    for key, message in sent.items():
        (pdf,) = message.iter_attachments()
        own = current().papers_dir / "kestrel-wren-instruments-ltd" / RUN / key.replace("/", "/payslips/")
        assert pdf.get_content() == own.with_suffix(".pdf").read_bytes()
        body = message.get_body()
        assert body is not None
        assert not re.search("[0-9]{2},|£", body.get_content())
    held = payslips_of(kestrel, "1001")
    assert [(each.run_key, each.paper.path) for each in held] == [(RUN, "payslips/1001.pdf")]
    assert payslips_of(kestrel, "1003") == []


def test_done_twice_it_is_done_once(kestrel: str) -> None:
    version = paid()
    before = {name: (current().papers_dir / "kestrel-wren-instruments-ltd" / RUN / name).stat() for name in files()}
    later = {"actor": "another", "at": AT + timedelta(days=1)}
    make_papers(kestrel, RUN, version, filing=filing_settings(later["at"]), **later)
    give_payslips(kestrel, RUN, version, **later)
    tell_left(kestrel, RUN, BANK_FILE, version, actor="Ada", at=AT)
    with pytest.raises(Refused, match="was marked as uploaded to the bank by Ada on 20 November 2026 at 09:00"):
        tell_left(kestrel, RUN, BANK_FILE, version, actor="Bo", at=AT)
    for name, was in before.items():
        now = (current().papers_dir / "kestrel-wren-instruments-ltd" / RUN / name).stat()
        assert (now.st_ino, now.st_mtime_ns) == (was.st_ino, was.st_mtime_ns)
    assert len(outbox()) == 2
    assert models.Event.objects.filter(kind__in=["papers made", "payslips given"]).count() == 2


def test_a_reopened_run_gets_new_papers_and_only_changed_people_a_corrected_payslip(kestrel: str) -> None:
    paid()
    reopen_run(kestrel, RUN, **BY)
    rise("1001", 310000)
    assert paid() == 2
    assert sorted(outbox()) == ["v1/1001", "v1/1002", "v2/1001"]
    assert outbox()["v2/1001"]["Subject"] == "Your corrected payslip of 30 November 2026"
    assert "v1/SUPERSEDED.txt" in files()
    assert "v2/SUPERSEDED.txt" not in files()
    held = payslips_of(kestrel, "1001")[0].paper
    assert held.version == 2
    assert payslips_of(kestrel, "1002")[0].paper.sha256 == paper_of("1002", 1).sha256
    assert paper(BANK_FILE, 1).sha256 != paper(BANK_FILE, 2).sha256
    assert {one.digest for one in papers_of(kestrel, RUN, 2)} == {pay_run(kestrel, RUN).digest}
    salaries = {version: _gross(version) for version in (1, 2)}
    assert (salaries[1]["1001"], salaries[2]["1001"]) == (3000_00, 3100_00)


def paper_of(employee_id: str, version: int) -> RunPaper:
    return next(one for one in papers_of(KESTREL, RUN, version) if one.employee_id == employee_id)


def _gross(version: int) -> dict[str, int]:
    people = approved_figures(pay_run(KESTREL, RUN), version).people
    return {pay.employee_id: pay.gross_pay_pence for pay in people}


def test_papers_of_a_version_that_was_replaced_leave_no_more(kestrel: str) -> None:
    version = approved()
    make_papers(kestrel, RUN, version, filing=FILING, **BY)
    reopen_run(kestrel, RUN, **BY)
    assert "v1/SUPERSEDED.txt" in files()
    for leaves in (
        lambda: give_payslips(kestrel, RUN, 1, **BY),
        lambda: tell_left(kestrel, RUN, BANK_FILE, 1, **BY),
        lambda: make_papers(kestrel, RUN, 1, filing=FILING, **BY),
    ):
        with pytest.raises(Refused, match="is calculated: version 1 goes no further, for it was reopened"):
            leaves()
    paid()
    with pytest.raises(Refused, match=f"version 1 of pay run {RUN} goes no further: version 2 has taken its place"):
        tell_left(kestrel, RUN, BANK_FILE, 1, **BY)
    assert paper(BANK_FILE, 1).left_at is None
    assert sorted(outbox()) == ["v2/1001", "v2/1002"]


def test_once_the_money_has_left_nothing_is_reopened(kestrel: str) -> None:
    paid()
    tell_left(kestrel, RUN, BANK_FILE, 1, actor="Ada", at=AT)
    with pytest.raises(Refused, match=r"the money has left .* put what changed into the next run, or pay the diff"):
        reopen_run(kestrel, RUN, **BY)
    assert pay_run(kestrel, RUN).state is RunState.APPROVED


def test_a_mark_made_by_mistake_is_taken_back_with_a_reason(kestrel: str) -> None:
    paid()
    with pytest.raises(Refused, match=r"the bank file of version 1 is not marked as uploaded to the bank"):
        tell_not_left(kestrel, RUN, BANK_FILE, "by mistake", **BY)
    tell_left(kestrel, RUN, BANK_FILE, 1, actor="Ada", at=AT)
    with pytest.raises(Refused, match="give a reason"):
        tell_not_left(kestrel, RUN, BANK_FILE, " ", **BY)
    with pytest.raises(Refused, match="no payslip that anybody could have marked"):
        tell_not_left(kestrel, RUN, PAYSLIP, "by mistake", **BY)
    tell_not_left(kestrel, RUN, BANK_FILE, "the bank's page  timed out", **BY)
    assert (paper(BANK_FILE, 1).left_at, paper(BANK_FILE, 1).left_by) == (None, "")
    (kept,) = payday_status(kestrel, RUN).taken_back
    assert (kept.left_by, kept.reason, kept.by) == ("Ada", "the bank's page timed out", BY["actor"])
    event = models.Event.objects.get(kind="bank file not uploaded to the bank after all")
    assert event.detail == {"version": 1, "sha256": paper(BANK_FILE, 1).sha256}
    reopen_run(kestrel, RUN, **BY)  # the money has not left


def test_a_mark_that_something_rests_on_stays(kestrel: str) -> None:
    paid()
    tell_left(kestrel, RUN, FPS, 1, actor="Ada", at=AT)
    reopen_run(kestrel, RUN, **BY)
    rise("1001", 310000)
    paid()
    with pytest.raises(Refused, match=r"version 2 was approved since, .* rest on the FPS of version 1, which was mark"):
        tell_not_left(kestrel, RUN, FPS, "by mistake", 1, **BY)
    for kind in (BANK_FILE, FPS):
        tell_left(kestrel, RUN, kind, 2, actor="Ada", at=AT)
    close_run(kestrel, RUN, **BY)
    with pytest.raises(Refused, match="it is closed, and closed for good"):
        tell_not_left(kestrel, RUN, FPS, "by mistake", **BY)


def test_a_run_is_closed_on_what_left_whatever_the_employer_changes_after(kestrel: str) -> None:
    paid()
    for kind in (BANK_FILE, FPS):
        tell_left(kestrel, RUN, kind, 1, actor="Ada", at=AT)
    with transaction():
        save_employer(an_employer(postcode="LS2 9ZZ"))
    run = close_run(kestrel, RUN, **BY)
    assert replay_file(current().sealed_dir / run.sealed_path).figures.employer.postcode == "LS1 4AA"


def test_what_the_employer_changes_before_anything_left_is_seen(kestrel: str) -> None:
    version = approved()
    with transaction():
        save_employer(an_employer(postcode="LS2 9ZZ"))
    with pytest.raises(Refused, match=r"cannot make papers of pay run .* the employer's own details have changed"):
        make_papers(kestrel, RUN, version, filing=FILING, **BY)


def test_money_paid_by_hand_has_left_too(kestrel: str) -> None:
    know([Fact("1003", "account_number", date(2021, 3, 1), "")])
    assert paid() == 1
    tell_left(kestrel, RUN, PaperKind.BY_HAND, 1, actor="Ada", at=AT)
    with pytest.raises(Refused, match="the list of payments by hand of version 1 was marked as paid by Ada"):
        reopen_run(kestrel, RUN, **BY)


def test_who_is_not_paid_after_all_is_told_that_their_payslip_does_not_count(kestrel: str) -> None:
    paid()
    reopen_run(kestrel, RUN, **BY)
    know([Fact("1002", "leaving_date", date(2021, 3, 1), "2026-10-31")])
    paid()
    assert outbox()["v2/1002"]["Subject"] == "Your payslip of 30 November 2026 is withdrawn"
    assert payslips_of(kestrel, "1002")[0].paper.kind is PaperKind.WITHDRAWAL
    reopen_run(kestrel, RUN, **BY)
    know([Fact("1002", "leaving_date", date(2021, 3, 1), "none")])
    paid()
    assert outbox()["v3/1002"]["Subject"] == "Your payslip of 30 November 2026"
    assert sorted(outbox()) == ["v1/1001", "v1/1002", "v2/1002", "v3/1002"]


def test_a_paper_that_was_changed_is_not_given_out(kestrel: str) -> None:
    version = approved()
    make_papers(kestrel, RUN, version, filing=FILING, **BY)
    path = current().papers_dir / "kestrel-wren-instruments-ltd" / RUN / "v1/payslips/1002.pdf"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(Refused, match="its SHA-256 has changed; restore it from a backup"):
        give_payslips(kestrel, RUN, version, **BY)
    assert tallies(kestrel, RUN, 1)[PAYSLIP].left == 0
    with pytest.raises(Refused, match="its SHA-256 has changed"):
        payday_of(kestrel, RUN)


def test_an_employee_id_stays_inside_its_folder(kestrel: str) -> None:
    know(invented_facts("../../1004", ni_number="AB123459C", email="di@kestrel.example"))
    paid()
    assert "v1/payslips/..%2F..%2F1004.pdf" in files()
    assert "v1/..%2F..%2F1004" in outbox()


def test_what_a_new_version_changes_is_told_person_by_person_and_item_by_item(kestrel: str) -> None:
    approved()
    assert difference_of(kestrel, RUN) is None
    reopen_run(kestrel, RUN, **BY)
    rise("1001", 310000)
    know(
        [Fact("1002", "leaving_date", date(2021, 3, 1), "2026-10-31")],
        [Fact("1003", "account_number", date(2021, 3, 1), "87654321")],
    )
    calculate_pay_run(kestrel, RUN, **BY)
    reopened = difference_of(kestrel, RUN)
    assert reopened is not None
    assert reopened.against == 1
    one, two, three = reopened.people
    assert [one.pay.employee_id, two.pay.employee_id, three.pay.employee_id] == ["1001", "1002", "1003"]
    by_label = {amount.label: amount.difference_pence for amount in one.amounts}
    assert by_label["Salary"] == 100_00
    taken = sum(
        by_label.get(label, 0) for label in ("Income tax", "Employee’s National Insurance", "Employee’s pension")
    )
    assert by_label["Net pay"] == one.net_difference_pence == 100_00 - taken
    assert one.details == ("Salary",)
    assert (two.after, two.net_difference_pence) == (None, -_net(1)["1002"])
    assert (three.amounts, three.details) == ((), ("Account number",))
    by = reopened.net_pay_after_pence - reopened.net_pay_before_pence
    assert by == sum(change.net_difference_pence for change in reopened.people)
    look_and_approve()
    assert difference_of(kestrel, RUN) == reopened
    assert [(version.number, version.counts) for version in versions_of(kestrel, RUN)] == [(2, True), (1, False)]


def _net(version: int) -> dict[str, int]:
    people = approved_figures(pay_run(KESTREL, RUN), version).people
    return {pay.employee_id: pay.net_pay_pence for pay in people}


def test_hmrc_is_told_what_differs_once_its_fps_was_sent(kestrel: str) -> None:
    paid()
    tell_left(kestrel, RUN, FPS, 1, actor="Ada", at=AT)
    reopen_run(kestrel, RUN, **BY)
    rise("1001", 310000)
    know([Fact("1002", "leaving_date", date(2021, 3, 1), "2026-10-31")])
    paid()
    assert paper(FPS, 2).path == "fps-correction.xml"
    folder = current().papers_dir / "kestrel-wren-instruments-ltd" / RUN
    first, second = (read_fps_totals((folder / each).read_bytes()) for each in ("v1/fps.xml", "v2/fps-correction.xml"))
    assert sorted(second.net_pay_pence) == ["1001", "1002"]
    now = _net(2)
    assert {who: first.net_pay_pence[who] + second.net_pay_pence.get(who, 0) for who in first.net_pay_pence} == {
        "1001": now["1001"],
        "1002": 0,
        "1003": now["1003"],
    }
    # The correction is not sent, and the run is changed again: HMRC still knows version 1.
    reopen_run(kestrel, RUN, **BY)
    rise("1001", 300000)
    know([Fact("1002", "leaving_date", date(2021, 3, 1), "none")])
    paid()
    assert papers_of(kestrel, RUN, 3, [FPS]) == []
    tell_left(kestrel, RUN, BANK_FILE, 3, actor="Ada", at=AT)
    assert close_run(kestrel, RUN, **BY).state is RunState.CLOSED


def test_a_run_whose_papers_left_in_part_is_not_closed_without_those_of_its_version(kestrel: str) -> None:
    paid()
    tell_left(kestrel, RUN, FPS, 1, actor="Ada", at=AT)
    reopen_run(kestrel, RUN, **BY)
    approved()
    with pytest.raises(Refused, match="the papers of version 2 are not made yet"):
        close_run(kestrel, RUN, **BY)
