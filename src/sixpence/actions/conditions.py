"""Whom payroll takes from HR: conditions as sentences, tried before they count."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sixpence.actions.hr_sources import attributes_of, read_everyone
from sixpence.basics.refused import Refused
from sixpence.hr.conditions import Condition, Conditions, Trial, condition_of, sentence, sentences, try_conditions
from sixpence.hr.records import HrAttribute, HrProgress, no_progress
from sixpence.hr.sources.personio import Patience
from sixpence.store import transaction
from sixpence.store.connections import connection, save_connection
from sixpence.store.events import record


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionsView:
    """Every condition as people read it, the day of the month after which joiners wait (None: none waits), and the
    attributes that a condition can be about."""

    sentences: tuple[str, ...]
    cut_off_day: int | None
    attributes: tuple[HrAttribute, ...]


def conditions_view(employer: str, *, at: datetime, patience: Patience | None = None) -> ConditionsView:
    """The conditions as they are kept, in the words HR has for its attributes now."""
    kept = connection(employer)
    attributes = attributes_of(kept, at.date(), patience)
    return ConditionsView(
        sentences=sentences(kept.conditions, attributes),
        cut_off_day=kept.conditions.cut_off_day,
        attributes=attributes,
    )


def try_out(
    employer: str,
    further: tuple[str, ...] = (),
    *,
    at: datetime,
    progress: HrProgress = no_progress,
    patience: Patience | None = None,
) -> Trial:
    """Who takes part and who is caught by which condition, with `further` sentences on trial; nothing is changed."""
    kept = connection(employer)
    attributes, people = read_everyone(kept, at.date(), progress, patience)
    conditions = kept.conditions
    for text in further:
        conditions = with_condition(conditions, text, attributes)
    return try_conditions(people, conditions, attributes)


def add_condition(employer: str, text: str, *, patience: Patience | None = None, actor: str, at: datetime) -> str:
    """Add the condition that the sentence says, and give it back as it is understood."""
    attributes = attributes_of(connection(employer), at.date(), patience)
    verb, condition = condition_of(text, attributes)
    _change_conditions(
        employer, lambda kept: with_condition(kept, text, attributes), {"change": "added"}, actor=actor, at=at
    )
    return sentence(verb, condition, attributes)


def remove_condition(employer: str, text: str, *, patience: Patience | None = None, actor: str, at: datetime) -> None:
    """Remove the condition that the sentence says. Raises Refused where there is none like it."""
    attributes = attributes_of(connection(employer), at.date(), patience)
    verb, gone = condition_of(text, attributes)

    def change(kept: Conditions) -> Conditions:
        listed = kept.include if verb == "Include" else kept.exclude
        if gone not in listed:
            raise Refused(f"{employer} has no such condition: see them with: sixpence conditions show")
        rest = tuple(each for each in listed if each != gone)
        return replace(kept, include=rest) if verb == "Include" else replace(kept, exclude=rest)

    _change_conditions(employer, change, {"change": "removed"}, actor=actor, at=at)


def let_joiners_wait(employer: str, cut_off_day: int | None, *, actor: str, at: datetime) -> None:
    """Whoever starts after that day of a pay day's month waits for the next run; with None nobody waits."""
    detail: dict[str, str | int | None] = {"change": "joiners", "cut_off_day": cut_off_day}
    _change_conditions(employer, lambda kept: replace(kept, cut_off_day=cut_off_day), detail, actor=actor, at=at)


def with_condition(conditions: Conditions, text: str, attributes: tuple[HrAttribute, ...]) -> Conditions:
    """The conditions and the one that the sentence says. Raises Refused where it is not understood."""
    verb, condition = condition_of(text, attributes)
    if verb == "Include":
        return replace(conditions, include=_and(conditions.include, condition))
    return replace(conditions, exclude=_and(conditions.exclude, condition))


def _change_conditions(
    employer: str,
    change: Callable[[Conditions], Conditions],
    detail: Mapping[str, str | int | None],
    *,
    actor: str,
    at: datetime,
) -> None:
    with transaction():
        kept = connection(employer)
        save_connection(employer, replace(kept, conditions=change(kept.conditions)))
        record(kind="HR conditions changed", subject=employer, detail=detail, actor=actor, at=at)


def _and(listed: tuple[Condition, ...], condition: Condition) -> tuple[Condition, ...]:
    return listed if condition in listed else (*listed, condition)
