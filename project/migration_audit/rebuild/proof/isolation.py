"""What a migration does that a schema of its own would not keep apart from the real database."""

import ast
import inspect
import re
import textwrap
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from django.db.migrations.migration import Migration
from django.db.migrations.operations import (
    AlterModelTable,
    CreateModel,
    RunPython,
    RunSQL,
    SeparateDatabaseAndState,
)
from django.db.migrations.operations.base import Operation

from project.findings import Finding, Severity
from project.migration_audit.disk import source_file
from project.migration_audit.rebuild.generation.source_code import identifiers_in, nodes_of
from project.migration_audit.rebuild.inventory import operation_lines
from project.migration_audit.rebuild.proof.refusals import LET_THE_ROLE_CREATE
from project.migration_audit.sql_of import sql_texts
from project.migration_audit.state import MigrationKey

# What SQL says that reaches beyond the schema it runs in, and what to call it.
_REACHES = {
    r"\b(?:create|alter|drop|comment\s+on)\s+(?:extension|role|user|group|database|tablespace|publication|subscription"
    r"|server|language|cast|event\s+trigger|foreign\s+data|transform|access\s+method)\b": (
        "what it speaks of belongs to no schema"
    ),
    r"\b(?:search_path|schema|current_schemas?)\b": "it speaks of schemas",
    r"\b(?:information_schema|pg_(?!get_serial_sequence\b|typeof\b|sleep\b|trigger_depth\b|advisory_)\w+)\b": (
        "it asks the catalogs"
    ),
    r"\b(?:dblink\w*|reassign\s+owned|drop\s+owned|alter\s+system|lo_\w+|notify|set\s+role)\b": (
        "it reaches further than a schema"
    ),
}
_RUNS_SQL = frozenset({"execute", "executemany", "executescript", "raw", "rawsql", "cursor", "callproc", "copy_expert"})
_OPENS_CONNECTIONS = frozenset({"connect", "psycopg", "psycopg2", "subprocess", "connectionhandler"})
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.S)


def not_isolated(using: str, migrations: Sequence[Migration], schemas: Collection[str]) -> Iterator[Finding]:
    """One finding for each operation, with its file and line; `schemas` are those of the real database."""
    for migration in migrations:
        for position, operation in enumerate(migration.operations):
            if why := reach(operation, schemas):
                yield _finding(using, migration, position, why)


def reach(operation: Operation, schemas: Collection[str]) -> str:
    """Why a schema would not hold it; empty where it would."""
    if isinstance(operation, SeparateDatabaseAndState):
        return next((why for one in operation.database_operations if (why := reach(one, schemas))), "")
    if isinstance(operation, RunSQL):
        return next((why for text in sql_texts(operation.sql) if (why := reach_of_sql(text, schemas))), "")
    if isinstance(operation, RunPython):
        return _reach_of_python(operation, schemas)
    if any(base.__name__ == "CreateExtension" for base in type(operation).__mro__):
        return "it makes an extension, which belongs to the whole database"
    if isinstance(operation, CreateModel | AlterModelTable):
        table = operation.options.get("db_table", "") if isinstance(operation, CreateModel) else operation.table
        return f"its table {table} names a schema" if '"' in (table or "") else ""
    return "" if type(operation).__module__.startswith("django.") else _reach_of_custom(operation, schemas)


def reach_of_sql(text: str, schemas: Collection[str]) -> str:
    """Why a statement would not stay in its schema."""
    bare = _COMMENT.sub(" ", text)
    for pattern, why in _REACHES.items():
        if re.search(pattern, bare, re.I):
            return why
    named = (name for name in sorted(schemas) if re.search(rf"(?<![\w.]){re.escape(name)}\"?\s*\.", bare, re.I))
    return next((f"it names schema {name}" for name in named), "")


def _reach_of_python(operation: RunPython, schemas: Collection[str]) -> str:
    if operation.code is RunPython.noop:
        return ""
    nodes = nodes_of(operation.code)
    if not nodes:
        return "its source can't be read"
    used = identifiers_in(nodes)
    if found := sorted(used & _OPENS_CONNECTIONS):
        return f"it uses {found[0]}"
    return _reach_of_strings(nodes, schemas) if used & _RUNS_SQL else ""


def _reach_of_custom(operation: Operation, schemas: Collection[str]) -> str:
    """By the strings of its class and of its arguments."""
    try:
        source = textwrap.dedent(inspect.getsource(type(operation)))
        told = repr(operation.deconstruct()[1:])
        return _reach_of_strings([ast.parse(source)], schemas) or reach_of_sql(told, schemas)
    except (OSError, TypeError, SyntaxError):
        return "its source can't be read"


def _reach_of_strings(nodes: Sequence[ast.AST], schemas: Collection[str]) -> str:
    parts = [part for node in nodes for part in ast.walk(node)]
    prose = {id(part.value) for part in parts if isinstance(part, ast.Expr)}
    texts = (part.value for part in parts if isinstance(part, ast.Constant) and id(part) not in prose)
    return next((why for text in texts if isinstance(text, str) and (why := reach_of_sql(text, schemas))), "")


def _finding(using: str, migration: Migration, position: int, why: str) -> Finding:
    key = MigrationKey(migration.app_label, migration.name)
    return Finding(
        code="not_isolated",
        severity=Severity.ERROR,
        message=f"{_place(key, migration, position)}: a scratch schema would not hold this operation: {why}.",
        object=f"{key} operation {position + 1}",
        app=key.app,
        actual=migration.operations[position].describe(),
        cause_detail=f"The role may not create databases beside {using!r}, and in a schema of the real one this "
        "operation could reach what is real.",
        fix=LET_THE_ROLE_CREATE,
    )


def _place(key: MigrationKey, migration: Migration, position: int) -> str:
    file: Path | None = source_file(key)
    if file is None:
        return str(key)
    return f"{file}:{operation_lines(file.read_text(encoding='utf-8'), len(migration.operations))[position]}"
