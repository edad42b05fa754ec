"""The life of a pay run: which acts are allowed in which state, and why one that is not is refused."""

from enum import StrEnum

from sixpence.basics.refused import Refused


class RunState(StrEnum):
    """In order."""

    OPEN = "open"  # has a pay date and no figures yet
    CALCULATED = "calculated"  # has figures that may still change
    APPROVED = "approved"  # someone has approved the exact figures
    CLOSED = "closed"  # sealed: its figures never change again


class Act(StrEnum):
    CALCULATE = "calculate"
    ADJUST = "adjust"
    APPROVE = "approve"
    REOPEN = "reopen"
    CLOSE = "close"


_LEADS_TO: dict[tuple[RunState, Act], RunState] = {
    (RunState.OPEN, Act.CALCULATE): RunState.CALCULATED,
    (RunState.CALCULATED, Act.CALCULATE): RunState.CALCULATED,
    (RunState.OPEN, Act.ADJUST): RunState.OPEN,
    (RunState.CALCULATED, Act.ADJUST): RunState.CALCULATED,
    (RunState.CALCULATED, Act.APPROVE): RunState.APPROVED,
    (RunState.APPROVED, Act.REOPEN): RunState.CALCULATED,
    (RunState.APPROVED, Act.CLOSE): RunState.CLOSED,
}
_BECAUSE = {
    RunState.OPEN: "it has no figures yet: calculate it first",
    RunState.CALCULATED: "its figures are not approved yet: approve them first",
    RunState.APPROVED: "its figures are approved: reopen it first, which voids the approval",
    RunState.CLOSED: "it is closed and sealed: put what changed into the next run",
}


def state_after(run_key: str, state: RunState, act: Act) -> RunState:
    """The state an act leads to. Raises Refused, saying why, where the act is not allowed."""
    try:
        return _LEADS_TO[state, act]
    except KeyError:
        raise Refused(f"cannot {act} pay run {run_key}: {_BECAUSE[state]}") from None


def check_approval(run_key: str, digest_now: str, digest_seen: str) -> None:
    """Refuses an approval of figures other than those that stand. Both are digests of the figures."""
    if digest_now != digest_seen:
        raise Refused(
            f"cannot approve pay run {run_key}: its figures have changed since they were shown "
            f"(now {digest_now[:12]}); look at them again"
        )
