"""Fields beside columns as a table of text: what `--show-columns` and `--detailed` print."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from django.core.management.color import Style

from project.schema_audit.reporting.field_rows import FieldRow

_NAME_WIDTH = 24
_SIDE_WIDTH = 26


def columns_text(rows: Iterable[FieldRow], style: Style) -> str:
    """Every table with its columns: the model's side, the database's, and what was found."""
    return "\n".join(
        line for table, group in groupby(rows, attrgetter("table")) for line in _table(table, group, style)
    )


def _table(table: str, rows: Iterable[FieldRow], style: Style) -> Iterator[str]:
    listed = list(rows)
    yield style.MIGRATE_LABEL(f"{table}  ({listed[0].model})")
    yield f"  {'column':<{_NAME_WIDTH}} {'models':<{_SIDE_WIDTH}} database"
    for row in listed:
        sides = f"  {_cut(row.column, _NAME_WIDTH)} {_cut(row.expected or '-', _SIDE_WIDTH)} "
        if row.codes:
            yield style.ERROR(f"{sides}{row.actual or '-'}  <- {', '.join(row.codes)}")
        else:
            yield f"{sides}{'=' if row.actual == row.expected else row.actual or '-'}"
    yield ""


def _cut(text: str, width: int) -> str:
    return f"{text:<{width}}" if len(text) <= width else text[: width - 1] + "…"
