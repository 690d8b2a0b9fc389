"""The text of one new migration, by Django's own writer."""

from collections.abc import Sequence
from datetime import date

from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.writer import MigrationWriter

from project.migration_audit.rebuild.generation.copied_code import THIS_FILE, CodeText
from project.migration_audit.rebuild.generation.dependencies import Dependency
from project.migration_audit.rebuild.generation.own_names import apart
from project.migration_audit.state import MigrationKey

_OPERATIONS = "\n    operations = [\n"
_CLASS = "\nclass Migration(migrations.Migration):\n"


def migration_text(
    key: MigrationKey,
    operations: Sequence[Operation],
    *,
    today: date,
    initial: bool,
    atomic: bool,
    replaces: Sequence[MigrationKey],
    dependencies: Sequence[Dependency],
    run_before: Sequence[Dependency],
    code: CodeText,
) -> str:
    """Python as Django writes it; `code` is what the operations use, and stands above the class."""
    attributes = {
        "operations": list(operations),
        "dependencies": [tuple(dependency) for dependency in dependencies],
        "replaces": [tuple(replaced) for replaced in replaces],
        "initial": initial or None,
    }
    migration: Migration = type("Migration", (Migration,), attributes)(key.name, key.app)
    text = MigrationWriter(migration, include_header=False).as_string()
    text = text.replace(f"import {THIS_FILE}\n", "").replace(f"{THIS_FILE}.", "")
    more = "" if atomic else "\n    atomic = False\n"
    if run_before:
        listed = "".join(f"        {tuple(dependency)!r},\n" for dependency in run_before)
        more += f"\n    run_before = [\n{listed}    ]\n"
    for name in ("RunPython", "RunSQL"):
        text = text.replace(f"django.db.migrations.operations.special.{name}.noop", f"migrations.{name}.noop")
    if "(operations.special." not in text and "=django.db.migrations." not in text:
        text = text.replace("import django.db.migrations.operations.special\n", "")
    text = text.replace(_OPERATIONS, f"{more}{_OPERATIONS}", 1)
    class_line = apart(_CLASS, code.imports)
    imports, rest = apart(text, code.imports).strip().split(class_line, 1)
    lines = imports.strip().splitlines()
    lines += [line for line in code.imports if line not in lines]
    above = "\n".join(lines) + "\n\n" + (f"\n{code.body}\n\n" if code.body else "")
    return f"# Rebuilt by rebuild_migrations on {today.isoformat()}\n\n{above}{class_line}{rest}\n"
