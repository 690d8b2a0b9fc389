"""What `makemigrations` would write now: the models compared with the state that the migration files end in."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import AddField, AlterField, FieldOperation, RemoveField
from django.db.migrations.operations.models import AlterModelManagers, AlterModelOptions, CreateModel, ModelOperation
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ProjectState
from django.db.models import Field

from project.migration_audit.state import ModelChange

# Attributes that Django's autodetector watches and its schema editor writes no SQL for, beside Field.non_db_attrs.
PYTHON_ONLY = frozenset({"default", "auto_now", "auto_now_add", "upload_to", "storage"})


def read_model_changes() -> tuple[ModelChange, ...]:
    """Compare models and migration files; needs no database. Raises what Django or a custom operation raises."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    before = loader.project_state()
    detector = autodetector()(before, ProjectState.from_apps(apps), MigrationQuestioner())
    changes = detector.changes(graph=loader.graph)
    return tuple(_described(changes, before))


def autodetector() -> type[MigrationAutodetector]:
    """The one this project's own `makemigrations` uses; packages replace it there."""
    found: Any = get_commands()["makemigrations"]
    command = load_command_class(found, "makemigrations") if isinstance(found, str) else found
    return getattr(command, "autodetector", MigrationAutodetector)


def _described(changes: dict[str, list[Migration]], before: ProjectState) -> Iterator[ModelChange]:
    for app in sorted(changes):
        state = before.clone()
        for migration in changes[app]:
            for operation in migration.operations:
                yield _change(app, operation, state)
                operation.state_forwards(app, state)


def _change(app: str, operation: Operation, state: ProjectState) -> ModelChange:
    model, field = _place(operation)
    expected, actual = _both_sides(app, operation, state)
    return ModelChange(
        app=app,
        name=operation.migration_name_fragment or type(operation).__name__,
        text=operation.describe(),
        expected=expected,
        actual=actual,
        touches_database=touches_database(app, operation, state),
        model=_model_label(app, model),
        field=field,
    )


def _place(operation: Operation) -> tuple[str | None, str | None]:
    if isinstance(operation, FieldOperation):
        return operation.model_name, operation.name
    if isinstance(operation, ModelOperation):
        return operation.name, None
    return getattr(operation, "model_name", None), None


def _model_label(app: str, model: str | None) -> str | None:
    if model is None:
        return None
    known = apps.all_models.get(app, {}).get(model.lower())
    return known._meta.label if known is not None else f"{app}.{model}"


def _both_sides(app: str, operation: Operation, state: ProjectState) -> tuple[str, str]:
    """What the models say, and what the migrations say, in Django's own words."""
    if isinstance(operation, AlterField):
        changed = _changed_attributes(_old_field(app, operation, state), operation.field)
        return _attributes(changed, 1), _attributes(changed, 0)
    if isinstance(operation, AddField):
        return type(operation.field).__name__, "no such field"
    if isinstance(operation, RemoveField):
        return "no such field", type(_old_field(app, operation, state)).__name__
    return operation.describe(), "no migration says so"


def _old_field(app: str, operation: FieldOperation, state: ProjectState) -> "Field[Any, Any]":
    field: Field[Any, Any] = state.models[app, operation.model_name_lower].fields[operation.name]
    return field


def _changed_attributes(old: "Field[Any, Any]", new: "Field[Any, Any]") -> dict[str, tuple[Any, Any]]:
    """Attribute -> (old, new); the class of the field counts as the attribute `class`."""
    before, after = ({"class": type(f).__name__, **f.deconstruct()[3]} for f in (old, new))
    names = sorted(before.keys() | after.keys())
    return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}


def _attributes(changed: dict[str, tuple[Any, Any]], side: int) -> str:
    return ", ".join(f"{name}={sides[side]!r}" for name, sides in changed.items()) or "another field"


def touches_database(app: str, operation: Operation, state: ProjectState) -> bool:
    """Whether the operation changes tables too, and not only what Django knows of the models."""
    if isinstance(operation, AlterModelOptions | AlterModelManagers):
        return False
    if isinstance(operation, CreateModel):
        return operation.options.get("managed", True) and not operation.options.get("proxy", False)
    if isinstance(operation, AlterField):
        old = _old_field(app, operation, state)
        silent = PYTHON_ONLY.union(old.non_db_attrs, operation.field.non_db_attrs)
        return bool(_changed_attributes(old, operation.field).keys() - silent)
    return True
