"""Which files of recorded migrations are not as they were when they were first seen.

Only the project's own: those of an installed package change with its releases. Nothing is known without a recorder
that remembers (`settings.AUDIT_RECORDER`).
"""

import ast
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from project.migration_audit.disk import read_disk, source_file
from project.migration_audit.state import Edit, MigrationKey
from project.recording import SeenMigration, recorder


@dataclass(frozen=True, kw_only=True)
class SeenFiles:
    """The edited ones; `compared` is False where nothing is remembered to compare with."""

    edited: dict[MigrationKey, Edit]
    compared: bool


def look_at_files(using: str) -> SeenFiles:
    """Compare the files with what is remembered of them, and remember those that are seen for the first time."""
    keeper = recorder()
    known = keeper.seen_migrations(database=using)
    if known is None:
        return SeenFiles(edited={}, compared=False)
    now = {MigrationKey(one.app, one.name): one for one in _files(using)}
    before = {MigrationKey(one.app, one.name): one for one in known}
    kept = {key: before[key] for key in before if key in now and before[key].applied_at == now[key].applied_at}
    remembered = {**now, **kept}
    if remembered != before:
        keeper.remember_migrations(database=using, seen=list(remembered.values()))
    edited = {
        key: Edit(before=kept[key].file_sha256, after=now[key].file_sha256, code=_is_code(kept[key], now[key]))
        for key in sorted(kept)
        if kept[key].file_sha256 != now[key].file_sha256
    }
    return SeenFiles(edited=edited, compared=True)


def _is_code(before: SeenMigration, after: SeenMigration) -> bool:
    return before.code_sha256 != after.code_sha256


def _files(using: str) -> Iterator[SeenMigration]:
    """The recorded migrations of our own apps whose source lies on disk."""
    disk = read_disk()
    for key, applied_at in _applied_at(using).items():
        installed = disk.apps.get(key.app)
        file = source_file(key) if key in disk.files and installed and installed.ours else None
        if file is not None:
            content = file.read_bytes()
            yield SeenMigration(
                app=key.app,
                name=key.name,
                file_sha256=hashlib.sha256(content).hexdigest(),
                code_sha256=code_sha256(content),
                applied_at=applied_at,
            )


def _applied_at(using: str) -> dict[MigrationKey, datetime]:
    """When each migration was recorded; of doubled rows the first counts."""
    kept = MigrationRecorder(connections[using])
    if not kept.has_table():
        return {}
    rows = kept.migration_qs.order_by("-pk").values_list("app", "name", "applied")
    return {MigrationKey(app, name): applied for app, name, applied in rows}


def code_sha256(source: bytes) -> str:
    """What Python reads in the source, whatever its version: names and values, no comments, layout or docstrings."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return hashlib.sha256(source).hexdigest()
    return hashlib.sha256("\n".join(_told(tree)).encode()).hexdigest()


def _told(value: Any) -> Iterator[str]:
    """The tree in words; what is empty is left out, since every version of Python adds fields that usually are."""
    if isinstance(value, ast.AST):
        yield f"({type(value).__name__}"
        for name, part in ast.iter_fields(value):
            if part not in (None, []) and name not in ("kind", "type_comment", "ctx"):
                yield name
                yield from _told(part)
        yield ")"
    elif isinstance(value, list):
        for one in value:
            if not _is_docstring(one):
                yield from _told(one)
    else:
        yield repr(value)


def _is_docstring(node: Any) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
