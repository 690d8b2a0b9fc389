"""What an operation means for a rebuild, without running it."""

from typing import Any

import pytest
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from project.migration_audit.rebuild.kinds import Kind, classify


def seeds(apps: Any, schema_editor: Any) -> None:
    apps.get_model("shop", "Colour").objects.bulk_create([])


def makes_objects(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("create view v as select 1")


def says_nothing(apps: Any, schema_editor: Any) -> None:
    print(apps)


class Custom(Operation):
    """An operation of nobody."""


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
        (migrations.RunSQL("do $$ begin perform 1; end $$"), Kind.UNKNOWN),
        (migrations.RunSQL("select setval('s', 5)"), Kind.UNKNOWN),
        (migrations.RunSQL("create view v as select 1", elidable=True), Kind.ELIDABLE),
        (migrations.RunSQL(migrations.RunSQL.noop), Kind.ELIDABLE),
        (migrations.RunPython(seeds), Kind.SEED),
        (migrations.RunPython(makes_objects), Kind.DDL),
        (migrations.RunPython(says_nothing), Kind.UNKNOWN),
        (migrations.RunPython(len), Kind.UNKNOWN),
        (migrations.RunPython(migrations.RunPython.noop), Kind.ELIDABLE),
        (migrations.RunPython(says_nothing, elidable=True), Kind.ELIDABLE),
        (migrations.SeparateDatabaseAndState(state_operations=[ADD]), Kind.ELIDABLE),
        (migrations.SeparateDatabaseAndState([migrations.RunPython(says_nothing), ADD]), Kind.UNKNOWN),
        (migrations.SeparateDatabaseAndState([migrations.RunSQL("drop table t")]), Kind.DDL),
        (BtreeGistExtension(), Kind.DDL),
        (Custom(), Kind.UNKNOWN),
        (ElidableCustom(), Kind.ELIDABLE),
    ],
)
def test_each_operation_has_its_kind(operation: Operation, kind: Kind) -> None:
    assert classify(operation).kind is kind
    assert classify(operation).why
