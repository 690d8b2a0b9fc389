"""Pending migrations weighed by live tables."""

from typing import Any

from tests.integration.migration_audit.foreign_project import ForeignProject, migration

UUID = 'migrations.RunSQL("alter table shop_item add column code uuid default gen_random_uuid()")'
NOT_NULL = 'migrations.RunSQL("alter table shop_item alter column name set not null")'
UNIQUE = 'migrations.AlterField("item", "name", models.CharField(max_length=10, unique=True))'
PLAIN = 'migrations.AlterField("item", "name", models.CharField(max_length=10))'


def _unsafe(project: ForeignProject) -> list[dict[str, Any]]:
    return [one for one in project.check("--app=shop")["findings"] if one["code"] == "unsafe_operation"]


def _fill(project: ForeignProject, rows: int) -> None:
    project.sql(f"insert into shop_item (name) select 'n' || i from generate_series(1, {rows}) i")
    project.sql("analyze shop_item")


def test_a_rewrite_is_nothing_on_an_empty_table_and_an_error_on_a_big_one(migrated: ForeignProject) -> None:
    migrated.add("0002_code", migration(UUID))
    assert _unsafe(migrated) == []

    _fill(migrated, 150_000)
    finding = _unsafe(migrated)[0]

    assert (finding["severity"], finding["table"], finding["column"]) == ("error", "shop_item", "code")
    assert (finding["object"], finding["actual"]) == ("shop.0002_code", "add_column_volatile_default")
    assert (finding["fix"]["locks"], finding["fix"]["rewrites"]) == (["ACCESS EXCLUSIVE on shop_item"], True)
    assert "about 150,000 rows" in finding["message"]
    assert "batches" in finding["fix"]["note"]
    assert finding["fix_sql"] == []


def test_what_waits_says_its_sql_and_its_strongest_lock(migrated: ForeignProject) -> None:
    _fill(migrated, 10)
    migrated.add("0002_code", migration(UUID))

    report = migrated.check("--plan")

    (unapplied,) = (one for one in report["findings"] if one["code"] == "unapplied")
    assert unapplied["details"]["strongest lock"] == "ACCESS EXCLUSIVE on shop_item"
    assert "gen_random_uuid()" in unapplied["details"]["sql"]
    assert report["stats"]["plan"][0]["locks"] == {"shop_item": "ACCESS EXCLUSIVE"}
    assert report["stats"]["plan"][0]["rewrites"] == ["shop_item"]


def test_not_null_is_safe_where_a_valid_check_says_so(migrated: ForeignProject) -> None:
    migrated.sql("alter table shop_item alter column name drop not null")
    _fill(migrated, 20_000)
    migrated.add("0002_name", migration(NOT_NULL))
    assert "set_not_null" in {one["actual"] for one in _unsafe(migrated)}

    migrated.sql("alter table shop_item add constraint named check (name is not null)")
    assert "set_not_null" not in {one["actual"] for one in _unsafe(migrated)}


def test_constraints_are_called_as_the_database_or_the_plan_calls_them(migrated: ForeignProject) -> None:
    migrated.add("0002_unique", migration(UNIQUE))
    migrated.add("0003_plain", migration(PLAIN, after="0002_unique"))
    made, dropped = migrated.check("--plan")["stats"]["plan"]
    name = made["sql"][0].partition("ADD CONSTRAINT ")[2].partition(" ")[0]
    assert any(f"DROP CONSTRAINT {name}" in line for line in dropped["sql"])
    assert dropped["problem"] == ""

    migrated.migrate("shop", "0002_unique")
    migrated.sql(f"alter table shop_item rename constraint {name} to renamed_by_hand")
    (dropped,) = migrated.check("--plan")["stats"]["plan"]
    assert any('DROP CONSTRAINT "renamed_by_hand"' in line for line in dropped["sql"])


def test_a_concurrent_index_inside_a_transaction_is_an_error_however_small_the_table(migrated: ForeignProject) -> None:
    before = "from django.contrib.postgres.operations import AddIndexConcurrently"
    index = 'AddIndexConcurrently("item", models.Index(fields=["name"], name="by_name"))'
    migrated.add("0002_index", migration(index, before=before))

    assert [(one["severity"], one["actual"]) for one in _unsafe(migrated)] == [("error", "concurrently_in_transaction")]

    migrated.add("0002_index", migration(index, before=before, attributes="atomic = False"))
    assert _unsafe(migrated) == []


def test_a_migration_that_imports_models_is_told(migrated: ForeignProject) -> None:
    fill = "def fill(apps, schema_editor):\n    from shop.models import Item\n    Item.objects.count()\n"
    migrated.add("0002_fill", migration("migrations.RunPython(fill, fill)", before=fill))
    migrated.migrate()

    assert migrated.found() == [("warning", "data_migration_imports_live_code", "shop.0002_fill")]

    asked = fill.replace("from shop.models import Item", 'Item = apps.get_model("shop", "Item")')
    migrated.add("0002_fill", migration("migrations.RunPython(fill, fill)", before=asked))
    assert migrated.found() == []
