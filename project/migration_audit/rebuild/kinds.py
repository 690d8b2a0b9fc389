"""What one operation means for a rebuild: made again from the models, left out, or carried over by hand."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, NamedTuple

import sqlparse
from django.db.migrations.operations import RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation

# Operations of django.contrib.postgres that make objects no model knows.
OBJECTS_WITHOUT_MODEL = ("CreateExtension", "CreateCollation", "RemoveCollation")
DDL_WORDS = frozenset({"CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE", "REINDEX", "SECURITY", "CLUSTER"})
ROW_WORDS = frozenset({"INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "TRUNCATE"})
SESSION_WORDS = frozenset({"SET", "RESET", "BEGIN", "COMMIT", "ANALYZE", "VACUUM", "LOCK"})
ROW_CALLS = frozenset(
    {"create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "save", "delete", "add"}
)
DDL_CALLS = frozenset({"execute", "create_model", "delete_model", "add_field", "remove_field", "alter_field"})


class Kind(StrEnum):
    """In the order of gravity; `schema` is what the models make again, `unknown` stops a rebuild."""

    SCHEMA = "schema"
    ELIDABLE = "elidable"
    SEED = "seed"
    DDL = "DDL"
    UNKNOWN = "unknown"


class Classified(NamedTuple):
    """The kind of an operation, and what says so."""

    kind: Kind
    why: str


def classify(operation: Operation) -> Classified:
    """The kind of an operation; nothing is run."""
    if getattr(operation, "elidable", False):
        return Classified(Kind.ELIDABLE, "marked elidable")
    if isinstance(operation, SeparateDatabaseAndState):
        return _of_parts(operation.database_operations)
    if isinstance(operation, RunSQL):
        return classify_sql(_statements(operation.sql))
    if isinstance(operation, RunPython):
        return classify_python(operation.code)
    return _by_class(operation)


def classify_sql(statements: Iterable[str]) -> Classified:
    """The gravest of the statements, by their first words."""
    kinds = [_kind_of_statement(part) for text in statements for part in sqlparse.parse(text)]
    told = [kind for kind in kinds if kind is not None]
    return max(told, key=_gravity, default=Classified(Kind.ELIDABLE, "no statement"))


def classify_python(code: Callable[..., Any]) -> Classified:
    """By what its source calls; a function whose source says nothing is unknown."""
    if code is RunPython.noop:
        return Classified(Kind.ELIDABLE, "does nothing")
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(code)))
    except (OSError, TypeError, SyntaxError):
        return Classified(Kind.UNKNOWN, "its source can't be read")
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    calls = {function.attr for function in called if isinstance(function, ast.Attribute)}
    if found := sorted(calls & DDL_CALLS):
        return Classified(Kind.DDL, f"calls {', '.join(found)}")
    if found := sorted(calls & ROW_CALLS):
        return Classified(Kind.SEED, f"calls {', '.join(found)}")
    return Classified(Kind.UNKNOWN, "its source doesn't show what it writes")


def _of_parts(operations: Iterable[Operation]) -> Classified:
    parts = [classify(operation) for operation in operations]
    changes_nothing = Classified(Kind.ELIDABLE, "changes the state only; the models say it again")
    return max(parts, key=_gravity, default=changes_nothing)


def _by_class(operation: Operation) -> Classified:
    names = {base.__name__ for base in type(operation).__mro__}
    if names.intersection(OBJECTS_WITHOUT_MODEL):
        return Classified(Kind.DDL, "makes an object that no model knows")
    if type(operation).__module__.startswith("django."):
        return Classified(Kind.SCHEMA, "made again from the models")
    return Classified(Kind.UNKNOWN, f"a custom operation of {type(operation).__module__}")


def _gravity(classified: Classified) -> int:
    return list(Kind).index(classified.kind)


def _statements(sql: Any) -> list[str]:
    """RunSQL takes a script, or a list of scripts and of (script, parameters)."""
    parts = sql if isinstance(sql, list | tuple) else [sql]
    return [str(part[0] if isinstance(part, list | tuple) else part) for part in parts]


def _kind_of_statement(statement: Any) -> Classified | None:
    """None for an empty statement or a comment."""
    first = statement.token_first(skip_ws=True, skip_cm=True)
    if first is None or not str(first).strip(" ;\n\t"):
        return None
    typed = statement.get_type()
    word = str(first).split()[0].upper() if typed == "UNKNOWN" else typed.split()[0]
    if word in DDL_WORDS:
        return Classified(Kind.DDL, f"{word} in its SQL")
    if word in ROW_WORDS:
        return Classified(Kind.SEED, f"{word} in its SQL")
    if word in SESSION_WORDS:
        return Classified(Kind.ELIDABLE, f"{word} in its SQL")
    return Classified(Kind.UNKNOWN, f"{word} in its SQL")
