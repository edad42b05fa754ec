"""An explanation as lines of text: figures in one column, and below each its rule and source."""

import textwrap
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

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
    day = explanation.pay_date
    paid = f"{day.day} {day:%B %Y}"
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
