"""Migrating a database that this service has never been in; one that it has been in is left as it is.

Migrations that are missing there are what the nightly checks report: applying them first would hide them.
"""

import psycopg2

from dev.management import manage
from dev.services import Services
from dev.steps import step

_BEEN_HERE = "SELECT to_regclass('runs_run') IS NOT NULL"


def migrate_once(ready: Services) -> None:
    """Make every table in a database without ours. Raises CannotRun when Django can't."""
    if not _been_here(ready.environment["DATABASE_URL"]):
        with step("Database migrated"):
            manage(ready, "migrate")


def _been_here(database_url: str) -> bool:
    connection = psycopg2.connect(database_url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(_BEEN_HERE)
            return bool(cursor.fetchone() == (True,))
    finally:
        connection.close()
