"""What a database of the old system holds, counted from itself: tables by owner, rows, migrations, NULL mismatches.

Needs Django set up with `DOMAIN_MIGRATIONS=dev.legacy.chain`; asks none of the audits, so that their answers can be
held against it. `python -m dev.legacy.inventory` prints it as one JSON object.
"""

import json
import sys
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from dev.legacy.old_chain import set_up
from dev.legacy.statements import statements
from project.domain_migrations import DOMAIN_APPS

_DJANGO_APPS = ("admin", "auth", "contenttypes", "sessions")
_LARGEST = {"integer": 2**31 - 1, "bigint": 2**63 - 1}


@dataclass(frozen=True, kw_only=True)
class Inventory:
    """One look; each table stands in one of the groups, `missing` are the domain's models without one.

    `contents` has a digest of each table's rows, in any order. `applied` and `pending` are the domain's migrations as
    `app.name`, the service's stand apart. `user_key_last` is the last key that was given to a user.
    """

    models: tuple[str, ...]
    missing: tuple[str, ...]
    many_to_many: tuple[str, ...]
    django: tuple[str, ...]
    service: tuple[str, ...]
    service_missing: tuple[str, ...]
    leftovers: tuple[str, ...]
    rows: dict[str, int]
    contents: dict[str, str]
    applied: tuple[str, ...]
    pending: tuple[str, ...]
    service_pending: tuple[str, ...]
    surplus_not_null: tuple[str, ...]
    user_key_type: str
    user_key_last: int
    user_key_largest: int
    orphaned_column_values: int | None

    @property
    def tables(self) -> int:
        """All tables there are."""
        return len(self.rows)


def take_inventory() -> Inventory:
    """Count everything in the default database."""
    columns = _rows("columns")
    counted = {table: _count(table) for table in dict.fromkeys(table for table, *_ in columns)}
    rows = {table: count for table, (count, _) in counted.items()}
    domain = _tables(DOMAIN_APPS, auto_created=False)
    many_to_many = _tables(DOMAIN_APPS, auto_created=True)
    django = _tables(_DJANGO_APPS) | {MigrationRecorder.Migration._meta.db_table}
    service = _tables({config.label for config in apps.get_app_configs()} - {*DOMAIN_APPS, *_DJANGO_APPS})
    known = domain | many_to_many | django | service
    key_type = next(kind for table, column, kind, _ in columns if (table, column) == ("accounts_user", "id"))
    return Inventory(
        models=_sorted(domain & rows.keys()),
        missing=_sorted(domain - rows.keys()),
        many_to_many=_sorted(many_to_many & rows.keys()),
        django=_sorted(django & rows.keys()),
        service=_sorted(service & rows.keys()),
        service_missing=_sorted(service - rows.keys()),
        leftovers=_sorted(rows.keys() - known),
        rows=rows,
        contents={table: digest for table, (_, digest) in counted.items()},
        **_migrations(),
        surplus_not_null=_sorted({f"{table}.{name}" for table, name, _, null in columns if not null} & _nullable()),
        user_key_type=key_type,
        user_key_last=_rows("user_key")[0][0],
        user_key_largest=_LARGEST[key_type],
        orphaned_column_values=_orphaned_values(columns),
    )


def _migrations() -> dict[str, tuple[str, ...]]:
    loader = MigrationLoader(connection)
    applied = {key for key in loader.applied_migrations if key in loader.disk_migrations}
    pending = loader.disk_migrations.keys() - applied
    return {
        "applied": _sorted({".".join(key) for key in applied if key[0] in DOMAIN_APPS}),
        "pending": _sorted({".".join(key) for key in pending if key[0] in DOMAIN_APPS}),
        "service_pending": _sorted({".".join(key) for key in pending if key[0] not in DOMAIN_APPS}),
    }


def _tables(labels: Collection[str], *, auto_created: bool | None = None) -> set[str]:
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in labels
        and model._meta.managed
        and auto_created in (None, bool(model._meta.auto_created))
    }


def _nullable() -> set[str]:
    """Every column of the domain that its model lets be NULL, as `table.column`."""
    return {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in DOMAIN_APPS
        for field in model._meta.local_fields
        if isinstance(field, models.Field) and field.null
    }


def _orphaned_values(columns: list[tuple[Any, ...]]) -> int | None:
    """How many rows have a value in `is_restrict`; None where there is no such column."""
    there = any((table, name) == ("license_licenseimportitemsmodel", "is_restrict") for table, name, *_ in columns)
    return int(_rows("orphaned_values")[0][0]) if there else None


def _count(table: str) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(statements("count_rows").format(table=connection.ops.quote_name(table)))
        count, digest = cursor.fetchone()
        return int(count), str(digest)


def _rows(name: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statements(f"count_{name}"))
        return list(cursor.fetchall())


def _sorted(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


if __name__ == "__main__":
    set_up()
    json.dump(asdict(take_inventory()), sys.stdout)
