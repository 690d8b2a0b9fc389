"""A fix that is killed or stopped in the middle: the next run says what stands, and mends the rest."""

import json
import signal

import pytest

from tests.integration.schema_fixing.shop import Shop

# The fix of the first column runs through, that of the second waits for whoever holds its table.
DRIFT = "ALTER TABLE shop_item ALTER COLUMN code DROP NOT NULL; ALTER TABLE shop_maker ALTER COLUMN name DROP NOT NULL"
HELD = "LOCK TABLE shop_maker IN SHARE MODE"
OTHERS_WORK = "pid <> pg_backend_pid() AND datname = current_database() AND state = 'active'"
WAITING = "datname = current_database() AND wait_event_type = 'Lock'"


@pytest.fixture
def drifted(shop: Shop) -> Shop:
    shop.sql(DRIFT)
    return shop


def _stopped(shop: Shop, number: signal.Signals) -> tuple[int, str, str]:
    """A fix that gets a signal while a statement waits for a table, and what the server does of it has ended."""
    with shop.holding(HELD):
        running = shop.start("check_db_structure", "--fix", "--yes")
        shop.until_somebody_waits()
        running.send_signal(number)
        output, errors = running.communicate(timeout=60)
        shop.until(f"SELECT 1 WHERE NOT EXISTS (SELECT FROM pg_stat_activity WHERE {OTHERS_WORK})")
    return running.returncode, output, errors


def test_after_a_kill_the_next_look_tells_the_statement_without_an_end(drifted: Shop) -> None:
    status, _, _ = _stopped(drifted, signal.SIGKILL)

    told = " ".join(drifted.manage("check_db_structure").stdout.split())

    assert status == -signal.SIGKILL
    assert [line["state"] for line in drifted.journal()] == ["pending", "applied"] * 4 + ["pending"]
    assert "A fix of column_null at shop_maker.name was interrupted in `ALTER TABLE" in told
    assert "the finding is still there" in told


def test_after_a_kill_the_next_fix_mends_the_rest(drifted: Shop) -> None:
    _stopped(drifted, signal.SIGKILL)

    report = drifted.fix()

    assert report["findings"] == []
    assert [one["place"] for one in report["stats"]["fix"]["fixed"]] == ["shop_maker.name"]
    assert "interrupted" not in drifted.manage("check_db_structure").stdout
    first, _ = drifted.journals()
    assert json.loads(first.read_text().splitlines()[-1])["state"] == "interrupted"


def test_what_the_server_went_on_with_is_told_while_it_does_and_when_it_has(shop: Shop) -> None:
    shop.sql("DROP INDEX shop_item_by_code")
    with shop.holding("LOCK TABLE shop_item IN SHARE MODE"):
        running = shop.start("check_db_structure", "--fix", "--yes")
        shop.until_somebody_waits()
        running.kill()
        running.communicate(timeout=60)
        meanwhile = " ".join(shop.manage("check_db_structure").stdout.split())
    shop.until("SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('shop_item_by_code') AND indisvalid")

    assert "the server still works on it, as process" in meanwhile
    assert "it took effect, the finding is gone" in " ".join(shop.manage("check_db_structure").stdout.split())


def test_a_lost_connection_is_one_sentence_and_the_next_look_tells_the_statement(drifted: Shop) -> None:
    with drifted.holding(HELD):
        running = drifted.start("check_db_structure", "--fix", "--yes")
        drifted.until_somebody_waits()
        drifted.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {WAITING}")
        output, errors = running.communicate(timeout=60)

    assert (running.returncode, errors.count("\n")) == (2, 1), output + errors
    assert errors.startswith("The database can't be reached or stopped answering")
    assert "4 statements ran to their end; the journal" in output
    assert "was interrupted in" in drifted.manage("check_db_structure").stdout


def test_ctrl_c_cancels_the_statement_and_tells_what_was_done(drifted: Shop) -> None:
    status, output, errors = _stopped(drifted, signal.SIGINT)

    assert status == 2
    assert "Stopped by Ctrl-C." in errors
    assert "Traceback" not in errors
    assert "statements ran to their end; the journal" in output
    last = drifted.journal()[-1]
    assert (last["state"], "canceling statement" in last["error"]) == ("failed", True)


def test_after_ctrl_c_nothing_is_unknown_and_the_next_fix_mends_the_rest(drifted: Shop) -> None:
    _stopped(drifted, signal.SIGINT)

    assert "interrupted" not in drifted.manage("check_db_structure").stdout
    assert drifted.fix()["findings"] == []
