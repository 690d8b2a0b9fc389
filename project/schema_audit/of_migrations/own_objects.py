"""What migrations make with SQL or Python of their own, by name: to say what of it is checked and what is not."""

import inspect
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.operations import CreateExtension
from django.db.migrations import operations as ops
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import ModelOperation

from project.schema_audit.of_migrations.flat import flat
from project.schema_audit.of_migrations.order import Key
from project.schema_audit.schema import Schema

_NAME = r'(?:"[^"]+"|\w+)(?:\.(?:"[^"]+"|\w+))?'
_KIND = (
    r"MATERIALIZED\s+VIEW|VIEW|FUNCTION|PROCEDURE|AGGREGATE|TRIGGER|INDEX|TYPE|DOMAIN|TABLE|SEQUENCE|RULE|POLICY|"
    r"STATISTICS|COLLATION|CAST|OPERATOR|EXTENSION"
)
_CREATED = re.compile(
    r"CREATE\s+(?:OR\s+REPLACE\s+)?(?:(?:UNIQUE|CONSTRAINT|TEMP|TEMPORARY|RECURSIVE|UNLOGGED|EVENT)\s+)*"
    rf"(?P<kind>{_KIND})\s+(?:CONCURRENTLY\s+)?(?:IF\s+NOT\s+EXISTS\s+)?(?P<name>{_NAME})",
    re.I,
)
_CONSTRAINT = re.compile(rf"ALTER\s+TABLE\s+(?:ONLY\s+)?{_NAME}\s+ADD\s+(?P<kind>CONSTRAINT)\s+(?P<name>{_NAME})", re.I)
_BLOCK = re.compile(r"DO\s+(?:LANGUAGE\s+\w+\s+)?[$']", re.I)
_DROPPED = re.compile(
    rf"DROP\s+(?:{_KIND}|CONSTRAINT)\s+(?:CONCURRENTLY\s+)?(?:IF\s+EXISTS\s+)?(?P<name>{_NAME})", re.I
)
_MAKES = re.compile(rf"\b(?:CREATE|ALTER)\b[^;\"']*\b(?:{_KIND}|CONSTRAINT)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnObject:
    """One thing that a migration makes by itself; `name` is without quotes, and says what makes it, for code."""

    kind: str
    name: str
    key: Key
    statement: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.name} of {'.'.join(self.key)}"


def note_object(made: dict[str, OwnObject], statement: str, key: Key) -> None:
    """Keep what the statement makes, and forget what it drops."""
    if found := _CREATED.match(statement) or _CONSTRAINT.match(statement):
        name = _printed(found["name"])
        kind = " ".join(found["kind"].lower().split())
        made[name] = OwnObject(kind=kind, name=name, key=key, statement=statement)
    elif _BLOCK.match(statement) and _MAKES.search(statement):
        made[f"DO {key}"] = OwnObject(kind="what", name="a DO block makes", key=key)
    elif found := _DROPPED.search(statement):
        made.pop(_printed(found["name"]), None)


def made_by_code(operations: Sequence[Any], key: Key) -> Iterator[OwnObject]:
    """The Python of a migration that makes objects, as far as its text tells, and operations of other packages."""
    for operation in flat(operations, "database"):
        if isinstance(operation, ops.RunPython):
            if _MAKES.search(_source(operation.code)):
                yield OwnObject(kind="what", name=f"{getattr(operation.code, '__name__', 'its code')}() makes", key=key)
        elif isinstance(operation, CreateExtension):
            yield OwnObject(kind="extension", name=operation.name, key=key)
        elif not _is_djangos(operation):
            yield OwnObject(kind="what", name=f"{type(operation).__name__} makes", key=key)


def code_of(operations: Sequence[Any]) -> Iterator[str]:
    """The Python of a migration, and that of operations of other packages."""
    for operation in flat(operations, "database"):
        if isinstance(operation, ops.RunPython):
            yield _source(operation.code)
        elif not _is_djangos(operation):
            yield f"{_source(type(operation))} {vars(operation)}"


def unchecked(objects: Iterable[OwnObject], expected: Schema) -> list[str]:
    """Those that are not in the expected picture: nobody looks whether they are there."""
    return [str(one) for one in objects if one.name not in _PLACES.get(one.kind, _nowhere)(expected)]


def _names(kind: str) -> Callable[[Schema], Collection[str]]:
    def names(expected: Schema) -> Collection[str]:
        return {one.name for table in expected.tables.values() for one in getattr(table, kind)}

    return names


def _functions(expected: Schema) -> Collection[str]:
    return {name.partition("(")[0].strip('"') for name in expected.functions}


def _types(expected: Schema) -> Collection[str]:
    return {name.strip('"') for name in (*expected.enums, *expected.domains)}


def _tables(expected: Schema) -> Collection[str]:
    return expected.tables


def _views(expected: Schema) -> Collection[str]:
    return expected.views


def _extensions(expected: Schema) -> Collection[str]:
    return expected.extensions


def _nowhere(expected: Schema) -> Collection[str]:
    return ()


_PLACES = {
    "function": _functions,
    "procedure": _functions,
    "type": _types,
    "domain": _types,
    "table": _tables,
    "extension": _extensions,
    "view": _views,
    "materialized view": _views,
    "trigger": _names("triggers"),
    "index": _names("indexes"),
    "constraint": _names("constraints"),
}


def _is_djangos(operation: Any) -> bool:
    """Django's own, or somebody's kind of one that works on models and fields: what that makes is in the models."""
    kinds = (ops.RunSQL, ModelOperation, FieldOperation)
    return type(operation).__module__.startswith("django.") or isinstance(operation, kinds)


def _source(code: Any) -> str:
    try:
        return inspect.getsource(code)
    except (OSError, TypeError):
        return ""


def _printed(name: str) -> str:
    """Without quotes; in small letters where it had none."""
    parts = re.findall(r'"[^"]+"|\w+', name)
    return ".".join(part.strip('"') if part.startswith('"') else part.lower() for part in parts)
