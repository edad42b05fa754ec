"""The HR systems an employer can be connected to, opened by what is kept of the connection. Nothing else tells them
apart, and they are only read.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sixpence.basics.refused import Refused
from sixpence.hr.conditions import Conditions
from sixpence.hr.mapping import HrMapping
from sixpence.hr.records import HrAnswers, HrAttribute, HrProgress, HrRecord, HrSource, no_progress
from sixpence.hr.sources.personio import Credentials, Patience, PersonioClient, PersonioSource
from sixpence.hr.sources.personio.rights import Lacking, look_at_rights
from sixpence.hr.sources.spreadsheet import Layout, SpreadsheetSource
from sixpence.store.records import HrConnection

PERSONIO = "personio"
SPREADSHEET = "spreadsheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLook:
    """What a source offers to a new connection: its attributes, what may not be read, and the keys that are shown."""

    attributes: tuple[HrAttribute, ...]
    lacking: tuple[Lacking, ...]
    readable: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of an HR system. `asked_for` is whom a reading of changes was about, None where it was everybody;
    `mark` is where the next reading of changes goes on."""

    attributes: tuple[HrAttribute, ...]
    asked_for: frozenset[str] | None
    mark: str


@dataclass(frozen=True, slots=True)
class _HrSystem:
    called: str
    open: Callable[[HrConnection, date, Patience | None, HrAnswers | None], AbstractContextManager[HrSource]]
    look: Callable[[HrConnection, date, Patience | None], FirstLook]


def to_personio(credentials: Credentials, base_url: str) -> HrConnection:
    """A connection to a Personio account, with nothing mapped yet."""
    return HrConnection(
        source=PERSONIO,
        base_url=base_url,
        client_id=credentials.client_id,
        client_secret=credentials.client_secret,
        mapping=HrMapping(()),
        conditions=Conditions(),
    )


def to_spreadsheet(file: Path, layout: Layout) -> HrConnection:
    """A connection to a CSV or XLSX file, with nothing mapped yet."""
    return HrConnection(
        source=SPREADSHEET,
        base_url=str(file.absolute()),
        client_id="",
        client_secret="",
        mapping=HrMapping(()),
        conditions=Conditions(),
        layout=layout,
    )


def at_file(kept: HrConnection, file: Path) -> HrConnection:
    """The connection with another file in the place of the spreadsheet. Raises Refused where it is not to one."""
    if kept.source != SPREADSHEET:
        raise Refused(f"people come from {called(kept.source)}, so no file is read: leave {file} out")
    return replace(kept, base_url=str(file.absolute()))


def called(source: str) -> str:
    """What a source is called in a sentence. Raises Refused for one that is not known."""
    return _system(source).called


def first_look(kept: HrConnection, as_of: date, patience: Patience | None = None) -> FirstLook:
    """Sign in, or open the file, and see what may be read. Raises Refused where nobody may be."""
    return _system(kept.source).look(kept, as_of, patience)


def open_source(
    kept: HrConnection, as_of: date, patience: Patience | None = None, answers: HrAnswers | None = None
) -> AbstractContextManager[HrSource]:
    """The employer's HR system for one reading. `as_of` is the pay day it is for, or the day of a mere look."""
    return _system(kept.source).open(kept, as_of, patience, answers)


def attributes_of(kept: HrConnection, as_of: date, patience: Patience | None = None) -> tuple[HrAttribute, ...]:
    """Every attribute that HR has and shows."""
    with open_source(kept, as_of, patience) as source:
        return source.attributes()


def read_everyone(
    kept: HrConnection, as_of: date, progress: HrProgress = no_progress, patience: Patience | None = None
) -> tuple[tuple[HrAttribute, ...], list[HrRecord]]:
    """The attributes and everybody, whole. Raises Refused for whatever keeps HR from being read so."""
    with open_source(kept, as_of, patience) as source:
        return source.attributes(), list(source.records(progress))


def read_some(
    kept: HrConnection, as_of: date, people: frozenset[str] | None = None, patience: Patience | None = None
) -> tuple[tuple[HrAttribute, ...], list[HrRecord]]:
    """The attributes, and those named, or else a few to try things on; that takes a moment in a company of any size."""
    with open_source(kept, as_of, patience) as source:
        chosen = frozenset(source.a_few()) if people is None else people
        return source.attributes(), list(source.records(only=chosen))


def read_people(
    kept: HrConnection,
    as_of: date,
    take: Callable[[tuple[HrAttribute, ...], Iterator[HrRecord]], None],
    *,
    since: str = "",
    besides: frozenset[str] = frozenset(),
    begun: datetime,
    progress: HrProgress = no_progress,
    patience: Patience | None = None,
    answers: HrAnswers | None = None,
) -> Reading:
    """Everybody; or with the mark of an earlier reading, those who may have changed `since`, and some `besides`.

    `take` has the people one by one as they come; its work is done while the next are on their way. Where the source
    cannot tell who has changed, everybody is read after all. Raises Refused as `read_everyone` does.
    """
    with open_source(kept, as_of, patience, answers) as source:
        changed = source.changed_since(since) if since else None
        asked_for = None if changed is None else changed | besides
        take(source.attributes(), source.records(progress, asked_for))
        return Reading(attributes=source.attributes(), asked_for=asked_for, mark=source.mark(begun))


def _client(kept: HrConnection, patience: Patience | None, answers: HrAnswers | None = None) -> PersonioClient:
    return PersonioClient(Credentials(kept.client_id, kept.client_secret), kept.base_url, patience, kept=answers)


@contextmanager
def _open_personio(
    kept: HrConnection, as_of: date, patience: Patience | None, answers: HrAnswers | None
) -> Iterator[HrSource]:
    with _client(kept, patience, answers) as client:
        yield PersonioSource(client, as_of)


def _look_at_personio(kept: HrConnection, as_of: date, patience: Patience | None) -> FirstLook:
    with _client(kept, patience) as client:
        rights = look_at_rights(client, as_of)
        attributes = PersonioSource(client, as_of).attributes()
    return FirstLook(attributes=attributes, lacking=rights.lacking, readable=rights.readable)


@contextmanager
def _open_spreadsheet(
    kept: HrConnection, as_of: date, patience: Patience | None, answers: HrAnswers | None
) -> Iterator[HrSource]:
    """A file is as it is on any day, and at once."""
    file = Path(kept.base_url)
    if not file.is_file():
        raise Refused(f"there is no file {file}: name the newest one with sixpence sync --file, or connect it anew")
    yield SpreadsheetSource.from_path(file, kept.layout)


def _look_at_spreadsheet(kept: HrConnection, as_of: date, patience: Patience | None) -> FirstLook:
    attributes = attributes_of(kept, as_of, patience)
    return FirstLook(attributes=attributes, lacking=(), readable=frozenset(each.key for each in attributes))


_SYSTEMS = {
    PERSONIO: _HrSystem("Personio", _open_personio, _look_at_personio),
    SPREADSHEET: _HrSystem("the spreadsheet", _open_spreadsheet, _look_at_spreadsheet),
}


def _system(source: str) -> _HrSystem:
    if source not in _SYSTEMS:
        raise Refused(f"this Sixpence does not know the HR system {source!r}: upgrade it, or connect another")
    return _SYSTEMS[source]
