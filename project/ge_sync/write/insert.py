"""New rows by COPY: every column given, defaults taken from the fields, since COPY knows none of Django's."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection, models

from project.ge_sync.statements import statement

_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_NULL = r"\N"
# Where the time of the writing stands in a pattern.
_NOW = "\0"
# What isn't written as `%s` writes it.
_SPELLED = frozenset({str, dict, list})


class _Line(NamedTuple):
    """How rows with the same columns are written: what is the same for all of them stands in the `pattern`.

    `values` takes the others from a row, and `absent` is what None is in each. Made for each row is `made`.
    """

    pattern: str
    values: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    absent: tuple[str, ...]
    made: Mapping[str, Callable[[], Any]]

    def of(self, row: Mapping[str, Any], *, now: str) -> str:
        if self.made:
            row = {column: make() for column, make in self.made.items()} | dict(row)
        cells = [
            absent if value is None else _spelled(value) if type(value) in _SPELLED else value
            for value, absent in zip(self.values(row), self.absent, strict=True)
        ]
        return self.pattern.replace(_NOW, now) % tuple(cells)


def insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]], *, now: datetime) -> None:
    """Write rows given by column, whatever else they hold; a key that isn't given is the database's to make.

    None is the column's default where the column can't be NULL.
    """
    if not rows:
        return
    is_numbered = isinstance(model._meta.pk, models.AutoField) and model._meta.pk.column in rows[0]
    stamp = str(now)
    lines = "".join([_line(model, is_numbered, tuple(row)).of(row, now=stamp) for row in rows])
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in _fields(model, is_numbered))
    # Unlike execute, copy_expert is psycopg2's own, and its errors are too.
    with connection.cursor() as cursor, connection.wrap_database_errors:
        copy = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
        cursor.copy_expert(copy, io.StringIO(lines))


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """Keys for so many new rows, in order."""
    if not count:
        return []
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(statement("next_ids"), {"table": table, "count": count})
        return [row[0] for row in cursor.fetchall()]


def _fields(model: type[models.Model], is_numbered: bool) -> "list[models.Field[Any, Any]]":
    fields = model._meta.local_concrete_fields
    return [field for field in fields if is_numbered or not isinstance(field, models.AutoField)]


@lru_cache(maxsize=1024)
def _line(model: type[models.Model], is_numbered: bool, given: tuple[str, ...]) -> _Line:
    cells: list[str] = []
    varying: dict[str, str] = {}
    made: dict[str, Callable[[], Any]] = {}
    for field in _fields(model, is_numbered):
        column = str(field.column)
        is_made = field.has_default() and callable(field.default)
        if column in given or is_made:
            varying[column] = _NULL if field.null else _text(field.get_default())
            cells.append("%s")
            if column not in given:
                made[column] = field.get_default
        else:
            is_stamp = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
            cells.append(_NOW if is_stamp else _text(field.get_default()).replace("%", "%%"))
    some = itemgetter(*varying)
    values = some if len(varying) > 1 else lambda row: (some(row),)
    return _Line("\t".join(cells) + "\n", values, tuple(varying.values()), made)


def _text(value: Any) -> str:
    """A value in COPY's text format."""
    if value is None:
        return _NULL
    return _spelled(value) if type(value) in _SPELLED else str(value)


def _spelled(value: Any) -> str:
    text = value if type(value) is str else json.dumps(value)
    return text if text.isprintable() and "\\" not in text else text.translate(_ESCAPES)
