"""What an operation means for a rebuild, without running it."""

from functools import partial
from typing import Any

import pytest
from django.contrib.auth.management import create_permissions
from django.contrib.postgres.operations import BtreeGistExtension
from django.core.management import call_command
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from project.migration_audit.rebuild.kinds import Kind, classify


def seeds(apps: Any, schema_editor: Any) -> None:
    apps.get_model("shop", "Colour").objects.bulk_create([])


def makes_objects(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("create view v as select 1")


def seeds_by_another(apps: Any, schema_editor: Any) -> None:
    seeds(apps, schema_editor)


def loads_a_fixture(apps: Any, schema_editor: Any) -> None:
    call_command("loaddata", "rates.json")


def says_nothing(apps: Any, schema_editor: Any) -> None:
    print(apps)


def does_nothing_any_more(*args: Any) -> None:
    """What it did is done by now."""
    return
    seeds(*args)


def seeds_later(apps: Any, schema_editor: Any) -> None:
    create = apps.get_model("shop", "Colour").objects.create
    for name in ("red", "blue"):
        create(name=name)


def makes_permissions(apps: Any, schema_editor: Any) -> None:
    create_permissions(apps.get_app_config("shop"))


def alters(apps: Any, schema_editor: Any) -> None:
    schema_editor.alter_unique_together(apps.get_model("shop", "Colour"), set(), {("name",)})


class Custom(Operation):
    """An operation of nobody."""


class LeavesModelsAlone(Operation):
    """An operation that only the database sees."""

    def state_forwards(self, app_label: str, state: Any) -> None: ...


class ElidableCustom(Custom):
    elidable = True


ADD = migrations.AddField("item", "name", models.TextField())


@pytest.mark.parametrize(
    ("operation", "kind"),
    [
        (ADD, Kind.SCHEMA),
        (migrations.CreateModel("Item", []), Kind.SCHEMA),
        (migrations.RunSQL("create view v as select 1"), Kind.DDL),
        (migrations.RunSQL("-- why\n/* and */ Create  Function f() returns int language sql as 'select 1'"), Kind.DDL),
        (migrations.RunSQL([("insert into t values (%s)", [1])]), Kind.SEED),
        (migrations.RunSQL("with a as (select 1) insert into t select * from a"), Kind.SEED),
        (migrations.RunSQL(["update t set a = 1", "alter table t add b int"]), Kind.DDL),
        (migrations.RunSQL("do $$ begin perform 1; end $$"), Kind.DDL),
        (migrations.RunSQL("select setval('s', 5)"), Kind.DDL),
        (migrations.RunSQL("listen somebody"), Kind.UNKNOWN),
        (migrations.RunSQL("create index i on t (a)", state_operations=[ADD]), Kind.SCHEMA),
        (migrations.RunSQL("insert into t values (1)", state_operations=[ADD]), Kind.SEED),
        (migrations.RunSQL("create view v as select 1", elidable=True), Kind.ELIDABLE),
        (migrations.RunSQL(migrations.RunSQL.noop), Kind.ELIDABLE),
        (migrations.RunPython(seeds), Kind.SEED),
        (migrations.RunPython(makes_objects), Kind.DDL),
        (migrations.RunPython(seeds_by_another), Kind.SEED),
        (migrations.RunPython(loads_a_fixture), Kind.SEED),
        (migrations.RunPython(partial(seeds, schema_editor=None)), Kind.SEED),
        (migrations.RunPython(says_nothing), Kind.UNKNOWN),
        (migrations.RunPython(len), Kind.UNKNOWN),
        (migrations.RunPython(does_nothing_any_more), Kind.ELIDABLE),
        (migrations.RunPython(lambda apps, schema_editor: None), Kind.ELIDABLE),
        (migrations.RunPython(lambda apps, schema_editor: seeds(apps, None)), Kind.SEED),
        (migrations.RunPython(lambda apps, schema_editor: print(apps)), Kind.UNKNOWN),
        (migrations.RunPython(seeds_later), Kind.SEED),
        (migrations.RunPython(makes_permissions), Kind.SEED),
        (migrations.RunPython(alters), Kind.DDL),
        (migrations.RunPython(migrations.RunPython.noop), Kind.ELIDABLE),
        (migrations.RunPython(says_nothing, elidable=True), Kind.ELIDABLE),
        (migrations.SeparateDatabaseAndState(state_operations=[ADD]), Kind.ELIDABLE),
        (migrations.SeparateDatabaseAndState([migrations.RunPython(says_nothing), ADD]), Kind.UNKNOWN),
        (migrations.SeparateDatabaseAndState([migrations.RunSQL("drop table t")]), Kind.DDL),
        (BtreeGistExtension(), Kind.DDL),
        (migrations.SeparateDatabaseAndState([migrations.RunSQL("drop table t")], [ADD]), Kind.SCHEMA),
        (Custom(), Kind.UNKNOWN),
        (LeavesModelsAlone(), Kind.DDL),
        (ElidableCustom(), Kind.ELIDABLE),
    ],
)
def test_each_operation_has_its_kind(operation: Operation, kind: Kind) -> None:
    assert classify(operation).kind is kind
    assert classify(operation).why
