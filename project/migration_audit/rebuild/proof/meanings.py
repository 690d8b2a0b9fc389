"""What a row means apart from the keys and the values that no two runs give it alike."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from project.migration_audit.rebuild.proof.written import Row, Written
from project.schema_audit.schema import OWN_SEQUENCE, Kind, Table

RANDOM = "a random value"
MOVES = "another value in every run"
_PASSWORD = re.compile(r"![A-Za-z0-9]{40}|(?:pbkdf2|argon2|bcrypt|scrypt)\w*\$.+")
# Columns by table that two runs of one chain fill differently.
Moving = Mapping[str, frozenset[str]]


class Meanings:
    """Rows without the keys a database gives out, and with the meaning of a row in place of a key to it.

    Of columns that `moving` names only whether they are filled is told.
    """

    def __init__(self, written: Written, moving: Moving) -> None:
        self._written = written
        self._moving = moving
        self._by_key: dict[str, dict[Any, Row]] = {}
        self._known: dict[tuple[str, str], str] = {}

    def counted(self, name: str) -> Counter[str]:
        """How often each meaning is in a table."""
        return Counter(text_of(row) for row in self.rows(name))

    def rows(self, name: str) -> list[Row]:
        """Each row of a table as it is compared."""
        return [self._meaning(name, row, ()) for row in self._written.rows.get(name, ())]

    def _meaning(self, name: str, row: Row, way: tuple[str, ...]) -> Row:
        table = self._written.schema.tables[name]
        own = set() if name in self._written.behind else _given_keys(table, [row])
        targets = targets_of(table)
        moving = self._moving.get(name, frozenset())
        shown: Row = {}
        for column, value in sorted(row.items()):
            target = targets.get(column)
            if column in own:
                continue
            if column in moving and value not in (None, ""):
                shown[column] = MOVES
            elif target and value is not None:
                shown[column] = self._pointed(target, value, (*way, name))
            else:
                shown[column] = RANDOM if _is_random(table, column, value) else value
        return shown

    def _pointed(self, target: str, value: Any, way: tuple[str, ...]) -> Any:
        """The meaning of the row a key points to; the key itself where it isn't given out, or leads in a circle."""
        row = self._rows_by_key(target).get(text_of(value))
        if row is None or target in way or not _given_keys(self._written.schema.tables[target], [row]):
            return value
        known = (target, text_of(value))
        if known not in self._known:
            self._known[known] = text_of(self._meaning(target, row, way))
        return self._known[known]

    def _rows_by_key(self, name: str) -> dict[Any, Row]:
        if name not in self._by_key:
            key = _single_key(self._written.schema.tables[name]) if name in self._written.schema.tables else None
            rows = self._written.rows.get(name, ()) if key else ()
            self._by_key[name] = {text_of(row[key]): row for row in rows if key}
        return self._by_key[name]


def targets_of(table: Table) -> dict[str, str]:
    """The table that a column with a foreign key leads to."""
    keys = [key for key in table.of_kind(Kind.FOREIGN_KEY) if key.target and len(key.columns) == 1]
    return {key.columns[0]: key.target.table for key in keys if key.target}


def _single_key(table: Table) -> str | None:
    keys = [constraint.columns for constraint in table.of_kind(Kind.PRIMARY_KEY)]
    return keys[0][0] if keys and len(keys[0]) == 1 else None


def _given_keys(table: Table, rows: Sequence[Row]) -> set[str]:
    """The primary key where the database gives it out, or it is random by its own word."""
    key = _single_key(table)
    if key is None:
        return set()
    column = table.columns[key]
    numbered = bool(column.identity) or column.default == OWN_SEQUENCE
    return {key} if numbered or all(_is_random(table, key, row[key]) for row in rows) else set()


def _is_random(table: Table, column: str, value: Any) -> bool:
    """A UUID that is random by its own word, or what Django makes of a password: no run makes the same twice."""
    if not isinstance(value, str):
        return False
    if table.columns[column].type == "uuid":
        return UUID(value).version == 4
    return bool(_PASSWORD.fullmatch(value))


def text_of(value: Any) -> str:
    """The same text for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
