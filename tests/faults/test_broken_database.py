"""The night after somebody broke the database by hand: every place is named with its cause."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest

from dev.run_folder import ROOT

PATIENCE_SECONDS = 180
BREAKS = """
ALTER TABLE license_licensedetailsmodel DROP COLUMN file_number;
ALTER TABLE license_licensedetailsmodel DROP CONSTRAINT {foreign_key};
ALTER TABLE license_licensedetailsmodel ALTER COLUMN license_number DROP NOT NULL;
DROP INDEX {index};
"""
FOREIGN_KEY = """
SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = 'license_licensedetailsmodel'::regclass
AND confrelid = 'core_portmodel'::regclass
"""
INDEX = "SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%license_licensedetailsmodel USING btree (exporter_id)'"


@pytest.fixture
def night(migrated_database_url: str, tmp_path: Path) -> dict[str, str]:
    """The environment of `make nightly` with a database and a broker database of the test's own."""
    broker = urlunsplit(urlsplit(os.environ["REDIS_URL"])._replace(path="/9"))
    ours = {"DATABASE_URL": migrated_database_url, "REDIS_URL": broker, "REPORTS_DIR": str(tmp_path / "reports")}
    return {**os.environ, **ours}


def test_each_broken_place_is_named_with_its_cause(night: dict[str, str]) -> None:
    first = run_night(night)
    assert (first.returncode, last_line(first)) == (0, "make nightly: clean"), first.stdout + first.stderr

    foreign_key, index = break_by_hand(night["DATABASE_URL"])
    manage(night, "migrate", "license", "0001")
    second = run_night(night)

    assert (second.returncode, last_line(second)) == (1, "make nightly: findings to look at (exit 1)"), second.stderr
    table = "license_licensedetailsmodel"
    found = findings(second.stdout)
    assert {
        ("license.0002_invoices", "unapplied", "unapplied migration"),
        ("license_invoice", "missing_table", "unapplied migration"),
        (f"{table}.file_number", "missing_column", "drift"),
        (f"{table}.license_number", "column_null", "drift"),
        (f"{table}: {foreign_key}", "missing_foreign_key", "drift"),
        (f"{table}: {index}", "missing_index", "drift"),
    } <= found
    assert {cause for _, _, cause in found} == {"unapplied migration", "drift"}


def run_night(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What `make nightly` runs, without the environment around it."""
    return subprocess.run(
        [sys.executable, "-m", "dev.nightly"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )


def manage(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True, timeout=60)


def break_by_hand(database_url: str) -> tuple[str, str]:
    """The names of the foreign key and the index that are gone now."""
    connection = psycopg2.connect(database_url)
    with connection, connection.cursor() as cursor:
        names = []
        for question in (FOREIGN_KEY, INDEX):
            cursor.execute(question)
            [(name,)] = cursor.fetchall()
            names.append(str(name))
        cursor.execute(BREAKS.format(foreign_key=names[0], index=names[1]))
    connection.close()
    return names[0], names[1]


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    return done.stdout.splitlines()[-1]


def findings(report: str) -> set[tuple[str, str, str]]:
    """Place, code and cause of each finding in the printed report."""
    found = set()
    for block in report.split("\n\n"):
        if block.startswith(("ERROR", "WARNING")):
            head, _, cause = " ".join(block.split()).partition(" cause ")
            place, code = re.fullmatch(r"\w+ (.+?) new · (\w+) .*", head).groups()  # type: ignore[union-attr]  # or fail
            found.add((place, code, cause.partition(":")[0]))
    return found
