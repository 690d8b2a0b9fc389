"""check_migrations in a foreign project, as a real process on a real PostgreSQL."""

import pytest

from tests.integration.migration_audit.foreign_project import FIRST, MODELS, ROOT, ForeignProject, migration

ADD_PRICE = migration('migrations.AddField("item", "price", models.IntegerField(default=0))')
PRICED = MODELS + "    price = models.IntegerField(default=0)\n"


def test_a_migrated_project_is_clean_and_is_not_stored_without_a_recorder(migrated: ForeignProject) -> None:
    report = migrated.check()

    assert (report["exit"], report["status"], report["findings"], report["score"]) == (0, "clean", [], 100.0)
    assert "not stored: no AUDIT_RECORDER in the settings" in migrated.manage("check_migrations").stdout


def test_a_database_before_its_first_migrate_is_one_finding_and_stays_untouched(project: ForeignProject) -> None:
    report = project.check()

    assert report["exit"] == 1
    assert [(finding["code"], finding["object"]) for finding in report["findings"]] == [("unapplied", None)]
    assert project.sql("select count(*) from pg_tables where schemaname = 'public'") == [(0,)]


def test_one_app_of_a_database_before_its_first_migrate_is_not_clean(project: ForeignProject) -> None:
    assert project.check("--app=shop")["exit"] == 1


def test_another_app_than_the_one_asked_for_is_not_reported(migrated: ForeignProject) -> None:
    migrated.add("0002_odd", migration())

    assert migrated.found("--app=auth") == []
    assert migrated.found("--app=auth", "--app=shop") == [("error", "unapplied", "shop.0002_odd")]


def test_a_plan_that_cannot_be_made_says_so(migrated: ForeignProject) -> None:
    migrated.add("0002_odd", migration(after="0001_lost"))

    done = migrated.manage("check_migrations", "--plan")

    assert done.returncode == 1
    assert "No plan: the migrations can't be put in order yet." in done.stdout


def test_a_migration_that_waits_is_reported_with_its_command(migrated: ForeignProject) -> None:
    migrated.models(PRICED)
    migrated.add("0002_price", ADD_PRICE)

    assert migrated.found() == [("error", "unapplied", "shop.0002_price")]

    migrated.migrate()
    assert migrated.found() == []


def test_the_plan_shows_the_sql_and_applies_nothing(migrated: ForeignProject) -> None:
    migrated.models(PRICED + '    tag = models.TextField(default="")\n')
    migrated.add("0002_price", ADD_PRICE)
    migrated.add(
        "0003_tag", migration('migrations.AddField("item", "tag", models.TextField(default=""))', after="0002_price")
    )

    plan = migrated.check("--plan")["stats"]["plan"]

    assert [(one["migration"], one["problem"]) for one in plan] == [("shop.0002_price", ""), ("shop.0003_tag", "")]
    assert any('ALTER TABLE "shop_item" ADD COLUMN "price" integer' in line for line in plan[0]["sql"])
    assert "price" not in str(migrated.sql("select attname from pg_attribute where attrelid = 'shop_item'::regclass"))
    assert 'ADD COLUMN "tag" text' in migrated.manage("check_migrations", "--plan").stdout


def test_an_operation_that_would_write_while_its_sql_is_collected_is_stopped(migrated: ForeignProject) -> None:
    writing = (
        "class Writes(migrations.RunSQL):\n"
        "    def database_forwards(self, app_label, schema_editor, from_state, to_state):\n"
        "        with schema_editor.connection.cursor() as cursor:\n"
        "            cursor.execute('create table written (id int)')\n"
    )
    migrated.add("0002_writes", migration("Writes('select 1')", before=writing))
    migrated.add(
        "0003_writes", migration("Writes('select 1')", before=writing, after="0002_writes", attributes="atomic = False")
    )

    plan = migrated.check("--plan")["stats"]["plan"]

    assert "read-only transaction" in plan[0]["problem"]
    assert "outside a transaction is not tried" in plan[1]["problem"]
    assert migrated.sql("select to_regclass('written')") == [(None,)]


def test_a_plan_across_a_concurrent_index_is_shown(migrated: ForeignProject) -> None:
    concurrently = "from django.contrib.postgres.operations import AddIndexConcurrently"
    index = 'AddIndexConcurrently("item", models.Index(fields=["name"], name="by_name"))'
    migrated.add("0002_index", migration(index, before=concurrently, attributes="atomic = False"))

    (one,) = migrated.check("--plan")["stats"]["plan"]

    assert (one["problem"], one["atomic"]) == ("", False)
    assert any("CREATE INDEX CONCURRENTLY" in line for line in one["sql"])
    assert migrated.sql("select to_regclass('by_name')") == [(None,)]


def test_a_row_without_a_file_is_reported(migrated: ForeignProject) -> None:
    migrated.sql("insert into django_migrations (app, name, applied) values ('shop', '0002_gone', now())")

    assert migrated.found() == [("error", "recorded_but_missing", "shop.0002_gone")]


def test_a_row_of_an_app_that_was_removed_is_information(migrated: ForeignProject) -> None:
    migrated.sql("insert into django_migrations (app, name, applied) values ('gone', '0001_initial', now())")

    report = migrated.check()

    assert report["exit"] == 0
    assert [(f["severity"], f["object"]) for f in report["findings"]] == [("info", "gone")]
    assert migrated.check("--fail-on=info")["exit"] == 1


def test_two_last_migrations_are_reported_and_the_rest_is_still_checked(migrated: ForeignProject) -> None:
    for name in ("colour", "stock"):
        migrated.add(f"0002_{name}", migration(f'migrations.AddField("item", "{name}", models.TextField(default=""))'))

    assert migrated.found()[0] == ("error", "conflicting_leaves", "shop.0002_colour, shop.0002_stock")
    assert ("error", "unapplied", "shop.0002_stock") in migrated.found()
    assert migrated.manage("migrate").returncode != 0


def test_a_row_taken_out_of_the_middle_is_reported(migrated: ForeignProject) -> None:
    migrated.models(PRICED)
    migrated.add("0002_price", ADD_PRICE)
    migrated.migrate()
    migrated.sql("delete from django_migrations where app = 'shop' and name = '0001_initial'")

    assert [(code, place) for _severity, code, place in migrated.found()] == [
        ("inconsistent_history", "shop.0002_price"),
        ("unapplied", "shop.0001_initial"),
    ]


@pytest.mark.parametrize(
    ("models", "severity", "expected", "actual"),
    [
        (MODELS.replace("10", "20"), "error", "max_length=20", "max_length=10"),
        (PRICED, "error", "IntegerField", "no such field"),
        (MODELS.replace("max_length=10", "max_length=10, help_text='x'"), "warning", "help_text='x'", "help_text=None"),
    ],
    ids=["length", "new field", "help text"],
)
def test_a_model_change_without_a_migration_is_reported(
    migrated: ForeignProject, models: str, severity: str, expected: str, actual: str
) -> None:
    migrated.models(models)

    (finding,) = migrated.check()["findings"]

    assert (finding["code"], finding["severity"]) == ("model_change_without_migration", severity)
    assert (finding["expected"], finding["actual"], finding["model"]) == (expected, actual, "shop.Item")
    assert finding["cause"] == "model_change_without_migration"


def test_a_setting_that_changes_an_installed_package_is_a_warning(migrated: ForeignProject) -> None:
    package = migrated.folder / "site-packages"
    package.mkdir()
    (migrated.folder / "shop").rename(package / "shop")
    (package / "shop" / "models.py").write_text(PRICED)

    done = migrated.manage("check_migrations", PYTHONPATH=f"{package}:{migrated.folder}:{ROOT}")

    assert done.returncode == 0
    assert "WARNING (1)" in done.stdout
    assert "Don't run makemigrations" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("import lost_module\n", "ModuleNotFoundError: No module named 'lost_module'"),
        ("class Migration(:\n", "SyntaxError: invalid syntax"),
        ("1 / 0\n", "ZeroDivisionError: division by zero"),
        ("x = 1\n", "it has no Migration class"),
        (FIRST.replace("dependencies = []", "dependencies = None"), "TypeError: 'NoneType' object is not iterable"),
    ],
)
def test_a_broken_file_is_named_and_never_clean(migrated: ForeignProject, text: str, problem: str) -> None:
    migrated.add("0002_broken", text)

    report = migrated.check("--app=auth", "--plan")

    assert (report["exit"], report["score"], report["stats"]["graph_read"]) == (1, 0.0, False)
    (finding,) = report["findings"]
    assert (finding["code"], finding["object"]) == ("unreadable_migration", "shop.0002_broken")
    assert finding["actual"].startswith(problem)


def test_a_dependency_that_is_not_there_is_named(migrated: ForeignProject) -> None:
    migrated.add("0003_stock", migration(after="0002_lost"))

    (finding,) = migrated.check()["findings"]

    assert (finding["code"], finding["object"]) == ("missing_dependency", "shop.0003_stock")
    assert finding["expected"] == "a migration shop.0002_lost"


def test_a_dependency_on_an_unknown_app_is_named(migrated: ForeignProject) -> None:
    migrated.add("0002_odd", FIRST.replace("dependencies = []", 'dependencies = [("nowhere", "__first__")]'))

    (finding,) = migrated.check()["findings"]

    assert finding["code"] == "missing_dependency"
    assert "nowhere" in finding["message"]


def test_a_circle_is_named(migrated: ForeignProject) -> None:
    migrated.add("0002_a", migration(after="0003_b"))
    migrated.add("0003_b", migration(after="0002_a"))

    (finding,) = migrated.check()["findings"]

    assert finding["code"] == "circular_dependency"
    assert "shop.0002_a" in finding["message"]


def test_operations_that_do_not_fit_the_state_are_a_finding(migrated: ForeignProject) -> None:
    migrated.add("0002_odd", migration('migrations.RemoveField("missing", "name")'))

    codes = [code for _severity, code, _object in migrated.found()]

    assert codes == ["models_not_compared", "unapplied"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--app", "shpo"], "There is no app 'shpo' in INSTALLED_APPS. Did you mean shop?"),
        (["--app", "zzzzzz"], "There are: auth, contenttypes, migration_audit, shop."),
        (["--app", "migration_audit"], "Nothing was checked: migration_audit has no migrations."),
        (["--database", "other"], "There is no database 'other' in DATABASES. There are: default."),
    ],
)
def test_what_cannot_be_checked_is_one_sentence(migrated: ForeignProject, arguments: list[str], sentence: str) -> None:
    done = migrated.manage("check_migrations", *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_database_that_is_away_is_one_sentence(project: ForeignProject) -> None:
    done = project.manage("check_migrations", DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("The database can't be reached")
    assert len(done.stderr.splitlines()) == 1


def test_the_help_has_examples(project: ForeignProject) -> None:
    assert "manage.py check_migrations --plan" in project.manage("check_migrations", "--help").stdout
