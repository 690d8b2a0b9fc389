"""What the server last said about shared fields that its newest document doesn't repeat.

The base of a comparison is the document applied last. It says nothing of a row that was left out, or of a field that
was; when they come back, only the word before tells whether the server or somebody here changed them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.apps import apps

from project.ge_sync.comparing.fields import Owner
from project.ge_sync.comparing.mapping import BY_NAME, TABLES
from project.ge_sync.comparing.state import LicenseState, Place, Row, Value, as_scalar

# As a JSON column holds them: values by column, by key, by table.
Stored = Mapping[str, Mapping[str, Mapping[str, Any]]]

SHARED = {table.name: [field.column for field in table.fields if field.owner is Owner.SHARED] for table in TABLES}


def recalled(base: LicenseState, stored: Stored) -> LicenseState:
    """The base with the words it doesn't repeat."""
    if not stored:
        return base
    rows = dict(base.rows)
    for table, words in stored.items():
        for key, row in words.items():
            earlier = {column: _value(table, column, value) for column, value in row.items()}
            rows[table, key] = {**earlier, **rows.get((table, key), {})}
    return replace(base, rows=rows)


def unsaid(base: LicenseState | None, theirs: LicenseState, kept: Mapping[Place, Row]) -> dict[str, dict[str, Any]]:
    """The words of `base` to keep beside a document that doesn't repeat them, of rows that are kept."""
    stored: dict[str, dict[str, Any]] = {}
    for (table, key), words in _not_repeated(base, theirs) if base else ():
        if (table, key) in kept:
            stored.setdefault(table, {})[key] = {column: as_scalar(value) for column, value in words.items()}
    return stored


def _not_repeated(base: LicenseState, theirs: LicenseState) -> Iterator[tuple[Place, Row]]:
    for place, row in base.rows.items():
        said = theirs.rows.get(place, {})
        words = {column: row[column] for column in SHARED[place[0]] if column in row and column not in said}
        if words:
            yield place, words


def _value(table: str, column: str, stored: Any) -> Value:
    """A reference is stored by its natural key; all else as its column reads it."""
    if next(field for field in BY_NAME[table].fields if field.column == column).refers_to:
        return str(stored) if stored is not None else None
    value: Value = apps.get_model(BY_NAME[table].model)._meta.get_field(column).to_python(stored)
    return value
