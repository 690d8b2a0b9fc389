"""Looks at the story's database, built by hand: as it has to be before, and at the end."""

from dataclasses import replace
from typing import Any

from dev.legacy.inventory import Inventory
from dev.legacy.look import Look

MISSING = tuple(f"core_code{number}" for number in range(10))
PENDING = tuple(f"core.{number:04}_later" for number in range(12))
EXPLAINED = tuple(f"core_explained.c{number}" for number in range(4))
DRIFTED = tuple(f"core_drifted.c{number}" for number in range(3))


def finding(code: str, **values: Any) -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(("table", "column", "object", "expected", "actual", "cause"))
    plan = {"fix_sql": [], "fix": {"manual_sql": ["DROP"]}, "waived": False}
    return {**empty, **plan, "app": "core", "severity": "error", "code": code, **values}


def not_null(places: tuple[str, ...], cause: str) -> list[dict[str, Any]]:
    split = (place.split(".") for place in places)
    return [finding("column_null", table=table, column=name, actual="NOT NULL", cause=cause) for table, name in split]


def orphaned(**values: Any) -> dict[str, Any]:
    table = "license_licenseimportitemsmodel"
    return finding("orphaned_column", app="license", severity="warning", table=table, column="is_restrict", **values)


def user_key(**values: Any) -> dict[str, Any]:
    return finding("column_type", app="accounts", table="accounts_user", column="id", **values)


def before() -> Look:
    rows = {"accounts_user": 25, "django_migrations": 40, **{f"t{number}": 1 for number in range(53)}}
    inventory = Inventory(
        models=(),
        missing=MISSING,
        many_to_many=(),
        django=(),
        service=(),
        service_missing=(),
        leftovers=(),
        rows=rows,
        contents={table: f"{count} rows" for table, count in rows.items()}
        | {"auth_permission": "30", "django_content_type": "20"},
        applied=(),
        pending=PENDING,
        service_pending=(),
        surplus_not_null=tuple(sorted(EXPLAINED + DRIFTED)),
        user_key_type="integer",
        user_key_last=25,
        user_key_largest=2**31 - 1,
        orphaned_column_values=192,
    )
    structure = (
        *(finding("missing_table", table=table) for table in MISSING),
        *not_null(EXPLAINED, "unapplied_migration"),
        *not_null(DRIFTED, "drift"),
        orphaned(),
        user_key(),
        finding("missing_table", app="runs", table="runs_run"),
    )
    return Look(
        inventory=inventory,
        structure=structure,
        migrations=tuple(finding("unapplied", object=name) for name in PENDING),
    )


def migrated() -> Look:
    first = before()
    grown = {"auth_permission": "31", "django_content_type": "21", "django_migrations": "52 rows"}
    inventory = replace(
        first.inventory,
        missing=(),
        pending=(),
        surplus_not_null=DRIFTED,
        rows={**first.inventory.rows, "django_migrations": 52, "runs_run": 0},
        contents={**first.inventory.contents, **grown, "runs_run": ""},
    )
    return Look(inventory=inventory, structure=(*not_null(DRIFTED, "drift"), orphaned(), user_key()), migrations=())


def mended() -> Look:
    inventory = replace(migrated().inventory, surplus_not_null=())
    return Look(inventory=inventory, structure=(orphaned(), user_key(waived=True)), migrations=())
