"""Recorded migrations that are not in the database, and those that are, whatever they look like."""

from typing import Any

import pytest

from tests.integration.migration_audit.foreign_project import ForeignProject, migration

ID = '("id", models.BigAutoField(primary_key=True))'
FIELDS = f'[{ID}, ("name", models.CharField(max_length=10))]'
NAME = 'migrations.AlterField("{m}", "name", models.{field})'
# What a migration may consist of; {m} stands for a model of its own, so that all can be tried at once.
STEPS = {
    "add_field": ('migrations.AddField("{m}", "price", models.IntegerField(default=0))',),
    "create_model": (f'migrations.CreateModel("{{m}}New", [{ID}])',),
    "many_to_many": ('migrations.AddField("{m}", "tags", models.ManyToManyField("shop.Tag"))',),
    "foreign_key": ('migrations.AddField("{m}", "tag", models.ForeignKey("shop.Tag", models.CASCADE, null=True))',),
    "index": ('migrations.AddIndex("{m}", models.Index(fields=["name"], name="{m}_by_name"))',),
    "unique": ('migrations.AddConstraint("{m}", models.UniqueConstraint(fields=["name"], name="{m}_one"))',),
    "check": ('migrations.AddConstraint("{m}", models.CheckConstraint(condition=models.Q(name="x"), name="{m}_x"))',),
    "rename_field": ('migrations.RenameField("{m}", "name", "title")',),
    "rename_model": ('migrations.RenameModel("{m}", "{m}Renamed")',),
    "table": ('migrations.AlterModelTable("{m}", "other_{m}")',),
    "delete_model": ('migrations.DeleteModel("{m}")',),
    "remove_field": ('migrations.RemoveField("{m}", "name")',),
    "together": ('migrations.AlterUniqueTogether("{m}", {{("id", "name")}})',),
    "longer": (NAME.replace("{field}", "CharField(max_length=20)"),),
    "null": (NAME.replace("{field}", "CharField(max_length=10, null=True)"),),
    "indexed": (NAME.replace("{field}", "CharField(max_length=10, db_index=True)"),),
    "unique_field": (NAME.replace("{field}", "CharField(max_length=10, unique=True)"),),
    "default": (NAME.replace("{field}", 'CharField(max_length=10, db_default="x")'),),
    "text": (NAME.replace("{field}", "TextField()"),),
    "function": ("migrations.RunSQL(\"create function {m}_f() returns int language sql as 'select 1'\")",),
    "own_index": ('migrations.RunSQL("create index {m}_odd on shop_{m} (lower(name))")',),
    "own_view": ('migrations.RunSQL("create materialized view {m}_v as select id from shop_{m}")',),
    "separate": (
        'migrations.SeparateDatabaseAndState([migrations.RunSQL("alter table shop_{m} add n int")], '
        '[migrations.AddField("{m}", "n", models.IntegerField(null=True))])',
    ),
    "own_column": (
        'migrations.RunSQL("alter table shop_{m} add n int", '
        'state_operations=[migrations.AddField("{m}", "n", models.IntegerField(null=True))])',
    ),
    "two_operations": (
        'migrations.AddField("{m}", "price", models.IntegerField(default=0))',
        'migrations.AddIndex("{m}", models.Index(fields=["name"], name="{m}_named"))',
    ),
}
# Migrations of which nothing can be looked for, so that nobody can say they were faked.
SILENT = {
    "python": ("migrations.RunPython(migrations.RunPython.noop)",),
    "rows": ('migrations.RunSQL("update shop_{m} set name = name")',),
    "dropped_view": (
        'migrations.RunSQL("create view {m}_v as select id from shop_{m}")',
        'migrations.RunSQL("drop view {m}_v")',
    ),
    "state_only": (
        'migrations.SeparateDatabaseAndState(state_operations=[migrations.AlterField("{m}", "name", '
        "models.CharField(max_length=99))])",
    ),
    "help_text": (NAME.replace("{field}", 'CharField(max_length=10, help_text="what it is called")'),),
    "unmanaged": ('migrations.CreateModel("{m}View", [' + ID + '], options={{"managed": False}})',),
    "proxy": ('migrations.CreateModel("{m}Proxy", [], options={{"proxy": True}}, bases=("shop.{m}",))',),
}
TAG = 'models.ForeignKey("shop.Tag", models.CASCADE, null=True{more})'
TEXT = "models.CharField(max_length=10{more})"
# The field that a model has at first, and what a migration then makes of it.
CHANGES = {
    "not_indexed": (TEXT.replace("{more}", ", db_index=True"), TEXT),
    "not_unique": (TEXT.replace("{more}", ", unique=True"), TEXT),
    "unique_to_indexed": (TEXT.replace("{more}", ", unique=True"), TEXT.replace("{more}", ", db_index=True")),
    "indexed_to_unique": (TEXT.replace("{more}", ", db_index=True"), TEXT.replace("{more}", ", unique=True")),
    "not_null": (TEXT.replace("{more}", ", null=True"), TEXT),
    "shorter": ("models.CharField(max_length=20)", TEXT),
    "no_default": (TEXT.replace("{more}", ', db_default="x"'), TEXT),
    "other_default": (TEXT.replace("{more}", ', db_default="x"'), TEXT.replace("{more}", ', db_default="y"')),
    "to_number": (TEXT, "models.IntegerField()"),
    "collation": (TEXT, TEXT.replace("{more}", ', db_collation="C"')),
    "comment": (TEXT, TEXT.replace("{more}", ', db_comment="said"')),
    "column": (TEXT, TEXT.replace("{more}", ', db_column="other"')),
    "digits": (
        "models.DecimalField(max_digits=5, decimal_places=2)",
        "models.DecimalField(max_digits=9, decimal_places=2)",
    ),
    "big": ("models.IntegerField()", "models.BigIntegerField()"),
    "positive": ("models.IntegerField()", "models.PositiveIntegerField()"),
    "not_positive": ("models.PositiveIntegerField()", "models.IntegerField()"),
    "no_constraint": (TAG, TAG.replace("{more}", ", db_constraint=False")),
    "constraint": (TAG.replace("{more}", ", db_constraint=False"), TAG),
    "other_target": (TAG, TAG.replace("shop.Tag", "shop.Other")),
    "one_to_one": (TAG, TAG.replace("ForeignKey", "OneToOneField")),
    "key_without_index": (TAG, TAG.replace("{more}", ", db_index=False")),
    "other_table": ('models.ManyToManyField("shop.Tag")', 'models.ManyToManyField("shop.Tag", db_table="t_{m}")'),
    "other_many": ('models.ManyToManyField("shop.Tag")', 'models.ManyToManyField("shop.Other")'),
}


def write_changes(project: ForeignProject) -> list[str]:
    """The same for CHANGES."""
    steps = {
        title: (f'migrations.AlterField("{{m}}", "name", {after.replace("{more}", "")})',)
        for title, (_before, after) in CHANGES.items()
    }
    fields = {title: before.replace("{more}", "") for title, (before, _after) in CHANGES.items()}
    return write_chain(project, steps, fields=fields)


def write_chain(
    project: ForeignProject, steps: dict[str, tuple[str, ...]], *, fields: dict[str, str] | None = None
) -> list[str]:
    """A first migration with a model for each step, and a migration for each step after it; their names."""
    named = {title: f'[{ID}, ("name", {field})]' for title, field in (fields or {}).items()}
    made = [f'migrations.CreateModel("{model(title)}", {named.get(title, FIELDS)})' for title in steps]
    made.append(f'migrations.CreateModel("Other", [{ID}])')
    project.add("0001_initial", migration(f'migrations.CreateModel("Tag", [{ID}])', *made, after=""))
    project.models("")
    names = ["0001_initial"]
    for number, (title, operations) in enumerate(steps.items(), 2):
        names.append(f"{number:04}_{title}")
        written = [operation.format(m=model(title)) for operation in operations]
        project.add(names[-1], migration(*written, after=names[-2]))
    return names


def model(title: str) -> str:
    return title.replace("_", "")


def faked(project: ForeignProject) -> dict[str, Any]:
    """The findings about recorded migrations, by migration; the models of these projects say nothing."""
    found = [one for one in project.check()["findings"] if one["code"] != "model_change_without_migration"]
    assert {one["code"] for one in found} <= {"faked_migration"}
    assert len({one["object"] for one in found}) == len(found)
    return {one["object"].removeprefix("shop."): one for one in found}


def test_every_faked_migration_is_reported_and_none_once_it_is_applied(project: ForeignProject) -> None:
    names = write_chain(project, STEPS)
    project.migrate("contenttypes")
    project.migrate("auth")
    project.migrate("shop", "0001_initial")
    project.migrate("--fake")

    found = faked(project)

    assert list(found) == names[1:]
    assert {one["severity"] for one in found.values()} == {"error"}
    assert found["0002_add_field"]["actual"] == "not there: Add field price to addfield"
    assert found["0026_two_operations"]["details"].keys() == {"operation 1", "operation 2"}
    assert "migrate shop 0001_initial --fake" in found["0002_add_field"]["fix"]["note"]

    project.migrate("shop", "0001_initial", "--fake")
    project.migrate()
    assert faked(project) == {}


@pytest.mark.parametrize("first", [0, 1])
def test_an_applied_migration_beside_faked_ones_is_not_reported(project: ForeignProject, first: int) -> None:
    names = write_chain(project, STEPS | SILENT)
    project.migrate("shop", "0001_initial")
    lost = [name for name in names[1:][first::2] if name.partition("_")[2] in STEPS]
    one_by_one = "".join(
        f"call_command('migrate', 'shop', {name!r}, fake={number % 2 == first}, verbosity=0)\n"
        for number, name in enumerate(names[1:])
    )
    done = project.manage("shell", "-v0", "-c", f"from django.core.management import call_command\n{one_by_one}")
    assert done.returncode == 0, done.stderr
    project.migrate()

    assert list(faked(project)) == lost


def test_every_faked_change_of_a_field_is_reported_and_none_once_it_is_applied(project: ForeignProject) -> None:
    names = write_changes(project)
    project.migrate("contenttypes")
    project.migrate("auth")
    project.migrate("shop", "0001_initial")
    project.migrate("--fake")

    assert list(faked(project)) == names[1:]

    project.migrate("shop", "0001_initial", "--fake")
    project.migrate()
    assert faked(project) == {}


def test_a_faked_change_of_a_view_is_reported_and_none_once_it_is_applied(project: ForeignProject) -> None:
    view = "migrations.RunSQL('create or replace view item_names as select {columns} from shop_item')"
    project.add("0001_initial", migration(f'migrations.CreateModel("Item", {FIELDS})', after=""))
    project.add("0002_view", migration(view.format(columns="id"), after="0001_initial"))
    project.add("0003_more_in_the_view", migration(view.format(columns="id, name"), after="0002_view"))
    project.models("")
    project.migrate("contenttypes")
    project.migrate("auth")
    project.migrate("shop", "0002_view")
    project.migrate("--fake")

    found = faked(project)

    assert list(found) == ["0003_more_in_the_view"]
    assert "item_names is" in found["0003_more_in_the_view"]["message"]

    project.migrate("shop", "0002_view", "--fake")
    project.migrate("shop")
    assert faked(project) == {}


def test_faked_renames_that_exchange_two_columns_are_reported(project: ForeignProject) -> None:
    fields = f'[{ID}, ("name", models.CharField(max_length=10)), ("size", models.IntegerField())]'
    turns = [("name", "aside"), ("size", "name"), ("aside", "size")]
    renames = [f'migrations.RenameField("Item", "{old}", "{new}")' for old, new in turns]
    project.add("0001_initial", migration(f'migrations.CreateModel("Item", {fields})', after=""))
    project.add("0002_exchanged", migration(*renames, after="0001_initial"))
    project.models("")
    project.migrate("contenttypes")
    project.migrate("auth")
    project.migrate("shop", "0001_initial")
    project.migrate("--fake")

    assert list(faked(project)) == ["0002_exchanged"]
