"""Histories of migrations made by hand, in the labels of installed apps; nothing of them lies on disk."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import migrations, models
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from project.migration_audit.rebuild.chain import NewChain, OldFile
from project.migration_audit.rebuild.generation.folding import folded_chain
from project.migration_audit.rebuild.generation.from_models import chain_from_models
from project.migration_audit.rebuild.generation.old_chain import OldChain, key_of
from project.migration_audit.rebuild.inventory import inventory
from project.migration_audit.state import MigrationKey

TODAY = date(2026, 11, 22)
ID = ("id", models.BigAutoField(primary_key=True))


def made(
    app: str, name: str, *operations: Operation, after: Sequence[tuple[str, str]] = (), **attributes: Any
) -> Migration:
    """One migration; that it comes after the one before it in its app, `chain` adds."""
    found = {"operations": list(operations), "dependencies": list(after), **attributes}
    migration: Migration = type("Migration", (Migration,), found)(name, app)
    return migration


def model(name: str, *fields: tuple[str, Any], **options: Any) -> migrations.CreateModel:
    """CreateModel with a key."""
    return migrations.CreateModel(name, [ID, *fields], options=options)


def key_to(target: str) -> Any:
    """A foreign key that may be empty."""
    return models.ForeignKey(target, models.CASCADE, null=True)


def chain(*made_before: Migration, chosen: Sequence[str]) -> OldChain:
    """In the order given, which has to be one that `migrate` could run."""
    last: dict[str, MigrationKey] = {}
    for migration in made_before:
        if migration.app_label in last:
            migration.dependencies.append(last[migration.app_label])
        last[migration.app_label] = key_of(migration)
    graph = MigrationGraph()
    for migration in made_before:
        graph.add_node(key_of(migration), migration)
    for migration in made_before:
        for dependency in migration.dependencies:
            first = next(m for m in made_before if m.app_label == dependency[0])
            parent = key_of(first) if dependency[1] == "__first__" else dependency
            graph.add_dependency(migration, key_of(migration), parent)
    return OldChain(
        chosen=tuple(sorted(chosen)),
        migrations=made_before,
        graph=graph,
        names={key_of(m): (*(MigrationKey(*name) for name in m.replaces), key_of(m)) for m in made_before},
        files=tuple(
            OldFile(app=m.app_label, name=m.name, path=Path(f"{m.app_label}/{m.name}.py"))
            for m in made_before
            if m.app_label in chosen
        ),
    )


def end(old: OldChain) -> ProjectState:
    """What the chain ends in."""
    state = ProjectState()
    for migration in old.migrations:
        for operation in migration.operations:
            operation.state_forwards(migration.app_label, state)
    return state


def rebuilt(old: OldChain, *, fold: bool = False) -> NewChain:
    """The new chain of a history whose models are what it ends in."""
    chosen = [migration for migration in old.migrations if migration.app_label in old.chosen]
    items = inventory(chosen, {key_of(m): Path(f"{m.app_label}/{m.name}.py") for m in chosen})
    return folded_chain(old, items, today=TODAY) if fold else chain_from_models(old, items, end(old), today=TODAY)


def loaded(new: NewChain) -> dict[MigrationKey, Migration]:
    """The new files as Python makes them."""
    found = {}
    for file in new.files:
        names: dict[str, Any] = {"__name__": f"new.{file.name}"}
        exec(file.text, names)  # noqa: S102  (our own output)
        found[file.key] = names["Migration"](file.name, file.app)
    return found
