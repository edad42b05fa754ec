"""Employments, their dated facts and their opening figures, in and out of the database."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from types import MappingProxyType
from uuid import UUID

from django.db.models import Max, QuerySet, TextField
from django.db.models.functions import Cast

from sixpence.basics.refused import Refused
from sixpence.payrun.figures import PreviousEmployment
from sixpence.payrun.record import to_date_from_record
from sixpence.people.person import NOTHING_KNOWN, Days, Fact, Person, dated, in_effect
from sixpence.store.employers import row_id_of
from sixpence.store.encryption import seal, seal_all, unseal, unseal_all
from sixpence.store.known_facts import keep_known, known_facts
from sixpence.store.many_rows import insert_rows
from sixpence.store.ready import models
from sixpence.store.records import OpeningFigures
from sixpence.store.transactions import require_transaction

_BATCH = 5_000  # rows written, or read, at a time
_NAMED_IN_A_QUERY = 500  # beyond that, reading everyone is cheaper than naming them
ISO_DAY = Cast("effective_from", TextField())  # as text: to make a date of each of 250,000 takes longer than to read it
_NOBODY: Mapping[Fact, str] = MappingProxyType({})


def add_employments(employer: str, employee_ids: Iterable[str]) -> list[str]:
    """Add those not there yet, and say which they were, in order of employee id."""
    require_transaction()
    employer_id = row_id_of(employer)
    new = sorted(set(employee_ids) - _employments(employer_id).keys())
    models.Employment.objects.bulk_create(
        (models.Employment(employer_id=employer_id, employee_id=employee_id) for employee_id in new),
        batch_size=_BATCH,
    )
    return new


def newest_fact(employer: str) -> int:
    """Its number; 0 where nothing is known of anybody."""
    newest = models.Fact.objects.filter(employment__employer_id=row_id_of(employer)).aggregate(newest=Max("id"))
    return newest["newest"] or 0


def facts_mark(employer: str) -> tuple[int, int, str]:
    """Stands for all facts of an employer, which are only ever added: how many, and anybody's newest.

    A sealed value is never the same twice, so that the same number of others, such as in a database that was restored
    from a backup, is told apart.
    """
    facts = models.Fact.objects.filter(employment__employer_id=row_id_of(employer))
    newest, sealed = models.Fact.objects.order_by("-id").values_list("id", "value").first() or (0, b"")
    return facts.count(), newest, sha256(bytes(sealed)).hexdigest()


def facts_up_to(employer: str, fact: int) -> int:
    """How many there are, that one included. On PostgreSQL one may come late, with a number that is not the newest."""
    return models.Fact.objects.filter(employment__employer_id=row_id_of(employer), id__lte=fact).count()


def changed_after(employer: str, fact: int, *, up_to: date) -> frozenset[str]:
    """Of whom something was recorded after that fact which counts from that day or before."""
    later = models.Fact.objects.filter(id__gt=fact)
    if not later.exists():  # by number alone: told at once, where a look at every fact of the employer is not
        return frozenset()
    rows = later.filter(employment__employer_id=row_id_of(employer), effective_from__lte=up_to)
    return frozenset(rows.values_list("employment__employee_id", flat=True).distinct())


def is_employed(employer: str, employee_id: str) -> bool:
    """Whether anybody of that id was ever employed."""
    return bool(_employments(row_id_of(employer), {employee_id}))


def employee_ids(employer: str) -> list[str]:
    """Everyone ever employed, in order of employee id."""
    return _ids(row_id_of(employer))


def save_facts(
    employer: str,
    facts: Iterable[Fact],
    *,
    origin: str,
    at: datetime,
    by: str = "",
    first_by: Mapping[Fact, str] = _NOBODY,
) -> int:
    """Record facts told by `origin` ("personio") at that time, and say how many were news.

    `by` let them count; `first_by` names who accepted those that took two people.

    Nothing is overwritten: a fact of the same person, field and day becomes the next version of it. What is known
    already in the same words is not recorded again. Raises Refused where a person is not employed here.
    """
    require_transaction()
    told = list(facts)
    employer_id = row_id_of(employer)
    employments = _employments(employer_id)
    if strangers := sorted({fact.employee_id for fact in told} - employments.keys()):
        raise Refused(f"employee {strangers[0]} is not known at {employer}: add the employment first")
    known: dict[tuple[str, str, date], tuple[int, Fact]] = {}
    counts: Counter[str] = Counter()
    for fact, version in _recorded(employer_id, {fact.employee_id for fact in told}):
        known[fact.employee_id, fact.field, fact.effective_from] = version, fact
        counts[fact.employee_id] += 1
    news: list[tuple[Fact, int]] = []
    for fact in told:
        key = (fact.employee_id, fact.field, fact.effective_from)
        version, before = known.get(key, (0, None))
        if before is not None and before.value == fact.value:
            continue
        known[key] = (version + 1, fact)
        counts[fact.employee_id] += 1
        news.append((fact, version + 1))
    _insert_facts(employer_id, employments, news, origin=origin, at=at, by=by, first_by=first_by)
    kept = _by_day((fact for _, fact in known.values()), {fact.employee_id for fact in told})
    keep_known(employer_id, ((employments[who], who, counts[who], theirs) for who, theirs in kept.items()))
    return len(news)


def _insert_facts(
    employer_id: UUID,
    employments: Mapping[str, UUID],
    news: Sequence[tuple[Fact, int]],
    *,
    origin: str,
    at: datetime,
    by: str,
    first_by: Mapping[Fact, str],
) -> None:
    """Facts with their versions, as new rows."""
    owner = str(employer_id)
    sealed = seal_all(
        (
            (_fact_row(owner, fact.employee_id, fact.field, fact.effective_from, version), fact.value.encode())
            for fact, version in news
        ),
        table="fact",
        column="value",
    )
    insert_rows(
        models.Fact,
        (
            "employment",
            "field",
            "effective_from",
            "version",
            "value",
            "origin",
            "recorded_at",
            "recorded_by",
            "first_by",
        ),
        (
            (
                employments[fact.employee_id],
                fact.field,
                fact.effective_from,
                version,
                value,
                origin,
                at,
                by,
                first_by.get(fact, "") if first_by else "",  # no hash of each where there is none
            )
            for (fact, version), value in zip(news, sealed, strict=True)
        ),
    )


def facts_of(employer: str, *, only: Collection[str] | None = None) -> dict[str, list[Fact]]:
    """Of every employment, in order of employee id, its facts as last recorded. The day of each says when it counts.

    With `only`, of those employees alone; one whom nobody knows is left out.
    """
    employer_id = row_id_of(employer)
    wanted = None if only is None else set(only)
    newest: dict[str, dict[tuple[str, date], Fact]] = {}
    for fact, _ in _recorded(employer_id, wanted):
        newest.setdefault(fact.employee_id, {})[fact.field, fact.effective_from] = fact
    return {employee_id: list(newest.get(employee_id, {}).values()) for employee_id in _ids(employer_id, wanted)}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFact:
    """A fact with where it came from: every version that was ever recorded has its own."""

    fact: Fact
    version: int
    origin: str
    recorded_at: datetime
    recorded_by: str  # "" where nobody in particular did
    first_by: str

    @property
    def who(self) -> str:
        """Everybody whose word it took."""
        return " and ".join(filter(None, (self.first_by, self.recorded_by)))


def recorded_facts(employer: str, employee_id: str) -> list[RecordedFact]:
    """All that was ever recorded of one employment, in that order. Nothing where nobody knows them."""
    employer_id = row_id_of(employer)
    rows = models.Fact.objects.filter(employment__employer_id=employer_id, employment__employee_id=employee_id)
    told = rows.order_by("id").values("origin", "recorded_at", "recorded_by", "first_by")
    return [
        RecordedFact(fact=fact, version=version, **columns)
        for (fact, version), columns in zip(_recorded(employer_id, {employee_id}), told, strict=True)
    ]


def people_on(employer: str, day: date, only: Set[str] | None = None) -> list[Person]:
    """Everyone ever employed, or only some, as they stood at the end of that day, in order of employee id.

    Of whom nothing is true yet, what will be true of them once all that is known counts. For lists of many people.
    """
    return [
        Person(employee_id, in_effect(days, day) or in_effect(days, date.max))
        for employee_id, days in known_of(employer, only).items()
    ]


def known_of(employer: str, only: Set[str] | None = None, fields: Collection[str] = ()) -> dict[str, Days]:
    """Of everyone ever employed, in order of employee id, all facts as last recorded, by the day from which they count.

    With `only`, of those employees alone; one whom nobody knows is left out. With `fields`, the facts of these alone,
    of which nothing else is opened.
    """
    employer_id = row_id_of(employer)
    named = only if only is not None and len(only) <= _NAMED_IN_A_QUERY else None
    if fields:
        values = _values(employer_id, only, fields)
        told = dated((who, field, day, value) for who, field, day, _, value in values)
        return {who: told.get(who, NOTHING_KNOWN) for who in _ids(employer_id, only)}
    found = {who: days for who, days in known_facts(employer_id, named) if only is None or who in only}
    unkept = {who for who, days in found.items() if days is None}
    again = _by_day((fact for fact, _ in _recorded(employer_id, unkept)), unkept) if unkept else {}
    return {who: again.get(who, NOTHING_KNOWN) if days is None else days for who, days in found.items()}


def _by_day(facts: Iterable[Fact], only: Collection[str]) -> dict[str, Days]:
    """Of these employees the facts by day."""
    return dated(
        (fact.employee_id, fact.field, fact.effective_from.isoformat(), fact.value)
        for fact in facts
        if fact.employee_id in only
    )


def _recorded(employer_id: UUID, only: Set[str] | None = None) -> Iterator[tuple[Fact, int]]:
    """Every fact with its version, in the order recorded; of these people alone."""
    for employee_id, field, day, version, value in _values(employer_id, only):
        yield Fact(employee_id, field, date.fromisoformat(day), value), version


def _values(
    employer_id: UUID, only: Set[str] | None = None, fields: Collection[str] = ()
) -> Iterator[tuple[str, str, str, int, str]]:
    """Employee id, field, day (ISO), version and value of every fact, in the order recorded; of these people or these
    fields alone."""
    rows = models.Fact.objects.filter(employment__employer_id=employer_id).order_by("id")
    if fields:
        rows = rows.filter(field__in=fields)
    if only is not None and len(only) <= _NAMED_IN_A_QUERY:
        rows = rows.filter(employment__employee_id__in=only)
    fetched = rows.values_list("employment__employee_id", "field", ISO_DAY, "version", "value").iterator(_BATCH)
    owner = str(employer_id)  # once: writing it out for each of 250,000 facts would take a tenth of the time
    while batch := list(islice(fetched, _BATCH)):
        sealed = ((_fact_row(owner, *place), bytes(value)) for *place, value in batch)
        values = unseal_all(sealed, table="fact", column="value")
        for (*place, _), value in zip(batch, values, strict=True):
            yield *place, value.decode()


def _fact_row(employer_id: str, employee_id: str, field: str, effective_from: date | str, version: int) -> str:
    # All that gives the value its meaning, so that neither the value nor its labels can be changed on their own.
    return f"{employer_id}/{employee_id}/{field}/{effective_from}/{version}"


def save_opening_figures(employer: str, tax_year: str, figures: Mapping[str, OpeningFigures]) -> None:
    """Keep what these employees bring into the tax year ("2026-27"), in place of what was kept of them before.

    Raises Refused where a person is not employed here.
    """
    require_transaction()
    employer_id = row_id_of(employer)
    employments = _employments(employer_id)
    if strangers := sorted(figures.keys() - employments.keys()):
        raise Refused(f"employee {strangers[0]} is not known at {employer}: add the employment first")
    models.OpeningFigures.objects.bulk_create(
        (
            models.OpeningFigures(
                employment_id=employments[employee_id],
                tax_year=tax_year,
                figures=seal(
                    json.dumps(asdict(brought)),
                    table="opening_figures",
                    row=f"{employer_id}/{employee_id}/{tax_year}",
                    column="figures",
                ),
            )
            for employee_id, brought in figures.items()
        ),
        update_conflicts=True,
        unique_fields=["employment", "tax_year"],
        update_fields=["figures"],
        batch_size=_BATCH,
    )


def opening_figures(employer: str, tax_year: str, only: Set[str] | None = None) -> dict[str, OpeningFigures]:
    """Of everyone (or only some) who brought something into the tax year, what it was, in order of employee id."""
    employer_id = row_id_of(employer)
    rows = models.OpeningFigures.objects.filter(employment__employer_id=employer_id, tax_year=tax_year)
    if only is not None:
        rows = rows.filter(employment__employee_id__in=only)
    return {
        employee_id: _brought(
            unseal(
                bytes(sealed),
                table="opening_figures",
                row=f"{employer_id}/{employee_id}/{tax_year}",
                column="figures",
            )
        )
        for employee_id, sealed in sorted(rows.values_list("employment__employee_id", "figures"))
    }


def opening_figures_mark(employer: str, tax_year: str) -> str:
    """Stands for all of them as they are kept: it is another once any is kept anew."""
    rows = models.OpeningFigures.objects.filter(employment__employer_id=row_id_of(employer), tax_year=tax_year)
    mark = sha256()
    for sealed in rows.order_by("id").values_list("figures", flat=True):
        mark.update(bytes(sealed))
    return mark.hexdigest()


def _brought(text: str) -> OpeningFigures:
    content = json.loads(text)
    previous = PreviousEmployment(**content["previous"])
    if content["to_date"] is None:
        return OpeningFigures(previous=previous)
    return OpeningFigures(to_date=to_date_from_record(content["to_date"]), previous=previous)


def _employments(employer_id: UUID, only: Set[str] | None = None) -> dict[str, UUID]:
    found = dict(_rows(employer_id, only).values_list("employee_id", "id"))
    return found if only is None else {who: row for who, row in found.items() if who in only}


def _ids(employer_id: UUID, only: Set[str] | None = None) -> list[str]:
    """The employee ids of these, in order: to read the rows' own as well takes four times as long."""
    found = _rows(employer_id, only).values_list("employee_id", flat=True)
    return sorted(who for who in found if only is None or who in only)


def _rows(employer_id: UUID, only: Set[str] | None) -> QuerySet[models.Employment]:
    """Where only a few are wanted, they are named; else the caller picks them out."""
    rows = models.Employment.objects.filter(employer_id=employer_id)
    return rows if only is None or len(only) > _NAMED_IN_A_QUERY else rows.filter(employee_id__in=only)
