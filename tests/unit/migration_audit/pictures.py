"""Small pictures of migrations, written as text: `shop.0001_initial shop.0002_price`."""

from typing import Any

from project.migration_audit.state import InstalledApp, MigrationKey, MigrationState

FIRST, SECOND, THIRD = (
    MigrationKey("shop", "0001_initial"),
    MigrationKey("shop", "0002_price"),
    MigrationKey("shop", "0003_stock"),
)


def keys(text: str) -> tuple[MigrationKey, ...]:
    """The migrations of a text, in its order."""
    return tuple(MigrationKey(*word.split(".")) for word in text.split())


def app(label: str, *, ours: bool = True, migrated: bool = True) -> InstalledApp:
    return InstalledApp(label=label, ours=ours, migrated=migrated)


def picture(**changes: Any) -> MigrationState:
    """An app `shop` with three migrations in a row, all applied; `changes` replace parts of it."""
    clean: dict[str, Any] = {
        "apps": {"shop": app("shop")},
        "files": frozenset({FIRST, SECOND, THIRD}),
        "records": (FIRST, SECOND, THIRD),
        "parents": {FIRST: (), SECOND: (FIRST,), THIRD: (SECOND,)},
        "leaves": {"shop": (THIRD,)},
    }
    return MigrationState(**{**clean, **changes})
