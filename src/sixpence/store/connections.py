"""Connections to HR systems in and out of the database."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sixpence.basics.refused import Refused
from sixpence.hr.conditions import Condition, Conditions
from sixpence.hr.mapping import FieldMapping, HrMapping
from sixpence.store.employers import row_id_of
from sixpence.store.encryption import seal, unseal
from sixpence.store.ready import models
from sixpence.store.records import HrConnection
from sixpence.store.transactions import require_transaction


def save_connection(employer: str, connection: HrConnection) -> None:
    """Keep the employer's connection to that source, in place of the one kept before."""
    require_transaction()
    place = {"employer_id": row_id_of(employer), "source": connection.source}
    row = models.HrConnection.objects.filter(**place).first() or models.HrConnection(**place)
    row.base_url = connection.base_url
    row.client_id = connection.client_id
    row.client_secret = seal(connection.client_secret, table="hr_connection", row=str(row.id), column="client_secret")
    row.mapping = _mapping_json(connection.mapping)
    row.conditions = asdict(connection.conditions)
    row.save()


def connection(employer: str, source: str) -> HrConnection:
    """The employer's connection to that source ("personio"). Raises Refused where there is none."""
    row = models.HrConnection.objects.filter(employer_id=row_id_of(employer), source=source).first()
    if row is None:
        raise Refused(f"{employer} has no connection to {source}: set one up first")
    secret = unseal(bytes(row.client_secret), table="hr_connection", row=str(row.id), column="client_secret")
    return HrConnection(
        source=row.source,
        base_url=row.base_url,
        client_id=row.client_id,
        client_secret=secret,
        mapping=HrMapping(tuple(FieldMapping(**line) for line in row.mapping)),
        conditions=Conditions(
            include=_conditions(row.conditions["include"]), exclude=_conditions(row.conditions["exclude"])
        ),
    )


def _mapping_json(mapping: HrMapping) -> list[dict[str, object]]:
    return [{"field": line.field, "key": line.key, "choices": dict(line.choices)} for line in mapping.lines]


def _conditions(stored: Iterable[dict[str, Any]]) -> tuple[Condition, ...]:
    return tuple(Condition(key=one["key"], test=one["test"], values=tuple(one["values"])) for one in stored)
