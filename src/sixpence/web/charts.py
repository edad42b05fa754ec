"""Charts as geometry: whole numbers that templates draw as SVG. Nothing here knows of pages, colours or money."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 440, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 4, 18, 40  # room for the words around the plot
_PLOT_WIDTH, _PLOT_HEIGHT = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
_GAP_OF_BARS = 3  # in tenths of a bar's place
_MOST_TICKS = 4


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the plot, and what it is called."""

    y: int
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a stacked bar. `series` counts from 1, as the colours do."""

    y: int
    height: int
    series: int


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    width: int
    middle: int
    parts: tuple[Part, ...]
    label: str  # below the axis
    title: str  # what a pointer is told
    value: str  # above the bar
    note: str  # below the label
    top: int  # of the whole bar
    faint: bool  # what it shows may still change


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of stacked bars, one a place on the axis."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    axis: int = HEIGHT - _BOTTOM

    @property
    def below(self) -> int:
        """Where the labels stand."""
        return self.axis + 16

    @property
    def under(self) -> int:
        """Where a second line of words stands."""
        return self.axis + 32


@dataclass(frozen=True, slots=True)
class Stack:
    """What one bar shows: its parts from the axis up, none below zero."""

    label: str
    title: str
    values: tuple[int, ...]
    value: str = ""
    note: str = ""
    faint: bool = False


def stacked_bars(stacks: Sequence[Stack], say: Callable[[int], str]) -> Bars:
    """Bars for these stacks. `say` names a value on the axis.

    A part below zero is drawn as nothing: the table beside the chart has it.
    """
    shown = [[max(value, 0) for value in stack.values] for stack in stacks]
    step = _step(max(map(sum, shown), default=0))
    top = max(step, -(-max(map(sum, shown), default=0) // step) * step)
    bars = []
    for place, (stack, values) in enumerate(zip(stacks, shown, strict=True)):
        first, end = (_LEFT + _PLOT_WIDTH * (place + more) // len(stacks) for more in (0, 1))
        gap = (end - first) * _GAP_OF_BARS // 20
        parts, reached = [], 0
        for series, value in enumerate(values, start=1):
            y, foot = _y(reached + value, top), _y(reached, top)
            parts.append(Part(y, foot - y, series))
            reached += value
        bars.append(
            Bar(
                x=first + gap,
                width=end - first - 2 * gap,
                middle=(first + end) // 2,
                parts=tuple(parts),
                label=stack.label,
                title=stack.title,
                value=stack.value,
                note=stack.note,
                top=_y(reached, top),
                faint=stack.faint,
            )
        )
    ticks = tuple(Tick(_y(value, top), say(value)) for value in range(0, top + 1, step))
    return Bars(tuple(bars), ticks)


def _y(value: int, top: int) -> int:
    return HEIGHT - _BOTTOM - value * _PLOT_HEIGHT // top


def _step(highest: int) -> int:
    """A round distance between ticks, 1, 2 or 5 and zeros, so that there are at most four above zero."""
    magnitude = 1
    while True:
        for digit in (1, 2, 5):
            if digit * magnitude * _MOST_TICKS >= highest:
                return digit * magnitude
        magnitude *= 10
