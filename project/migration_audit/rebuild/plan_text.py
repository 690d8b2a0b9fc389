"""A dry run for people and for programs."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from project.migration_audit.rebuild.dry_run import DryRun
from project.migration_audit.rebuild.inventory import InventoryItem
from project.migration_audit.rebuild.kinds import Kind

OUTCOME = {
    Kind.SCHEMA: "made again from the models",
    Kind.ELIDABLE: "left out",
    Kind.SEED: "carried over",
    Kind.DDL: "carried over",
    Kind.UNKNOWN: "stops the rebuild",
}


def dry_run_text(looked: DryRun) -> str:
    """What would be replaced, then the operations that the models don't make again, each with its place."""
    return "\n".join([*_files(looked), *_rows(looked), *_operations(looked), *_dependents(looked), ""])


def dry_run_as_stats(looked: DryRun) -> dict[str, Any]:
    """The same, as `stats` of the JSON contract."""
    return {
        "apps": [app.label for app in looked.apps],
        "files": [str(file) for file in looked.files],
        "rows": {database: [str(key) for key in keys] for database, keys in looked.rows.items()},
        "operations": [_item_as_json(item) for item in looked.items],
        "dependents": list(looked.dependents),
    }


def _files(looked: DryRun) -> Iterator[str]:
    labels = ", ".join(app.label for app in looked.apps)
    yield f"A rebuild of {labels} would replace {len(looked.files)} files (operations in each):"
    operations = Counter(item.file for item in looked.items)
    for file in looked.files:
        yield f"  {shown(file)}: {operations[file]}"


def _rows(looked: DryRun) -> Iterator[str]:
    for database, keys in looked.rows.items():
        yield f"and {len(keys)} rows of django_migrations in database {database!r}."


def _operations(looked: DryRun) -> Iterator[str]:
    counts = Counter(item.kind for item in looked.items)
    yield ""
    yield "Operations: " + (", ".join(f"{counts[kind]} {kind.value}" for kind in Kind if counts[kind]) or "none read")
    for item in looked.items:
        if item.kind is not Kind.SCHEMA:
            yield f"  {shown(item.file)}:{item.line}"
            yield f"    {item.operation}: {item.kind.value} ({item.why}) -> {OUTCOME[item.kind]}"


def _dependents(looked: DryRun) -> Iterator[str]:
    if looked.dependents:
        yield ""
        yield "Migrations of other apps name them:"
        yield from (f"  {dependent}" for dependent in looked.dependents)


def _item_as_json(item: InventoryItem) -> dict[str, Any]:
    return {
        "migration": str(item.migration),
        "operation": item.operation,
        "text": item.text,
        "file": str(item.file),
        "line": item.line,
        "kind": item.kind.value,
        "why": item.why,
    }


def shown(path: Path) -> str:
    """From the working directory where it lies below it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
