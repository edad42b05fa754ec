"""Charts: every figure is drawn in its place, whatever the figures are."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sixpence.web.charts import HEIGHT, WIDTH, Stack, stacked_bars
from sixpence.web.home.figures import short_pounds

VALUES = st.lists(st.lists(st.integers(-(10**9), 10**12), min_size=3, max_size=3), max_size=12)


@settings(max_examples=60)
@given(VALUES)
def test_bars_lie_inside_the_chart_and_do_not_overlap(values: list[list[int]]) -> None:
    chart = stacked_bars([Stack(label="Nov", title="", values=tuple(each)) for each in values], str)
    assert 1 <= len(chart.ticks) <= 6
    right = chart.left
    for bar in chart.bars:
        assert right <= bar.x < bar.x + bar.width <= chart.right <= WIDTH
        right = bar.x + bar.width
        foot = chart.axis
        for part in bar.parts:
            assert 0 <= part.y <= part.y + part.height == foot <= HEIGHT
            foot = part.y
        assert foot == bar.top


@settings(max_examples=60)
@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_a_higher_bar_is_for_more(one: int, other: int) -> None:
    low, high = sorted((one, other))
    chart = stacked_bars([Stack(label="", title="", values=(value,)) for value in (low, high)], str)
    assert chart.bars[0].top >= chart.bars[1].top


def test_the_axis_has_round_numbers() -> None:
    chart = stacked_bars([Stack(label="Nov", title="", values=(127_581_69,))], short_pounds)
    assert [tick.label for tick in chart.ticks] == ["£0", "£50k", "£100k", "£150k"]
    assert [short_pounds(pence) for pence in (0, 500_00, 2_000_00, 1_500_000_00)] == ["£0", "£500", "£2k", "£1.5m"]
