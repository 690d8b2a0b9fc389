"""Columns whose index a recorded migration drops: what is left of one there is no artefact of Django."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from project.findings import Finding
from project.migration_audit.faked.history import Histories, Version
from project.migration_audit.faked.look import Look


def dropped_indexes(look: Look, found: Histories) -> frozenset[tuple[str, str]]:
    """Table and column of each field that had an index of its own and no longer has one, or a unique key in its place.

    Django then drops every index of that column alone; from a column that becomes unique old releases did not.
    """
    return frozenset(
        (look.name(versions[-1].db_table), column)
        for versions in found.values()
        for before, after in pairwise(versions)
        for column in _dropped(before, after)
    )


def is_dropped(finding: Finding, look: Look, dropped: frozenset[tuple[str, str]]) -> bool:
    """Whether an index that only the database has is one of these; the one beside it for LIKE old releases forgot."""
    if (finding.object or "").endswith("_like"):
        return False
    table = look.applied.live.tables.get(finding.table or "")
    index = next((one for one in table.indexes if one.name == finding.object), None) if table else None
    return index is not None and len(index.columns) == 1 and (finding.table, index.columns[0]) in dropped


def _dropped(before: Version, after: Version) -> Iterator[str]:
    if before.model is None or after.model is None:
        return
    fields: Mapping[str, Any] = after.models[after.model].fields
    olds: Mapping[str, Any] = before.models[before.model].fields
    for name, old in olds.items():
        new = fields.get(name)
        if new is not None and old.db_index and not old.unique and not (new.db_index or new.unique):
            yield _column(name, new)


def _column(name: str, field: Any) -> str:
    """A field of a state knows its column only once it is in a model."""
    return str(field.db_column or (f"{name}_id" if field.remote_field else name))
