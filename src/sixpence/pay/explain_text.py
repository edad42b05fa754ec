"""An explanation as lines of text: figures in one column, and below each its rule and source."""

import textwrap
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from sixpence.basics.days import long_date
from sixpence.basics.money import pounds
from sixpence.pay.difference import Difference
from sixpence.pay.explanation import Explanation, Section

_INDENT = 2


class Kind(Enum):
    """What a line is, for whoever gives it a look."""

    TITLE = "title"
    HEADING = "heading"
    FIGURE = "figure"
    RULE = "rule"
    SOURCE = "source"
    BLANK = "blank"


class Line(NamedTuple):
    kind: Kind
    text: str


def lines(explanation: Explanation, width: int = 100) -> Iterator[Line]:
    """The whole explanation. No line is longer than `width`, unless a label and its figure alone are."""
    paid = long_date(explanation.pay_date)
    yield Line(Kind.TITLE, f"{explanation.employee_id}, paid on {paid}, tax year {explanation.tax_year}")
    for section in explanation.sections:
        yield Line(Kind.BLANK, "")
        yield Line(Kind.HEADING, section.heading)
        yield from _section_lines(section, width)


def _section_lines(section: Section, width: int) -> Iterator[Line]:
    for step, following in zip(section.steps, (*section.steps[1:], None), strict=True):
        room = max(width - _INDENT - len(step.label), len(step.figure) + 1)
        yield Line(Kind.FIGURE, f"{' ' * _INDENT}{step.label}{step.figure:>{room}}")
        indent = " " * 2 * _INDENT
        # A source that the next figure shares is told once, below the last of them.
        source = "" if following is not None and following.source == step.source else step.source
        for kind, text in ((Kind.RULE, step.rule), (Kind.SOURCE, source)):
            for line in textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent):
                yield Line(kind, line)


def as_text(explanation: Explanation, width: int = 100) -> str:
    """The whole explanation as plain text, ending with a line break."""
    return "".join(f"{line.text}\n" for line in lines(explanation, width))


def difference_lines(employee_id: str, found: Difference, width: int = 100) -> Iterator[Line]:
    """Two net pays, and below them what each cause does to net pay; the causes add up to the difference."""
    was, now = found.net_before_pence, found.net_after_pence
    change = "the same" if was == now else f"{pounds(abs(now - was))} {'more' if now > was else 'less'}"
    yield Line(Kind.TITLE, f"{employee_id}, net pay {pounds(now)}, before {pounds(was)}: {change}")
    figures = [f"{'+' if cause.net_pay_pence > 0 else ''}{pounds(cause.net_pay_pence)}" for cause in found.causes]
    column = max(map(len, figures), default=0)
    for figure, cause in zip(figures, found.causes, strict=True):
        start = f"{' ' * _INDENT}{figure:>{column}}  "
        for line in textwrap.wrap(cause.words, width, initial_indent=start, subsequent_indent=" " * len(start)):
            yield Line(Kind.FIGURE, line)
