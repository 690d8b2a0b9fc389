"""`--fix` applies pending migrations under the same rules as its own statements."""

import signal

import pytest

from tests.integration.schema_fixing.shop import MODELS, Shop, places

MIGRATION = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("shop", "{before}")]
    operations = [{operation}]
"""
ADD = 'migrations.AddField("maker", "rating", models.IntegerField(null=True))'
DROP = 'migrations.RemoveField("item", "note")'
RATED = "    name = models.CharField(max_length=50, unique=True)\n"
NOTE = "    note = models.TextField(null=True)\n"
HELD = "LOCK TABLE shop_maker IN ACCESS SHARE MODE"


def _write(shop: Shop, name: str, operation: str, *, before: str = "0001_initial") -> None:
    migration = MIGRATION.format(operation=operation, before=before)
    (shop.folder / "shop" / "migrations" / f"{name}.py").write_text(migration)


@pytest.fixture
def waiting(shop: Shop) -> Shop:
    """A shop whose migration 0002, which adds a column, is not applied."""
    _write(shop, "0002_rating", ADD)
    models = MODELS.replace(RATED, RATED + "    rating = models.IntegerField(null=True)\n", 1)
    (shop.folder / "shop" / "models.py").write_text(models)
    return shop


def _applied(shop: Shop) -> list[str]:
    return [str(name) for (name,) in shop.sql("SELECT name FROM django_migrations ORDER BY id")]


def test_what_a_pending_migration_explains_names_the_exact_command(waiting: Shop) -> None:
    [finding] = waiting.check()["findings"]

    assert finding["fix"]["note"] == "Run `manage.py migrate shop 0002_rating --database default`."
    assert (finding["fix_sql"], finding["fix"]["tier"]) == ([], "confirm")


def test_it_is_mended_by_migrating(waiting: Shop) -> None:
    report = waiting.fix()

    assert (report["findings"], _applied(waiting)) == ([], ["0001_initial", "0002_rating"])
    assert [(one["sql"], one["state"]) for one in waiting.journal()] == [
        ("manage.py migrate shop 0002_rating", "pending"),
        ("manage.py migrate shop 0002_rating", "applied"),
    ]


def test_it_is_left_alone_where_a_yes_is_not_given(waiting: Shop) -> None:
    report = waiting.fix("--tier", "auto")

    assert places(report) == ["missing_column shop_maker rating"]
    assert _applied(waiting) == ["0001_initial"]


def test_the_plan_shows_the_command_and_what_it_mends(waiting: Shop) -> None:
    done = waiting.manage("check_db_structure", "--fix", "--dry-run")

    assert "  manage.py migrate shop 0002_rating\n      mends missing_column shop_maker.rating\n" in done.stdout


def test_a_migration_that_drops_a_column_is_for_a_person(waiting: Shop) -> None:
    _write(waiting, "0003_no_note", DROP, before="0002_rating")
    models = waiting.folder / "shop" / "models.py"
    models.write_text(models.read_text().replace(NOTE, ""))

    report = waiting.fix()

    notes = {one["fix"]["note"] for one in report["findings"]}
    assert notes == {
        "Run `manage.py migrate shop 0003_no_note --database default`. "
        "It drops columns or tables (shop.0003_no_note): look at what they hold first."
    }
    assert _applied(waiting) == ["0001_initial"]


def test_a_migration_waits_for_its_lock_and_is_told_where_it_gets_none(waiting: Shop) -> None:
    with waiting.holding(HELD):
        report = waiting.fix()

    [still] = report["stats"]["fix"]["still_there"]
    assert "the lock was not to be had in 5 tries of 2s" in still["why"]
    assert _applied(waiting) == ["0001_initial"]
    assert waiting.fix()["findings"] == []


def test_a_migration_whose_lock_is_free_in_time_is_applied(waiting: Shop) -> None:
    with waiting.holding(HELD):
        running = waiting.start("check_db_structure", "--fix", "--yes")
        waiting.until_somebody_waits()
        waiting.until("SELECT 1 FROM pg_stat_activity WHERE state = 'idle' AND query LIKE 'ROLLBACK%'")
    output, errors = running.communicate(timeout=60)

    assert running.returncode == 0, errors
    assert "1 fixed, 0 still there" in output


def test_ctrl_c_rolls_the_migration_back_and_says_so(waiting: Shop) -> None:
    with waiting.holding(HELD):
        running = waiting.start("check_db_structure", "--fix", "--yes")
        waiting.until_somebody_waits()
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=60)

    assert (running.returncode, "Traceback" in errors) == (2, False)
    assert waiting.journal()[-1]["state"] == "failed"
    assert waiting.found() == ["missing_column shop_maker rating"]
    assert waiting.fix()["findings"] == []


def test_the_connection_waits_as_long_as_before_afterwards(waiting: Shop) -> None:
    """The limit is that of each transaction: nothing of it stays where a pooler gives the session to somebody else."""
    _write(waiting, "0003_ask", "migrations.RunPython(ask)", before="0002_rating")
    path = waiting.folder / "shop" / "migrations" / "0003_ask.py"
    asking = """
def ask(apps, editor):
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        inside = cursor.fetchone()[0]
        cursor.execute("SELECT reset_val FROM pg_settings WHERE name = 'lock_timeout'")
        cursor.execute(f"COMMENT ON TABLE shop_maker IS '{inside} {cursor.fetchone()[0]}'")
"""
    path.write_text(path.read_text().replace("class Migration", f"{asking}\nclass Migration"))

    waiting.fix()

    assert waiting.sql("SELECT obj_description('shop_maker'::regclass)") == [("2s 0",)]
