"""Thousands of rows of one table at once, without an object for each: a run of 10,000 people is written in a third."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import Any

from django.db import connection
from django.db.models import BinaryField, BooleanField, DateField, Field, ForeignKey, IntegerField, Model, TextField

from sixpence.store.transactions import require_transaction

_AS_THEY_ARE = (IntegerField, TextField, BinaryField)
_ALIKE = (ForeignKey, DateField, BooleanField)  # of which thousands of rows have few different values


def insert_rows(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows with these fields; every other field has to have a default in the database, as an id has."""
    require_transaction()
    about = model._meta  # noqa: SLF001 - where Django documents a model's table and fields
    fields = [about.get_field(name) for name in names]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields if isinstance(field, Field))
    prepared = [
        (place, field)
        for place, field in enumerate(fields)
        if isinstance(field, Field) and not isinstance(field, _AS_THEY_ARE)
    ]
    values = [list(row) for row in rows]
    for place, field in prepared:
        prepare: Callable[[Any], Any] = partial(field.get_db_prep_save, connection=connection)
        if isinstance(field, _ALIKE):
            prepare = cache(prepare)
        for row in values:
            row[place] = prepare(row[place])
    places = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quote(about.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - names of our own
    with connection.cursor() as cursor:
        cursor.executemany(insert, values)
