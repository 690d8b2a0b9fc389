"""What stands in the way of a fix stops that fix, is said, and leaves nothing half done."""

from typing import Any

from tests.integration.schema_fixing.shop import Shop, places

CHECK = "shop_price_not_negative"


def _still_there(report: dict[str, Any]) -> str:
    [one] = report["stats"]["fix"]["still_there"]
    return str(one["why"])


def test_a_lock_held_by_another_session_is_waited_for_and_then_told(shop: Shop) -> None:
    shop.sql("ALTER TABLE shop_item ALTER COLUMN price DROP DEFAULT; DROP INDEX shop_item_by_code")

    with shop.holding("LOCK TABLE shop_item IN ACCESS SHARE MODE"):
        report = shop.fix("--only", "column_default")

    why = _still_there(report)
    assert "the lock was not to be had in 5 tries of 2s" in why
    assert "(somebody else, idle in transaction" in why
    assert report["exit"] == 1


def test_a_lock_that_is_free_in_time_is_no_trouble(shop: Shop) -> None:
    shop.sql("ALTER TABLE shop_item ALTER COLUMN price DROP DEFAULT")

    with shop.holding("LOCK TABLE shop_item IN ACCESS SHARE MODE"):
        running = shop.start("check_db_structure", "--fix", "--yes")
        shop.until_somebody_waits()
    output, errors = running.communicate(timeout=60)

    assert running.returncode == 0, errors
    assert "1 fixed, 0 still there" in output


def test_rows_in_the_way_stop_their_fix_with_the_count_and_the_query(shop: Shop) -> None:
    shop.sql(
        f"ALTER TABLE shop_item DROP CONSTRAINT {CHECK}; UPDATE shop_item SET price = -1 WHERE id <= 3;"
        "DROP INDEX shop_item_by_code"
    )

    report = shop.fix()

    assert places(report) == [f"missing_check shop_item {CHECK}", f"rows_breaking_check shop_item {CHECK}"]
    whys = [one["why"] for one in report["stats"]["fix"]["untouched"] if one["code"] == "missing_check"]
    assert "3 rows " in whys[0]
    query = whys[0][whys[0].index("SELECT") :]
    assert len(shop.sql(query)) == 3


def test_rows_that_come_after_the_look_stop_it_and_what_it_began_is_taken_back(shop: Shop) -> None:
    shop.sql("ALTER TABLE shop_item ALTER COLUMN code DROP NOT NULL")
    drifted = shop.structure()

    late = "INSERT INTO shop_item (maker_id, name, price) SELECT min(id), 'late', 1 FROM shop_maker"
    with shop.holding(late) as somebody:
        running = shop.start("check_db_structure", "--fix", "--yes")
        shop.until_somebody_waits()
        somebody.commit()
        output, errors = running.communicate(timeout=90)

    assert running.returncode == 1, errors
    assert "what it had begun was taken back" in output
    assert "1 rows have no value: give them one first. SELECT * FROM" in " ".join(output.split())
    assert shop.structure() == drifted
    assert [line["state"] for line in shop.journal() if line["purpose"] == "take_back"] == ["pending", "applied"]


def test_what_rewrites_a_table_is_left_unless_it_is_allowed(shop: Shop) -> None:
    before = shop.structure()
    rows = shop.contents()
    shop.sql("ALTER TABLE shop_item ALTER COLUMN price TYPE numeric(14, 4)")

    refused = shop.fix()

    assert places(refused) == ["column_decimal shop_item price"]
    [untouched] = refused["stats"]["plan"]["untouched"]
    assert "it rewrites the table" in untouched["why"]
    assert shop.fix("--allow-rewrite")["findings"] == []
    assert (shop.structure(), shop.contents()) == (before, rows)


def test_a_column_with_written_values_is_computed_again_where_they_are_the_same(shop: Shop) -> None:
    before, rows = shop.structure(), shop.sql("SELECT id, label FROM shop_item ORDER BY id")
    shop.sql("ALTER TABLE shop_item ALTER COLUMN label DROP EXPRESSION")

    assert shop.fix("--allow-rewrite")["findings"] == []
    assert (shop.structure(), shop.sql("SELECT id, label FROM shop_item ORDER BY id")) == (before, rows)


def test_a_second_fix_beside_the_first_is_refused(shop: Shop) -> None:
    shop.sql("DROP INDEX shop_item_by_code")

    with shop.holding("SELECT pg_advisory_xact_lock(hashtext('project.schema_audit.fixing'))"):
        done = shop.manage("check_db_structure", "--fix", "--yes")

    assert done.returncode == 2
    assert "another --fix or --undo works on this database" in done.stderr
    assert shop.journals() == []


def test_a_broken_index_of_the_name_is_no_obstacle(shop: Shop) -> None:
    before = shop.structure()
    shop.sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'shop_item_by_code'::regclass")

    assert shop.fix()["findings"] == []
    assert shop.structure() == before


def test_where_no_journal_can_be_written_nothing_is_run(shop: Shop) -> None:
    shop.sql("DROP INDEX shop_item_by_code")
    shop.cache.mkdir()
    (shop.cache / "schema_audit").write_text("in the way")

    done = shop.manage("check_db_structure", "--fix", "--yes")

    assert done.returncode == 2
    assert "Nothing was changed: no journal can be written" in done.stderr
    assert shop.found() == ["missing_index shop_item shop_item_by_code"]
