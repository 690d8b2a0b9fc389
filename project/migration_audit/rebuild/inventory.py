"""Every operation of the chosen apps' migrations, with the place in its file."""

import ast
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.migrations.migration import Migration
from django.db.migrations.operations import RunPython, RunSQL, SeparateDatabaseAndState

from project.migration_audit.rebuild.kinds import Kind, classify
from project.migration_audit.state import MigrationKey


@dataclass(frozen=True, kw_only=True)
class InventoryItem:
    """One operation: where it stands, what it does in Django's words, and what a rebuild makes of it.

    `position` counts from 0 in its migration; `by_hand` is an operation that doesn't say itself what it does.
    """

    migration: MigrationKey
    operation: str
    text: str
    file: Path
    line: int
    position: int
    by_hand: bool
    kind: Kind
    why: str

    @property
    def place(self) -> str:
        """`.../0002_rates.py:14`."""
        return f"{self.file}:{self.line}"


def inventory(migrations: Iterable[Migration], file_of: dict[MigrationKey, Path]) -> tuple[InventoryItem, ...]:
    """All operations, in the order of the migrations given."""
    return tuple(item for migration in migrations for item in _of_migration(migration, file_of))


def operation_lines(source: str, count: int) -> list[int]:
    """The line of each of `count` operations; that of the list (or class) where they aren't written one by one."""
    module = ast.parse(source)
    body = next((node for node in module.body if isinstance(node, ast.ClassDef) and node.name == "Migration"), None)
    assigned = _operations(body) if body else None
    if body is None or assigned is None:
        return [body.lineno if body else 1] * count
    written = assigned.elts if isinstance(assigned, ast.List | ast.Tuple) else []
    is_plain = len(written) == count and not any(isinstance(element, ast.Starred) for element in written)
    return [element.lineno for element in written] if is_plain else [assigned.lineno] * count


def _operations(body: ast.ClassDef) -> ast.expr | None:
    """What is assigned to `operations` in the class."""
    for node in body.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id == "operations" for target in targets):
                return node.value
    return None


def _source(file: Path) -> str:
    """In the encoding it declares; nothing where Python loads the migration from another kind of file."""
    if not file.exists():
        return ""
    with tokenize.open(file) as opened:
        return opened.read()


def _of_migration(migration: Migration, file_of: dict[MigrationKey, Path]) -> Iterator[InventoryItem]:
    key = MigrationKey(migration.app_label, migration.name)
    file = file_of[key]
    lines = operation_lines(_source(file), len(migration.operations))
    for position, (operation, line) in enumerate(zip(migration.operations, lines, strict=True)):
        kind, why = classify(operation)
        yield InventoryItem(
            migration=key,
            operation=type(operation).__name__,
            text=operation.describe(),
            file=file,
            line=line,
            position=position,
            by_hand=isinstance(operation, RunSQL | RunPython | SeparateDatabaseAndState),
            kind=kind,
            why=why,
        )
