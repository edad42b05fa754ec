"""Who takes part: conditions on HR attributes, in sentences such as "Exclude if Country is one of: Germany, Spain".

A sentence that is shown can be given back: `condition_of` reads what `sentence` writes. A condition that cannot be
decided stops the sync. To go on would pay somebody who was to be left out, or leave out somebody who was to be paid.
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from sixpence.basics.refused import Refused
from sixpence.hr.records import HrAttribute, HrMoney, HrRecord, HrValue, is_empty

Test = Literal[
    "is one of",
    "is not one of",
    "is empty",
    "is not empty",
    "is before",
    "is after",
    "is greater than",
    "is less than",
]
Verb = Literal["Include", "Exclude"]

_TESTS: dict[str, Test] = {test: test for test in get_args(Test)}
_WORDS = ("is one of", "is not one of")
_EMPTY = ("is empty", "is not empty")
_DATES = ("is before", "is after")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of one attribute: against words, a day, a number, or nothing. Blank words are dropped.

    Raises Refused for an unknown test, and for values that the test cannot compare with.
    """

    key: str
    test: Test
    values: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        words = tuple(" ".join(value.split()) for value in self.values if value.strip())
        object.__setattr__(self, "values", words)
        if self.test not in _TESTS:
            *others, last = (f'"{test}"' for test in _TESTS)
            raise Refused(f"A condition tests {', '.join(others)} or {last}, not {self.test!r}")
        if self.test in _EMPTY:
            if words:
                raise Refused(f'A condition that tests "{self.test}" takes no value: leave it out')
        elif not words:
            raise Refused("A condition has no value to compare with: choose one, or remove the condition")
        elif self.test in _DATES and not (len(words) == 1 and _day(words[0])):
            raise Refused(f'A condition that tests "{self.test}" takes one day, written 2026-11-30')
        elif self.test not in (*_WORDS, *_DATES) and not (len(words) == 1 and _NUMBER.fullmatch(words[0])):
            raise Refused(f'A condition that tests "{self.test}" takes one number, written 37.5')


@dataclass(frozen=True, slots=True)
class Conditions:
    """Somebody takes part when every `include` holds and no `exclude` does. Without conditions everybody does.

    Somebody new who starts after the `cut_off_day` of the pay day's month waits for the next run; without one, whoever
    is new comes in at once. Raises Refused for a day that is in no month.
    """

    include: tuple[Condition, ...] = ()
    exclude: tuple[Condition, ...] = ()
    cut_off_day: int | None = None

    def __post_init__(self) -> None:
        if self.cut_off_day is not None and not 1 <= self.cut_off_day <= 31:
            raise Refused(f"The cut-off for joiners is a day of the month, 1 to 31, not {self.cut_off_day}")


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether somebody takes part, and the condition that decided, in words."""

    included: bool
    because: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What conditions would do: one decision a person, and by each sentence all whom it leaves out on its own.

    Somebody may stand under several sentences, so that it shows what changing one of them would leave.
    """

    decisions: Mapping[str, Decision]
    caught: Mapping[str, tuple[str, ...]]

    @property
    def included(self) -> tuple[str, ...]:
        """The source ids of those who take part."""
        return tuple(who for who, decision in self.decisions.items() if decision.included)


def sentence(verb: Verb, condition: Condition, attributes: Iterable[HrAttribute]) -> str:
    """The condition as people read it. Raises Refused when its attribute has gone."""
    return _Said(attributes).sentence(verb, condition)


def sentences(conditions: Conditions, attributes: Iterable[HrAttribute]) -> tuple[str, ...]:
    """Every condition as people read it, inclusions first. Raises Refused when an attribute has gone."""
    return tuple(text for text, _, _ in _Said(attributes).each(conditions))


def condition_of(text: str, attributes: Iterable[HrAttribute]) -> tuple[Verb, Condition]:
    """The condition a sentence says. Raises Refused where it is none, or could be read in two ways."""
    begins = re.fullmatch(r"\s*(include|exclude)\s+if\s+(.+)", text, re.IGNORECASE | re.DOTALL)
    if not begins:
        raise Refused('A condition begins with "Include if" or "Exclude if": Exclude if Country is one of: Spain')
    verb: Verb = "Include" if begins[1].lower() == "include" else "Exclude"
    names = _Said(attributes).keys_by_name()
    rest = " ".join(begins[2].split())
    readings: dict[Condition, None] = {}
    for test in _TESTS.values():
        for match in re.finditer(rf" {test}(?![^\s:])", rest, re.IGNORECASE):
            key = names.get(_plain(rest[: match.start()]))
            values = _values_said(test, rest[match.end() :]) if key is not None else None
            if key is not None and values is not None:
                readings[Condition(key, test, values)] = None
    if len(readings) > 1:
        raise Refused("This condition can be read in two ways: name its attribute by its key")
    if not readings:
        raise Refused(
            "This condition is not understood: write an attribute as HR labels it, a test "
            f"({', '.join(_TESTS)}) and what to compare with"
        )
    return verb, next(iter(readings))


def check_conditions(conditions: Conditions, attributes: Iterable[HrAttribute]) -> None:
    """Raises Refused, naming it, when a condition rests on an attribute that has gone."""
    sentences(conditions, attributes)


def decide(record: HrRecord, conditions: Conditions, attributes: Iterable[HrAttribute]) -> Decision:
    """Whether the person takes part. Exclusions are looked at first; the first that decides is the reason.

    An empty attribute is none of any words, on neither side of a day, and neither greater nor less than a number.
    Raises Refused when a condition rests on an attribute that has gone; and, unless another condition leaves the person
    out anyway, when it is not readable for them or holds no day or number to compare.
    """
    return Deciding(conditions, attributes).of(record)


def try_conditions(records: Iterable[HrRecord], conditions: Conditions, attributes: Iterable[HrAttribute]) -> Trial:
    """What the conditions do with everyone. Raises Refused as `decide` does."""
    deciding = Deciding(conditions, attributes)
    decisions = {record.source_id: deciding.of(record) for record in records}
    return Trial(decisions, {text: tuple(people) for text, people in deciding.caught.items()})


class Deciding:
    """The conditions, applied to one person after another. `caught` are the people each sentence leaves out."""

    def __init__(self, conditions: Conditions, attributes: Iterable[HrAttribute]) -> None:
        self._said = _Said(attributes)
        self._each = self._said.each(conditions)
        self._in = "Meets every condition" if conditions.include else "No condition excludes them"
        self.caught: dict[str, list[str]] = {text: [] for text, _, _ in self._each}

    def of(self, record: HrRecord) -> Decision:
        """Raises Refused as `decide` does."""
        answers = [(text, verb, self._said.answer(condition, record)) for text, verb, condition in self._each]
        out = [(verb, text) for text, verb, answer in answers if answer is (verb == "Exclude")]
        for _, text in out:
            self.caught[text].append(record.source_id)
        if out:
            # "Exclude" goes before "Include" in the alphabet too, and the first of each stays the first.
            verb, text = min(out, key=lambda reason: reason[0])
            return Decision(False, text if verb == "Exclude" else f"Does not meet: {text}")
        if undecided := [answer for _, _, answer in answers if isinstance(answer, str)]:
            raise Refused(undecided[0])
        return Decision(True, self._in)


@dataclass(slots=True)
class _Said:
    """Attributes by the names that sentences give them: the label, with the key behind it where two share a label."""

    attributes: Iterable[HrAttribute]
    names: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        listed = tuple(self.attributes)
        times = Counter(_plain(attribute.label) for attribute in listed)
        self.names = {
            each.key: _spaced(each.label if times[_plain(each.label)] == 1 else f"{each.label} ({each.key})")
            for each in listed
        }

    def keys_by_name(self) -> dict[str, str]:
        """Keys by name; a bare key is a name too, unless it is somebody else's label."""
        by_key = {_plain(key): key for key in self.names}
        return {**by_key, **{_plain(name): key for key, name in self.names.items()}}

    def each(self, conditions: Conditions) -> list[tuple[str, Verb, Condition]]:
        both: tuple[tuple[Verb, tuple[Condition, ...]], ...] = (
            ("Include", conditions.include),
            ("Exclude", conditions.exclude),
        )
        return [(self.sentence(verb, condition), verb, condition) for verb, listed in both for condition in listed]

    def sentence(self, verb: Verb, condition: Condition) -> str:
        if condition.key not in self.names:
            raise Refused(
                f"A condition rests on the attribute {condition.key}, which HR no longer has or shows: change the "
                "condition, or make the attribute readable"
            )
        begins = f"{verb} if {self.names[condition.key]} {condition.test}"
        if condition.test in _WORDS:
            return f"{begins}: {', '.join(map(_quoted, condition.values))}"
        return " ".join((begins, *condition.values))

    def answer(self, condition: Condition, record: HrRecord) -> bool | str:
        """Whether the condition holds; where that cannot be decided, why not, in one line."""
        if condition.key not in record.values:
            return (
                f"{self.names[condition.key]} of employee {record.source_id} cannot be read, and a condition rests on "
                "it: make it readable in HR, or change the condition"
            )
        value = record.values[condition.key]
        if condition.test in _EMPTY:
            return is_empty(value) == (condition.test == "is empty")
        if condition.test in _WORDS:
            words = {_plain(word) for word in condition.values}
            is_one = not words.isdisjoint(_plain(word) for word in _words_of(value))
            return is_one == (condition.test == "is one of")
        if is_empty(value):
            return False
        holds = _compares(condition, value)
        if holds is None:
            kind = "day" if condition.test in _DATES else "number"
            return (
                f"{self.names[condition.key]} of employee {record.source_id} is no {kind}, and a condition compares it "
                "with one: correct it in HR, or change the condition"
            )
        return holds


def _compares(condition: Condition, value: HrValue) -> bool | None:
    """Whether a filled value lies on the condition's side; None where it cannot be compared."""
    text = value.amount if isinstance(value, HrMoney) else value.strip() if isinstance(value, str) else ""
    if condition.test in _DATES:
        day, bound = _day(text), _day(condition.values[0])
        assert bound is not None, "a condition checks its own day"
        return None if day is None else (day < bound if condition.test == "is before" else day > bound)
    if not _NUMBER.fullmatch(text):
        return None
    number, limit = Decimal(text), Decimal(condition.values[0])
    return number > limit if condition.test == "is greater than" else number < limit


def _values_said(test: Test, tail: str) -> tuple[str, ...] | None:
    """What stands behind the test; None where it is nothing this test takes."""
    if test in _EMPTY:
        return None if tail else ()
    if test not in _WORDS:
        value = tail.strip()
        fits = _day(value) if test in _DATES else _NUMBER.fullmatch(value)
        return (value,) if fits else None
    if not tail.startswith(":"):
        return None
    try:
        (words,) = csv.reader([tail[1:]], skipinitialspace=True, strict=True)
    except csv.Error:
        return None
    return tuple(words) if any(word.strip() for word in words) else None


def _quoted(word: str) -> str:
    """A word with a comma or a quotation mark in it goes into quotation marks, as in CSV."""
    doubled = word.replace('"', '""')
    return f'"{doubled}"' if {",", '"'} & set(word) else word


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _words_of(value: HrValue) -> tuple[str, ...]:
    """Of several choices each counts; of money, the amount."""
    if isinstance(value, HrMoney):
        return (value.amount,)
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", _spaced(text)).casefold()
