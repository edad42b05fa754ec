"""What is known of everyone, for lists of many people: all facts of an employment in one sealed value.

The facts themselves are the record, and pay is worked out from them. This is a copy that `save_facts` keeps with them,
in the same transaction: opening one value a person takes a list of 5,000 a twentieth of the time.
"""

import json
from collections.abc import Iterable, Iterator
from uuid import UUID

from sixpence.people.person import Days
from sixpence.store.encryption import seal, unseal_all
from sixpence.store.ready import models
from sixpence.store.transactions import require_transaction

_BATCH = 5_000  # rows written, or read, at a time


def keep_known(employer_id: UUID, people: Iterable[tuple[UUID, str, Days]]) -> None:
    """Keep what is known of these employments (row, employee id, facts), in place of what was kept of them."""
    require_transaction()
    models.KnownFacts.objects.bulk_create(
        (
            models.KnownFacts(
                employment_id=row,
                facts=seal(
                    json.dumps(facts, separators=(",", ":")),
                    table="known_facts",
                    row=f"{employer_id}/{employee_id}",
                    column="facts",
                ),
            )
            for row, employee_id, facts in people
        ),
        update_conflicts=True,
        unique_fields=["employment"],
        update_fields=["facts"],
        batch_size=_BATCH,
    )


def known_facts(employer_id: UUID) -> Iterator[tuple[str, Days | None]]:
    """Of everyone ever employed, in order of employee id, what is kept of them; None where nothing is."""
    rows = models.Employment.objects.filter(employer_id=employer_id)
    # django-stubs does not know that a left join may find nothing.
    found: list[tuple[str, bytes | None]] = sorted(rows.values_list("employee_id", "knownfacts__facts"))  # type: ignore[arg-type]
    sealed = ((f"{employer_id}/{who}", bytes(value)) for who, value in found if value is not None)
    opened = iter(json.loads(f"[{','.join(unseal_all(sealed, table='known_facts', column='facts'))}]"))
    for employee_id, value in found:
        yield employee_id, None if value is None else next(opened)
