"""Migrating a database that this service has never been in; one that it has been in is left as it is.

Migrations that are missing there are what the nightly checks report: applying them first would hide them.
"""

from contextlib import closing

from dev.given_servers import connect
from dev.management import manage
from dev.services import Services
from dev.steps import step

# `migrate` registers the models of an app after its last migration, those of the last app in INSTALLED_APPS at its
# very end: without them it was never run here, or was interrupted. Dropped tables and unapplied migrations leave them.
_COMPLETED = "SELECT EXISTS (SELECT FROM django_content_type WHERE app_label = 'ge_sync')"
_BEGUN = "SELECT to_regclass('django_content_type') IS NOT NULL"


def migrate_once(ready: Services) -> None:
    """Make every table in a database without ours. Raises CannotRun when Django can't."""
    if not _was_migrated(ready.environment["DATABASE_URL"]):
        with step("Database migrated"):
            manage(ready, "migrate")


def _was_migrated(database_url: str) -> bool:
    with closing(connect(database_url)) as connection, connection.cursor() as cursor:
        for question in (_BEGUN, _COMPLETED):
            cursor.execute(question)
            if cursor.fetchone() != (True,):
                return False
    return True
