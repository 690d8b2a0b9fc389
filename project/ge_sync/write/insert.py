"""New rows by COPY: every column given, defaults taken from the fields, since COPY knows none of Django's."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import groupby, repeat
from operator import itemgetter
from types import NoneType
from typing import Any, NamedTuple

import msgspec
from django.db import connection, models

from project.ge_sync.statements import statement

_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_NULL = r"\N"
_COPIED_AT_ONCE = 64 * 1024
# Where the time of the writing stands in a pattern.
_NOW = "\0"
# What isn't written as `%s` writes it.
_SPELLED = frozenset({str, dict, list, bytes})


class _Layout(NamedTuple):
    """How rows with the same columns are written: what is the same for all of them stands in the `pattern`.

    The others are `varying`: a column with what None is in it. Made for each row is `made`.
    """

    pattern: str
    varying: Mapping[str, str]
    made: Mapping[str, Callable[[], Any]]


def insert(
    model: type[models.Model],
    rows: Sequence[Mapping[str, Any]],
    *,
    now: datetime,
    beside: Mapping[str, Sequence[Any]] | None = None,
) -> None:
    """Write rows given by column, whatever else they hold; a key that isn't given is the database's to make.

    Columns `beside` the rows hold a value for each of them. None is the column's default where it can't be NULL.
    """
    if not rows:
        return
    beside = beside or {}
    key = model._meta.pk
    is_numbered = isinstance(key, models.AutoField) and (key.column in rows[0] or key.column in beside)
    copy_lines(model, "".join(_lines(model, is_numbered, rows, beside, stamp=str(now))), is_numbered=is_numbered)


def copy_lines(model: type[models.Model], lines: str, *, is_numbered: bool) -> None:
    """Write what `lines_of` made."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in _fields(model, is_numbered))
    # Unlike execute, copy_expert is psycopg2's own, and its errors are too.
    with connection.cursor() as cursor, connection.wrap_database_errors:
        into = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
        cursor.copy_expert(into, io.BytesIO(lines.encode()), _COPIED_AT_ONCE)


def lines_of(
    model: type[models.Model], columns: Mapping[str, Sequence[Any]], count: int, *, stamp: str, is_numbered: bool = True
) -> Iterator[str]:
    """So many rows given column by column, as lines for `copy_lines`; None as in `insert`."""
    layout = _layout(model, is_numbered, tuple(columns))
    made = {column: [make() for _ in range(count)] for column, make in layout.made.items()}
    cells = [
        _cells(columns[column] if column in columns else made[column], absent)
        for column, absent in layout.varying.items()
    ]
    rows = zip(*cells, strict=True) if cells else repeat((), count)
    return map(layout.pattern.replace(_NOW, stamp).__mod__, rows)


def next_ids(counts: Mapping[type[models.Model], int]) -> dict[type[models.Model], list[int]]:
    """Keys for so many new rows of each model, in order."""
    tables = [connection.ops.quote_name(model._meta.db_table) for model in counts]
    found: dict[int, list[int]] = {position: [] for position in range(1, len(counts) + 1)}
    if any(counts.values()):
        with connection.cursor() as cursor:
            cursor.execute(statement("next_ids"), {"tables": tables, "counts": list(counts.values())})
            found |= {position: sorted(ids) for position, ids in cursor.fetchall()}
    return dict(zip(counts, found.values(), strict=True))


def _fields(model: type[models.Model], is_numbered: bool) -> "list[models.Field[Any, Any]]":
    fields = model._meta.local_concrete_fields
    return [field for field in fields if is_numbered or not isinstance(field, models.AutoField)]


def _lines(
    model: type[models.Model],
    is_numbered: bool,
    rows: Sequence[Mapping[str, Any]],
    beside: Mapping[str, Sequence[Any]],
    *,
    stamp: str,
) -> Iterator[str]:
    """In the order of the rows, column by column of those that come one after the other with the same columns."""
    start = 0
    for given, together in groupby(rows, key=tuple):
        alike = list(together)
        wanted = _layout(model, is_numbered, (*given, *beside)).varying
        columns: dict[str, Sequence[Any]] = {
            column: list(map(itemgetter(column), alike)) for column in given if column in wanted
        }
        columns |= {column: values[start : start + len(alike)] for column, values in beside.items()}
        yield from lines_of(model, columns, len(alike), stamp=stamp, is_numbered=is_numbered)
        start += len(alike)


@lru_cache(maxsize=1024)
def _layout(model: type[models.Model], is_numbered: bool, given: tuple[str, ...]) -> _Layout:
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
    return _Layout("\t".join(cells) + "\n", varying, made)


def _cells(values: Sequence[Any], absent: str) -> Sequence[Any]:
    """A column in COPY's text format; what `%s` writes right is left to it."""
    kinds = set(map(type, values))
    if kinds & _SPELLED and not (kinds <= {str, NoneType} and _is_plain("".join(filter(None, values)))):
        return [absent if value is None else _text(value) for value in values]
    return [absent if value is None else value for value in values] if NoneType in kinds else values


def _text(value: Any) -> str:
    """A value in COPY's text format."""
    if value is None:
        return _NULL
    if type(value) is bytes:
        return rf"\\x{value.hex()}"
    text = msgspec.json.encode(value).decode() if isinstance(value, dict | list) else str(value)
    return text if _is_plain(text) else text.translate(_ESCAPES)


def _is_plain(text: str) -> bool:
    return text.isprintable() and "\\" not in text
