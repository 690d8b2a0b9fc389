"""SQL text of the schema's values: identifiers, columns, constraints, indexes; nothing here decides anything."""

from collections.abc import Mapping

from project.schema_audit.owners import Owner
from project.schema_audit.schema import OWN_SEQUENCE, Column, Constraint, Index, Kind, Table, Target

_ACTIONS = {"a": "", "r": "RESTRICT", "c": "CASCADE", "n": "SET NULL", "d": "SET DEFAULT"}
_NUMBERS = {"smallint", "bigint", "numeric", "real", "double precision"}
_TEXTS = ("text", "character")
_MATCHES = {"s": "", "f": " MATCH FULL", "p": " MATCH PARTIAL"}


def quoted(name: str) -> str:
    """The name as PostgreSQL reads it back, whatever characters it has."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """The text as a string constant."""
    return "'" + text.replace("'", "''") + "'"


def owned_table(owner: Owner) -> str:
    """A model's table; one of the search path goes without its schema."""
    return f"{quoted(owner.schema)}.{quoted(owner.relation)}" if owner.schema else quoted(owner.relation)


def live_table(table: Table) -> str:
    """A table that no model has."""
    return f"{quoted(table.schema)}.{quoted(table.relation)}"


def names(columns: tuple[str, ...]) -> str:
    """The columns in brackets."""
    return f"({', '.join(quoted(column) for column in columns)})"


def column(column: Column, *, default: str | None = None) -> str:
    """The column as CREATE TABLE writes it; `default` stands in where the column has none of its own."""
    parts = [quoted(column.name), column.type]
    if column.collation:
        parts.append(f"COLLATE {column.collation}")
    parts.append(_value(column, default))
    if column.not_null:
        parts.append("NOT NULL")
    return " ".join(part for part in parts if part)


def _value(column: Column, default: str | None) -> str:
    if column.generated:
        return f"GENERATED ALWAYS AS ({column.default}) {'STORED' if column.generated == 's' else 'VIRTUAL'}"
    if column.identity:
        return f"GENERATED {'ALWAYS' if column.identity == 'a' else 'BY DEFAULT'} AS IDENTITY"
    if column.default == OWN_SEQUENCE:
        return ""
    given = column.default if column.default is not None else default
    return f"DEFAULT {given}" if given is not None else ""


def cast(written: str, found: str, wanted: str, *, zone: str = "") -> str:
    """The value as another type; to and from boolean PostgreSQL knows the way of integer only.

    With a `zone` moments are of that one, whatever the session's own.
    """
    if zone and _is_moment(found) and not _is_moment(wanted) and not wanted.startswith(_TEXTS):
        return f"({written} AT TIME ZONE {literal(zone)})::{wanted}"
    if zone and _is_moment(wanted) and not _is_moment(found) and (found == "date" or found.startswith("timestamp")):
        return f"({written}::timestamp AT TIME ZONE {literal(zone)})::{wanted}"
    by_integer = "boolean" in (found, wanted) and bool({found.partition("(")[0], wanted.partition("(")[0]} & _NUMBERS)
    return f"{written}{'::integer' if by_integer else ''}::{wanted}"


def _is_moment(kind: str) -> bool:
    return kind.startswith("timestamp") and kind.endswith(" with time zone")


def constraint(constraint: Constraint, targets: Mapping[str, Owner]) -> str:
    """What follows ADD CONSTRAINT name; `targets` are the owners of the tables that foreign keys lead to."""
    if constraint.kind is not Kind.FOREIGN_KEY or constraint.target is None:
        return constraint.definition
    return (
        f"FOREIGN KEY {names(constraint.columns)} REFERENCES {_target(constraint.target, targets)}"
        f"{_MATCHES[constraint.target.match]}{_consequences(constraint.target)}{_moment(constraint)}"
    )


def index(index: Index, table: str, *, name: str | None = None, concurrently: bool = True) -> str:
    """CREATE INDEX, under another name where one is given."""
    unique, moment = "UNIQUE " if index.unique else "", "CONCURRENTLY " if concurrently else ""
    return f"CREATE {unique}INDEX {moment}{quoted(name or index.name)} ON {table} USING {index.definition}"


def _target(target: Target, targets: Mapping[str, Owner]) -> str:
    owner = targets.get(target.table)
    return f"{owned_table(owner) if owner else quoted(target.table)} {names(target.columns)}"


def _consequences(target: Target) -> str:
    parts = (("ON UPDATE", target.on_update), ("ON DELETE", target.on_delete))
    return "".join(f" {event} {_ACTIONS[action]}" for event, action in parts if _ACTIONS[action])


def _moment(constraint: Constraint) -> str:
    if not constraint.deferrable:
        return ""
    return " DEFERRABLE INITIALLY DEFERRED" if constraint.deferred else " DEFERRABLE"
