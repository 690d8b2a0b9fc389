"""Squashes, run_before and swappable dependencies: what the audit says is what Django's own `migrate` would do."""

from tests.integration.migration_audit.foreign_project import FIRST, MODELS, ForeignProject, migration

NAMES = ("0001_initial", "0002_price", "0003_stock")
PRICE = 'migrations.AddField("item", "price", models.IntegerField(default=0))'
STOCK = 'migrations.AddField("item", "stock", models.IntegerField(default=0))'
ALL_MODELS = MODELS + "    price = models.IntegerField(default=0)\n    stock = models.IntegerField(default=0)\n"
SQUASHED = FIRST.replace(
    "    initial = True",
    f"    initial = True\n    replaces = {[('shop', name) for name in NAMES]!r}",
).replace("    ]\n", f"        {PRICE},\n        {STOCK},\n    ]\n")


def _three_migrations(project: ForeignProject) -> None:
    project.models(ALL_MODELS)
    project.add("0002_price", migration(PRICE))
    project.add("0003_stock", migration(STOCK, after="0002_price"))


def _planned_by_django(project: ForeignProject) -> list[str]:
    """The migrations that `migrate --plan` names."""
    lines = project.manage("migrate", "--plan").stdout.splitlines()
    return [line for line in lines if line.startswith("shop.")]


def _unapplied(project: ForeignProject) -> list[str | None]:
    return [place for _severity, code, place in project.found() if code == "unapplied"]


def test_a_squash_over_a_finished_chain_is_clean_before_and_after_migrate_records_it(migrated: ForeignProject) -> None:
    _three_migrations(migrated)
    migrated.migrate()
    migrated.add("0001_squashed_0003", SQUASHED)

    assert migrated.found() == []

    migrated.migrate()
    assert migrated.found() == []


def test_a_squash_on_an_empty_database_is_clean_after_migrate(project: ForeignProject) -> None:
    _three_migrations(project)
    project.add("0001_squashed_0003", SQUASHED)
    project.migrate()

    assert project.found() == []


def test_a_squash_in_the_middle_of_its_chain_waits_for_the_old_files(migrated: ForeignProject) -> None:
    _three_migrations(migrated)
    migrated.add("0001_squashed_0003", SQUASHED)

    assert migrated.found() == [
        ("error", "unapplied", "shop.0002_price"),
        ("error", "unapplied", "shop.0003_stock"),
        ("warning", "squash_half_applied", "shop.0001_squashed_0003"),
    ]
    assert _planned_by_django(migrated) == _unapplied(migrated)

    migrated.migrate()
    assert migrated.found() == []


def test_a_squash_in_the_middle_without_the_old_files_is_an_error_and_names_them(migrated: ForeignProject) -> None:
    _three_migrations(migrated)
    migrated.add("0001_squashed_0003", SQUASHED)
    migrated.add("0004_next", migration('migrations.AlterModelOptions("item", {})', after="0003_stock"))
    for name in NAMES:
        (migrated.migrations / f"{name}.py").unlink()

    (finding,) = migrated.check()["findings"]

    assert (finding["severity"], finding["code"]) == ("error", "squash_half_applied")
    assert "shop.0002_price, shop.0003_stock" in finding["fix"]["note"]


def test_rows_pruned_while_the_squash_still_has_replaces_are_an_error(migrated: ForeignProject) -> None:
    _three_migrations(migrated)
    migrated.migrate()
    migrated.add("0001_squashed_0003", SQUASHED)
    migrated.migrate()
    migrated.sql(f"delete from django_migrations where app = 'shop' and name in {NAMES!r}")
    for name in NAMES:
        (migrated.migrations / f"{name}.py").unlink()

    assert migrated.found() == [("error", "squash_half_applied", "shop.0001_squashed_0003")]

    migrated.add("0001_squashed_0003", SQUASHED.replace(f"replaces = {[('shop', name) for name in NAMES]!r}", ""))
    assert migrated.found() == []


def test_rows_left_by_a_squash_whose_replaces_is_gone_are_information(migrated: ForeignProject) -> None:
    _three_migrations(migrated)
    migrated.migrate()
    migrated.add("0001_squashed_0003", SQUASHED)
    migrated.migrate()
    for name in NAMES:
        (migrated.migrations / f"{name}.py").unlink()
    migrated.add("0001_squashed_0003", SQUASHED.replace(f"replaces = {[('shop', name) for name in NAMES]!r}", ""))

    assert migrated.found() == [("info", "recorded_but_missing", f"shop.{name}") for name in NAMES]

    assert migrated.manage("migrate", "shop", "--prune").returncode == 0
    assert migrated.found() == []


def test_run_before_counts_as_a_dependency_of_the_other_app(project: ForeignProject) -> None:
    project.migrate("auth")
    project.add("0001_initial", FIRST.replace("dependencies = []", 'run_before = [("auth", "0001_initial")]'))

    codes = {(code, place) for _severity, code, place in project.found()}

    assert ("inconsistent_history", "auth.0001_initial") in codes
    assert "InconsistentMigrationHistory" in project.manage("migrate").stderr


def test_a_swappable_dependency_follows_the_setting(project: ForeignProject) -> None:
    owned = MODELS + "    owner = models.ForeignKey('auth.User', models.CASCADE, null=True)\n"
    project.models(
        owned.replace("'auth.User'", "settings.AUTH_USER_MODEL").replace(
            "from django.db import models", "from django.conf import settings\nfrom django.db import models"
        )
    )
    assert project.manage("makemigrations", "shop").returncode == 0
    assert "swappable_dependency(settings.AUTH_USER_MODEL)" in next(project.migrations.glob("0002*")).read_text()

    project.migrate()

    assert project.found() == []
