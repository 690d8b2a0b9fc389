"""The rows that migrations write: compared whole, and where that can't be, without what a database gives out itself."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from project.migration_audit.rebuild.chain import Difference
from project.schema_audit.fixes.words import quoted
from project.schema_audit.schema import OWN_SEQUENCE, Kind, Schema, Table

# Django's own records of the chain, which differ by design.
RECORDS = "django_migrations"
MOMENT = "the moment it was written"
RANDOM = "a random value"
_PASSWORD = re.compile(r"![A-Za-z0-9]{40}|(?:pbkdf2|argon2|bcrypt|scrypt)\w*\$.+")
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Written:
    """Every row of one side by table, moments of its own run taken out; `behind` are tables whose keys run out."""

    schema: Schema
    rows: Mapping[str, Sequence[Row]]
    moments: int
    behind: frozenset[str]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are, in how many tables."""
        return {"tables with rows": len(self.rows), "rows": sum(len(rows) for rows in self.rows.values())}


@dataclass(frozen=True, kw_only=True)
class RowsCompared:
    """What differs, which tables were compared without keys, and the hash of all rows of the new side."""

    differences: tuple[Difference, ...]
    without_keys: tuple[str, ...]
    sha256: str


def read_written(connection: BaseDatabaseWrapper, schema: Schema, started: datetime) -> Written:
    """Read every table that holds rows; `started` is when the database was empty."""
    found: dict[str, Sequence[Row]] = {}
    behind: set[str] = set()
    moments = 0
    ended = server_time(connection)
    with connection.cursor() as cursor:
        for name, table in sorted(schema.tables.items()):
            if not table.is_table or not table.holds_rows or name == RECORDS:
                continue
            place = f"{quoted(table.schema)}.{quoted(table.relation)}"
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {place} AS t")
            rows = [json.loads(text) for (text,) in cursor.fetchall()]
            moments += sum(_take_out_moments(row, table, started, ended) for row in rows)
            found[name] = rows
            behind |= {name} if _is_behind(cursor, table, rows) else set()
    return Written(schema=schema, rows={n: r for n, r in found.items() if r}, moments=moments, behind=frozenset(behind))


def server_time(connection: BaseDatabaseWrapper) -> datetime:
    """The server's clock, which stamps what migrations write; with a zone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())::float8")
        return datetime.fromtimestamp(cursor.fetchone()[0], tz=UTC)


def compare_rows(old: Written, new: Written) -> RowsCompared:
    """Table by table; where rows are not the same, again with what a key points to in place of the key."""
    meanings = _Meanings(old), _Meanings(new)
    differences: list[Difference] = []
    without_keys: list[str] = []
    for name in sorted({*old.rows, *new.rows}):
        one, other = old.rows.get(name, ()), new.rows.get(name, ())
        if _counted(one) == _counted(other):
            continue
        mine, theirs = (meaning.counted(name) for meaning in meanings)
        if mine == theirs:
            without_keys.append(name)
        else:
            differences.append(_difference(name, mine, theirs))
    for name in sorted(old.behind ^ new.behind):
        sides = ["behind its rows" if name in side.behind else "past its rows" for side in (old, new)]
        differences.append(Difference(kind="rows", place=f"sequence of {name}", old=sides[0], new=sides[1]))
    return RowsCompared(
        differences=tuple(differences), without_keys=tuple(without_keys), sha256=_sha256(meanings[1], new)
    )


class _Meanings:
    """Rows without the keys a database gives out, and with the meaning of a row in place of a key to it."""

    def __init__(self, written: Written) -> None:
        self._written = written
        self._by_key: dict[str, dict[Any, Row]] = {}
        self._known: dict[tuple[str, str], str] = {}

    def counted(self, name: str) -> Counter[str]:
        """How often each meaning is in a table."""
        return Counter(self._meaning(name, row, ()) for row in self._written.rows.get(name, ()))

    def _meaning(self, name: str, row: Row, way: tuple[str, ...]) -> str:
        table = self._written.schema.tables[name]
        own = set() if name in self._written.behind else _given_keys(table, [row])
        targets = dict(_targets(table))
        shown = {}
        for column, value in sorted(row.items()):
            target = targets.get(column)
            if column in own:
                continue
            if target and value is not None:
                shown[column] = self._pointed(target, value, (*way, name))
            else:
                shown[column] = RANDOM if _is_random(table, column, value) else value
        return _text(shown)

    def _pointed(self, target: str, value: Any, way: tuple[str, ...]) -> Any:
        """The meaning of the row a key points to; the key itself where it isn't given out, or leads in a circle."""
        row = self._rows_by_key(target).get(_text(value))
        if row is None or target in way or not _given_keys(self._written.schema.tables[target], [row]):
            return value
        known = (target, _text(value))
        if known not in self._known:
            self._known[known] = self._meaning(target, row, way)
        return self._known[known]

    def _rows_by_key(self, name: str) -> dict[Any, Row]:
        if name not in self._by_key:
            key = _single_key(self._written.schema.tables[name]) if name in self._written.schema.tables else None
            rows = self._written.rows.get(name, ()) if key else ()
            self._by_key[name] = {_text(row[key]): row for row in rows if key}
        return self._by_key[name]


def _targets(table: Table) -> Iterator[tuple[str, str]]:
    for constraint in table.of_kind(Kind.FOREIGN_KEY):
        if constraint.target and len(constraint.columns) == 1:
            yield constraint.columns[0], constraint.target.table


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


def _is_behind(cursor: Any, table: Table, rows: Sequence[Row]) -> bool:
    """Whether a numbered key would be given out twice."""
    for column, sequence in table.sequences.items():
        highest = max((row[column] for row in rows if isinstance(row[column], int)), default=None)
        cursor.execute(f"SELECT last_value, is_called FROM {quoted(sequence.schema)}.{quoted(sequence.name)}")
        last_value, called = cursor.fetchone()
        if highest is not None and last_value + (1 if called else 0) <= highest:
            return True
    return False


def _take_out_moments(row: Row, table: Table, started: datetime, ended: datetime) -> int:
    """Replace times within the run; how many there were."""
    found = 0
    for name, value in row.items():
        kind = table.columns[name].base_type
        if (
            isinstance(value, str)
            and (kind.startswith("timestamp") or kind == "date")
            and _is_within(value, started, ended)
        ):
            row[name] = MOMENT
            found += 1
    return found


def _is_within(value: str, started: datetime, ended: datetime) -> bool:
    """A time without a zone may be UTC or the server's; a day is that of the run."""
    if "T" not in value:
        return value in {started.date().isoformat(), ended.date().isoformat()}
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return False
    zones = [moment] if moment.tzinfo else [moment.replace(tzinfo=UTC), moment.astimezone()]
    return any(started <= found <= ended for found in zones)


def _difference(name: str, old: Counter[str], new: Counter[str]) -> Difference:
    lost, added = list((old - new).elements()), list((new - old).elements())
    return Difference(
        kind="rows",
        place=name,
        old=f"{old.total()} rows" + (f", such as {lost[0]}" if lost else ""),
        new=f"{new.total()} rows" + (f", such as {added[0]}" if added else ""),
    )


def _counted(rows: Sequence[Row]) -> Counter[str]:
    return Counter(_text(dict(sorted(row.items()))) for row in rows)


def _sha256(meanings: _Meanings, written: Written) -> str:
    digest = hashlib.sha256()
    for name in sorted(written.rows):
        for text in sorted(meanings.counted(name).elements()):
            digest.update(f"{name}\x1f{text}\n".encode())
    return digest.hexdigest()


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
