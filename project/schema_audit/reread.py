"""Lets PostgreSQL read differing expressions again: what it prints is not always what it prints of that.

A dump restored, a column retyped or a check typed in by hand says the same in other words. Both sides' words are put
on one scratch table with the expected types, printed, and put there once more; equal prints are equal expressions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.db import DatabaseError

from project.schema_audit.fixes.words import quoted
from project.schema_audit.reading.scratch_names import without_scratch_schema
from project.schema_audit.same_words import plain_words
from project.schema_audit.schema import OWN_SEQUENCE, Column, Constraint, Index, Kind, Schema, Table
from project.schema_audit.session import Session, rolled_back, savepoint
from project.schema_audit.statements import statement

_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression of a table: `template` puts it on the scratch table; only those of one `place` are compared."""

    template: str
    place: str
    words: str


def settled(session: Session, live: Schema, expected: Schema) -> Schema:
    """The live schema with every expression that means the expected one in the expected words."""
    tables = dict(live.tables)
    for name, wanted in expected.tables.items():
        found = live.tables.get(name)
        if found is None or not found.is_table or found.shares_contents(wanted):
            continue
        if pairs := _differing(found, wanted):
            tables[name] = _reworded(found, _equal_words(session, wanted, pairs))
    return replace(live, tables=tables)


def _differing(live: Table, expected: Table) -> list[tuple[Expression, Expression]]:
    """Every live expression beside each expected one that it may mean: of the same kind, and not there in words."""
    ours, theirs = set(_expressions(expected, expected)), set(_expressions(live, expected))
    new, gone = theirs - ours, ours - theirs
    return [
        (one, other)
        for one in sorted(new, key=repr)
        for other in sorted(gone, key=repr)
        if (one.template, one.place) == (other.template, other.place)
    ]


def _expressions(table: Table, expected: Table) -> Iterator[Expression]:
    for constraint in table.constraints:
        if constraint.kind in (Kind.CHECK, Kind.EXCLUSION):
            yield Expression(
                "ALTER TABLE pg_temp.reread ADD CONSTRAINT {name} {words}", constraint.kind.value, constraint.definition
            )
    for index in table.indexes:
        if not index.plain:
            unique = "UNIQUE " if index.unique else ""
            yield Expression(
                f"CREATE {unique}INDEX {{name}} ON pg_temp.reread USING {{words}}", "index", index.definition
            )
    for column in table.columns.values():
        wanted = expected.columns.get(column.name)
        if wanted and column.default and OWN_SEQUENCE not in (column.default, wanted.default):
            yield Expression(_default_template(column, wanted), column.name, column.default)


def _default_template(column: Column, wanted: Column) -> str:
    kind = "GENERATED ALWAYS AS ({words}) STORED" if column.generated else "DEFAULT {words}"
    return f"ALTER TABLE pg_temp.reread ADD COLUMN {{name}} {wanted.type} {kind}"


def _equal_words(
    session: Session, expected: Table, pairs: list[tuple[Expression, Expression]]
) -> dict[Expression, str]:
    """The expected words for each live expression that prints the same in the end."""
    everything = list(dict.fromkeys(one for pair in pairs for one in pair))
    with rolled_back(session) as scratch:
        scratch.cursor.execute(f"SET LOCAL search_path TO pg_temp, {scratch.path_setting.removesuffix(', pg_temp')}")
        final = dict(zip(everything, everything, strict=True))
        for _ in range(_ROUNDS):
            printed = _print(scratch, expected, list(final.values()))
            final = {one: replace(last, words=printed.get(last, "")) for one, last in final.items()}
    said = {one: plain_words(last.words, expected.columns) for one, last in final.items()}
    return {live: wanted.words for live, wanted in pairs if said[live] and said[live] == said[wanted]}


def _print(scratch: Session, expected: Table, expressions: list[Expression]) -> dict[Expression, str]:
    columns = [column for column in expected.columns.values() if not column.generated]
    listed = ", ".join(f"{quoted(column.name)} {column.type}{_collation(column)}" for column in columns)
    try:
        with savepoint(scratch):
            scratch.cursor.execute(f"CREATE TEMPORARY TABLE reread ({listed})")
            made = {f"reread_{n}": one for n, one in enumerate(expressions) if one.words and _put(scratch, one, n)}
            scratch.cursor.execute(statement("reread"))
            printed = dict(scratch.cursor.fetchall())
            scratch.cursor.execute("DROP TABLE pg_temp.reread")
    except DatabaseError:
        return {}
    return {one: _bare(printed[name]) for name, one in made.items() if name in printed}


def _put(scratch: Session, expression: Expression, number: int) -> bool:
    try:
        with savepoint(scratch):
            scratch.cursor.execute(expression.template.format(name=f"reread_{number}", words=expression.words))
    except DatabaseError:
        return False
    return True


def _bare(printed: str) -> str:
    """What follows the method of an index, and everything else as it is."""
    text = without_scratch_schema(printed)
    return text.partition(" USING ")[2] if text.startswith("CREATE ") else text


def _collation(column: Column) -> str:
    return f" COLLATE {column.collation}" if column.collation else ""


def _reworded(table: Table, words: Mapping[Expression, str]) -> Table:
    by_words = {expression.words: wanted for expression, wanted in words.items()}

    def reword(item: Constraint | Index) -> str:
        return by_words.get(item.definition, item.definition)

    return replace(
        table,
        constraints=tuple(replace(one, definition=reword(one)) for one in table.constraints),
        indexes=tuple(replace(one, definition=reword(one)) for one in table.indexes),
        columns={
            name: replace(column, default=by_words.get(column.default or "", column.default))
            for name, column in table.columns.items()
        },
    )
