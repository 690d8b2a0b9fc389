"""`--undo` restores the former structure, and refuses what would lose rows or has no undo."""

import json

import pytest

from tests.integration.schema_fixing.shop import Shop

FOREIGN_KEY = "SELECT conname FROM pg_constraint WHERE conrelid = 'shop_item'::regclass AND contype = 'f'"


@pytest.mark.parametrize(
    "drift",
    [
        "DROP INDEX shop_item_by_code",
        "DROP INDEX shop_item_by_code; CREATE INDEX shop_item_by_code ON shop_item (name)",
        "ALTER TABLE shop_item ALTER COLUMN code DROP NOT NULL",
        "UPDATE shop_item SET note = ''; ALTER TABLE shop_item ALTER COLUMN note SET NOT NULL",
        "ALTER TABLE shop_item DROP CONSTRAINT shop_price_not_negative",
        "ALTER TABLE shop_item ALTER COLUMN price SET DEFAULT 7",
        "ALTER TABLE shop_maker RENAME CONSTRAINT shop_maker_name_key TO by_hand",
        "ALTER TABLE shop_maker DROP CONSTRAINT shop_maker_name_key CASCADE",
        "ALTER TABLE shop_maker ALTER COLUMN name TYPE varchar(40)",
        "ALTER TABLE shop_item DROP COLUMN note",
        "ALTER TABLE shop_item DROP COLUMN label",
        "DROP TABLE shop_item",
    ],
)
def test_the_former_structure_is_back_and_no_row_is_lost(shop: Shop, drift: str) -> None:
    shop.sql(drift)
    drifted, makers = shop.structure(), shop.sql("SELECT * FROM shop_maker ORDER BY id")
    fixed = shop.fix("--allow-rewrite")
    assert fixed["findings"] == []

    undone = shop.check("--undo", fixed["stats"]["fix"]["journal"], "--yes", "--allow-rewrite")

    assert undone["findings"]
    assert shop.structure() == drifted
    assert shop.sql("SELECT * FROM shop_maker ORDER BY id") == makers


def test_several_fixes_are_taken_back_last_first(shop: Shop) -> None:
    [(key,)] = shop.sql(FOREIGN_KEY)
    shop.sql(f"ALTER TABLE shop_item DROP CONSTRAINT {key}; ALTER TABLE shop_maker DROP CONSTRAINT shop_maker_pkey")
    journal = shop.fix()["stats"]["fix"]["journal"]

    done = shop.manage("check_db_structure", "--undo", journal, "--yes")

    assert done.stdout.index("undone   missing_foreign_key") < done.stdout.index("undone   missing_primary_key")
    assert {"missing_foreign_key", "missing_primary_key"} <= {place.split()[0] for place in shop.found()}


def _fixed(shop: Shop, drift: str) -> str:
    shop.sql(drift)
    return str(shop.fix()["stats"]["fix"]["journal"])


def test_a_journal_is_found_by_its_file_name(shop: Shop) -> None:
    name = _fixed(shop, "DROP INDEX shop_item_by_code").rpartition("/")[2]

    shop.check("--undo", name, "--yes")

    assert shop.found() == ["missing_index shop_item shop_item_by_code"]


def test_a_dry_run_shows_the_statements_and_runs_none(shop: Shop) -> None:
    journal = _fixed(shop, "DROP INDEX shop_item_by_code")

    done = shop.manage("check_db_structure", "--undo", journal, "--dry-run")

    assert done.returncode == 1
    assert 'DROP INDEX CONCURRENTLY "shop_item_by_code";' in done.stdout
    assert shop.found() == []


def test_without_a_yes_nothing_is_undone(shop: Shop) -> None:
    journal = _fixed(shop, "DROP INDEX shop_item_by_code")

    done = shop.manage("check_db_structure", "--undo", journal)

    assert (done.returncode, "give --yes" in done.stderr) == (2, True)
    assert shop.found() == []


def test_what_is_undone_can_not_be_undone_again(shop: Shop) -> None:
    journal = _fixed(shop, "DROP INDEX shop_item_by_code")
    shop.check("--undo", journal, "--yes")

    done = shop.manage("check_db_structure", "--undo", journal, "--yes")

    assert (done.returncode, "has nothing to take back" in done.stderr) == (2, True)


def test_a_column_that_was_written_into_since_stays(shop: Shop) -> None:
    journal = _fixed(shop, "ALTER TABLE shop_item DROP COLUMN note")
    shop.sql("UPDATE shop_item SET note = 'seen' WHERE id <= 5")

    done = shop.manage("check_db_structure", "--undo", journal, "--yes")

    assert "5 rows would lose what they hold" in done.stdout
    assert shop.sql("SELECT count(note) FROM shop_item") == [(5,)]


def test_a_table_that_was_written_into_since_stays(shop: Shop) -> None:
    journal = _fixed(shop, "DROP TABLE shop_item")
    shop.sql("INSERT INTO shop_item (maker_id, name, code) SELECT id, 'new', 'c' FROM shop_maker")

    done = shop.manage("check_db_structure", "--undo", journal, "--yes")

    assert "10 rows would lose what they hold" in done.stdout
    assert shop.sql("SELECT count(*) FROM shop_item") == [(10,)]


def test_what_has_no_undo_is_refused_in_one_sentence(shop: Shop) -> None:
    shop.sql("SELECT setval(pg_get_serial_sequence('shop_item', 'id'), 1)")
    journal = str(shop.fix()["stats"]["fix"]["journal"])

    done = shop.manage("check_db_structure", "--undo", journal, "--yes")

    assert done.returncode == 2
    assert done.stderr.strip().endswith("sequence_behind at shop_item.id: shop_item_id_seq has no undo.")


def test_the_undo_of_a_killed_fix_takes_back_what_it_began(shop: Shop) -> None:
    shop.sql("ALTER TABLE shop_item ALTER COLUMN code DROP NOT NULL")
    drifted = shop.structure()
    journal = str(shop.fix()["stats"]["fix"]["journal"])
    # As a crash after the second of four statements leaves it: the check stands, the column is still nullable.
    shop.sql(
        "ALTER TABLE shop_item ALTER COLUMN code DROP NOT NULL;"
        "ALTER TABLE shop_item ADD CONSTRAINT code_not_null CHECK (code IS NOT NULL)"
    )
    [path] = shop.journals()
    lines = path.read_text().splitlines()
    third = next(number for number, line in enumerate(lines[1:], start=1) if json.loads(line)["position"] == 3)
    path.write_text("\n".join([*lines[: third + 1], lines[third][:20]]))

    shop.check("--undo", journal, "--yes")

    assert shop.structure() == drifted


@pytest.mark.parametrize("name", ["12", "nowhere.jsonl", "settings.py"])
def test_an_unknown_run_or_journal_is_refused(shop: Shop, name: str) -> None:
    done = shop.manage("check_db_structure", "--undo", name, "--yes")

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_journal_of_another_database_is_refused(shop: Shop) -> None:
    journal = _fixed(shop, "DROP INDEX shop_item_by_code")
    [path] = shop.journals()
    path.write_text(path.read_text().replace('"database": "', '"database": "other '))

    done = shop.manage("check_db_structure", "--undo", journal, "--yes")

    assert (done.returncode, "tells of database other " in done.stderr) == (2, True)
    assert shop.found() == []


def test_the_journal_of_another_database_is_refused(shop: Shop) -> None:
    journal = _fixed(shop, "DROP INDEX shop_item_by_code")
    [path] = shop.journals()
    header, *rest = path.read_text().splitlines()
    path.write_text("\n".join([json.dumps({**json.loads(header), "database": "other (1)"}), *rest, ""]))

    done = shop.manage("check_db_structure", "--undo", journal, "--yes")

    assert done.returncode == 2
    assert "tells of database other (1), not of " in done.stderr
    assert shop.found() == []
