"""The chain that is made from the models: its files, names, dependencies, and what is carried over."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently, CITextExtension
from django.db import migrations, models

from project.migration_audit.rebuild.chain import NewChain, RefusedError
from tests.unit.migration_audit.chains import chain, end, key_to, loaded, made, model, rebuilt

SEED = migrations.RunSQL("insert into trade_item (name) values ('first')")
NAME = ("name", models.CharField(max_length=10))


def _replaced(new: NewChain) -> dict[str, list[str]]:
    return {f"{file.app}.{file.name[:4]}": [f"{key.app}.{key.name[:4]}" for key in file.replaces] for file in new.files}


def _operations(new: NewChain) -> list[list[str]]:
    return [[type(one).__name__ for one in migration.operations] for migration in loaded(new).values()]


def test_alterations_end_in_one_create() -> None:
    old = chain(
        made("trade", "0001_initial", model("Item", NAME)),
        made("trade", "0002_longer", migrations.AlterField("item", "name", models.CharField(max_length=20))),
        made("trade", "0003_title", migrations.RenameField("item", "name", "title")),
        chosen=["trade"],
    )

    new = rebuilt(old)

    assert [(file.app, file.name, file.path) for file in new.files] == [
        ("trade", "0001_rebuilt_2026_11_22", "0001_rebuilt_2026_11_22.py")
    ]
    (migration,) = loaded(new).values()
    (create,) = migration.operations
    assert [(name, getattr(field, "max_length", None)) for name, field in create.fields] == [
        ("id", None),
        ("title", 20),
    ]
    assert migration.initial is True
    assert migration.replaces == [("trade", "0001_initial"), ("trade", "0002_longer"), ("trade", "0003_title")]
    assert [file.name for file in new.removed] == ["0001_initial", "0002_longer", "0003_title"]


def test_the_new_chain_ends_in_the_same_state() -> None:
    old = chain(
        made("core", "0001_initial", model("Company", NAME)),
        made(
            "trade",
            "0001_initial",
            model("Item", NAME, ("company", key_to("core.Company"))),
            after=[("core", "0001_initial")],
        ),
        made("trade", "0002_index", migrations.AddIndex("item", models.Index(fields=["name"], name="by_name"))),
        chosen=["core", "trade"],
    )

    new = loaded(rebuilt(old))

    rebuilt_chain = chain(*new.values(), chosen=["core", "trade"])
    assert end(rebuilt_chain).models == end(old).models


def test_a_name_that_is_taken_is_never_used_again() -> None:
    old = chain(made("trade", "0001_rebuilt_2026_11_22", model("Item", NAME)), chosen=["trade"])

    (file,) = rebuilt(old).files

    assert file.name == "0001_rebuilt_2026_11_22_2"


def test_a_seed_is_carried_into_a_file_of_its_own_with_its_own_name() -> None:
    old = chain(
        made("trade", "0001_initial", model("Item", NAME)),
        made("trade", "0002_first", SEED),
        made("trade", "0003_more", migrations.AddField("item", "more", models.TextField(default=""))),
        chosen=["trade"],
    )

    new = rebuilt(old)

    assert _operations(new) == [["CreateModel"], ["RunSQL"]]
    assert _replaced(new) == {"trade.0001": ["trade.0001", "trade.0003"], "trade.0002": ["trade.0002"]}
    assert [item.place for item in new.carried] == ["trade/0002_first.py:1"]


def test_a_seed_beside_the_last_change_of_a_table_joins_the_tables_where_no_name_is_spare() -> None:
    old = chain(made("trade", "0001_initial", model("Item", NAME), SEED), chosen=["trade"])

    new = rebuilt(old)

    assert _operations(new) == [["CreateModel", "RunSQL"]]


def test_what_is_marked_elidable_is_left_out_and_said() -> None:
    old = chain(
        made("trade", "0001_initial", model("Item", NAME)),
        made("trade", "0002_gone", migrations.RunSQL("update gone set a = 1", elidable=True)),
        chosen=["trade"],
    )

    new = rebuilt(old)

    assert _operations(new) == [["CreateModel"]]
    assert [item.place for item in new.left_out] == ["trade/0002_gone.py:1"]


@pytest.mark.parametrize(
    ("operation", "missing"),
    [
        (migrations.RunSQL("update trade_old set a = 1"), "table trade_old"),
        (migrations.RunSQL("insert into trade_item (name) values ('a')"), "column trade_item.name"),
    ],
)
def test_sql_about_what_is_gone_is_refused_with_its_place(operation: migrations.RunSQL, missing: str) -> None:
    old = chain(
        made("trade", "0001_initial", model("Item", NAME), model("Old")),
        made("trade", "0002_rows", operation),
        made("trade", "0003_gone", migrations.DeleteModel("Old"), migrations.RenameField("item", "name", "title")),
        chosen=["trade"],
    )

    with pytest.raises(RefusedError) as refused:
        rebuilt(old)

    (finding,) = refused.value.findings
    assert finding.message.startswith("trade/0002_rows.py:1: RunSQL can't be carried over")
    assert missing in finding.message


def _uses_the_old_name(apps: Any, schema_editor: Any) -> None:
    apps.get_model("trade", "Item").objects.create(name="first")


def _uses_what_stays(apps: Any, schema_editor: Any) -> None:
    apps.get_model("trade", "Item").objects.create(code="first")


@pytest.mark.parametrize(("code", "is_refused"), [(_uses_the_old_name, True), (_uses_what_stays, False)])
def test_python_about_a_field_that_is_gone_is_refused(code: Any, is_refused: bool) -> None:
    old = chain(
        made("trade", "0001_initial", model("Item", NAME, ("code", models.TextField()))),
        made("trade", "0002_rows", migrations.RunPython(code)),
        made("trade", "0003_title", migrations.RenameField("item", "name", "title")),
        chosen=["trade"],
    )

    if not is_refused:
        assert _operations(rebuilt(old)) == [["CreateModel"], ["RunPython"]]
        return
    with pytest.raises(RefusedError, match=r"0002_rows\.py:1: RunPython .* no field trade\.item\.name"):
        rebuilt(old)


def test_a_seed_that_could_not_know_a_field_every_row_needs_is_refused() -> None:
    old = chain(
        made("trade", "0001_initial", model("Item", ("code", models.TextField()))),
        made("trade", "0002_rows", migrations.RunPython(_uses_what_stays)),
        made(
            "trade",
            "0003_price",
            migrations.AddField("item", "price", models.IntegerField(default=1), preserve_default=False),
        ),
        chosen=["trade"],
    )

    with pytest.raises(RefusedError, match=r"a value for trade\.item\.price, which came later"):
        rebuilt(old)


def test_what_models_are_made_of_comes_first() -> None:
    old = chain(
        made(
            "trade",
            "0001_initial",
            model("Item", NAME),
            CITextExtension(),
            migrations.RunSQL("create function f() returns int language sql as 'select 1'"),
            migrations.RunSQL("create view v as select * from trade_item"),
        ),
        chosen=["trade"],
    )

    assert _operations(rebuilt(old)) == [["CITextExtension", "RunSQL", "CreateModel", "RunSQL"]]


def test_indexes_made_concurrently_become_plain_and_sql_outside_of_a_transaction_stays_there() -> None:
    concurrent = migrations.RunSQL("create index concurrently i on trade_item (name)")
    add = AddIndexConcurrently("item", models.Index(fields=["name"], name="by_name"))
    old = chain(
        made("trade", "0001_initial", model("Item", NAME)),
        made("trade", "0002_index", concurrent, atomic=False),
        made("trade", "0003_index", add, atomic=False),
        chosen=["trade"],
    )

    first, second = loaded(rebuilt(old)).values()

    assert [type(one).__name__ for one in first.operations] == ["CreateModel"]
    assert [index.name for index in first.operations[0].options["indexes"]] == ["by_name"]
    assert (first.atomic, second.atomic) == (True, False)


def test_sql_that_says_its_change_of_the_models_is_made_again_from_them() -> None:
    by_hand = migrations.RunSQL(
        "alter table trade_item add b int",
        state_operations=[migrations.AddField("item", "b", models.IntegerField(null=True))],
    )
    old = chain(
        made("trade", "0001_initial", model("Item", NAME)),
        made("trade", "0002_b", by_hand),
        chosen=["trade"],
    )

    new = rebuilt(old)

    assert _operations(new) == [["CreateModel"]]
    assert [item.place for item in new.left_out] == ["trade/0002_b.py:1"]


def test_a_circle_of_apps_is_cut_where_a_file_is_to_spare() -> None:
    old = chain(
        made("core", "0001_initial", model("Company", NAME)),
        made(
            "trade",
            "0001_initial",
            model("Item", ("company", key_to("core.Company"))),
            after=[("core", "0001_initial")],
        ),
        made(
            "core",
            "0002_best",
            migrations.AddField("company", "best", key_to("trade.Item")),
            after=[("trade", "0001_initial")],
        ),
        made("core", "0003_note", migrations.AddField("company", "note", models.TextField())),
        chosen=["core", "trade"],
    )

    new = rebuilt(old)

    assert _replaced(new) == {
        "core.0001": ["core.0001", "core.0003"],
        "trade.0001": ["trade.0001"],
        "core.0002": ["core.0002"],
    }
    assert end(chain(*loaded(new).values(), chosen=["core", "trade"])).models == end(old).models
    assert new.notes == ()


def test_a_circle_that_takes_every_name_says_what_django_would_not_notice() -> None:
    best = migrations.AddField("company", "best", key_to("trade.Item"))
    old = chain(
        made("core", "0001_initial", model("Company", NAME)),
        made(
            "trade",
            "0001_initial",
            model("Item", ("company", key_to("core.Company"))),
            after=[("core", "0001_initial")],
        ),
        made("core", "0002_best", best, after=[("trade", "0001_initial")]),
        chosen=["core", "trade"],
    )

    new = rebuilt(old)

    assert len(new.files) == 3
    assert "migrate every server to 0002_best" in new.notes[0]


def test_dependencies_on_other_apps_and_run_before_are_kept() -> None:
    old = chain(
        made("core", "0001_initial", model("Company", NAME)),
        made("core", "0002_more"),
        made(
            "trade",
            "0001_initial",
            model("Item", ("company", key_to("core.Company"))),
            after=[("core", "0001_initial")],
        ),
        made(
            "trade",
            "0002_late",
            migrations.AddField("item", "a", models.TextField()),
            after=[("core", "0002_more")],
            run_before=[("license", "0001_initial")],
        ),
        chosen=["trade"],
    )

    (migration,) = loaded(rebuilt(old)).values()

    assert migration.dependencies == [("core", "0002_more")]
    assert migration.run_before == [("license", "0001_initial")]


def test_a_swappable_model_is_named_by_its_setting_only() -> None:
    old = chain(
        made("accounts", "0001_initial", model("User", NAME, swappable="AUTH_USER_MODEL")),
        made("trade", "0001_initial", model("Item", NAME), model("Other")),
        made(
            "trade",
            "0002_user",
            migrations.AddField("item", "user", key_to(settings.AUTH_USER_MODEL)),
            after=[migrations.swappable_dependency(settings.AUTH_USER_MODEL)],
        ),
        chosen=["accounts", "trade"],
    )

    new = rebuilt(old)

    (file,) = (file for file in new.files if file.app == "trade")
    assert [file.app for file in new.files] == ["accounts", "trade"]
    assert "migrations.swappable_dependency(settings.AUTH_USER_MODEL)" in file.text
    assert "0001_rebuilt" not in file.text
    assert "to=settings.AUTH_USER_MODEL" in file.text


def test_an_app_without_a_migration_and_one_without_a_table_are_no_trouble() -> None:
    old = chain(
        made("core", "0001_initial", model("Company", NAME)),
        made("core", "0002_gone", migrations.DeleteModel("Company")),
        chosen=["core", "trade"],
    )

    new = rebuilt(old)

    assert _operations(new) == [[]]
    assert _replaced(new) == {"core.0001": ["core.0001", "core.0002"]}


def test_each_old_name_is_replaced_once_those_of_a_squashed_migration_too() -> None:
    old = chain(
        made("trade", "0001_initial", model("Item", NAME)),
        made(
            "trade",
            "0002_squashed",
            migrations.AddField("item", "a", models.TextField()),
            replaces=[("trade", "0002_a"), ("trade", "0003_b")],
        ),
        made("trade", "0004_rows", SEED),
        chosen=["trade"],
    )

    assert _replaced(rebuilt(old)) == {
        "trade.0001": ["trade.0001", "trade.0002", "trade.0003", "trade.0002"],
        "trade.0002": ["trade.0004"],
    }
