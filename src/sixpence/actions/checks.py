"""What to look at before a run is approved, and saying why it is all right."""

from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass
from datetime import datetime

from sixpence.actions.one_reason import one_reason
from sixpence.basics.refused import Refused
from sixpence.payrun.checks import CheckKind, Finding, Severity
from sixpence.payrun.life import Act, RunState, state_after
from sixpence.store import transaction
from sixpence.store.employments import changed_after
from sixpence.store.entries import entered_after
from sixpence.store.events import record
from sixpence.store.findings import finding_keys, findings_of, settle, settled, unsettle
from sixpence.store.payruns import pay_run
from sixpence.store.records import PayRun, Settled

_SHOWN = 100  # of one kind; more are settled together


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A finding, and what somebody said of it."""

    finding: Finding
    settled: Settled | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfFinding:
    """All findings of one kind on a run. `shown` are the first of them."""

    kind: CheckKind
    count: int
    open: int  # not settled
    shown: tuple[Looked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """Everything to look at on a run, errors first."""

    kinds: tuple[KindOfFinding, ...]

    @property
    def open(self) -> int:
        """How many still stand in the way of an approval."""
        return sum(kind.open for kind in self.kinds)

    @property
    def errors(self) -> int:
        return sum(kind.open for kind in self.kinds if kind.kind.severity is Severity.ERROR)


def checks_of(employer: str, run_key: str, most: int = _SHOWN) -> Checks:
    """What was found when the run was last worked out, by kind; at most so many of each kind are shown."""
    said = settled(employer, run_key)
    by_kind: dict[CheckKind, list[str]] = {}
    for kind, key in finding_keys(employer, run_key):
        by_kind.setdefault(kind, []).append(key)
    kinds = []
    for kind in CheckKind:
        if keys := by_kind.get(kind):
            found = findings_of(employer, run_key, kind=kind, most=most)
            kinds.append(
                KindOfFinding(
                    kind=kind,
                    count=len(keys),
                    open=len(_open(kind, keys, said)),
                    shown=tuple(Looked(finding=one, settled=said.get(one.key)) for one in found),
                )
            )
    return Checks(kinds=tuple(kinds))


def changed_since(run: PayRun) -> frozenset[str]:
    """Of whom something has become known that bears on the run since all of it was worked out."""
    if run.state is not RunState.CALCULATED:
        return frozenset()
    told = changed_after(run.employer, run.last_fact, up_to=run.period_end)
    return told | entered_after(run.employer, run.last_entry, up_to=max(run.pay_date, run.period_end))


def looked_at(employer: str, run_key: str, employee_id: str) -> list[Looked]:
    """What was found of one person, and what was said of it."""
    said = settled(employer, run_key)
    found = findings_of(employer, run_key, employee_id=employee_id)
    return [Looked(finding=one, settled=said.get(one.key)) for one in found]


def _open(kind: CheckKind, keys: Iterable[str], said: Container[str]) -> list[str]:
    return [key for key in keys if not (kind.can_be_settled and key in said)]


def open_findings(run: PayRun) -> list[tuple[CheckKind, str]]:
    """What is left to look at, by kind and key."""
    said = settled(run.employer, run.run_key)
    return [(kind, key) for kind, key in finding_keys(run.employer, run.run_key) if _open(kind, [key], said)]


def check_settled(run: PayRun) -> None:
    """Raises Refused, with how many there are and the first of them, where anything is left to look at."""
    if left := open_findings(run):
        kind, key = left[0]
        who = key.split("/")[1]
        raise Refused(
            f"cannot approve pay run {run.run_key}: {len(left)} to look at first, among them {kind.label.lower()}, "
            f"employee {who}; put right what is wrong, and give a reason for what is not (sixpence payrun checks)"
        )


def settle_findings(
    employer: str, run_key: str, keys: Collection[str], reason: str, *, actor: str, at: datetime
) -> None:
    """Say why these findings are all right.

    Raises Refused where one is not there (any more), cannot be settled by a reason, or the reason is missing.
    """
    told = one_reason(reason)
    with transaction():
        run = pay_run(employer, run_key)
        state_after(run_key, run.state, Act.ADJUST)
        there = {key: kind for kind, key in finding_keys(employer, run_key)}
        for key in keys:
            if key not in there:
                raise Refused(f"this is not on pay run {run_key} any more: look at it again")
            if not there[key].can_be_settled:
                raise Refused(f"{there[key].label.lower()}: a reason is not enough; put the figures right")
        settle(employer, run_key, keys, told, actor=actor, at=at)
        _tell("findings settled", run, keys, actor, at)


def settle_kinds(
    employer: str, run_key: str, kinds: Collection[CheckKind], reason: str, *, actor: str, at: datetime
) -> int:
    """The same of every open finding of some kinds, with one reason; says how many. Those that need more stay open."""
    told = one_reason(reason)
    with transaction():
        run = pay_run(employer, run_key)
        state_after(run_key, run.state, Act.ADJUST)
        said = settled(employer, run_key)
        found = [(kind, key) for kind, key in finding_keys(employer, run_key) if kind in kinds and kind.can_be_settled]
        keys = [key for kind, key in found if _open(kind, [key], said)]
        settle(employer, run_key, keys, told, actor=actor, at=at)
        _tell("findings settled", run, keys, actor, at)
    return len(keys)


def unsettle_finding(employer: str, run_key: str, key: str, *, actor: str, at: datetime) -> None:
    """Take a reason back. Nothing happens where there is none."""
    with transaction():
        run = pay_run(employer, run_key)
        state_after(run_key, run.state, Act.ADJUST)
        unsettle(employer, run_key, [key])
        _tell("finding open again", run, [key], actor, at)


def _tell(kind: str, run: PayRun, keys: Collection[str], actor: str, at: datetime) -> None:
    """By kind and employee; the figures in a key are not told."""
    detail: dict[str, str | int] = {"count": len(keys)}
    if len(keys) == 1:
        what, who, _ = next(iter(keys)).split("/", 2)
        detail |= {"check": what, "employee_id": who}
    elif keys:
        detail["check"] = ", ".join(sorted({key.split("/")[0] for key in keys}))
    record(kind=kind, subject=f"{run.employer} {run.run_key}", detail=detail, actor=actor, at=at)
