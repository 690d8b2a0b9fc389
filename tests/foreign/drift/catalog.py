"""What is in a database, read by queries of the tests' own: the audit's reader is what is being tested."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.foreign.server import Server

# A table that no managed model makes; and the one without which nobody knows what should be there.
_NOT_OURS = ("hard_legacy", "django_migrations")

_TABLES = """
SELECT c.oid::int, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY n.nspname, c.relname
"""
_COLUMNS = """
SELECT a.attrelid::int, a.attname, format_type(a.atttypid, a.atttypmod), t.typname, t.typcategory, a.attnotnull,
       pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated, a.attcollation <> t.typcollation, a.attnum::int,
       col_description(a.attrelid, a.attnum)
FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
"""
_CONSTRAINTS = """
SELECT c.conrelid::int, c.conname, c.contype, pg_get_constraintdef(c.oid), c.conkey::int[], c.confrelid::int,
       c.condeferrable
FROM pg_constraint c WHERE c.contype IN ('p', 'u', 'f', 'c', 'x') AND c.conrelid <> 0 ORDER BY c.conname
"""
_INDEXES = """
SELECT i.indrelid::int, c.relname, pg_get_indexdef(c.oid), m.amname, i.indisunique, i.indkey::int[],
       i.indexprs IS NOT NULL, i.indpred IS NOT NULL,
       pg_get_indexdef(c.oid, 1, false), pg_get_indexdef(c.oid) LIKE '%%_ops%%'
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
ORDER BY c.relname
"""


def quoted(name: str) -> str:
    """The name in quotation marks."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `type` with its modifiers, `family` is PostgreSQL's name of the type."""

    name: str
    type: str
    family: str
    category: str
    not_null: bool
    default: str | None
    identity: str
    generated: str
    collated: bool
    number: int
    comment: str | None

    @property
    def plain(self) -> bool:
        """A value like any other: neither numbered nor computed."""
        return not (self.identity or self.generated)

    @property
    def length(self) -> int | None:
        """Characters of a varchar."""
        return int(self.type[18:-1]) if self.type.startswith("character varying(") and "[" not in self.type else None


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint; `definition` without its name."""

    name: str
    kind: str
    definition: str
    numbers: list[int]
    target: int | None
    deferrable: bool


@dataclass(frozen=True, slots=True)
class Index:
    """One index that no constraint stands on."""

    name: str
    definition: str
    method: str
    unique: bool
    numbers: list[int]
    has_expression: bool
    has_condition: bool
    first_key: str
    has_class: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One table with everything on it; `name` is what findings call it, `sql` how statements do."""

    oid: int
    schema: str
    relation: str
    columns: list[Column]
    constraints: list[Constraint]
    indexes: list[Index]
    rows: int

    @property
    def name(self) -> str:
        """As the audit writes it."""
        return self.relation if self.schema == "public" else f"{self.schema}.{self.relation}"

    @property
    def sql(self) -> str:
        """In quotation marks, with its schema."""
        return f"{quoted(self.schema)}.{quoted(self.relation)}"

    def of_kind(self, *kinds: str) -> Iterator[Constraint]:
        """Its constraints of some kinds."""
        return (one for one in self.constraints if one.kind in kinds)

    def bound(self, column: Column) -> bool:
        """Whether a constraint, an index or a computed column reads the column."""
        held = [one.numbers for one in (*self.constraints, *self.indexes)]
        named = any(one.has_expression or one.has_condition for one in self.indexes)
        computed = any(one.generated for one in self.columns)
        return computed or named or any(column.number in numbers for numbers in held)

    def keyed(self, column: Column) -> bool:
        """Whether the column is of a primary or a foreign key."""
        return any(column.number in one.numbers for one in self.of_kind("p", "f"))


@dataclass(frozen=True)
class Catalog:
    """All tables of one database."""

    tables: dict[int, Table]

    def pointing_at(self, table: Table) -> list[tuple[Table, Constraint]]:
        """The foreign keys of other tables that lead to this one."""
        return [
            (other, one)
            for other in self.tables.values()
            for one in other.of_kind("f")
            if one.target == table.oid and other.oid != table.oid
        ]

    def around(self, table: Table) -> set[str]:
        """The table and those that foreign keys join it to."""
        targets = {self.tables[one.target].name for one in table.of_kind("f") if one.target in self.tables}
        return {table.name} | targets | {other.name for other, _ in self.pointing_at(table)}


def read_catalog(server: Server, database: str, rows: dict[str, int]) -> Catalog:
    """The tables of a database; `rows` as `rows.count_rows` tells them."""
    parts: dict[str, dict[int, list[object]]] = {"columns": {}, "constraints": {}, "indexes": {}}
    for part, query, kind in (
        ("columns", _COLUMNS, Column),
        ("constraints", _CONSTRAINTS, Constraint),
        ("indexes", _INDEXES, Index),
    ):
        for oid, *rest in server.run(database, query.replace("%%", "%")):
            parts[part].setdefault(oid, []).append(kind(*rest))
    tables = {}
    for oid, schema, relation in server.run(database, _TABLES):
        name = relation if schema == "public" else f"{schema}.{relation}"
        if name not in _NOT_OURS:
            own = {part: found.get(oid, []) for part, found in parts.items()}
            tables[oid] = Table(oid=oid, schema=schema, relation=relation, rows=_rows(rows, schema, relation), **own)  # type: ignore[arg-type]
    return Catalog(tables)


def _rows(rows: dict[str, int], schema: str, relation: str) -> int:
    spellings = [f"{front}{name}" for front in ("", f"{schema}.") for name in (relation, quoted(relation))]
    return next((rows[name] for name in spellings if name in rows), 0)
