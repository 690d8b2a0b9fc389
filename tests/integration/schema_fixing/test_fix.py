"""`--fix` mends what it shows, loses no row, keeps a journal, and looks again."""

import os
import pty

import pytest

from tests.integration.schema_fixing.shop import Shop, places

DRIFT = """
ALTER TABLE shop_item DROP CONSTRAINT shop_price_not_negative;
ALTER TABLE shop_item ALTER COLUMN note SET DEFAULT '';
UPDATE shop_item SET note = '';
ALTER TABLE shop_item ALTER COLUMN note SET NOT NULL;
ALTER TABLE shop_item ALTER COLUMN code DROP NOT NULL;
DROP INDEX shop_item_by_code;
ALTER TABLE shop_maker DROP CONSTRAINT shop_maker_name_key CASCADE;
"""
FOREIGN_KEY = "SELECT conname FROM pg_constraint WHERE conrelid = 'shop_item'::regclass AND contype = 'f'"


def test_every_repairable_drift_is_gone_afterwards_and_every_row_is_there(shop: Shop) -> None:
    before = shop.structure()
    shop.sql(DRIFT)
    rows = shop.contents()

    report = shop.fix()

    assert (report["exit"], report["findings"]) == (0, [])
    assert len(report["stats"]["fix"]["fixed"]) >= 6
    assert shop.structure() == before
    assert shop.contents() == rows


def test_keys_come_before_the_keys_that_point_at_them(shop: Shop) -> None:
    before = shop.structure()
    [(key,)] = shop.sql(FOREIGN_KEY)
    shop.sql(f"ALTER TABLE shop_item DROP CONSTRAINT {key}; ALTER TABLE shop_maker DROP CONSTRAINT shop_maker_pkey")

    assert shop.fix()["findings"] == []
    assert shop.structure() == before


def test_missing_tables_are_made_in_the_order_of_their_keys(shop: Shop) -> None:
    before = shop.structure()
    shop.sql("DROP TABLE shop_item, shop_maker")

    assert shop.fix()["findings"] == []
    assert shop.structure() == before


def test_a_table_that_a_pending_migration_makes_is_migrated(shop: Shop) -> None:
    shop.sql("DROP TABLE shop_item, shop_maker, django_migrations")

    report = shop.fix()

    assert report["findings"] == []
    assert shop.sql("SELECT name FROM django_migrations") == [("0001_initial",)]


def test_each_statement_is_in_the_journal_before_and_after_it_ran(shop: Shop) -> None:
    shop.sql("DROP INDEX shop_item_by_code")

    shop.fix()

    before, after = shop.journal()
    assert (before["state"], after["state"]) == ("pending", "applied")
    assert before["sql"] == after["sql"]
    assert before["sql"].startswith('CREATE INDEX CONCURRENTLY "shop_item_by_code"')
    assert before["undo_sql"] == ['DROP INDEX CONCURRENTLY "shop_item_by_code"']


def test_a_dry_run_shows_the_plan_and_runs_nothing(shop: Shop) -> None:
    shop.sql("DROP INDEX shop_item_by_code")

    done = shop.manage("check_db_structure", "--fix", "--dry-run")

    assert done.returncode == 1
    assert 'CREATE INDEX CONCURRENTLY "shop_item_by_code"' in done.stdout
    assert "-- SHARE UPDATE EXCLUSIVE" in done.stdout
    assert 'undo: DROP INDEX CONCURRENTLY "shop_item_by_code";' in done.stdout
    assert shop.found() == ["missing_index shop_item shop_item_by_code"]
    assert shop.journals() == []


def test_a_dry_run_of_a_right_database_is_clean(shop: Shop) -> None:
    assert shop.check("--fix", "--dry-run")["exit"] == 0


def test_without_a_terminal_and_without_yes_nothing_is_run(shop: Shop) -> None:
    shop.sql("DROP INDEX shop_item_by_code")

    done = shop.manage("check_db_structure", "--fix")

    assert done.returncode == 2
    assert done.stderr.strip() == (
        "CommandError: Nothing was changed: there is no terminal to ask at; give --yes to carry out the plan."
    )
    assert shop.journals() == []


def _answered(shop: Shop, answer: str) -> tuple[int, str, str]:
    """A fix on a terminal at which somebody answers; status and output."""
    shop.sql("DROP INDEX shop_item_by_code")
    keyboard, terminal = pty.openpty()
    running = shop.start("check_db_structure", "--fix", stdin=terminal)
    os.write(keyboard, f"{answer}\n".encode())
    output, errors = running.communicate(timeout=60)
    os.close(keyboard)
    os.close(terminal)
    return running.returncode, output, errors


def test_on_a_terminal_the_plan_is_shown_and_asked_for_once(shop: Shop) -> None:
    status, output, _ = _answered(shop, "y")

    assert status == 0
    assert output.index("CREATE INDEX") < output.index("Carry out this plan? [y/N]") < output.index("1 fixed")
    assert output.count("Carry out this plan?") == 1


def test_what_somebody_else_mended_before_the_answer_is_not_run(shop: Shop) -> None:
    shop.sql("DROP INDEX shop_item_by_code; ALTER TABLE shop_item ALTER COLUMN price DROP DEFAULT")
    keyboard, terminal = pty.openpty()
    running = shop.start("check_db_structure", "--fix", stdin=terminal)
    shown = ""
    while running.stdout and not shown.endswith("[y/N] "):
        shown += running.stdout.read(1)
    shop.fix("--only", "missing_index")

    os.write(keyboard, b"y\n")
    output, errors = running.communicate(timeout=60)

    assert (running.returncode, errors) == (0, "")
    assert "1 fixed" in output
    assert shop.found() == []


def test_a_declined_plan_is_not_run(shop: Shop) -> None:
    status, _, errors = _answered(shop, "")

    assert (status, errors) == (2, "CommandError: Nothing was changed: the plan was declined.\n")
    assert shop.found() == ["missing_index shop_item shop_item_by_code"]


def test_a_right_database_needs_no_question(shop: Shop) -> None:
    assert shop.manage("check_db_structure", "--fix").returncode == 0


def test_tier_auto_leaves_what_needs_a_yes(shop: Shop) -> None:
    shop.sql("DROP INDEX shop_item_by_code; ALTER TABLE shop_item ALTER COLUMN price DROP DEFAULT")

    report = shop.fix("--tier", "auto")

    assert places(report) == ["missing_index shop_item shop_item_by_code"]
    [untouched] = report["stats"]["fix"]["untouched"]
    assert untouched["why"] == "it needs a yes: leave --tier auto out"


def test_only_mends_one_code(shop: Shop) -> None:
    shop.sql("DROP INDEX shop_item_by_code; ALTER TABLE shop_item ALTER COLUMN price DROP DEFAULT")

    assert places(shop.fix("--only", "missing_index")) == ["column_default shop_item price"]


def test_an_unknown_code_is_refused_with_the_nearest(shop: Shop) -> None:
    done = shop.manage("check_db_structure", "--fix", "--only", "missing_indx")

    assert done.returncode == 2
    assert "There is no code 'missing_indx': did you mean missing_index" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("option", ["--dry-run", "--allow-rewrite", "--yes"])
def test_an_option_of_fixing_alone_is_refused(shop: Shop, option: str) -> None:
    done = shop.manage("check_db_structure", option)

    assert (done.returncode, f"{option} belongs to --fix or --undo" in done.stderr) == (2, True)


def test_an_index_that_nobody_asked_for_stays_unless_it_is_named(shop: Shop) -> None:
    shop.sql("CREATE INDEX by_hand ON shop_item (price)")

    assert places(shop.fix()) == ["extra_index shop_item by_hand"]
    assert places(shop.fix("--only", "extra_index")) == []


def test_a_leftover_column_is_never_dropped_and_its_content_is_counted(shop: Shop) -> None:
    shop.sql("ALTER TABLE shop_item ADD COLUMN old text; UPDATE shop_item SET old = name WHERE id % 2 = 0")

    [finding] = shop.fix()["findings"]

    assert finding["code"] == "orphaned_column"
    assert "100 rows hold a value, " in finding["fix"]["note"]
    assert shop.sql("SELECT count(old) FROM shop_item") == [(100,)]
