"""What one operation means for a rebuild: made again from the models, left out, or carried over by hand."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple

import sqlparse
from django.db.migrations.migration import Migration
from django.db.migrations.operations import RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation
from django.db.migrations.state import ProjectState

from project.migration_audit.rebuild.generation.source_code import nodes_of
from project.schema_audit.guard import Failure, guarded

# Operations of django.contrib.postgres that make objects no model knows.
OBJECTS_WITHOUT_MODEL = ("CreateExtension", "CreateCollation", "RemoveCollation")
DDL_WORDS = frozenset({"CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE", "REINDEX", "SECURITY", "CLUSTER"})
ROW_WORDS = frozenset({"INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "TRUNCATE"})
# Anything may stand in them: they run again as they stand, and the proof shows what they made.
OPEN_WORDS = frozenset({"DO", "SELECT", "WITH", "CALL"})
SESSION_WORDS = frozenset({"SET", "RESET", "BEGIN", "COMMIT", "ANALYZE", "VACUUM", "LOCK"})
ROW_CALLS = frozenset(
    {"create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "save", "delete", "add"}
)
# Unmistakable where they are only spoken of, to be called later.
ROW_METHODS = frozenset({"bulk_create", "bulk_update", "create", "get_or_create", "update_or_create"})
# Functions of Django that write rows.
ROW_FUNCTIONS = frozenset({"create_contenttypes", "create_default_site", "create_permissions"})
# What a schema editor does, and a cursor.
DDL_CALLS = frozenset(
    {
        *("execute", "executemany", "create_model", "delete_model", "add_field", "remove_field", "alter_field"),
        *("add_index", "remove_index", "rename_index", "add_constraint", "remove_constraint"),
        *("alter_unique_together", "alter_index_together", "alter_db_table", "alter_db_table_comment"),
    }
)


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
        return _in_state(operation, _of_parts(operation.database_operations))
    if isinstance(operation, RunSQL):
        return _in_state(operation, classify_sql(sql_of(operation)))
    if isinstance(operation, RunPython):
        return classify_python(operation.code)
    return _by_class(operation)


def classify_sql(statements: Iterable[str]) -> Classified:
    """The gravest of the statements, by their first words."""
    kinds = [_kind_of_statement(part) for text in statements for part in sqlparse.parse(text)]
    told = [kind for kind in kinds if kind is not None]
    return max(told, key=_gravity, default=Classified(Kind.ELIDABLE, "no statement"))


def classify_python(code: Callable[..., Any]) -> Classified:
    """By what its source and the functions it calls in its file call; a source that says nothing is unknown."""
    if code is RunPython.noop:
        return Classified(Kind.ELIDABLE, "does nothing")
    nodes = _nodes(code.func if isinstance(code, partial) else code)
    if not nodes:
        return Classified(Kind.UNKNOWN, "its source can't be read")
    if _does_nothing(code, nodes):
        return Classified(Kind.ELIDABLE, "does nothing")
    return _by_calls(nodes)


def _by_calls(nodes: Iterable[ast.AST]) -> Classified:
    parts = [part for node in nodes for part in ast.walk(node)]
    called = [part.func for part in parts if isinstance(part, ast.Call)]
    calls = {function.attr for function in called if isinstance(function, ast.Attribute)}
    functions = {function.id for function in called if isinstance(function, ast.Name)}
    methods = {part.attr for part in parts if isinstance(part, ast.Attribute)}
    if found := sorted(calls & DDL_CALLS):
        return Classified(Kind.DDL, f"calls {', '.join(found)}")
    if found := sorted((calls & ROW_CALLS) | (functions & ROW_FUNCTIONS) | (methods & ROW_METHODS)):
        return Classified(Kind.SEED, f"calls {', '.join(found)}")
    if any(isinstance(part, ast.Constant) and part.value == "loaddata" for part in parts):
        return Classified(Kind.SEED, "calls loaddata")
    return Classified(Kind.UNKNOWN, "its source doesn't show what it writes")


def _does_nothing(code: Callable[..., Any], nodes: Sequence[ast.AST]) -> bool:
    """Whether a function returns before its first statement that does anything."""
    name = getattr(code, "__name__", "")
    for node in nodes:
        if isinstance(node, ast.Lambda):
            return isinstance(node.body, ast.Constant)
        if isinstance(node, ast.FunctionDef) and node.name == name:
            first = next((one for one in node.body if not _is_empty(one)), ast.Return())
            return isinstance(first, ast.Return) and isinstance(first.value, ast.Constant | None)
    return False


def _is_empty(statement: ast.stmt) -> bool:
    """A docstring, `...` or `pass`."""
    is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return is_text or isinstance(statement, ast.Pass)


def changes_models(migration: Migration) -> bool:
    """Whether an operation of it changes what the models are, or makes what they are made of."""
    return any(
        makes_object(operation)
        or isinstance(operation, SeparateDatabaseAndState)
        or stands_for_state(operation)
        or classify(operation).kind is Kind.SCHEMA
        for operation in migration.operations
    )


def stands_for_state(operation: Operation) -> bool:
    """Whether it says itself which change of the models its SQL makes."""
    return bool(getattr(operation, "state_operations", ()))


def makes_object(operation: Operation) -> bool:
    """Whether it is one of Django's own for what models are made of: an extension or a collation."""
    return any(base.__name__ in ("CreateExtension", "CreateCollation") for base in type(operation).__mro__)


def sql_of(operation: RunSQL) -> list[str]:
    """RunSQL takes a script, or a list of scripts and of (script, parameters)."""
    parts: Any = operation.sql if isinstance(operation.sql, list | tuple) else [operation.sql]
    return [str(part[0] if isinstance(part, list | tuple) else part) for part in parts]


def _nodes(code: Callable[..., Any]) -> Sequence[ast.AST]:
    """A function with what it uses of its file, else the function alone; nothing where there is no source."""
    nodes: Sequence[ast.AST] = nodes_of(code)
    if nodes:
        return nodes
    try:
        return [ast.parse(textwrap.dedent(inspect.getsource(code)))]
    except (OSError, TypeError, SyntaxError):
        return []


def _in_state(operation: Operation, classified: Classified) -> Classified:
    """SQL that says which change of the models it makes is made again from them; the proof shows whether it is so."""
    if stands_for_state(operation) and classified.kind is Kind.DDL:
        return Classified(Kind.SCHEMA, "its state_operations are in the models")
    return classified


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
    if isinstance(operation, ModelOperation | FieldOperation | IndexOperation):
        return Classified(Kind.SCHEMA, "a kind of Django's own: its change of the models is made again from them")
    if _leaves_models_alone(operation):
        return Classified(Kind.DDL, "a custom operation that changes no model")
    return Classified(Kind.UNKNOWN, f"a custom operation of {type(operation).__module__}")


def _leaves_models_alone(operation: Operation) -> bool:
    """Tried on a project without models: what changes one fails there, or makes one."""
    state = ProjectState()
    tried = guarded("state_forwards", lambda: operation.state_forwards("no_app", state))
    return not isinstance(tried, Failure) and not state.models


def _gravity(classified: Classified) -> int:
    return list(Kind).index(classified.kind)


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
    if word in OPEN_WORDS:
        return Classified(Kind.DDL, f"{word} in its SQL")
    return Classified(Kind.UNKNOWN, f"{word} in its SQL")
