"""Small pictures of schemas, for the pure parts."""

from project.schema_audit.matching import Comparison, compare
from project.schema_audit.owners import Owner
from project.schema_audit.schema import Column, Constraint, Index, Kind, Schema, Table, Target


def column(name: str, type: str = "integer", **more: object) -> Column:
    """A NOT NULL column unless told otherwise."""
    parts: dict[str, object] = {"base_type": type.partition("(")[0], "not_null": True, **more}
    return Column(name=name, type=type, **parts)  # type: ignore[arg-type]


def unique(name: str, *columns: str) -> Constraint:
    """A unique constraint."""
    return Constraint(name=name, kind=Kind.UNIQUE, definition=f"UNIQUE ({', '.join(columns)})", columns=columns)


def foreign_key(name: str, column_name: str, target: str) -> Constraint:
    """A foreign key to the id of a table."""
    pointed = Target(table=target, columns=("id",), on_delete="a", on_update="a", match="s")
    definition = f"FOREIGN KEY ({column_name}) REFERENCES {target}(id)"
    return Constraint(name=name, kind=Kind.FOREIGN_KEY, definition=definition, columns=(column_name,), target=pointed)


def index(name: str, definition: str, *columns: str, **more: bool) -> Index:
    """An index over columns."""
    return Index(name=name, definition=definition, columns=columns, **more)


def table(name: str, *parts: Column | Constraint | Index, schema: str = "public", kind: str = "r") -> Table:
    """A table of its parts."""
    return Table(
        name=name,
        schema=schema,
        relation=name,
        kind=kind,
        columns={part.name: part for part in parts if isinstance(part, Column)},
        constraints=tuple(part for part in parts if isinstance(part, Constraint)),
        indexes=tuple(part for part in parts if isinstance(part, Index)),
    )


def schema(*tables: Table) -> Schema:
    """A schema of tables."""
    return Schema(default_schema="public", tables={one.name: one for one in tables})


def owner(name: str, *given_names: str) -> Owner:
    """The model of a table, whose fields are called as its columns."""
    return Owner(
        app="shop",
        model=f"shop.{name.title()}",
        schema=None,
        relation=name,
        fields={},
        given_names=frozenset(given_names),
        made_by=name.title(),
    )


def compared(live: Schema, expected: Schema, *given_names: str) -> Comparison:
    """The comparison, in which every expected table has a model."""
    return compare(live, expected, {name: owner(name, *given_names) for name in expected.tables})
