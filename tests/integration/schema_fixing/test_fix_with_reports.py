"""`--fix` where reports are installed: what ran is rows of the run before it, and `--undo` takes the run's number."""

import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from typing import Any

import psycopg2
import pytest

from dev.run_folder import ROOT


class Site:
    """This project on a database of its own."""

    def __init__(self, url: str) -> None:
        self.url = url

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "manage.py", "check_db_structure", *arguments],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": self.url},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> dict[str, Any]:
        """The report as JSON."""
        process = self.start("--format=json", *arguments)
        output, errors = process.communicate(timeout=120)
        assert output, errors
        return dict(json.loads(output))

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        with closing(psycopg2.connect(self.url)) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def until(self, condition: str) -> None:
        """Until a SELECT finds something; AssertionError after half a minute."""
        for _ in range(600):
            if self.sql(condition):
                return
            self.sql("SELECT pg_sleep(0.05)")
        raise AssertionError(f"never came true: {condition}")


@pytest.fixture
def site(migrated_database_url: str) -> Site:
    """With one column that takes NULL."""
    site = Site(migrated_database_url)
    site.sql("ALTER TABLE core_companymodel ALTER COLUMN iec DROP NOT NULL")
    return site


def test_what_ran_is_rows_of_the_run_that_found_it_and_is_undone_by_its_number(site: Site) -> None:
    fixed = site.run("--fix", "--yes")
    [(run_id,)] = site.sql("SELECT min(run_id) FROM reports_report")
    rows = site.sql("SELECT run_id, state, finding_id IS NOT NULL FROM reports_appliedfix ORDER BY position")
    site.run("--undo", fixed["stats"]["fix"]["journal"], "--yes")

    assert fixed["stats"]["fix"]["journal"] == str(run_id)
    assert [one["place"] for one in fixed["stats"]["fix"]["fixed"]] == ["core_companymodel.iec"]
    assert rows == [(run_id, "applied", True)] * 4
    assert site.sql("SELECT state, count(*) FROM reports_appliedfix WHERE purpose = 'fix' GROUP BY 1") == [
        ("undone", 4)
    ]
    assert [one["code"] for one in site.run()["findings"]] == ["column_null"]


def test_the_finding_is_closed_in_the_history_by_the_look_afterwards(site: Site) -> None:
    site.run("--fix", "--yes")

    assert site.sql("SELECT code, resolved_at IS NULL FROM reports_finding") == [("column_null", False)]


def test_a_kill_in_the_middle_leaves_a_row_that_the_next_run_tells_and_settles(site: Site) -> None:
    with closing(psycopg2.connect(site.url)) as somebody, somebody.cursor() as cursor:
        cursor.execute("LOCK TABLE core_companymodel IN SHARE MODE")
        running = site.start("--fix", "--yes")
        site.until("SELECT 1 FROM reports_appliedfix WHERE state = 'pending'")
        running.kill()
        running.communicate(timeout=60)
        site.until(
            "SELECT 1 WHERE NOT EXISTS (SELECT FROM pg_stat_activity WHERE query LIKE 'ALTER%' AND state = 'active')"
        )
    process = site.start()
    output, _ = process.communicate(timeout=60)
    mended = site.run("--fix", "--yes")

    assert running.returncode == -signal.SIGKILL
    assert "A fix of column_null at core_companymodel.iec was interrupted in" in " ".join(output.split())
    assert mended["findings"] == []
    states = site.sql("SELECT state, count(*) FROM reports_appliedfix GROUP BY 1 ORDER BY 1")
    assert states == [("applied", 4), ("interrupted", 1)]


def test_one_app_is_mended_and_the_others_are_left(site: Site) -> None:
    site.sql("ALTER TABLE runs_run ALTER COLUMN kind DROP NOT NULL")

    site.run("--fix", "--yes", "--app", "core")

    assert [one["table"] for one in site.run()["findings"]] == ["runs_run"]


def test_an_unknown_run_is_refused(site: Site) -> None:
    process = site.start("--undo", "4711", "--yes")
    _, errors = process.communicate(timeout=60)

    assert (process.returncode, errors) == (2, "CommandError: There is no run 4711: the summary of --fix names it.\n")


def test_a_run_without_fixes_has_nothing_to_undo(site: Site) -> None:
    site.run()
    [(run_id,)] = site.sql("SELECT run_id FROM reports_report")
    process = site.start("--undo", str(run_id), "--yes")
    _, errors = process.communicate(timeout=60)

    assert process.returncode == 2
    assert errors == f"CommandError: Nothing was changed: {run_id} has nothing to take back.\n"
