"""A Personio account as an HR source: version 2 where it can be read, version 1 for what it cannot say or instead."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from sixpence.hr.records import DatedValue, HrAttribute, HrProgress, HrRecord, no_progress
from sixpence.hr.sources.personio import v1, v2
from sixpence.hr.sources.personio.answers import JsonObject, NotAvailable, NotPermitted
from sixpence.hr.sources.personio.client import PERSONS_PAGE_ROWS, PersonioClient
from sixpence.hr.sources.personio.mark import OVERLAP, Mark, digests
from sixpence.hr.sources.personio.pace import AT_ONCE

_ONE_BY_ONE = 100  # version 1 gives so many employees in one answer, and 300 answers a minute


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
        self._people: tuple[list[JsonObject] | None, list[JsonObject] | None] | None = None
        self._attributes: tuple[HrAttribute, ...] | None = None
        self._pay: dict[str, tuple[DatedValue, ...]] | None = None

    def attributes(self) -> tuple[HrAttribute, ...]:
        """Keys, labels, types and options from version 1's list, or else as people's own records name them."""
        if self._attributes is None:
            # Where two name the same key the later one counts, which is version 1's: it labels everything.
            found = (*v2.PRESETS, *self._read_attributes())
            self._attributes = tuple({attribute.key: attribute for attribute in found}.values())
        return self._attributes

    def records(self, progress: HrProgress = no_progress, only: frozenset[str] | None = None) -> Iterator[HrRecord]:
        """Everyone, inactive people too, or those named. Raises Refused when neither version can be read."""
        kinds = {attribute.key: attribute.type for attribute in self.attributes()}
        persons, employees = self._read_people(progress) if only is None else self._read_some(sorted(only))
        flat = {v1.employee_id(employee): v1.record(employee, kinds) for employee in employees or ()}
        if persons is None:
            yield from (_with(kinds, record, record) for record in flat.values())
            return
        reader = v2.EmploymentReader(self._client, self._as_of, kinds, self._pay_of(only))
        ahead = iter(persons[1:])
        for done, person in enumerate(persons, start=1):
            record = reader.record(person)
            # The first answer says whether there is a right to ask.
            reader.expect(islice(ahead, AT_ONCE if done == 1 else 1))
            yield _with(kinds, flat.get(record.source_id, record), record)
            progress(done, len(persons), "employments")

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
        try:
            changed = v2.read_persons(self._client.persons_changed_after(told.begun - OVERLAP))
        except (NotAvailable, NotPermitted):
            return None
        pay = digests(self._read_pay())
        moved = {who for who in pay.keys() | told.pay.keys() if pay.get(who) != told.pay.get(who)}
        return frozenset(moved | {v2.person_id(person) for person in changed})

    def mark(self, begun: datetime) -> str:
        """When the reading began, and the digest of everybody's pay; none where version 2 tells nothing of changes."""
        if 2 not in self._versions or (self._people is not None and self._people[0] is None):
            return ""
        return Mark(begun, self._month, digests(self._read_pay())).written()

    @property
    def _month(self) -> str:
        return f"{self._as_of:%Y-%m}"

    def _read_pay(self) -> dict[str, tuple[DatedValue, ...]]:
        if self._pay is None:
            self._pay = v2.read_pay(self._client, self._as_of)
        return self._pay

    def _pay_of(self, only: frozenset[str] | None) -> dict[str, tuple[DatedValue, ...]]:
        """Everybody's pay, or where there is no need for it, that of a page of people."""
        if self._pay is None and only and len(only) <= PERSONS_PAGE_ROWS:
            return v2.read_pay(self._client, self._as_of, sorted(only))
        return self._read_pay()

    def _read_attributes(self) -> list[HrAttribute]:
        try:
            listed = [v1.attribute(row) for row in self._client.attributes()]
            return [attribute for attribute in listed if attribute is not None]
        except (NotAvailable, NotPermitted):
            persons, employees = self._read_people(no_progress)
            found = [] if persons is None else v2.attributes_within(persons)
            return found + [attribute for row in employees or () for attribute in v1.attributes_within(row)]

    def _read_people(self, progress: HrProgress) -> tuple[list[JsonObject] | None, list[JsonObject] | None]:
        """Version 2's persons and version 1's employees; None for the one that cannot be read. One of them can."""
        if self._people is None:
            persons = self._read_persons(progress) if 2 in self._versions else None
            employees = None
            if 1 in self._versions:
                try:
                    employees = _each_once(v1.read_employees(self._client, progress), v1.employee_id)
                except (NotAvailable, NotPermitted):
                    if persons is None:
                        raise
            self._people = persons, employees
        return self._people

    def _read_some(self, ids: Sequence[str]) -> tuple[list[JsonObject] | None, list[JsonObject] | None]:
        """The same of those named."""
        persons = None
        if 2 in self._versions:
            pages = [ids[start : start + PERSONS_PAGE_ROWS] for start in range(0, len(ids), PERSONS_PAGE_ROWS)]
            try:
                persons = v2.read_persons(self._client.persons_named(page) for page in pages)
            except (NotAvailable, NotPermitted):
                if 1 not in self._versions:
                    raise
        if 1 not in self._versions or persons == []:
            return persons, None
        named = set(ids) if persons is None else {v2.person_id(person) for person in persons}
        try:
            return persons, self._read_employees(named)
        except (NotAvailable, NotPermitted):
            if persons is None:
                raise
            return persons, None

    def _read_employees(self, named: set[str]) -> list[JsonObject]:
        if len(named) > _ONE_BY_ONE:
            everybody = v1.read_employees(self._client, no_progress)
            return [each for each in everybody if v1.employee_id(each) in named]
        found = [self._client.employee(who) for who in sorted(named)]
        return [employee for employee in found if employee is not None]

    def _read_persons(self, progress: HrProgress) -> list[JsonObject] | None:
        try:
            return _each_once(v2.read_persons(self._client.persons(), progress), v2.person_id)
        except (NotAvailable, NotPermitted):
            if 1 not in self._versions:
                raise
            return None


def _with(keys: Container[str], known: HrRecord, record: HrRecord) -> HrRecord:
    """The record over what is known besides, without keys that nobody could map: they have no label."""
    values = {key: value for key, value in {**known.values, **record.values}.items() if key in keys}
    return replace(record, values=values)


def _each_once(rows: Iterable[JsonObject], id_of: Callable[[JsonObject], str]) -> list[JsonObject]:
    """People may come twice when the list grows while its pages are read."""
    return list({id_of(row): row for row in rows}.values())
