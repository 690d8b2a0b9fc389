"""The types, functions, triggers, indexes and constraints that migrations make with SQL of their own.

Only what can be made again in the schema of temporary tables without touching anything else is taken: one statement,
an unqualified name, a table of the models. What one migration makes and another drops is not there in the end.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlparse
from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader

from project.schema_audit.of_migrations.flat import flat
from project.schema_audit.of_migrations.order import Key, in_order
from project.schema_audit.of_migrations.own_objects import OwnObject, code_of, made_by_code, note_object
from project.schema_audit.of_migrations.own_views import names, scratch_view, takes_away

_NAME = r'(?P<name>"[^".]+"|\w+)(?![\w.])'
_ON = r'\s+ON\s+(?:ONLY\s+)?(?P<table>"[^".]+"|\w+)(?![\w.])'
_SHAPES = {
    "type": re.compile(rf"CREATE\s+(?:TYPE|DOMAIN)\s+{_NAME}", re.I),
    "function": re.compile(rf"CREATE\s+(?:OR\s+REPLACE\s+)?(?:FUNCTION|PROCEDURE)\s+{_NAME}", re.I),
    "trigger": re.compile(rf"CREATE\s+(?:OR\s+REPLACE\s+)?(?:CONSTRAINT\s+)?TRIGGER\s+{_NAME}.*?{_ON}", re.I | re.S),
    "index": re.compile(
        rf"CREATE\s+(?:UNIQUE\s+)?INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+NOT\s+EXISTS\s+)?{_NAME}{_ON}", re.I
    ),
    "constraint": re.compile(
        r'ALTER\s+TABLE\s+(?:ONLY\s+)?(?P<table>"[^".]+"|\w+)(?![\w.])\s+ADD\s+CONSTRAINT\s+(?P<name>"[^"]+"|\w+)', re.I
    ),
}
_ALTERED_TYPE = re.compile(rf"ALTER\s+(?:TYPE|DOMAIN)\s+{_NAME}", re.I)
_DROPPED = re.compile(
    r"(?:DROP\s+(?:TYPE|DOMAIN|FUNCTION|PROCEDURE|TRIGGER|INDEX)\s+(?:CONCURRENTLY\s+)?(?:IF\s+EXISTS\s+)?"
    r'|DROP\s+CONSTRAINT\s+(?:IF\s+EXISTS\s+)?)(?P<name>"[^"]+"|\w+)',
    re.I,
)
_CALLED = re.compile(r"EXECUTE\s+(?:FUNCTION|PROCEDURE)\s+(?P<name>\w+)\s*\(", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStatements:
    """What to make before the tables (types) and after them (all else); `objects` is all that there is to make."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    objects: tuple[OwnObject, ...] = ()

    def text(self) -> str:
        """All of it, for the key of the cache."""
        return "\n".join((*self.before, *self.after))


def own_statements(loader: MigrationLoader, keys: Collection[Key], tables: Collection[str]) -> OwnStatements:
    """The statements of the given migrations that are still in force at the end, in the order of the graph.

    `tables` are the bare names that may be named in them.
    """
    made: dict[tuple[str, str], list[str]] = {}
    objects: dict[str, OwnObject] = {}
    for key in in_order(loader):
        if key in keys:
            operations = loader.graph.nodes[key].operations
            # An extension is dropped by its name.
            objects |= {one.name if one.kind == "extension" else str(one): one for one in made_by_code(operations, key)}
            for statement in _statements(operations):
                _note(made, statement, tables)
                note_object(objects, statement, key)
            for code in code_of(operations):
                # What other people's code does to a view that it names, nobody can tell.
                for view in [one for one in made if one[0] == "view" and names(code, one[1])]:
                    del made[view]
    functions = {name for kind, name in made if kind == "function"}
    before = [line for (kind, _), lines in made.items() if kind == "type" for line in lines]
    after = [
        _called_in_scratch(line, functions) for (kind, _), lines in made.items() if kind != "type" for line in lines
    ]
    return OwnStatements(before=tuple(before), after=tuple(after), objects=tuple(objects.values()))


def _note(made: dict[tuple[str, str], list[str]], statement: str, tables: Collection[str]) -> None:
    if view := scratch_view(statement):
        made["view", _plain(view[0])] = [view[1]]
        return
    for kind, name in [key for key in made if key[0] == "view" and takes_away(statement, key[1])]:
        del made[kind, name]
    for kind, shape in _SHAPES.items():
        if found := shape.match(statement):
            if "table" not in shape.groupindex or _plain(found["table"]) in tables:
                text = re.sub(r"^(CREATE\s+(?:UNIQUE\s+)?INDEX)\s+CONCURRENTLY", r"\1", statement, flags=re.I)
                made[kind, _plain(found["name"])] = [text]
            return
    if found := _ALTERED_TYPE.match(statement):
        if lines := made.get(("type", _plain(found["name"]))):
            lines.append(statement)
    elif found := _DROPPED.search(statement):
        for kind in _SHAPES:
            made.pop((kind, _plain(found["name"])), None)


def _statements(operations: Sequence[Any]) -> Iterator[str]:
    for operation in flat(operations, "database"):
        if isinstance(operation, ops.RunSQL):
            for text in _texts(operation.sql):
                for part in sqlparse.split(text):
                    yield sqlparse.format(part, strip_comments=True).strip().rstrip(";")


def _texts(sql: Any) -> Iterator[str]:
    """The text of a RunSQL: one, or a list in which one with parameters is a pair, which is left out."""
    if isinstance(sql, str):
        yield sql
    elif isinstance(sql, list | tuple):
        yield from (part for part in sql if isinstance(part, str))


def _called_in_scratch(statement: str, functions: Collection[str]) -> str:
    """A trigger that calls a function made here calls it where it is: nothing looks for functions in pg_temp."""
    found = _CALLED.search(statement)
    if found is None or _plain(found["name"]) not in functions:
        return statement
    return f"{statement[: found.start('name')]}pg_temp.{statement[found.start('name') :]}"


def _plain(name: str) -> str:
    return name.strip('"') if name.startswith('"') else name.lower()
