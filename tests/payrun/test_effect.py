"""What proposed facts mean in money: the same figures as the real calculation, before and after."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_employer
from payrun.worlds import NOVEMBER, PAID_BEFORE, facts_of, money_of, pay_of, run
from sixpence.payrun.effect import Effect, Standing, arrears, effects
from sixpence.payrun.figures import Money, PayLine
from sixpence.payrun.window import window_of
from sixpence.people.person import Days, Fact, by_day, dated

OCTOBER, SEPTEMBER = window_of(date(2026, 10, 30), "monthly"), window_of(date(2026, 9, 30), "monthly")
KNOWN = {"1001": facts_of("1001"), "1002": facts_of("1002", salary="250000 monthly")}


def days(facts: dict[str, list[Fact]]) -> dict[str, Days]:
    return {who: by_day(theirs) for who, theirs in facts.items()}


def told(proposed: Iterable[Fact]) -> dict[str, Days]:
    return dated((fact.employee_id, fact.field, fact.effective_from.isoformat(), fact.value) for fact in proposed)


def of(*proposed: Fact, facts: dict[str, list[Fact]] = KNOWN) -> dict[str, Effect]:
    history = dict.fromkeys(facts, PAID_BEFORE)
    (found,) = effects(an_employer(), NOVEMBER, days(facts), [told(proposed)], added={}, history=history)
    return found


def owed(*proposed: Fact, added: dict[str, Sequence[PayLine]] | None = None) -> dict[str, int]:
    return arrears(an_employer(), [(SEPTEMBER, {}), (OCTOBER, added or {})], days(KNOWN), told(proposed))


def test_a_rise_in_gross_net_and_cost() -> None:
    rise = Fact("1001", "salary", date(2026, 11, 1), "320000 monthly")
    (effect,) = of(rise).values()
    for standing, facts in ((effect.before, KNOWN["1001"]), (effect.after, [*KNOWN["1001"], rise])):
        assert standing == Standing(pay=money_of(pay_of(run(facts))))
    # £200 more: 8% NI is taken of it and no tax (the year's allowance is unused); the employer pays 15% on top.
    assert effect.difference == Money(gross_pay_pence=200_00, net_pay_pence=184_00, employer_cost_pence=230_00)


def test_only_people_of_whom_something_is_proposed_are_worked_out() -> None:
    assert of() == {}
    assert list(of(Fact("1002", "tax_code", date(2026, 11, 1), "BR"))) == ["1002"]


def test_what_is_proposed_in_several_sets_is_told_of_each_as_if_it_were_alone() -> None:
    rise = Fact("1001", "salary", date(2026, 11, 1), "320000 monthly")
    code = Fact("1001", "tax_code", date(2026, 11, 1), "BR"), Fact("1002", "tax_code", date(2026, 11, 1), "BR")
    history = dict.fromkeys(KNOWN, PAID_BEFORE)
    both = effects(an_employer(), NOVEMBER, days(KNOWN), [told([rise]), told(code)], added={}, history=history)
    assert both == [of(rise), of(*code)]


def test_a_correction_of_the_same_day_takes_the_place_of_what_stands() -> None:
    (effect,) = of(Fact("1001", "salary", date(2021, 3, 1), "300001 monthly")).values()
    assert effect.difference.gross_pay_pence == 1


def test_who_cannot_be_paid_is_named_with_what_is_missing() -> None:
    known = {"1003": facts_of("1003", salary="", gender="")}
    told = [Fact("1003", "salary", date(2026, 11, 1), "100000 monthly"), Fact("1003", "gender", date(2026, 11, 1), "F")]
    (effect,) = of(told[0], facts=known).values()
    assert (effect.before.missing, effect.after.missing) == (("gender", "salary"), ("gender",))
    assert effect.difference == Money()
    (effect,) = of(*told, facts=known).values()
    assert (effect.before.pay, effect.after.missing) == (None, ())
    assert effect.difference.gross_pay_pence == 1000_00


def test_a_starter_comes_onto_the_run_and_a_leaver_goes_off() -> None:
    starter = of(*[replace(fact, employee_id="1009") for fact in KNOWN["1001"]])["1009"]
    assert starter.before == Standing()
    assert starter.difference.gross_pay_pence == 3000_00
    leaver = of(Fact("1001", "leaving_date", date(2026, 10, 31), "2026-10-31"))["1001"]
    assert leaver.after == Standing()
    assert leaver.difference.gross_pay_pence == -3000_00


@given(st.integers(1, 10_000_00), st.integers(1, 30))
def test_the_effect_is_that_of_the_real_calculation(pence: int, day: int) -> None:
    told = Fact("1001", "salary", date(2026, 11, day), f"{pence} monthly")
    after = of(told)["1001"].after.pay
    real = pay_of(run([*KNOWN["1001"], told]))
    assert after is not None
    assert (after.gross_pay_pence, after.net_pay_pence) == (real.gross_pay_pence, real.net_pay_pence)


@pytest.mark.parametrize(
    ("told", "pence"),
    [
        (Fact("1001", "salary", date(2026, 10, 1), "310000 monthly"), 100_00),
        (Fact("1001", "salary", date(2026, 9, 1), "310000 monthly"), 200_00),
        (Fact("1001", "salary", date(2026, 9, 1), "290000 monthly"), -200_00),
        (Fact("1001", "leaving_date", date(2026, 9, 30), "2026-09-30"), -3000_00),
    ],
)
def test_arrears_of_closed_periods(told: Fact, pence: int) -> None:
    assert owed(told) == {"1001": pence}


def test_what_changes_no_closed_period_owes_nothing() -> None:
    assert owed(Fact("1001", "salary", date(2026, 11, 1), "310000 monthly")) == {}
    assert owed(Fact("1001", "job_title", date(2026, 9, 1), "Smith")) == {}


def test_hours_of_a_closed_period_are_worked_out_at_the_new_rate() -> None:
    hours = {"1001": (PayLine(label="Hours", amount_pence=0, hours=10_00),)}
    assert owed(Fact("1001", "hourly_rate", date(2026, 10, 1), "1500"), added=hours) == {"1001": 150_00}
