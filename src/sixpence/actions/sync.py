"""People from HR: connect, look at what would change, apply it. Nothing is ever sent to HR but a sign-in."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sixpence.basics.refused import Refused
from sixpence.hr.conditions import Condition, Conditions, check_conditions, decide, sentence
from sixpence.hr.differences import ChangeSet, compare, facts_of
from sixpence.hr.mapped import map_record
from sixpence.hr.mapping import HrMapping, suggest_mapping
from sixpence.hr.records import HrAttribute, HrProgress, no_progress
from sixpence.hr.sources.personio import Credentials, Patience, PersonioClient, PersonioSource
from sixpence.payrun.record import canonical_json
from sixpence.people.person import Fact
from sixpence.store import transaction
from sixpence.store.connections import connection, save_connection
from sixpence.store.employments import add_employments, save_facts
from sixpence.store.employments import facts_of as stored_facts
from sixpence.store.events import record
from sixpence.store.records import HrConnection

PERSONIO = "personio"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncPreview:
    """What a sync found and would change; nothing is changed yet."""

    employer: str
    as_of: date
    people_in_hr: int
    conditions: tuple[str, ...]  # as sentences
    not_there: tuple[str, ...]  # fields mapped to an attribute that HR no longer has or shows
    changes: ChangeSet
    stored_digest: str  # of the facts it was compared with


def connect_personio(
    employer: str,
    credentials: Credentials,
    base_url: str,
    *,
    exclude_where: tuple[tuple[str, tuple[str, ...]], ...] = (),
    patience: Patience | None = None,
    actor: str,
    at: datetime,
) -> tuple[HrMapping, tuple[HrAttribute, ...]]:
    """Sign in, suggest a mapping by universal ids and labels, and keep the connection.

    `exclude_where` names attributes by their label, each with the values to exclude; an attribute that the account does
    not have is refused. Raises Refused where signing in or reading is refused; then nothing is kept.
    """
    with PersonioClient(credentials, base_url, patience) as client:
        attributes = PersonioSource(client, at.date()).attributes()
    mapping = suggest_mapping(attributes)
    conditions = _conditions(attributes, exclude_where)
    check_conditions(conditions, attributes)
    kept = HrConnection(
        source=PERSONIO,
        base_url=base_url,
        client_id=credentials.client_id,
        client_secret=credentials.client_secret,
        mapping=mapping,
        conditions=conditions,
    )
    with transaction():
        save_connection(employer, kept)
        record(kind="HR connected", subject=employer, detail={"source": PERSONIO}, actor=actor, at=at)
    return mapping, attributes


def _conditions(
    attributes: tuple[HrAttribute, ...], exclude_where: tuple[tuple[str, tuple[str, ...]], ...]
) -> Conditions:
    by_label = {attribute.label: attribute.key for attribute in attributes}
    for label, _ in exclude_where:
        if label not in by_label:
            raise Refused(f"no condition can be made on {label}: HR has no attribute of that name, or does not show it")
    return Conditions(exclude=tuple(Condition(by_label[label], "is one of", values) for label, values in exclude_where))


def preview_sync(
    employer: str, *, as_of: date, progress: HrProgress = no_progress, patience: Patience | None = None
) -> SyncPreview:
    """Read everyone and compare them with the stored facts. `as_of` is the pay day the sync is for.

    Raises Refused, in one line, for whatever kept HR from being read whole; nothing is changed in any case.
    """
    kept = connection(employer, PERSONIO)
    with PersonioClient(Credentials(kept.client_id, kept.client_secret), kept.base_url, patience) as client:
        source = PersonioSource(client, as_of)
        attributes = source.attributes()
        people = list(source.records(progress))
    check_conditions(kept.conditions, attributes)
    decisions = {person.source_id: decide(person, kept.conditions, attributes) for person in people}
    excluded = {who: decision.because for who, decision in decisions.items() if not decision.included}
    mapped = [map_record(person, kept.mapping) for person in people if person.source_id not in excluded]
    stored = stored_facts(employer)
    return SyncPreview(
        employer=employer,
        as_of=as_of,
        people_in_hr=len(people),
        conditions=(
            *(sentence("Include", condition, attributes) for condition in kept.conditions.include),
            *(sentence("Exclude", condition, attributes) for condition in kept.conditions.exclude),
        ),
        not_there=tuple(line.field for line in kept.mapping.missing_from(attributes)),
        changes=compare(mapped, stored, as_of, excluded),
        stored_digest=_digest(stored),
    )


def apply_sync(preview: SyncPreview, *, actor: str, at: datetime) -> int:
    """Store what the preview showed, all or nothing; says how many facts are new.

    Raises Refused where the stored facts are no longer those that the preview was compared with.
    """
    with transaction():
        if _digest(stored_facts(preview.employer)) != preview.stored_digest:
            raise Refused(f"the people of {preview.employer} have changed since they were compared: sync again")
        new = facts_of(preview.changes)
        add_employments(preview.employer, {fact.employee_id for fact in new})
        count = save_facts(preview.employer, new, origin=PERSONIO, at=at)
        detail: dict[str, str | int] = {
            "facts": count,
            "starters": len(preview.changes.starters),
            "excluded": len(preview.changes.excluded),
            "people_in_hr": preview.people_in_hr,
        }
        record(kind="HR changes applied", subject=preview.employer, detail=detail, actor=actor, at=at)
    return count


def _digest(stored: dict[str, list[Fact]]) -> str:
    rows = [[fact.employee_id, fact.field, fact.effective_from, fact.value] for who in stored for fact in stored[who]]
    return sha256(canonical_json(rows)).hexdigest()
