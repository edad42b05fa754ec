"""What a pair of credentials may read, found out by reading a little of everything."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import TypeVar

from sixpence.hr.sources.personio import v2
from sixpence.hr.sources.personio.access import CREDENTIALS_PAGE
from sixpence.hr.sources.personio.answers import JsonObject, NotAvailable, NotPermitted, as_object
from sixpence.hr.sources.personio.client import Names, PersonioClient
from sixpence.hr.sources.personio.side_by_side import Beside

T = TypeVar("T")

_LOOKED_AT = 5  # people of version 2: each is a request of their own
_NAMES: tuple[tuple[Names, str], ...] = (
    ("legal entities", "Legal entities: Read"),
    ("offices", "Workplaces: Read"),
    ("departments", "Org units: Read"),
    ("teams", "Org units: Read"),
    ("cost centres", "Cost centers: Read"),
)


@dataclass(frozen=True, slots=True)
class Lacking:
    """Something that cannot be read: what, the right that would let it, and what is done without it."""

    what: str
    right: str
    instead: str


@dataclass(frozen=True, slots=True)
class Rights:
    """What may not be read, and the keys of the attributes that are shown for at least one of the people looked at.

    A key that is not among `readable` is not ticked for these credentials; an empty one is.
    """

    lacking: tuple[Lacking, ...]
    readable: frozenset[str]


def look_at_rights(client: PersonioClient, as_of: date) -> Rights:
    """Read the first page of everything. Raises Refused when the credentials are wrong, or may read nobody at all."""
    lacking: list[Lacking] = []
    employees = _if_permitted(lambda: next(iter(client.employees()), ([], None))[0])
    persons = _if_permitted(lambda: next(iter(client.persons()), []))
    if employees is None and persons is None:
        raise NotPermitted(
            f"Personio lets these credentials read nobody: give them the right Employees: Read {CREDENTIALS_PAGE}"
        )
    if _if_permitted(client.attributes) is None:
        lacking.append(Lacking("the list of attributes", "Employees: Read", "attributes go by the labels people carry"))
    if persons is None:
        instead = "people are read by version 1, and pay has no day from which it holds"
        lacking.append(Lacking("people by version 2", "Persons: Read", instead))
    else:
        lacking += _lacking_of_version_2(client, persons, as_of)
    if employees is None:
        instead = "people are read by version 2 alone, without hourly pay"
        lacking.append(Lacking("people by version 1", "Employees: Read", instead))
    readable = {key for employee in employees or () for key in as_object(employee.get("attributes"))}
    if persons:
        reader = v2.EmploymentReader(client, as_of, {})
        looked_at = [reader.record(person) for person in islice(persons, _LOOKED_AT)]
        pay = v2.pay_in(Beside(v2.pay_pages(client, as_of, [each.source_id for each in looked_at])).rows() or ())
        readable |= {key for each in looked_at for key in v2.paid(each, pay.get(each.source_id, ()), as_of).values}
    return Rights(tuple(lacking), frozenset(readable))


def _lacking_of_version_2(client: PersonioClient, persons: list[JsonObject], as_of: date) -> Iterable[Lacking]:
    if persons and _if_permitted(lambda: client.employments(v2.person_id(persons[0]))) is None:
        yield Lacking("employments", "Persons: Read", "start, end and hours come from version 1")
    if _if_permitted(lambda: next(iter(client.compensations(as_of.replace(day=1), as_of)), [])) is None:
        instead = "pay comes from version 1, and a rise counts from the day it is first seen"
        yield Lacking("compensations", "Compensations: Read", instead)
    for of, right in _NAMES:
        if _if_permitted(partial(client.names, of)) is None:
            yield Lacking(f"names of {of}", right, "they come from version 1")


def _if_permitted(read: Callable[[], T]) -> T | None:
    """What was read; None where these credentials may not, which is an answer here and no error."""
    try:
        return read()
    except (NotAvailable, NotPermitted):
        return None
