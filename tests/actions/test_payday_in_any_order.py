"""Whatever people do on a pay day, in whatever order, and whatever dies in the middle of it: nobody is paid twice,
HMRC is told everything once, and everyone holds exactly one payslip, the one of what they were paid.
"""

import email
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from actions.kestrel_runs import AT, BY, look_and_approve
from builders import an_employer
from payrun.worlds import facts_of
from sixpence.actions import paper_files, payday
from sixpence.actions.kept_runs import run_figures
from sixpence.actions.pay_runs import (
    calculate_pay_run,
    close_run,
    filing_settings,
    open_run,
    reopen_run,
    sealed_run,
)
from sixpence.actions.payday import give_payslips, make_papers, tell_left
from sixpence.basics.refused import Refused
from sixpence.filing.totals import read_fps_totals
from sixpence.payments.formats import payment_formats
from sixpence.payrun.life import RunState
from sixpence.payrun.payday import PaperKind
from sixpence.people.person import Fact
from sixpence.store import transaction
from sixpence.store.configuration import Configuration, current
from sixpence.store.employers import save_employer, slug_of
from sixpence.store.employments import add_employments, save_facts
from sixpence.store.events import verify_log
from sixpence.store.papers import papers_of, payslips_of
from sixpence.store.payruns import pay_run

PEOPLE = ("1001", "1002", "1003")
RUN = "2026-11-30-monthly"
SENT_BY_PEOPLE = (PaperKind.BANK_FILE, PaperKind.FPS, PaperKind.PAYSLIP)
MOSTLY_NOW = st.sampled_from([0, 0, 0, 1])  # the version that counts, or the one before
SELDOM = st.sampled_from([False, False, False, True])
numbers = count(1)


class Killed(BaseException):
    """The process dies."""


class PayDay(RuleBasedStateMachine):
    """People who press every button, and a world outside that remembers what reached it."""

    def __init__(self) -> None:
        super().__init__()
        number = next(numbers)
        self.employer = f"Kestrel {number} Ltd"
        self.at_the_bank: list[bytes] = []
        self.at_hmrc: list[bytes] = []
        with transaction():
            save_employer(an_employer(name=self.employer, tax_office_reference=f"KW{number}"))
            add_employments(self.employer, PEOPLE)
        for position, who in enumerate(PEOPLE):
            address = f"p{who}@kestrel.example" if position else ""
            self.know(*facts_of(who, ni_number=f"AB12345{position}C", email=address))
        open_run(self.employer, AT.date().replace(day=30), "monthly", **BY)
        self.calculate_and_approve()

    def know(self, *facts: Fact) -> None:
        with transaction():
            save_facts(self.employer, facts, origin="test", at=AT)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Whether it was done; a refusal changes nothing."""
        try:
            act()
        except Refused:
            return False
        return True

    @property
    def version(self) -> int:
        return pay_run(self.employer, RUN).version

    def change(self, who: str, pounds: int, leaves: bool) -> None:
        day = AT.date().replace(2021, 3, 1)
        self.know(Fact(who, "salary", day, f"{pounds}00 monthly"))
        self.know(Fact(who, "leaving_date", day, "2026-10-31" if leaves and who != PEOPLE[0] else "none"))

    def calculate_and_approve(self) -> None:
        def act() -> None:
            calculate_pay_run(self.employer, RUN, **BY)
            look_and_approve(RUN, self.employer)

        self.attempt(act)

    @rule()
    def reopen(self) -> None:
        self.attempt(lambda: reopen_run(self.employer, RUN, **BY))

    @rule(who=st.sampled_from(PEOPLE), pounds=st.sampled_from([2000, 3000, 3100]), leaves=st.booleans())
    def adjust(self, who: str, pounds: int, leaves: bool) -> None:
        self.reopen()
        self.change(who, pounds, leaves)
        self.calculate_and_approve()

    @rule(back=MOSTLY_NOW, dies_before_papers=SELDOM, dies_at_payslip=st.sampled_from([0, 0, 1, 2]))
    def pay(self, back: int, dies_before_papers: bool, dies_at_payslip: int) -> None:
        version = self.version - back
        self.run_into("put_in_place", int(dies_before_papers), lambda: self._make(version))
        self.run_into("write_message", dies_at_payslip, lambda: self._give(version))

    @rule(money=st.booleans(), fps=st.booleans(), payslips=st.booleans(), back=MOSTLY_NOW)
    def send(self, money: bool, fps: bool, payslips: bool, back: int) -> None:
        version = self.version - back
        for kind, wanted in zip(SENT_BY_PEOPLE, (money, fps, payslips), strict=True):
            if wanted:
                self._send(kind, version)

    @rule(really=SELDOM)
    def close(self, really: bool) -> None:
        if really:
            self.attempt(lambda: close_run(self.employer, RUN, **BY))

    def _give(self, version: int) -> None:
        give_payslips(self.employer, RUN, version, **BY)

    def _make(self, version: int) -> None:
        make_papers(self.employer, RUN, version, filing=filing_settings(AT), **BY)

    def _send(self, kind: PaperKind, version: int) -> None:
        if not self.attempt(lambda: tell_left(self.employer, RUN, kind, version, **BY)):
            return
        run = pay_run(self.employer, RUN)
        sent = [paper_files.read_paper(run, paper) for paper in papers_of(self.employer, RUN, version, [kind])]
        self.at_the_bank += sent if kind is PaperKind.BANK_FILE else []
        self.at_hmrc += sent if kind is PaperKind.FPS else []

    def run_into(self, name: str, dies_at: int, act: Callable[[], None]) -> None:
        """Do the act; its process dies when it has called that function so often. The next one may go on."""
        real, calls = getattr(payday, name), count(1)

        def deadly(*arguments: object, **named: object) -> None:
            real(*arguments, **named)
            if next(calls) == dies_at:
                raise Killed

        with pytest.MonkeyPatch.context() as patch, suppress(Killed):
            patch.setattr(payday, name, deadly)
            self.attempt(act)

    @invariant()
    def money_leaves_once(self) -> None:
        assert len(self.at_the_bank) <= 1

    @invariant()
    def nobody_is_sent_the_same_payslip_twice_in_a_row(self) -> None:
        for messages in self.inboxes().values():
            assert all(one != other for one, other in pairwise(messages))

    def inboxes(self) -> dict[str, list[object]]:
        """What everyone was sent, in order: payslips as PDF, notices as text."""
        folder = current().outbox_dir / slug_of(self.employer) / RUN
        found: dict[str, list[object]] = {who: [] for who in PEOPLE}
        for path in sorted(folder.rglob("*.eml"), key=lambda path: int(path.parent.name.removeprefix("v"))):
            found[path.stem].append(_content(path))
        return found

    def teardown(self) -> None:
        """Everybody goes home only when all has left and the run is closed, which may come first: a run of which
        nothing was made yet can be closed, and its papers be made and sent after that.
        """
        if pay_run(self.employer, RUN).state is not RunState.CLOSED:
            self.calculate_and_approve()
        self._make(self.version)
        self._give(self.version)
        for kind in SENT_BY_PEOPLE:
            self._send(kind, self.version)
        if pay_run(self.employer, RUN).state is not RunState.CLOSED:
            close_run(self.employer, RUN, **BY)
        figures = sealed_run(self.employer, RUN)[0].figures
        assert figures == run_figures(pay_run(self.employer, RUN))
        self.everything_reached_everybody_once()
        verify_log()

    def everything_reached_everybody_once(self) -> None:
        run = pay_run(self.employer, RUN)
        net = {pay.employee_id: pay.net_pay_pence for pay in run_figures(run).people}
        (bank_file,) = self.at_the_bank
        assert payment_formats()["standard18"].read(bank_file).total_pence == sum(net.values())
        told = Counter[str]()
        for fps in self.at_hmrc:
            told.update(read_fps_totals(fps).net_pay_pence)
        assert {who: pence for who, pence in told.items() if pence} == net
        for who in PEOPLE:
            held = payslips_of(self.employer, who)
            current_one = [each.paper for each in held if each.paper.kind is PaperKind.PAYSLIP]
            assert len(current_one) == (who in net)
            if current_one and self.inboxes()[who]:
                assert self.inboxes()[who][-1] == paper_files.read_paper(run, current_one[0])


def _content(path: Path) -> object:
    message = email.message_from_bytes(path.read_bytes(), policy=SMTP)
    assert isinstance(message, EmailMessage)
    attached = list(message.iter_attachments())
    body = message.get_body()
    assert body is not None
    return attached[0].get_content() if attached else body.get_content()


def test_a_pay_day_in_any_order(own_store: Configuration) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        PayDay,
        settings=settings(max_examples=8, stateful_step_count=12, suppress_health_check=list(HealthCheck)),
    )
