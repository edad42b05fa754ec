"""Which attribute of HR fills which field of payroll, tried on everyone who takes part before it is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sixpence.actions.hr_sources import attributes_of, read_everyone, read_some
from sixpence.basics.refused import Refused
from sixpence.hr.conditions import try_conditions
from sixpence.hr.mapped import map_record
from sixpence.hr.mapping import (
    MAPPABLE,
    FieldMapping,
    HrMapping,
    Suggestion,
    is_offered,
    label_of,
    line_for,
    suggest_mapping,
    suggestions,
    with_choices,
)
from sixpence.hr.preview import FieldCheck, PreviewLine, check_fields, fields_filled_by, not_filled, preview_person
from sixpence.hr.records import HrAttribute, HrProgress, HrRecord, no_progress
from sixpence.hr.review import Found
from sixpence.hr.sources.personio import Patience
from sixpence.hr.words import plain
from sixpence.store import transaction
from sixpence.store.change_sets import newest_change_set, outcomes_in
from sixpence.store.connections import connection, save_connection
from sixpence.store.events import record
from sixpence.store.records import HrConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingView:
    """The mapping with HR's attributes as they are now. `gone` and `renamed` lines are for somebody to look at."""

    mapping: HrMapping
    attributes: tuple[HrAttribute, ...]
    gone: tuple[FieldMapping, ...]
    renamed: tuple[tuple[FieldMapping, str], ...]
    suggestions: tuple[Suggestion, ...]
    not_filled: tuple[str, ...]


def mapping_view(employer: str, *, at: datetime, patience: Patience | None = None) -> MappingView:
    """The mapping beside HR's attributes, with what could fill the fields that have no line."""
    kept = connection(employer)
    attributes = attributes_of(kept, at.date(), patience)
    return MappingView(
        mapping=kept.mapping,
        attributes=attributes,
        gone=kept.mapping.missing_from(attributes),
        renamed=kept.mapping.renamed_in(attributes),
        suggestions=suggestions(attributes, kept.mapping),
        not_filled=not_filled(kept.mapping),
    )


def take_suggestions(view: MappingView, employer: str, *, actor: str, at: datetime) -> tuple[FieldMapping, ...]:
    """Keep the suggestions that are certain or likely, and say which lines are new."""
    new: list[FieldMapping] = []

    def change(mapping: HrMapping) -> HrMapping:
        suggested = suggest_mapping(view.attributes, mapping)
        new.extend(suggested.lines[len(mapping.lines) :])
        return suggested

    _change_mapping(employer, change, {"change": "suggestions taken"}, actor, at)
    return tuple(new)


def set_line(
    employer: str,
    field: str,
    attribute: str,
    *,
    transform: str = "",
    other_keys: tuple[str, ...] = (),
    on_a_few: bool = False,
    progress: HrProgress = no_progress,
    patience: Patience | None = None,
    actor: str,
    at: datetime,
) -> dict[str, FieldCheck]:
    """Fill the field from an attribute, named by its label or key, after trying it on everyone who takes part, or on a
    few, which takes a moment; and say how they fare.

    Raises Refused, and keeps nothing, where HR has values for it and not one of them fits.
    """
    _check_field(field)
    attributes, people = _read_who_takes_part(connection(employer), at, on_a_few, progress, patience)
    found = _attribute(attribute, attributes)
    if not is_offered(found):
        raise Refused(f"{found.label} holds several choices at once, and cannot fill {label_of(field)}")
    line = replace(line_for(field, found), transform=transform, other_keys=other_keys)
    detail = {"change": "set", "field": field, "attribute": found.key}
    return _keep_tried(employer, field, lambda mapping: mapping.with_line(line), people, detail, actor, at)


def match_choices(
    employer: str,
    field: str,
    choices: Mapping[str, str],
    *,
    on_a_few: bool = False,
    progress: HrProgress = no_progress,
    patience: Patience | None = None,
    actor: str,
    at: datetime,
) -> dict[str, FieldCheck]:
    """Keep what HR's words mean for a field, after trying it on everyone who takes part, and say how they fare."""
    _check_field(field)

    def change(mapping: HrMapping) -> HrMapping:
        if all(line.field != field for line in mapping.lines):
            raise Refused(f"no attribute fills {label_of(field)}: set one first with: sixpence mapping set")
        lines = (with_choices(line, choices) if line.field == field else line for line in mapping.lines)
        return replace(mapping, lines=tuple(lines))

    kept = connection(employer)
    change(kept.mapping)  # refuses before everyone is read
    _, people = _read_who_takes_part(kept, at, on_a_few, progress, patience)
    return _keep_tried(employer, field, change, people, {"change": "words matched", "field": field}, actor, at)


def leave_out_field(employer: str, field: str, *, actor: str, at: datetime) -> None:
    """Do not map the field, and let nothing be suggested for it any more. What payroll has stays."""
    _check_field(field)
    detail = {"change": "not mapped", "field": field}
    _change_mapping(employer, lambda mapping: mapping.without(field), detail, actor, at)


def preview_employee(
    employer: str, employee_id: str, *, at: datetime, patience: Patience | None = None
) -> tuple[PreviewLine, ...]:
    """What the mapping makes of one person, private values masked; "" takes the first who takes part.

    Raises Refused where HR does not show them.
    """
    kept = connection(employer)
    if employee_id:
        attributes, people = read_some(kept, at.date(), frozenset({employee_id}), patience)
    else:
        attributes, people = _read_who_takes_part(kept, at, True, no_progress, patience)
    if not people:
        raise Refused(f"HR shows no employee {employee_id}: check the id, which is the one HR gives them")
    return preview_person(people[0], kept.mapping, attributes)


def checks_of_last_sync(employer: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """By field and reason, the employees whose value was not taken, needs a look or stayed, as the last sync found."""
    newest = newest_change_set(employer, connection(employer).source)
    found: dict[str, dict[str, list[str]]] = {}
    for one in outcomes_in(newest) if newest else ():
        if one.field and one.found in (Found.REFUSED, Found.WARNING, Found.KEPT):
            found.setdefault(one.field, {}).setdefault(one.because, []).append(one.employee_id)
    return {field: {because: tuple(people) for because, people in each.items()} for field, each in found.items()}


def _keep_tried(
    employer: str,
    field: str,
    change: Callable[[HrMapping], HrMapping],
    people: list[HrRecord],
    detail: Mapping[str, str],
    actor: str,
    at: datetime,
) -> dict[str, FieldCheck]:
    """Change the lines of one field, unless HR has values for it and none of them fits."""
    changed = change(connection(employer).mapping)
    names = fields_filled_by(field, changed)
    checks = check_fields((map_record(person, changed) for person in people), names)
    if checks[names[0]].fits_nobody:
        reason = next(iter(checks[names[0]].refused))
        raise Refused(f"no value in HR fits {label_of(field)}, so nothing is kept: it {reason}")
    _change_mapping(employer, change, detail, actor, at)
    return checks


def _read_who_takes_part(
    kept: HrConnection, at: datetime, on_a_few: bool, progress: HrProgress, patience: Patience | None
) -> tuple[tuple[HrAttribute, ...], list[HrRecord]]:
    if on_a_few:
        attributes, people = read_some(kept, at.date(), patience=patience)
    else:
        attributes, people = read_everyone(kept, at.date(), progress, patience)
    trial = try_conditions(people, kept.conditions, attributes)
    return attributes, [person for person in people if trial.decisions[person.source_id].included]


def _change_mapping(
    employer: str, change: Callable[[HrMapping], HrMapping], detail: Mapping[str, str], actor: str, at: datetime
) -> None:
    with transaction():
        kept = connection(employer)
        save_connection(employer, replace(kept, mapping=change(kept.mapping)))
        record(kind="HR mapping changed", subject=employer, detail=detail, actor=actor, at=at)


def _check_field(field: str) -> None:
    if field not in MAPPABLE:
        raise Refused(f"no payroll field is called {field!r}; there are: {', '.join(sorted(MAPPABLE))}")


def _attribute(name: str, attributes: tuple[HrAttribute, ...]) -> HrAttribute:
    """The attribute of that key, or of that label."""
    found = [each for each in attributes if each.key == name]
    found = found or [each for each in attributes if plain(each.label) == plain(name)]
    if not found:
        raise Refused(f"HR has no attribute {name!r}, or does not show it: see them with: sixpence mapping show --all")
    if len(found) > 1:
        raise Refused(f"{len(found)} attributes are labelled {name!r}: name one by its key, {found[0].key} or another")
    return found[0]
