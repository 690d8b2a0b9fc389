"""Names of new migrations: never one that is taken, for a database would take it for done."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from project.migration_audit.state import MigrationKey


def new_keys(apps: Sequence[str], *, today: date, taken: Collection[MigrationKey]) -> tuple[MigrationKey, ...]:
    """One key for each file, which `apps` names the app of: 0001_rebuilt_2026_11_22, 0002_... within each app."""
    attempt = 1
    while True:
        suffix = "" if attempt == 1 else f"_{attempt}"
        counts = Counter[str]()
        keys = []
        for app in apps:
            counts[app] += 1
            keys.append(MigrationKey(app, f"{counts[app]:04}_rebuilt_{today:%Y_%m_%d}{suffix}"))
        if not set(keys) & set(taken):
            return tuple(keys)
        attempt += 1
