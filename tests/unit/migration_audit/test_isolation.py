"""What a scratch schema keeps apart from the real database, and what it doesn't."""

import pytest
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from project.migration_audit.rebuild.proof.isolation import reach

SCHEMAS = ("public", "archive")


def seeds(apps, schema_editor):  # type: ignore[no-untyped-def]
    apps.get_model("shop", "Item").objects.create(name="public.item")


def asks_the_catalogs(apps, schema_editor):  # type: ignore[no-untyped-def]
    schema_editor.execute("drop table if exists public.item")


def table(name: str) -> Operation:
    return migrations.CreateModel("Item", [("id", models.AutoField(primary_key=True))], {"db_table": name})


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RunSQL("insert into public.shop_item values (1)"),
        migrations.RunSQL('select 1 from "archive"."old"'),
        migrations.RunSQL("create schema more"),
        migrations.RunSQL("set search_path to archive"),
        migrations.RunSQL("create extension if not exists pg_trgm"),
        migrations.RunSQL("do $$ begin for t in select relname from pg_class loop end loop; end $$"),
        migrations.RunSQL("select table_name from information_schema.tables"),
        migrations.RunSQL([("create role x", None)]),
        migrations.SeparateDatabaseAndState([migrations.RunSQL("delete from archive.old")]),
        migrations.RunPython(asks_the_catalogs),
        TrigramExtension(),
        table('other"."item'),
    ],
)
def test_what_reaches_beyond_its_schema_is_refused(operation: Operation) -> None:
    assert reach(operation, SCHEMAS)


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RunSQL("insert into shop_item (public) select t.public from item as t on t.id = archive"),
        migrations.RunSQL("create function f() returns trigger language plpgsql as $$ begin return new; end $$"),
        migrations.RunSQL("select setval(pg_get_serial_sequence('shop_item', 'id'), 5) -- public.shop_item"),
        migrations.RunSQL(migrations.RunSQL.noop),
        migrations.RunPython(migrations.RunPython.noop),
        migrations.RunPython(seeds),
        migrations.AddField("item", "public", models.TextField()),
        table("item"),
    ],
)
def test_what_stays_in_its_schema_is_not(operation: Operation) -> None:
    assert reach(operation, SCHEMAS) == ""
