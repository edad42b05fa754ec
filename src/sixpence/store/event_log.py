"""The log as people read it: one company's entries, the newest first, by kind, person, actor and day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from sixpence.store.employers import employer_names, row_id_of
from sixpence.store.ready import models

_UK = ZoneInfo("Europe/London")  # whose days the log is asked for
_BATCH = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event as it was written. `employee_id` is whom it is about, "" where it is about nobody in particular."""

    sequence: int
    at: datetime
    actor: str
    kind: str
    subject: str
    detail: Mapping[str, str | int | bool | None] = field(repr=False)
    hash: str

    @property
    def employee_id(self) -> str:
        return str(self.detail.get("employee_id") or "")

    @property
    def particulars(self) -> list[tuple[str, str]]:
        """What else it says, in words."""
        said = ((name, value) for name, value in self.detail.items() if name != "employee_id" and value is not None)
        return [(name.replace("_", " "), str(value)) for name, value in said]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which entries somebody asks for; what is empty asks for all. Days are whole days in the UK, both included."""

    kind: str = ""
    employee_id: str = ""
    actor: str = ""
    first_day: date | None = None
    last_day: date | None = None

    def in_words(self) -> dict[str, str]:
        """What was asked for, for the log itself."""
        return {name: str(value) for name in self.__dataclass_fields__ if (value := getattr(self, name))}


def entries(employer: str, asked: Asked, *, before: int | None = None, count: int | None = None) -> Iterator[Entry]:
    """The company's entries, the newest first; from those older than number `before`, and no more than `count`."""
    rows = _of(employer).filter(_asked_for(asked)).order_by("-sequence")
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    for row in rows[:count].iterator(_BATCH):
        yield Entry(**{name: getattr(row, name) for name in Entry.__dataclass_fields__})


def kinds_and_actors(employer: str) -> tuple[list[str], list[str]]:
    """What the company's log can be asked for: kinds of event, and who did them."""
    ours = _of(employer).order_by()
    kinds, actors = (ours.values_list(column, flat=True).distinct() for column in ("kind", "actor"))
    return sorted(kinds), sorted(actors)


def _of(employer: str) -> QuerySet[models.Event]:
    """A subject is the company's name, or begins with it. One that begins with a longer name is that company's."""
    row_id_of(employer)  # refuses a name that is none
    ours = Q(subject=employer) | Q(subject__startswith=f"{employer} ")
    for other in employer_names():
        if other.startswith(f"{employer} "):
            ours &= ~(Q(subject=other) | Q(subject__startswith=f"{other} "))
    return models.Event.objects.filter(ours)


def _asked_for(asked: Asked) -> Q:
    exactly: dict[str, Any] = {"kind": asked.kind, "actor": asked.actor, "detail__employee_id": asked.employee_id}
    found = Q(**{column: value for column, value in exactly.items() if value})
    if asked.first_day is not None:
        found &= Q(at__gte=_beginning_of(asked.first_day))
    if asked.last_day is not None:
        found &= Q(at__lt=_beginning_of(asked.last_day + timedelta(days=1)))
    return found


def _beginning_of(day: date) -> datetime:
    return datetime.combine(day, time(), _UK)
