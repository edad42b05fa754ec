"""Connections to HR systems in and out of the database."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sixpence.basics.refused import Refused
from sixpence.hr.conditions import Condition, Conditions
from sixpence.hr.mapping import FieldMapping, HrMapping
from sixpence.hr.sources.spreadsheet import Layout
from sixpence.store.employers import row_id_of
from sixpence.store.encryption import seal, unseal
from sixpence.store.ready import models
from sixpence.store.records import HrConnection
from sixpence.store.transactions import require_transaction


def save_connection(employer: str, connection: HrConnection) -> None:
    """Keep the employer's connection, in place of the one kept before, whatever source that was to: there is one.

    The next reading is of everybody: what was read before was read in another way.
    """
    require_transaction()
    employer_id = row_id_of(employer)
    models.Employer.objects.select_for_update(no_key=True).get(id=employer_id)  # two that connect at once make one row
    row = models.HrConnection.objects.filter(employer_id=employer_id).first()
    row = row or models.HrConnection(employer_id=employer_id)
    if row.source != connection.source:
        row.webhook_sha256, row.read_whole_at = "", None
    row.source = connection.source
    row.base_url = connection.base_url
    row.client_id = connection.client_id
    row.client_secret = seal(connection.client_secret, table="hr_connection", row=str(row.id), column="client_secret")
    row.mapping = [*_mapping_json(connection.mapping), *_layout_json(connection.layout)]
    row.conditions = asdict(connection.conditions)
    row.mark = b""
    row.save()


def connection(employer: str) -> HrConnection:
    """The employer's connection. Raises Refused where there is none."""
    kept = find_connection(employer)
    if kept is None:
        raise Refused(f"{employer} is not connected to any HR system: use sixpence connect or connect-spreadsheet")
    return kept


def find_connection(employer: str) -> HrConnection | None:
    """The employer's connection, None where there is none yet."""
    row = models.HrConnection.objects.filter(employer_id=row_id_of(employer)).first()
    if row is None:
        return None
    secret = unseal(bytes(row.client_secret), table="hr_connection", row=str(row.id), column="client_secret")
    return HrConnection(
        source=row.source,
        base_url=row.base_url,
        client_id=row.client_id,
        client_secret=secret,
        mapping=_mapping([one for one in row.mapping if "field" in one]),
        layout=Layout(**{one["part"]: one["is"] for one in row.mapping if "part" in one}),
        conditions=Conditions(
            include=_conditions(row.conditions["include"]),
            exclude=_conditions(row.conditions["exclude"]),
            cut_off_day=row.conditions.get("cut_off_day"),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LastReading:
    """What was left by readings that were kept: the mark, "" where everybody is to be read, and when everybody was."""

    mark: str = field(default="", repr=False)
    whole_at: datetime | None = None


def last_reading(employer: str) -> LastReading:
    """What the employer's readings have left."""
    row = models.HrConnection.objects.filter(employer_id=row_id_of(employer)).first()
    if row is None or not row.mark:
        return LastReading(whole_at=row.read_whole_at if row else None)
    mark = unseal(bytes(row.mark), table="hr_connection", row=str(row.id), column="mark")
    return LastReading(mark=mark, whole_at=row.read_whole_at)


def save_reading(employer: str, mark: str, whole_at: datetime | None) -> None:
    """Keep the mark of a reading, and when it began where it was of everybody."""
    require_transaction()
    row = models.HrConnection.objects.filter(employer_id=row_id_of(employer)).first()
    if row is not None:
        row.mark = seal(mark, table="hr_connection", row=str(row.id), column="mark") if mark else b""
        row.read_whole_at = whole_at or row.read_whole_at
        row.save(update_fields=["mark", "read_whole_at"])


def save_webhook(employer: str, token_sha256: str) -> None:
    """Take calls of HR that carry a token, in place of the one before; "" takes none."""
    require_transaction()
    models.HrConnection.objects.filter(employer_id=row_id_of(employer)).update(webhook_sha256=token_sha256)


def remove_connection(employer: str) -> None:
    """Forget the employer's connection, with its secret."""
    require_transaction()
    models.HrConnection.objects.filter(employer_id=row_id_of(employer)).delete()


def takes_calls(employer: str) -> bool:
    """Whether HR may call for this employer."""
    rows = models.HrConnection.objects.filter(employer_id=row_id_of(employer))
    return rows.exclude(webhook_sha256="").exists()


def webhooks() -> dict[str, tuple[str, str]]:
    """By the name of each employer in addresses, what it is called and the digest of the token its HR has to show."""
    rows = models.HrConnection.objects.exclude(webhook_sha256="")
    return {
        slug: (name, token)
        for slug, name, token in rows.values_list("employer__slug", "employer__name", "webhook_sha256")
    }


def _mapping_json(mapping: HrMapping) -> list[dict[str, object]]:
    """A line without a key says that the field is not to be mapped."""
    lines: list[dict[str, object]] = [
        {
            "field": line.field,
            "key": line.key,
            "choices": dict(line.choices),
            "transform": line.transform,
            "label": line.label,
            "other_keys": list(line.other_keys),
        }
        for line in mapping.lines
    ]
    return lines + [{"field": name, "key": None} for name in sorted(mapping.not_mapped)]


def _layout_json(layout: Layout) -> list[dict[str, object]]:
    """What is said of a sheet stands behind the lines of the mapping, since it too says which column is which."""
    return [{"part": part, "is": said} for part, said in asdict(layout).items() if said]


def _mapping(rows: list[dict[str, Any]]) -> HrMapping:
    lines = (
        FieldMapping(
            field=row["field"],
            key=row["key"],
            choices=row["choices"],
            transform=row.get("transform", ""),
            label=row.get("label", ""),
            other_keys=tuple(row.get("other_keys", ())),
        )
        for row in rows
        if row["key"] is not None
    )
    return HrMapping(tuple(lines), frozenset(row["field"] for row in rows if row["key"] is None))


def _conditions(stored: Iterable[dict[str, Any]]) -> tuple[Condition, ...]:
    return tuple(Condition(key=one["key"], test=one["test"], values=tuple(one["values"])) for one in stored)
