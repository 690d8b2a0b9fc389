"""Whether a database still has the structure that a backup saw, as far as the apps of the backup go."""

from collections.abc import Collection

from django.apps import apps
from django.core.management.base import CommandError

from project.migration_audit.rebuild.live_picture import Picture, differing, live_picture, picture
from project.migration_audit.rebuild.read_backup import Backup


def schema_changes(using: str, backup: Backup) -> list[str]:
    """The tables and objects that are not as the backup saw them; none where it saw no schema."""
    saved = backup.databases[using].schema
    live = live_picture(using)
    return [] if saved is None or live is None else _concerning(backup.folders.keys(), picture(saved), live)


def refuse_another_schema(using: str, backup: Backup) -> None:
    """A CommandError that names what changed."""
    if places := schema_changes(using, backup):
        raise CommandError(
            f"Nothing was put back: the schema of database {using!r} is not that of the backup any more "
            f"({', '.join(places[:3])}). Migrate back what was applied since; its files alone lie in "
            f"{backup.folder / 'files'}."
        )


def _concerning(labels: Collection[str], saved: Picture, live: Picture) -> list[str]:
    """Places that differ, without tables of other apps and without what came since and is no table of these apps."""
    tables_of = {model._meta.db_table: model._meta.app_label for model in apps.get_models(include_auto_created=True)}
    found = []
    for place in differing(saved, live):
        owner = tables_of.get(place.partition(".")[2])
        if owner in labels or (owner is None and place in saved):
            found.append(place)
    return found
