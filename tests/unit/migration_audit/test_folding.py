"""Folding what alters into what it alters: by meaning, file by file, and never half of a file."""

from typing import Any

from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from project.migration_audit.rebuild.chain import NewChain
from project.migration_audit.rebuild.generation.old_chain import OldChain, key_of
from tests.unit.migration_audit.chains import chain, end, key_to, loaded, made, model, rebuilt

NAME = ("name", models.CharField(max_length=10))
LONGER = migrations.AlterField("item", "name", models.CharField(max_length=20))


def _files(new: NewChain) -> dict[str, list[str]]:
    return {key.name: [type(one).__name__ for one in made_anew.operations] for key, made_anew in loaded(new).items()}


def _rebuilt_state(old: OldChain, new: NewChain) -> Any:
    """What the folded chain ends in: new files in the place of those they replace, the others as they are."""
    found = loaded(new)
    by_first = {file.replaces[0]: found[file.key] for file in new.files}
    gone = {file.key for file in new.removed}
    kept = [by_first.get(key_of(m), m) for m in old.migrations if key_of(m) in by_first or key_of(m) not in gone]
    state = ProjectState()
    for migration in kept:
        for operation in migration.operations:
            operation.state_forwards(migration.app_label, state)
    return state.models


def _one_app(*operations_by_file: list[Operation]) -> OldChain:
    return chain(
        *(made("trade", f"{number:04}_file", *listed) for number, listed in enumerate(operations_by_file, start=1)),
        chosen=["trade"],
    )


def test_an_alteration_goes_into_the_create_and_its_file_goes_away() -> None:
    old = _one_app([model("Item", NAME)], [LONGER], [model("Other")])

    new = rebuilt(old, fold=True)

    assert _files(new) == {"0001_rebuilt_2026_11_22": ["CreateModel"], "0003_rebuilt_2026_11_22": ["CreateModel"]}
    assert [[key.name for key in file.replaces] for file in new.files] == [["0001_file", "0002_file"], ["0003_file"]]
    assert _rebuilt_state(old, new) == end(old).models


def test_a_file_that_adds_only_stays_as_it_is() -> None:
    old = _one_app([model("Item", NAME)], [migrations.AddField("item", "a", models.TextField())])

    new = rebuilt(old, fold=True)

    assert (new.files, new.removed) == ((), ())


def test_renames_and_removals_fold_too() -> None:
    old = _one_app(
        [model("Item", NAME), model("Gone")],
        [migrations.RenameField("item", "name", "title")],
        [migrations.RenameModel("Item", "Thing")],
        [migrations.DeleteModel("Gone")],
    )

    new = rebuilt(old, fold=True)

    assert _files(new) == {"0001_rebuilt_2026_11_22": ["CreateModel"]}
    assert _rebuilt_state(old, new) == end(old).models


def test_an_alteration_in_the_same_file_folds_where_it_is() -> None:
    old = _one_app([model("Item")], [migrations.AddField("item", "name", models.CharField(max_length=10)), LONGER])

    new = rebuilt(old, fold=True)

    assert _files(new) == {"0002_rebuilt_2026_11_22": ["AddField"]}
    assert _rebuilt_state(old, new) == end(old).models


def test_a_default_for_the_rows_of_one_moment_does_not_stay() -> None:
    once = {"field": models.CharField(max_length=20, default="x"), "preserve_default": False}
    created = _one_app([model("Item", NAME)], [migrations.AlterField("item", "name", **once)])
    added = _one_app([model("Item"), migrations.AddField("item", "name", **once), LONGER])
    add, alter = migrations.AddField("item", *NAME), migrations.AlterField("item", "name", **once)
    altered = _one_app([model("Item")], [add], [alter])
    add, rename = migrations.AddField("item", "a", **once), migrations.RenameField("item", "a", "b")
    renamed = _one_app([model("Item")], [add, rename])

    for old in (created, added, altered, renamed):
        new = rebuilt(old, fold=True)
        assert new.files
        assert _rebuilt_state(old, new) == end(old).models


def test_a_file_that_would_keep_something_goes_along_whole_or_gives_nothing() -> None:
    old = _one_app([model("Item", NAME)], [LONGER, model("Other"), migrations.RunSQL("insert into trade_other ...")])

    new = rebuilt(old, fold=True)

    assert new.files == ()


def test_sql_that_speaks_of_the_field_is_not_passed() -> None:
    update = migrations.RunSQL("update trade_item set name = 'a'")
    old = _one_app([model("Item", NAME)], [update], [LONGER])

    assert rebuilt(old, fold=True).files == ()


def test_sql_about_something_else_is_passed() -> None:
    old = _one_app([model("Item", NAME)], [migrations.RunSQL("insert into rates values (1)")], [LONGER])

    new = rebuilt(old, fold=True)

    assert _files(new) == {"0001_rebuilt_2026_11_22": ["CreateModel"]}


def test_a_rename_that_another_app_saw_the_time_before_is_not_folded() -> None:
    old = chain(
        made("trade", "0001_initial", model("Item", NAME)),
        made("license", "0001_x", model("Line", ("item", key_to("trade.Item"))), after=[("trade", "0001_initial")]),
        made("trade", "0002_rename", migrations.RenameModel("Item", "Thing"), after=[("license", "0001_x")]),
        chosen=["trade"],
    )

    assert rebuilt(old, fold=True).files == ()


def test_a_key_to_a_model_that_came_later_does_not_go_back() -> None:
    to_company = migrations.AlterField("item", "company", key_to("core.Company"))
    old = chain(
        made("trade", "0001_initial", model("Item", ("company", models.IntegerField(null=True)))),
        made("core", "0001_initial", model("Company", NAME)),
        made("trade", "0002_key", to_company, after=[("core", "0001_initial")]),
        chosen=["trade"],
    )

    assert rebuilt(old, fold=True).files == ()


def test_what_came_after_an_empty_file_comes_after_its_taker() -> None:
    old = _one_app([model("Item", NAME)], [LONGER], [migrations.RunSQL("insert into trade_item ...")])

    new = loaded(rebuilt(old, fold=True))

    assert [migration.dependencies for migration in new.values()] == [[], [("trade", "0001_rebuilt_2026_11_22")]]


def test_what_comes_and_goes_in_one_file_leaves_nothing() -> None:
    add, remove = migrations.AddField("item", "a", models.TextField()), migrations.RemoveField("item", "a")
    old = _one_app([model("Item", NAME)], [add, remove], [LONGER])

    new = rebuilt(old, fold=True)

    assert _rebuilt_state(old, new) == end(old).models
    assert {name for file in new.files for name in file.replaces} == {file.key for file in new.removed}


def test_a_first_file_of_which_nothing_is_left_stays_as_an_empty_one() -> None:
    old = _one_app([model("Gone")], [model("Item", NAME)], [migrations.DeleteModel("Gone"), LONGER])

    new = rebuilt(old, fold=True)

    assert _rebuilt_state(old, new) == end(old).models
    assert {name for file in new.files for name in file.replaces} == {file.key for file in new.removed}


def test_a_file_that_cannot_be_written_anew_stays_and_the_others_fold() -> None:
    around = migrations.RunPython(lambda apps, schema_editor: apps)
    more, most = (migrations.AlterField("item", "name", models.CharField(max_length=size)) for size in (30, 40))
    other = migrations.AlterField("other", "a", models.TextField(null=True))
    old = _one_app(
        [model("Item", NAME)], [LONGER], [more, around, model("Other", ("a", models.TextField()))], [most, other]
    )

    new = rebuilt(old, fold=True)

    assert [[key.name for key in file.replaces] for file in new.files] == [["0001_file", "0002_file"]]
    assert new.notes == ("trade.0003_file stays as it is: <lambda> has no name to write down.",)
    assert _rebuilt_state(old, new) == end(old).models


def test_names_of_files_that_gave_to_one_that_gave_too_are_all_replaced() -> None:
    title = migrations.AlterField("item", "title", models.CharField(max_length=30))
    old = _one_app(
        [model("Item", NAME)],
        [migrations.AddField("item", "extra", models.TextField())],
        [migrations.RenameField("item", "name", "title")],
        [title, migrations.RemoveField("item", "extra")],
    )

    new = rebuilt(old, fold=True)

    assert _rebuilt_state(old, new) == end(old).models
    assert {name for file in new.files for name in file.replaces} == {file.key for file in new.removed}
