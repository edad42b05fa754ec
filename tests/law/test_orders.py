"""Deductions by order: published examples, each kind's rule, several at once, and what must always hold."""

from datetime import date
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.cases import cases, pence
from law.order_rows import Row, orders, payments
from sixpence.law.order_tables import table_deduction
from sixpence.law.orders import OrderDeductions, OrderKind, order_deductions
from sixpence.rates import rates_on
from sixpence.rates.orders import EarningsUnit

NOW = rates_on(date(2026, 11, 30)).orders


def take(net: int, *rows: Row, frequency: str = "monthly", days: int = 30, costs: bool = True) -> OrderDeductions:
    """The orders on one payment."""
    payment = payments([{"net": net, "frequency": frequency, "days": days}])
    return order_deductions(NOW, payment, orders(rows), employer_keeps_costs=costs)


@pytest.mark.parametrize(("folder", "row"), cases("orders"))
def test_published_orders(folder: str, row: dict[str, str]) -> None:
    def amount(column: str) -> int:
        return pence(row[column] or "0.00")

    payment = {"net": amount("net_earnings"), "taken_before": amount("taken_before"), "frequency": row["frequency"]}
    order = {
        "kind": row["order"].upper(),
        "normal": amount("normal_deduction"),
        "protected": amount("protected_earnings"),
        "brought_forward": amount("brought_forward"),
    }
    tables = rates_on(date.fromisoformat(row["tables"])).orders
    found = order_deductions(tables, payments([payment]), orders([order]))
    assert found.deduction_pence.tolist() == [amount("deduction")]
    assert found.deduction_carried_forward_pence.tolist() == [amount("carried_forward")]


@pytest.mark.parametrize(
    ("kind", "frequency", "net", "deduction"),
    [
        ("COUNCIL_TAX_ENGLAND", "monthly", 2_020_00, 343_40),
        ("COUNCIL_TAX_ENGLAND", "monthly", 3_000_00, 343_40 + 490_00),
        ("COUNCIL_TAX_WALES", "weekly", 105_00, 0),
        ("COUNCIL_TAX_WALES", "weekly", 105_01, 3_15),
        ("COUNCIL_TAX_WALES", "monthly", 3_860_00, 486_20 + 500_00),
        ("FINES", "monthly", 1_480_01, 251_60),  # half of the penny above, down
        ("EARNINGS_ARRESTMENT", "monthly", 750_00, 0),
        ("EARNINGS_ARRESTMENT", "monthly", 750_01, 10_00),
        ("EARNINGS_ARRESTMENT", "monthly", 2_000_00, 112_50 + 100_00),
        ("EARNINGS_ARRESTMENT", "monthly", 3_000_00, 312_50 + 125_00),
        ("EARNINGS_ARRESTMENT", "monthly", 5_000_00, 625_00 + 625_00),
        # A week of 2,000.00 over four is 500.00: 25.89 + 20% of 154.78, which is 56.846 and so 56.85, four times.
        ("EARNINGS_ARRESTMENT", "four-weekly", 2_000_00, 4 * 56_85),
        ("DIRECT_EARNINGS_ATTACHMENT_STANDARD", "fortnightly", 200_00, 0),
        ("DIRECT_EARNINGS_ATTACHMENT_STANDARD", "fortnightly", 200_01, 6_00),
        ("DIRECT_EARNINGS_ATTACHMENT_STANDARD", "four-weekly", 2_000_00, 300_00),
        ("DIRECT_EARNINGS_ATTACHMENT_HIGHER", "annual", 12_000_00, 12 * 140_00),
    ],
)
def test_tables(kind: str, frequency: str, net: int, deduction: int) -> None:
    assert take(net, {"kind": kind}, frequency=frequency).deduction_pence.tolist() == [deduction]


def test_other_lengths_of_pay_period_use_the_table_for_days() -> None:
    ten_days = payments([{"net": 1_000_00, "unit": EarningsUnit.DAY, "units": 10}])
    found = order_deductions(NOW, ten_days, orders([{"kind": "FINES"}]))
    assert found.deduction_pence.tolist() == [10 * (9_01 + 23_50)]
    with pytest.raises(ValueError, match="no table of this order for daily earnings is known"):
        order_deductions(NOW, ten_days, orders([{"kind": "COUNCIL_TAX_WALES"}]))


def test_a_welsh_order_keeps_the_table_of_the_day_it_was_made() -> None:
    old, new = ({"kind": "COUNCIL_TAX_WALES", "made_on": day} for day in ("2022-03-31", "2022-04-01"))
    assert take(430_00, old).deduction_pence.tolist() == [12_90]
    assert take(430_00, new).deduction_pence.tolist() == [0]


@pytest.mark.parametrize(
    ("day", "net", "deduction"),
    [
        (date(2023, 4, 5), 3_600_00, 518_51 + 260_76),
        (date(2023, 4, 6), 3_600_00, 618_33),
        (date(2025, 4, 5), 3_600_00, 618_33),
        (date(2025, 4, 6), 3_600_00, 312_50 + 275_00),
    ],
)
def test_new_tables_of_arrestments_apply_to_those_already_running(day: date, net: int, deduction: int) -> None:
    long_running = orders([{"kind": "EARNINGS_ARRESTMENT", "made_on": "2020-01-01"}])
    found = order_deductions(rates_on(day).orders, payments([{"net": net}]), long_running)
    assert found.deduction_pence.tolist() == [deduction]


def test_a_maintenance_arrestment_leaves_its_sum_for_each_day() -> None:
    by_the_day = {"kind": "CURRENT_MAINTENANCE_ARRESTMENT", "normal": 10_00}
    assert take(2_000_00, by_the_day).deduction_pence.tolist() == [300_00]
    assert take(800_00, by_the_day).deduction_pence.tolist() == [800_00 - 30 * 24_66]
    assert take(700_00, by_the_day).deduction_pence.tolist() == [0]


def test_a_priority_court_order_makes_good_its_protection_first() -> None:
    """Pay fell short by 20.00, so the next is protected up to 170.00; no deduction is lost (schedule 3 paragraph 6)."""
    order = {"kind": "PRIORITY_COURT_ORDER", "normal": 25_00, "protected": 150_00}
    lean = take(130_00, order, frequency="weekly")
    assert (lean.deduction_pence[0], lean.deduction_carried_forward_pence[0]) == (0, 25_00)
    assert lean.protection_carried_forward_pence.tolist() == [20_00]
    next_week = take(
        190_00, {**order, "brought_forward": 25_00, "protection_brought_forward": 20_00}, frequency="weekly"
    )
    assert next_week.deduction_pence.tolist() == [20_00]
    assert next_week.deduction_carried_forward_pence.tolist() == [30_00]
    assert next_week.protection_carried_forward_pence.tolist() == [0]


def test_a_fixed_attachment_is_limited_like_one_by_table() -> None:
    fixed = {"kind": "DIRECT_EARNINGS_ATTACHMENT_FIXED", "normal": 500_00}
    assert take(1_000_00, fixed).deduction_pence.tolist() == [400_00]


def test_no_more_is_taken_than_is_owed() -> None:
    found = take(
        2_000_00,
        {"kind": "COUNCIL_TAX_ENGLAND", "balance": 12_34},
        {"kind": "CHILD_MAINTENANCE", "normal": 150_00, "balance": 50_00},
    )
    assert found.deduction_pence.tolist() == [12_34, 50_00]
    assert found.deduction_carried_forward_pence.tolist() == [0, 0]


def test_england_and_wales_in_turn() -> None:
    """By date where both are priority; the judgment debt last, though it is the oldest; each on what is left."""
    found = take(
        2_000_00,
        {"kind": "NON_PRIORITY_COURT_ORDER", "made_on": "2020-01-01", "normal": 900_00, "protected": 1_000_00},
        {"kind": "COUNCIL_TAX_ENGLAND", "made_on": "2024-01-01"},
        {"kind": "CHILD_MAINTENANCE", "made_on": "2023-01-01", "normal": 300_00},
        {"kind": "COUNCIL_TAX_ENGLAND", "made_on": "2025-01-01"},
    )
    assert found.turn.tolist() == [3, 1, 0, 2]
    # 2,000.00 less 300.00; 17% of 1,700.00; 12% of 1,411.00; the debt gets what is left above 1,000.00.
    assert found.residue_pence.tolist() == [1_241_68, 1_700_00, 2_000_00, 1_411_00]
    assert found.deduction_pence.tolist() == [241_68, 289_00, 300_00, 169_32]


def test_scotland_in_turn() -> None:
    found = take(
        2_000_00,
        {"kind": "DIRECT_EARNINGS_ATTACHMENT_STANDARD", "made_on": "2020-01-01"},
        {"kind": "CURRENT_MAINTENANCE_ARRESTMENT", "made_on": "2021-01-01", "normal": 5_00},
        {"kind": "EARNINGS_ARRESTMENT", "made_on": "2022-01-01"},
        {"kind": "CHILD_MAINTENANCE", "made_on": "2026-01-01", "normal": 200_00},
    )
    assert found.turn.tolist() == [3, 2, 1, 0]
    # Child maintenance 200.00; the arrestment on 1,800.00: 112.50 + 60.00; maintenance 30 x 5.00; then 15% of 2,000.00
    # would be 300.00, and 40% of net less the 522.50 already taken leaves 277.50.
    assert found.deduction_pence.tolist() == [277_50, 150_00, 172_50, 200_00]
    assert found.administration_pence.tolist() == [1_00] * 4


def test_an_earlier_attachment_lowers_what_a_later_one_is_reckoned_on() -> None:
    early, late = ({"kind": "DIRECT_EARNINGS_ATTACHMENT_STANDARD", "made_on": f"202{year}-01-01"} for year in (4, 5))
    found = take(2_300_00, late, early)
    assert found.reckoned_on_pence.tolist() == [1_840_00, 2_300_00]
    assert found.deduction_pence.tolist() == [276_00, 460_00]


def test_an_attachment_and_a_judgment_debt_go_by_their_dates() -> None:
    debt = {"kind": "NON_PRIORITY_COURT_ORDER", "normal": 100_00, "protected": 500_00}
    attachment = {"kind": "DIRECT_EARNINGS_ATTACHMENT_HIGHER", "made_on": "2025-01-01"}
    assert take(2_000_00, attachment, {**debt, "made_on": "2024-12-31"}).turn.tolist() == [1, 0]
    assert take(2_000_00, attachment, {**debt, "made_on": "2025-01-02"}).turn.tolist() == [0, 1]


def test_costs_come_from_what_is_left_and_only_with_a_deduction() -> None:
    attachment: Row = {"kind": "DIRECT_EARNINGS_ATTACHMENT_HIGHER"}
    assert take(1_00, attachment).administration_pence.tolist() == [95]
    assert take(0, attachment).administration_pence.tolist() == [0]
    assert take(1_00, attachment, costs=False).administration_pence.tolist() == [0]


def test_no_orders_no_deductions() -> None:
    assert take(1_000_00).deduction_pence.tolist() == []


SHARED = ("CHILD_MAINTENANCE", *(kind.name for kind in OrderKind if kind.name.startswith("DIRECT")))
order_rows = st.fixed_dictionaries(
    {
        "payment": st.integers(0, 3),
        "kind": st.sampled_from([kind.name for kind in OrderKind]),
        "made_on": st.sampled_from(["2019-05-01", "2023-01-31", "2023-02-01", "2026-04-06"]),
        "normal": st.integers(0, 500_00),
        "protected": st.integers(0, 2_000_00),
        "brought_forward": st.integers(0, 300_00),
        "protection_brought_forward": st.integers(0, 300_00),
        "balance": st.sampled_from([1, 50_00, 1 << 62]),
    }
)
payment_rows = st.fixed_dictionaries(
    {
        "net": st.integers(0, 6_000_00),
        "taken_before": st.integers(0, 400_00),
        "frequency": st.sampled_from(["weekly", "fortnightly", "four-weekly", "monthly", "annual"]),
        "days": st.integers(1, 31),
    }
)
four_payments = st.lists(payment_rows, min_size=4, max_size=4)


@given(four_payments, st.lists(order_rows, max_size=8))
def test_protected_earnings_are_never_breached(pay: list[Row], some: list[Row]) -> None:
    found = order_deductions(NOW, payments(pay), orders(some))
    after = found.residue_pence - found.deduction_pence
    assert (found.deduction_pence >= 0).all()
    assert (found.deduction_pence <= found.due_pence).all()
    assert ((after >= found.protected_pence) | (found.deduction_pence == 0)).all()
    shares = np.array([row["kind"] in SHARED for row in some], dtype=bool)
    net = np.array([pay[int(row["payment"])]["net"] for row in some], dtype=np.int64)
    assert ((after[shares] * 10 >= net[shares] * 6) | (found.deduction_pence[shares] == 0)).all()


@given(four_payments, st.lists(order_rows, max_size=8))
def test_deductions_and_costs_never_exceed_the_pay(pay: list[Row], some: list[Row]) -> None:
    found = order_deductions(NOW, payments(pay), orders(some))
    for place, payment in enumerate(pay):
        of_payment = [int(row["payment"]) == place for row in some]
        total = int((found.deduction_pence + found.administration_pence)[of_payment].sum())
        assert total <= max(int(payment["net"]) - int(payment["taken_before"]), 0)
        residue = max(int(payment["net"]) - int(payment["taken_before"]), 0)
        for order in sorted(np.flatnonzero(of_payment), key=lambda order: int(found.turn[order])):
            assert found.residue_pence[order] == residue
            residue -= int(found.deduction_pence[order])


@given(four_payments, st.lists(order_rows, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(pay: list[Row], some: list[Row], random: Random) -> None:
    named = [{**row, "reference": f"{number:02d}"} for number, row in enumerate(some)]
    shuffled = random.sample(range(len(named)), len(named))
    one = order_deductions(NOW, payments(pay), orders(named))
    other = order_deductions(NOW, payments(pay), orders([named[place] for place in shuffled]))
    for field in OrderDeductions.__dataclass_fields__:
        assert getattr(one, field)[shuffled].tolist() == getattr(other, field).tolist()


@given(st.integers(0, 10_000_00), st.sampled_from(["fines", "council_tax_england", "earnings_arrestment"]))
def test_more_earnings_never_bear_less(net: int, name: str) -> None:
    one = np.zeros(2, dtype=np.int8) + EarningsUnit.MONTH
    earnings = np.array([net, net + 1])
    found = table_deduction(getattr(NOW, name), unit=one, units=np.ones(2, np.int64), earnings_pence=earnings)
    assert found.deduction_pence[1] >= found.deduction_pence[0]
    assert found.band[1] >= found.band[0]
