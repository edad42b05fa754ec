"""What is known of everyone, for lists and runs of many people: all facts of an employment in one sealed value.

The facts themselves are the record. This is a copy that `save_facts` keeps with them, in the same transaction: opening
one value a person takes a run of 10,000 a tenth of the time. It says of how many facts it was made. Facts are only ever
added, so where there are as many now it is made of all of them, and where there are not, the facts are read.
"""

import json
from collections.abc import Iterable, Iterator, Set
from operator import itemgetter
from uuid import UUID

from django.db.models import F, Func, IntegerField, OuterRef, Subquery

from sixpence.people.person import NOTHING_KNOWN, Days
from sixpence.store.encryption import seal, unseal_all
from sixpence.store.ready import models
from sixpence.store.transactions import require_transaction

_BATCH = 5_000  # rows written, or read, at a time


def keep_known(employer_id: UUID, people: Iterable[tuple[UUID, str, int, Days]]) -> None:
    """Keep what is known of these employments (row, employee id, number of facts, facts), in place of what was kept."""
    require_transaction()
    models.KnownFacts.objects.bulk_create(
        (
            models.KnownFacts(
                employment_id=row,
                of_facts=count,
                facts=seal(
                    json.dumps(facts, separators=(",", ":")),
                    table="known_facts",
                    row=_row(employer_id, employee_id, count),
                    column="facts",
                ),
            )
            for row, employee_id, count, facts in people
        ),
        update_conflicts=True,
        unique_fields=["employment"],
        update_fields=["of_facts", "facts"],
        batch_size=_BATCH,
    )


def known_facts(employer_id: UUID, only: Set[str] | None = None) -> Iterator[tuple[str, Days | None]]:
    """Of everyone ever employed (or of only a few), in order of employee id, what is kept of them.

    None where nothing is, or where it is not made of all their facts.
    """
    people = models.Employment.objects.filter(employer_id=employer_id)
    if only is not None:
        people = people.filter(employee_id__in=only)
    facts = models.Fact.objects.filter(employment=OuterRef("pk")).order_by()
    # A plain function: Django groups by an aggregate, which takes the database a quarter longer.
    count = Func(F("employment_id"), function="COUNT", output_field=IntegerField())
    counted = Subquery(facts.annotate(count=count).values("count"))
    rows = people.values_list("employee_id", counted, "knownfacts__of_facts", "knownfacts__facts")
    found, owner = sorted(rows, key=itemgetter(0)), str(employer_id)
    sealed = ((_row(owner, who, count), bytes(value)) for who, all_of, count, value in found if count == all_of)
    opened = iter(json.loads(b"[%b]" % b",".join(unseal_all(sealed, table="known_facts", column="facts"))))
    for who, all_of, count, _ in found:
        if not all_of:
            yield who, NOTHING_KNOWN
        else:
            yield who, next(opened) if count == all_of else None


def _row(employer_id: UUID | str, employee_id: str, count: int) -> str:
    return f"{employer_id}/{employee_id}/{count}"
