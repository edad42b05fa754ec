"""Who takes part: conditions on HR attributes, in sentences such as "Exclude if Country is one of: Germany, Spain".

A condition that cannot be decided stops the sync. To go on would pay somebody who was to be left out, or leave out
somebody who was to be paid.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sixpence.basics.refused import Refused
from sixpence.hr.records import HrAttribute, HrMoney, HrRecord, HrValue

Test = Literal["is one of", "is not one of"]
Verb = Literal["Include", "Exclude"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of one attribute against words. Raises Refused for a condition without words or with an unknown test."""

    key: str
    test: Test
    values: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.test not in ("is one of", "is not one of"):
            raise Refused(f'A condition tests "is one of" or "is not one of", not {self.test!r}')
        if not any(value.strip() for value in self.values):
            raise Refused("A condition has no value to compare with: choose one, or remove the condition")


@dataclass(frozen=True, slots=True)
class Conditions:
    """Somebody takes part when every `include` holds and no `exclude` does. Without conditions everybody does."""

    include: tuple[Condition, ...] = ()
    exclude: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether somebody takes part, and the condition that decided, in words."""

    included: bool
    because: str


def sentence(verb: Verb, condition: Condition, attributes: Iterable[HrAttribute]) -> str:
    """The condition as people read it. Raises Refused when its attribute has gone."""
    label = _label(condition, {attribute.key: attribute.label for attribute in attributes})
    return f"{verb} if {label} {condition.test}: {', '.join(condition.values)}"


def check_conditions(conditions: Conditions, attributes: Iterable[HrAttribute]) -> None:
    """Raises Refused, naming it, when a condition rests on an attribute that has gone."""
    labels = {attribute.key: attribute.label for attribute in attributes}
    for condition in (*conditions.include, *conditions.exclude):
        _label(condition, labels)


def decide(record: HrRecord, conditions: Conditions, attributes: Iterable[HrAttribute]) -> Decision:
    """Whether the person takes part. Exclusions are looked at first; the first that decides is the reason.

    An empty attribute is none of any words. Raises Refused when a condition rests on an attribute that has gone, or
    that is not readable for this person.
    """
    attributes = tuple(attributes)
    check_conditions(conditions, attributes)
    labels = {attribute.key: attribute.label for attribute in attributes}
    for condition in conditions.exclude:
        if _holds(condition, record, labels):
            return Decision(False, sentence("Exclude", condition, attributes))
    for condition in conditions.include:
        if not _holds(condition, record, labels):
            return Decision(False, f"Does not meet: {sentence('Include', condition, attributes)}")
    return Decision(True, "Meets every condition" if conditions.include else "No condition excludes them")


def _holds(condition: Condition, record: HrRecord, labels: Mapping[str, str]) -> bool:
    if condition.key not in record.values:
        raise Refused(
            f"{labels[condition.key]} of employee {record.source_id} cannot be read, and a condition rests on it: make "
            "it readable in HR, or change the condition"
        )
    words = {_plain(value) for value in condition.values if value.strip()}
    is_one = not words.isdisjoint(_plain(word) for word in _words_of(record.values[condition.key]))
    return is_one if condition.test == "is one of" else not is_one


def _words_of(value: HrValue) -> tuple[str, ...]:
    """Of several choices each counts; of money, the amount."""
    if isinstance(value, HrMoney):
        return (value.amount,)
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()


def _label(condition: Condition, labels: Mapping[str, str]) -> str:
    if condition.key not in labels:
        raise Refused(
            f"A condition rests on the attribute {condition.key}, which HR no longer has or shows: change the "
            "condition, or make the attribute readable"
        )
    return labels[condition.key]
