"""Whether the states that two chains end in, and the models, are the same to Django's autodetector."""

from collections.abc import Iterator

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ProjectState
from django.db.models.options import normalize_together

from project.migration_audit.model_changes import autodetector


def end_state() -> ProjectState:
    """What the migrations that Django's loader sees now end in."""
    state: ProjectState = MigrationLoader(None, ignore_no_migrations=True).project_state()
    return state


def state_differences(old: ProjectState, new: ProjectState) -> list[str]:
    """What `makemigrations` would write to come from one to the other, and what it would write only with the new one.

    Both ways, since the autodetector sees some changes in one direction only.
    """
    models = ProjectState.from_apps(apps)
    known = list(_changes(old, models))
    missed = [change for change in _changes(new, models) if change not in known]
    return list(dict.fromkeys([*_changes(old, new), *_changes(new, old), *missed]))


def _changes(one: ProjectState, other: ProjectState) -> Iterator[str]:
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    changes = autodetector()(_compared(one), _compared(other), MigrationQuestioner()).changes(graph=graph)
    for app in sorted(changes):
        for migration in changes[app]:
            yield from (f"{app}: {operation.describe()}" for operation in migration.operations)


def _compared(state: ProjectState) -> ProjectState:
    """A copy whose `unique_together` is as models have it: migrations also write lists, which Django can't compare."""
    copied: ProjectState = state.clone()
    for model in copied.models.values():
        if together := model.options.get("unique_together"):
            model.options["unique_together"] = set(normalize_together(together))
    return copied
