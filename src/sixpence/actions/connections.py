"""Connecting an employer to the one HR system its people come from: Personio, or a spreadsheet. It is only read."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sixpence.actions.conditions import with_condition
from sixpence.actions.hr_sources import PERSONIO, SPREADSHEET, called, first_look, to_personio, to_spreadsheet
from sixpence.basics.refused import Refused
from sixpence.hr.conditions import check_conditions
from sixpence.hr.mapping import HrMapping, suggest_mapping
from sixpence.hr.preview import not_filled
from sixpence.hr.records import HrAttribute
from sixpence.hr.sources.personio import Credentials, Patience
from sixpence.hr.sources.personio.rights import Lacking
from sixpence.hr.sources.spreadsheet import Layout
from sixpence.store import transaction
from sixpence.store.change_sets import supersede_waiting
from sixpence.store.connections import find_connection, save_connection
from sixpence.store.events import record
from sixpence.store.records import HrConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """What a connection can and cannot do: rights it lacks, fields whose attribute HR does not show, and fields payroll
    needs that nothing fills. `replaced` is the source that was connected before, "" where it was this one or none."""

    source: str
    mapping: HrMapping
    attributes: tuple[HrAttribute, ...]
    lacking: tuple[Lacking, ...]
    not_shown: tuple[str, ...]
    not_filled: tuple[str, ...]
    replaced: str


def connect(
    employer: str,
    credentials: Credentials,
    base_url: str,
    *,
    conditions: tuple[str, ...] = (),
    afresh: bool = False,
    instead: bool = False,
    patience: Patience | None = None,
    actor: str,
    at: datetime,
) -> Connected:
    """Sign in to Personio, look at what may be read, suggest a mapping, and keep the connection.

    Connecting again keeps the mapping and the conditions, unless `afresh`; `conditions` are sentences to add. Another
    source is given up only where this one is to come `instead`. Raises Refused where signing in is refused, nobody may
    be read, or a sentence is not understood; then nothing is kept.
    """
    before = _before(employer, PERSONIO, instead, afresh)
    wanted = _with_decisions_of(before, to_personio(credentials, base_url))
    return _connect(employer, wanted, conditions, instead, patience, actor, at)


def connect_spreadsheet(
    employer: str,
    file: Path,
    *,
    layout: Layout | None = None,
    conditions: tuple[str, ...] = (),
    afresh: bool = False,
    instead: bool = False,
    actor: str,
    at: datetime,
) -> Connected:
    """The same for a CSV or XLSX file, which is kept by its place and read anew by every sync.

    Connecting again keeps what was said of its sheet and columns too, unless there is a new `layout`.
    """
    before = _before(employer, SPREADSHEET, instead, afresh)
    said = layout or (before.layout if before else Layout())
    wanted = _with_decisions_of(before, to_spreadsheet(file, said))
    return _connect(employer, wanted, conditions, instead, None, actor, at)


def _connect(
    employer: str,
    wanted: HrConnection,
    conditions: tuple[str, ...],
    instead: bool,
    patience: Patience | None,
    actor: str,
    at: datetime,
) -> Connected:
    look = first_look(wanted, at.date(), patience)
    mapping, chosen = suggest_mapping(look.attributes, wanted.mapping), wanted.conditions
    for text in conditions:
        chosen = with_condition(chosen, text, look.attributes)
    check_conditions(chosen, look.attributes)
    with transaction():
        replaced = _other_source(employer, wanted.source, instead)
        if replaced:
            supersede_waiting(employer, replaced)
            record(kind="HR disconnected", subject=employer, detail={"source": replaced}, actor=actor, at=at)
        save_connection(employer, replace(wanted, mapping=mapping, conditions=chosen))
        record(kind="HR connected", subject=employer, detail={"source": wanted.source}, actor=actor, at=at)
    return Connected(
        source=wanted.source,
        mapping=mapping,
        attributes=look.attributes,
        lacking=look.lacking,
        not_shown=tuple(dict.fromkeys(line.field for line in mapping.lines if look.readable.isdisjoint(line.keys))),
        not_filled=not_filled(mapping),
        replaced=replaced,
    )


def _before(employer: str, source: str, instead: bool, afresh: bool) -> HrConnection | None:
    """The connection whose decisions go on. Keys of one source say nothing in another."""
    other = _other_source(employer, source, instead)  # refuses before anything is read
    return None if afresh or other else find_connection(employer)


def _with_decisions_of(before: HrConnection | None, wanted: HrConnection) -> HrConnection:
    return replace(wanted, mapping=before.mapping, conditions=before.conditions) if before else wanted


def _other_source(employer: str, source: str, instead: bool) -> str:
    """The other source that the employer is connected to, "" where there is none."""
    kept = find_connection(employer)
    if kept is None or kept.source == source:
        return ""
    if not instead:
        raise Refused(
            f"{employer} is connected to {called(kept.source)}, and has one source: to take {called(source)} instead, "
            "in which everybody must have the same id, say --instead"
        )
    return kept.source
