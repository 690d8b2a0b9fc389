"""Names of new migrations: never one that is taken, for a database would take it for done."""

from collections.abc import Collection, Sequence
from datetime import date

from project.migration_audit.state import MigrationKey


def new_keys(
    wanted: Sequence[tuple[str, int]], *, today: date, taken: Collection[MigrationKey]
) -> tuple[MigrationKey, ...]:
    """A key like 0001_rebuilt_2026_11_22 for each app and number; all end in _2 where one is taken, and so on."""
    attempt = 1
    while True:
        suffix = "" if attempt == 1 else f"_{attempt}"
        keys = [MigrationKey(app, f"{number:04}_rebuilt_{today:%Y_%m_%d}{suffix}") for app, number in wanted]
        if not set(keys) & set(taken):
            return tuple(keys)
        attempt += 1


def numbered(apps: Sequence[str]) -> list[tuple[str, int]]:
    """Each app with how often it came so far."""
    return [(app, apps[: place + 1].count(app)) for place, app in enumerate(apps)]
