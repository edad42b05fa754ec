"""What proposed facts mean in money: on the run being worked on, and in the periods that are closed.

The figures are those of the real calculation, done twice for everyone concerned at once: as things stand, and as they
would be. Nothing is kept and nothing is paid.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sixpence.payrun.calculation import NotPaid, money_of_run
from sixpence.payrun.figures import Money, PayLine
from sixpence.payrun.gross import gross_lines
from sixpence.payrun.readiness import History, is_employed_in
from sixpence.payrun.window import Window
from sixpence.people.employer import PART_PERIOD_METHODS, Employer
from sixpence.people.person import NOTHING_KNOWN, Days, Person, in_effect, told_on

Facts = Mapping[str, Days]
Added = Mapping[str, Sequence[PayLine]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where somebody stands on a run: paid that much, or not paid for want of facts, or not on it at all (neither)."""

    pay: Money | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One person on a run before and after their proposed facts."""

    before: Standing
    after: Standing

    @property
    def difference(self) -> Money:
        """Who is not paid is paid nothing."""
        return (self.after.pay or Money()) - (self.before.pay or Money())


def effects(
    employer: Employer,
    window: Window,
    facts: Facts,
    proposed: Sequence[Facts],
    *,
    added: Added,
    history: Mapping[str, History],
) -> list[dict[str, Effect]]:
    """For each of several sets of proposed facts, the effect on the run of each person of whom one is there, by id.

    How everybody concerned stands without them is worked out once.

    Raises Refused, naming the employee and the field, for a fact that the law's functions cannot take.
    """

    def standings(of: Facts) -> dict[str, Standing]:
        return _standings(*money_of_run(employer, window, of, added=added, history=history))

    nowhere = Standing()
    before = standings({who: facts.get(who, NOTHING_KNOWN) for each in proposed for who in each})
    found = []
    for each in proposed:
        after = standings(_with(facts, each))
        found.append(
            {who: Effect(before=before.get(who, nowhere), after=after.get(who, nowhere)) for who in sorted(each)}
        )
    return found


def arrears(
    employer: Employer,
    closed: Iterable[tuple[Window, Added]],
    facts: Facts,
    proposed: Facts,
) -> dict[str, int]:
    """Of everyone whose proposed facts change the gross pay of closed periods, by how many pence in all.

    More than nothing is owed to them, less was paid too much. `closed` are the periods, each with the lines that were
    added by hand. Nothing pays it: it is for people to look at.
    """
    with_them = _with(facts, proposed)
    owed = dict.fromkeys(sorted(with_them), 0)
    for window, added in closed:
        for who, theirs in with_them.items():
            lines = added.get(who, ())
            after = _gross_pence(employer, window, who, theirs, lines)
            owed[who] += after - _gross_pence(employer, window, who, facts.get(who, NOTHING_KNOWN), lines)
    return {who: pence for who, pence in owed.items() if pence}


def _gross_pence(employer: Employer, window: Window, who: str, days: Days, added: Sequence[PayLine]) -> int:
    person = Person(who, in_effect(days, window.ends_on))
    if not is_employed_in(person, window):
        return 0
    lines = gross_lines(person, days, added, window, PART_PERIOD_METHODS[employer.part_period])
    return sum(line.amount_pence for line in lines)


def _with(facts: Facts, proposed: Facts) -> dict[str, Days]:
    """The facts of everyone concerned as they would be."""
    return {who: told_on(facts.get(who, NOTHING_KNOWN), news) for who, news in proposed.items()}


def _standings(money: Mapping[str, Money], not_paid: Iterable[NotPaid]) -> dict[str, Standing]:
    paid = {who: Standing(pay=pay) for who, pay in money.items()}
    return paid | {one.person.employee_id: Standing(missing=one.missing) for one in not_paid}
