"""The connection to Personio: signing in, which attribute fills which field, whom to take. Personio is only read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sixpence.basics.refused import Refused
from sixpence.hr.conditions import (
    Condition,
    Conditions,
    Trial,
    check_conditions,
    condition_of,
    sentence,
    sentences,
    try_conditions,
)
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
from sixpence.hr.sources.personio import Credentials, Patience, PersonioClient, PersonioSource
from sixpence.hr.sources.personio.rights import Lacking, look_at_rights
from sixpence.hr.words import plain
from sixpence.store import transaction
from sixpence.store.connections import connection, find_connection, save_connection
from sixpence.store.events import record
from sixpence.store.records import HrConnection

PERSONIO = "personio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """What a connection can and cannot do: rights it lacks, fields whose attribute Personio does not show, and fields
    payroll needs that nothing fills."""

    mapping: HrMapping
    attributes: tuple[HrAttribute, ...]
    lacking: tuple[Lacking, ...]
    not_shown: tuple[str, ...]
    not_filled: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingView:
    """The mapping with HR's attributes as they are now. `gone` and `renamed` lines are for somebody to look at."""

    mapping: HrMapping
    attributes: tuple[HrAttribute, ...]
    gone: tuple[FieldMapping, ...]
    renamed: tuple[tuple[FieldMapping, str], ...]
    suggestions: tuple[Suggestion, ...]
    not_filled: tuple[str, ...]


def connect(
    employer: str,
    credentials: Credentials,
    base_url: str,
    *,
    conditions: tuple[str, ...] = (),
    afresh: bool = False,
    patience: Patience | None = None,
    actor: str,
    at: datetime,
) -> Connected:
    """Sign in, look at what may be read, suggest a mapping, and keep the connection.

    Connecting again keeps the mapping and the conditions, unless `afresh`; `conditions` are sentences to add. Raises
    Refused where signing in is refused, nobody may be read, or a sentence is not understood; then nothing is kept.
    """
    with PersonioClient(credentials, base_url, patience) as client:
        rights = look_at_rights(client, at.date())
        attributes = PersonioSource(client, at.date()).attributes()
    before = None if afresh else find_connection(employer, PERSONIO)
    mapping = suggest_mapping(attributes, before.mapping if before else HrMapping(()))
    chosen = before.conditions if before else Conditions()
    for text in conditions:
        chosen = _with_condition(chosen, text, attributes)
    check_conditions(chosen, attributes)
    kept = HrConnection(
        source=PERSONIO,
        base_url=base_url,
        client_id=credentials.client_id,
        client_secret=credentials.client_secret,
        mapping=mapping,
        conditions=chosen,
    )
    with transaction():
        save_connection(employer, kept)
        record(kind="HR connected", subject=employer, detail={"source": PERSONIO}, actor=actor, at=at)
    return Connected(
        mapping=mapping,
        attributes=attributes,
        lacking=rights.lacking,
        not_shown=tuple(dict.fromkeys(line.field for line in mapping.lines if rights.readable.isdisjoint(line.keys))),
        not_filled=not_filled(mapping),
    )


def mapping_view(employer: str, *, at: datetime, patience: Patience | None = None) -> MappingView:
    """The mapping beside HR's attributes, with what could fill the fields that have no line."""
    kept = connection(employer, PERSONIO)
    with _client(kept, patience) as client:
        attributes = PersonioSource(client, at.date()).attributes()
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
    progress: HrProgress = no_progress,
    patience: Patience | None = None,
    actor: str,
    at: datetime,
) -> dict[str, FieldCheck]:
    """Fill the field from an attribute, named by its label or key, after trying it on everyone who takes part, and
    say how they fare.

    Raises Refused, and keeps nothing, where HR has values for it and not one of them fits.
    """
    _check_field(field)
    attributes, people = _read_everyone(employer, at, progress, patience)
    found = _attribute(attribute, attributes)
    if not is_offered(found):
        raise Refused(f"{found.label} holds several choices at once, and cannot fill {label_of(field)}")
    line = replace(line_for(field, found), transform=transform, other_keys=other_keys)
    people = _taking_part(employer, people, attributes)
    detail = {"change": "set", "field": field, "attribute": found.key}
    return _keep_tried(employer, field, lambda mapping: mapping.with_line(line), people, detail, actor, at)


def match_choices(
    employer: str,
    field: str,
    choices: Mapping[str, str],
    *,
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

    change(connection(employer, PERSONIO).mapping)  # refuses before everyone is read
    attributes, people = _read_everyone(employer, at, progress, patience)
    people = _taking_part(employer, people, attributes)
    return _keep_tried(employer, field, change, people, {"change": "words matched", "field": field}, actor, at)


def leave_out_field(employer: str, field: str, *, actor: str, at: datetime) -> None:
    """Do not map the field, and let nothing be suggested for it any more. What payroll has stays."""
    _check_field(field)
    detail = {"change": "not mapped", "field": field}
    _change_mapping(employer, lambda mapping: mapping.without(field), detail, actor, at)


def preview_employee(
    employer: str,
    employee_id: str,
    *,
    at: datetime,
    progress: HrProgress = no_progress,
    patience: Patience | None = None,
) -> tuple[PreviewLine, ...]:
    """What the mapping makes of one person, private values masked. Raises Refused where HR does not show them."""
    attributes, people = _read_everyone(employer, at, progress, patience)
    person = next((each for each in people if each.source_id == employee_id), None)
    if person is None:
        raise Refused(f"HR shows no employee {employee_id}: check the id, which is Personio's own")
    return preview_person(person, connection(employer, PERSONIO).mapping, attributes)


def conditions_as_sentences(
    employer: str, *, at: datetime, patience: Patience | None = None
) -> tuple[tuple[str, ...], int | None]:
    """Every condition as people read it, and the day of the month after which joiners wait (None: none waits)."""
    kept = connection(employer, PERSONIO)
    return sentences(kept.conditions, _attributes_of(kept, at, patience)), kept.conditions.cut_off_day


def try_out(
    employer: str,
    further: tuple[str, ...] = (),
    *,
    at: datetime,
    progress: HrProgress = no_progress,
    patience: Patience | None = None,
) -> Trial:
    """Who takes part and who is caught by which condition, with `further` sentences on trial; nothing is changed."""
    attributes, people = _read_everyone(employer, at, progress, patience)
    conditions = connection(employer, PERSONIO).conditions
    for text in further:
        conditions = _with_condition(conditions, text, attributes)
    return try_conditions(people, conditions, attributes)


def add_condition(employer: str, text: str, *, patience: Patience | None = None, actor: str, at: datetime) -> str:
    """Add the condition that the sentence says, and give it back as it is understood."""
    attributes = _attributes_of(connection(employer, PERSONIO), at, patience)
    verb, condition = condition_of(text, attributes)
    _change_conditions(
        employer, lambda kept: _with_condition(kept, text, attributes), {"change": "added"}, actor=actor, at=at
    )
    return sentence(verb, condition, attributes)


def remove_condition(employer: str, text: str, *, patience: Patience | None = None, actor: str, at: datetime) -> None:
    """Remove the condition that the sentence says. Raises Refused where there is none like it."""
    attributes = _attributes_of(connection(employer, PERSONIO), at, patience)
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
    changed = change(connection(employer, PERSONIO).mapping)
    names = fields_filled_by(field, changed)
    checks = check_fields((map_record(person, changed) for person in people), names)
    if checks[names[0]].fits_nobody:
        reason = next(iter(checks[names[0]].refused))
        raise Refused(f"no value in HR fits {label_of(field)}, so nothing is kept: it {reason}")
    _change_mapping(employer, change, detail, actor, at)
    return checks


def _taking_part(employer: str, people: list[HrRecord], attributes: tuple[HrAttribute, ...]) -> list[HrRecord]:
    trial = try_conditions(people, connection(employer, PERSONIO).conditions, attributes)
    return [person for person in people if trial.decisions[person.source_id].included]


def _change_mapping(
    employer: str, change: Callable[[HrMapping], HrMapping], detail: Mapping[str, str], actor: str, at: datetime
) -> None:
    with transaction():
        kept = connection(employer, PERSONIO)
        save_connection(employer, replace(kept, mapping=change(kept.mapping)))
        record(kind="HR mapping changed", subject=employer, detail=detail, actor=actor, at=at)


def _change_conditions(
    employer: str,
    change: Callable[[Conditions], Conditions],
    detail: Mapping[str, str | int | None],
    *,
    actor: str,
    at: datetime,
) -> None:
    with transaction():
        kept = connection(employer, PERSONIO)
        save_connection(employer, replace(kept, conditions=change(kept.conditions)))
        record(kind="HR conditions changed", subject=employer, detail=detail, actor=actor, at=at)


def _with_condition(conditions: Conditions, text: str, attributes: tuple[HrAttribute, ...]) -> Conditions:
    verb, condition = condition_of(text, attributes)
    if verb == "Include":
        return replace(conditions, include=_and(conditions.include, condition))
    return replace(conditions, exclude=_and(conditions.exclude, condition))


def _and(listed: tuple[Condition, ...], condition: Condition) -> tuple[Condition, ...]:
    return listed if condition in listed else (*listed, condition)


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


def _client(kept: HrConnection, patience: Patience | None) -> PersonioClient:
    return PersonioClient(Credentials(kept.client_id, kept.client_secret), kept.base_url, patience)


def _attributes_of(kept: HrConnection, at: datetime, patience: Patience | None) -> tuple[HrAttribute, ...]:
    with _client(kept, patience) as client:
        return PersonioSource(client, at.date()).attributes()


def _read_everyone(
    employer: str, at: datetime, progress: HrProgress, patience: Patience | None
) -> tuple[tuple[HrAttribute, ...], list[HrRecord]]:
    with _client(connection(employer, PERSONIO), patience) as client:
        source = PersonioSource(client, at.date())
        return source.attributes(), list(source.records(progress))
