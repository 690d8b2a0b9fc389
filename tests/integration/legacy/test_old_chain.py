"""The old chain leads exactly to where our own migrations lead."""

from typing import Any

import psycopg2

from project.schema_audit.reading.assemble import assemble
from project.schema_audit.reading.snapshot import read_rows
from tests.integration.legacy.conftest import OldDatabase

STRUCTURE = ("kind", "persistence", "comment", "columns", "constraints", "indexes", "triggers", "sequences")


def _picture(url: str) -> dict[str, dict[str, Any]]:
    """Every table as PostgreSQL describes it, with all names; what it says of rows is left out."""
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            schema = assemble(read_rows(cursor, ["public"]))
    finally:
        connection.close()
    return {name: {part: getattr(table, part) for part in STRUCTURE} for name, table in schema.tables.items()}


def test_a_database_of_the_whole_chain_is_the_one_of_our_own_migrations(
    empty_database: OldDatabase, migrated_database_url: str
) -> None:
    migrated = empty_database.run("manage.py", "migrate", "--verbosity=0")
    assert migrated.returncode == 0, migrated.stderr

    theirs, ours = _picture(empty_database.url), _picture(migrated_database_url)

    assert "license_licensedetailsmodel" in ours
    assert theirs.keys() == ours.keys()
    assert {name: table for name, table in theirs.items() if table != ours[name]} == {}


def test_the_chain_says_what_the_models_say(empty_database: OldDatabase) -> None:
    checked = empty_database.run("manage.py", "makemigrations", "--check", "--dry-run")

    assert (checked.returncode, checked.stdout.strip()) == (0, "No changes detected")


def test_the_codes_of_today_are_its_seed(empty_database: OldDatabase) -> None:
    assert empty_database.value("SELECT count(*) FROM core_purchasestatus") == 8
    assert empty_database.value("SELECT count(*) FROM license_statusmodel") == 3
