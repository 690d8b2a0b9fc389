"""The files of a rebuild on servers that nobody rebuilt: plain `migrate` goes on, or a sentence says why not."""

import pytest

from tests.integration.migration_audit.foreign_project import FIRST, MODELS, ForeignProject, migration

PRICED = MODELS + "    price = models.IntegerField(default=0)\n"
ADD_PRICE = 'migrations.AddField("item", "price", models.IntegerField(default=0))'
ROWS = "select name from django_migrations where app = 'shop' order by id"
REBUILT = FIRST.replace(
    "initial = True", 'initial = True\n    replaces = [("shop", "0001_initial"), ("shop", "0002_price")]'
)
REBUILT = REBUILT.replace(
    '("name", models.CharField(max_length=10)),',
    '("name", models.CharField(max_length=10)), ("price", models.IntegerField(default=0)),',
)


def _deploy_rebuilt(project: ForeignProject) -> None:
    """As a rebuild elsewhere left the files, and the next deploy brings them."""
    for old in project.migrations.glob("0*.py"):
        old.unlink()
    project.add("0001_rebuilt_2026_11_22", REBUILT)


@pytest.fixture
def two(migrated: ForeignProject) -> ForeignProject:
    """A project of two migrations, of which the database has the first."""
    migrated.models(PRICED)
    migrated.add("0002_price", migration(ADD_PRICE))
    return migrated


def test_a_database_at_the_old_chains_end_gets_a_row_and_nothing_else(two: ForeignProject) -> None:
    two.migrate()
    two.sql("insert into shop_item (name, price) values ('kept', 7)")
    _deploy_rebuilt(two)

    two.migrate()

    assert two.sql(ROWS) == [("0001_initial",), ("0002_price",), ("0001_rebuilt_2026_11_22",)]
    assert two.sql("select name, price from shop_item") == [("kept", 7)]
    assert two.found() == []


def test_an_empty_database_runs_the_new_chain(project: ForeignProject) -> None:
    project.models(PRICED)
    _deploy_rebuilt(project)

    project.migrate()

    assert ("0001_rebuilt_2026_11_22",) in project.sql(ROWS)
    project.sql("insert into shop_item (name, price) values ('new', 7)")
    assert project.found() == []


def test_a_database_half_way_along_the_old_chain_is_refused_in_a_sentence(two: ForeignProject) -> None:
    _deploy_rebuilt(two)

    stopped = two.manage("migrate")
    (_severity, code, name) = next(found for found in two.found() if found[0] == "error")
    refused = two.manage("rebuild_migrations", "--full", "--yes")

    assert stopped.returncode == 1
    assert "migration_audit.E001" in stopped.stderr
    assert "stands half way along the old ones, whose files are gone" in stopped.stderr
    assert "Install the release that still has shop.0002_price" in stopped.stderr
    assert "NodeNotFoundError" not in stopped.stderr
    assert (code, name) == ("squash_half_applied", "shop.0001_rebuilt_2026_11_22")
    assert refused.returncode == 1
    assert "squash_half_applied" in refused.stdout
    assert two.sql(ROWS) == [("0001_initial",)]


def test_half_way_between_two_new_files_is_refused_too(two: ForeignProject) -> None:
    """Django itself would take the first for applied and run the second on what the old chain had not finished."""
    _deploy_rebuilt(two)
    two.add("0001_rebuilt_2026_11_22", FIRST.replace("initial = True", 'replaces = [("shop", "0001_initial")]'))
    second = migration(ADD_PRICE, after="0001_rebuilt_2026_11_22", attributes='replaces = [("shop", "0002_price")]')
    two.add("0002_rebuilt_2026_11_22", second)

    stopped = two.manage("migrate")

    assert stopped.returncode == 1
    assert "migration_audit.E001" in stopped.stderr
    assert ("error", "squash_half_applied", "shop.0001_rebuilt_2026_11_22") in two.found()


def test_a_new_database_may_stop_between_two_new_files(project: ForeignProject) -> None:
    _deploy_rebuilt(project)
    project.models(PRICED)
    project.add("0001_rebuilt_2026_11_22", FIRST.replace("initial = True", 'replaces = [("shop", "0001_initial")]'))
    second = migration(ADD_PRICE, after="0001_rebuilt_2026_11_22", attributes='replaces = [("shop", "0002_price")]')
    project.add("0002_rebuilt_2026_11_22", second)

    project.migrate("shop", "0001_rebuilt_2026_11_22")
    project.migrate()

    assert ("0002_rebuilt_2026_11_22",) in project.sql(ROWS)


def test_files_that_are_still_there_let_migrate_finish_the_old_chain(two: ForeignProject) -> None:
    two.add("0001_rebuilt_2026_11_22", REBUILT)

    two.migrate()

    assert ("0001_rebuilt_2026_11_22",) in two.sql(ROWS)
