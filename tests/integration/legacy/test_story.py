"""`make story` as a developer runs it, but for the services, which are the tests' own."""

import os
import subprocess
import sys

import psycopg2
import pytest
from psycopg2 import sql

from dev.database_copies import DatabaseCopies
from dev.legacy.story_database import fresh_database
from dev.steps import CannotRun
from tests.integration.legacy.conftest import ROOT


@pytest.fixture(scope="module")
def told() -> "subprocess.CompletedProcess[str]":
    """What one run of the story printed."""
    return subprocess.run(
        [sys.executable, "-m", "dev.legacy.story"],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )


def _line(told: "subprocess.CompletedProcess[str]", label: str) -> list[str]:
    """The figures of a line of the table."""
    [line] = [line for line in told.stdout.splitlines() if line.strip().startswith(label)]
    return line.strip().removeprefix(label).split()


@pytest.mark.parametrize(
    ("label", "figures"),
    [
        ("tables of the domain's models", ["27", "37", "37"]),
        ("missing tables of the domain", ["10", "0", "0"]),
        ("pending migrations of the domain", ["12", "0", "0"]),
        ("columns NOT NULL against their models", ["7", "3", "0"]),
        ("a pending migration explains it", ["4", "0", "0"]),
        ("the finding about its type", ["open", "open", "waived"]),
        ("column is_restrict without a field", ["planned", "planned", "planned"]),
        ("rows with a value in it", ["192", "192", "192"]),
        ("keys left", ["2,147,483,622", "2,147,483,622", "2,147,483,622"]),
        ("further findings about it", ["0", "0", "0"]),
        ("left-over tables", ["17", "17", "17"]),
    ],
)
def test_the_figures_are_those_of_the_document(
    told: "subprocess.CompletedProcess[str]", label: str, figures: list[str]
) -> None:
    assert _line(told, label) == figures, told.stderr


def test_no_row_is_lost(told: "subprocess.CompletedProcess[str]") -> None:
    assert "Rows lost: 0 of 8959, in 55 tables." in told.stdout, told.stderr


def test_what_the_service_brings_is_counted_apart(told: "subprocess.CompletedProcess[str]") -> None:
    before, migrated, mended = _line(told, "missing tables of the service")

    assert int(before) > 0
    assert (migrated, mended) == ("0", "0")


def test_everything_comes_true(told: "subprocess.CompletedProcess[str]") -> None:
    assert told.returncode == 0, told.stderr
    assert told.stdout.rstrip().endswith("make story: everything came true")


@pytest.fixture
def name(database_copies: DatabaseCopies) -> str:
    """A name that the session's end drops."""
    return f"{database_copies.prefix}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_told"


def test_the_database_of_the_last_story_is_made_anew(database_copies: DatabaseCopies, name: str) -> None:
    url = fresh_database(database_copies.server_url, name=name)
    _execute(url, "CREATE TABLE left_over (id int)")

    again = fresh_database(database_copies.server_url, name=name)

    assert again == url == database_copies.url(name)
    assert _execute(again, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]
    database_copies.drop(name)


def test_a_database_of_that_name_that_is_not_the_storys_is_left_alone(
    database_copies: DatabaseCopies, name: str
) -> None:
    _execute(database_copies.server_url, "CREATE DATABASE {}", name)
    _execute(database_copies.url(name), "CREATE TABLE precious (id int)")

    with pytest.raises(CannotRun, match="Nothing was changed"):
        fresh_database(database_copies.server_url, name=name)

    assert _execute(database_copies.url(name), "SELECT count(*) FROM precious") == [(0,)]
    database_copies.drop(name)


def _execute(url: str, statement: str, *names: str) -> list[tuple[int, ...]]:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()
