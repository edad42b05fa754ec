"""A Personio account as an HR source: version 2 where it can be read, version 1 for what it cannot say or instead."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, partial
from typing import TypeVar

from sixpence.hr.records import DatedValue, HrAttribute, HrProgress, HrRecord, no_progress
from sixpence.hr.sources.personio import v1, v2
from sixpence.hr.sources.personio.answers import JsonObject, NotAvailable, NotPermitted
from sixpence.hr.sources.personio.client import PERSONS_PAGE_ROWS, PersonioClient
from sixpence.hr.sources.personio.mark import OVERLAP, Mark, digests
from sixpence.hr.sources.personio.pace import AT_ONCE
from sixpence.hr.sources.personio.side_by_side import Beside, looking_ahead

_ONE_BY_ONE = 100  # version 1 gives so many employees in one answer, and 300 answers a minute
_IN_BETWEEN = 8  # employments, of which thirty come a second: so a page of version 1's fifteen a second is always due

T = TypeVar("T")


@dataclass
class _Lists:
    """What is read of people: version 2's persons, version 1's employees, and version 2's compensations."""

    persons: Beside[JsonObject]
    employees: Beside[JsonObject]
    pay: Beside[JsonObject]
    people: int | None = None  # of how many, as soon as version 1 has said so

    @cached_property
    def employees_by_id(self) -> dict[str, JsonObject]:
        return {v1.employee_id(employee): employee for employee in self.employees.rows() or ()}

    @cached_property
    def pay_by_id(self) -> dict[str, tuple[DatedValue, ...]]:
        return v2.pay_in(self.pay.rows() or ())


class PersonioSource:
    """Reads one account once; make another for the next sync.

    `as_of` is the pay day: pay is asked for its calendar month. `versions` narrows what people are read from. Where
    both can be read, what version 2 says goes before version 1, which fills in what version 2 leaves unsaid: hourly
    pay, and the names of offices and departments that the credentials may not look up.
    """

    def __init__(self, client: PersonioClient, as_of: date, versions: tuple[int, ...] = (2, 1)) -> None:
        if not versions or not set(versions) <= {1, 2}:
            raise ValueError(f"Personio has versions 1 and 2, not {versions}")
        self._client = client
        self._as_of = as_of
        self._versions = versions

    def attributes(self) -> tuple[HrAttribute, ...]:
        """Keys, labels, types and options from version 1's list, or else as people's own records name them."""
        return self._attributes

    @cached_property
    def _attributes(self) -> tuple[HrAttribute, ...]:
        # Where two name the same key the later one counts, which is version 1's: it labels everything.
        found = (*v2.PRESETS, *self._read_attributes())
        return tuple({attribute.key: attribute for attribute in found}.values())

    def records(self, progress: HrProgress = no_progress, only: frozenset[str] | None = None) -> Iterator[HrRecord]:
        """Everyone, inactive people too, or those named. Raises Refused when neither version can be read."""
        kinds = {attribute.key: attribute.type for attribute in self.attributes()}
        lists = self._everybody if only is None else self._some(sorted(only))
        read = self._by_version_2 if lists.persons.may_be_read() else self._by_version_1
        yield from read(lists, kinds, progress)

    def a_few(self) -> tuple[str, ...]:
        """Those of the first page."""
        if 2 in self._versions:
            try:
                return tuple(map(v2.person_id, next(iter(self._client.persons()), [])))
            except (NotAvailable, NotPermitted):
                if 1 not in self._versions:
                    raise
        return tuple(map(v1.employee_id, next(iter(self._client.employees()), ([], None))[0]))

    def changed_since(self, mark: str) -> frozenset[str] | None:
        """Whom Personio says it updated, from an hour before the last reading on, and whose pay is not what it was.

        Not every change moves Personio's time of update, and compensations have none: so pay is compared by digest,
        and the rest is found by reading everybody. Version 1's own filter is not used, since it loses people.
        """
        told = Mark.read(mark)
        if told is None or told.month != self._month or 2 not in self._versions:
            return None
        pages = self._client.persons_changed_after(told.begun - OVERLAP)
        changed = Beside(map(v2.checked, pages)).rows()
        if changed is None:
            return None
        pay = digests(self._everybody.pay_by_id)
        moved = {who for who in pay.keys() | told.pay.keys() if pay.get(who) != told.pay.get(who)}
        return frozenset(moved | {v2.person_id(person) for person in changed})

    def mark(self, begun: datetime) -> str:
        """When the reading began, and the digest of everybody's pay; none where version 2 tells nothing of changes."""
        if 2 not in self._versions or self._everybody.persons.refusal:
            return ""
        return Mark(begun, self._month, digests(self._everybody.pay_by_id)).written()

    @property
    def _month(self) -> str:
        return f"{self._as_of:%Y-%m}"

    @cached_property
    def _everybody(self) -> _Lists:
        def employees() -> Iterator[list[JsonObject]]:
            for rows, lists.people in self._client.employees(ahead=True):
                yield rows

        persons = map(v2.checked, self._client.persons(ahead=True))
        pay = v2.pay_pages(self._client, self._as_of, ahead=True)
        lists = _Lists(self._if_asked(2, persons), self._if_asked(1, employees()), Beside(pay))
        return lists  # which employees() knows by its name

    def _some(self, ids: Sequence[str]) -> _Lists:
        """The same of those named."""
        pages = [ids[start : start + PERSONS_PAGE_ROWS] for start in range(0, len(ids), PERSONS_PAGE_ROWS)]
        persons = self._if_asked(2, (v2.checked(self._client.persons_named(page)) for page in pages))
        pay = self._everybody.pay
        if not pay.is_read() and len(pages) == 1:
            pay = Beside(v2.pay_pages(self._client, self._as_of, ids))
        return _Lists(persons, self._if_asked(1, self._employees_named(ids, persons)), pay)

    def _if_asked(self, version: int, pages: Iterator[list[JsonObject]]) -> Beside[JsonObject]:
        if version in self._versions:
            return Beside(pages)
        return Beside.refused(NotAvailable(f"people are not read from version {version} of Personio's API"))

    def _employees_named(self, ids: Sequence[str], persons: Beside[JsonObject]) -> Iterator[list[JsonObject]]:
        there = persons.rows()
        named = set(ids) if there is None else set(map(v2.person_id, there))
        if len(named) > _ONE_BY_ONE:
            for rows, _ in self._client.employees(ahead=True):
                yield [row for row in rows if v1.employee_id(row) in named]
        elif named:
            found = (self._client.employee(who) for who in sorted(named))
            yield [employee for employee in found if employee is not None]

    def _read_attributes(self) -> list[HrAttribute]:
        try:
            listed = [v1.attribute(row) for row in self._client.attributes()]
            return [attribute for attribute in listed if attribute is not None]
        except (NotAvailable, NotPermitted):
            persons, employees = self._everybody.persons.rows(), self._everybody.employees.rows()
            if persons is None and employees is None:
                raise self._refusal(self._everybody) from None
            found = v2.attributes_within(persons or [])
            return found + [attribute for row in employees or () for attribute in v1.attributes_within(row)]

    def _by_version_1(self, lists: _Lists, kinds: Mapping[str, str], progress: HrProgress) -> Iterator[HrRecord]:
        flat = dict[str, HrRecord]()
        for employee in lists.employees.each():
            record = v1.record(employee, kinds)
            flat[record.source_id] = record
            progress(len(flat), _at_least(len(flat), lists.people), "people")
        if lists.employees.refusal:
            raise self._refusal(lists)
        yield from (_with(kinds, record, record) for record in flat.values())
        progress(len(flat), len(flat), "people")

    def _by_version_2(self, lists: _Lists, kinds: Mapping[str, str], progress: HrProgress) -> Iterator[HrRecord]:
        reader = v2.EmploymentReader(self._client, self._as_of, kinds)
        persons = looking_ahead(_each_once(lists.persons.each(), v2.person_id), reader.expect, 2 * AT_ONCE)
        complete = partial(self._complete, lists, kinds)
        waiting = list[HrRecord]()  # for the lists that are read in between
        done = 0
        for done, person in enumerate(persons, start=1):
            if done % _IN_BETWEEN == 1:
                lists.employees.read_on()
                lists.pay.read_on()
            waiting.append(reader.record(person))
            if lists.employees.is_read() and lists.pay.is_read():
                yield from map(complete, waiting)
                waiting.clear()
            progress(done, _at_least(done, lists.people), "people")
        yield from map(complete, waiting)
        progress(done, done, "people")

    def _complete(self, lists: _Lists, kinds: Mapping[str, str], record: HrRecord) -> HrRecord:
        """What version 2 says of a person, with their pay, over what version 1 says."""
        who = record.source_id
        employee = lists.employees_by_id.get(who)
        known = record if employee is None else v1.record(employee, kinds)
        return _with(kinds, known, v2.paid(record, lists.pay_by_id.get(who, ()), self._as_of))

    def _refusal(self, lists: _Lists) -> NotAvailable | NotPermitted:
        """Why nobody can be read."""
        refusal = (lists.employees if 1 in self._versions else lists.persons).refusal
        assert refusal is not None
        return refusal


def _at_least(done: int, people: int | None) -> int | None:
    """Of how many. None where more have come than were said to be there."""
    return people if people is not None and people >= done else None


def _with(keys: Container[str], known: HrRecord, record: HrRecord) -> HrRecord:
    """The record over what is known besides, without keys that nobody could map: they have no label."""
    values = {key: value for key, value in {**known.values, **record.values}.items() if key in keys}
    return replace(record, values=values)


def _each_once(rows: Iterable[T], id_of: Callable[[T], str]) -> Iterator[T]:
    """People may come twice when the list grows while its pages are read."""
    seen = set[str]()
    for row in rows:
        if (who := id_of(row)) not in seen:
            seen.add(who)
            yield row
