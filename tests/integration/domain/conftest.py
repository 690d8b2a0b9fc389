from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.db import transaction
from django.test import Client
from pytest_django import Settings


@pytest.fixture(scope="module")
def sample_rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Rows in all 37 tables for the tests of one module, in a transaction around those of the tests."""
    from dev.sample_data import load

    with django_db_blocker.unblock(), transaction.atomic():
        load(seed=1, licenses=60)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def empty_database_url(migrated_database_url: str) -> str:
    """A DATABASE_URL of the test's own, without a single table."""
    _execute(migrated_database_url, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    return migrated_database_url


@pytest.fixture
def live_database_url(migrated_database_url: str) -> str:
    """The database of a License Manager that has never met this service: the domain, and what Django needs for it."""
    _execute(
        migrated_database_url,
        "DO $$ DECLARE service text; BEGIN FOR service IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
        "AND (split_part(tablename, '_', 1) IN ('runs', 'reports', 'ge') OR tablename LIKE 'django_celery_beat_%') "
        "LOOP EXECUTE format('DROP TABLE %I CASCADE', service); END LOOP; END $$",
        "DELETE FROM django_migrations WHERE app IN ('runs', 'reports', 'ge_sync', 'django_celery_beat')",
    )
    return migrated_database_url


def _execute(database_url: str, *statements: str) -> None:
    connection = psycopg2.connect(database_url)
    with connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


@pytest.fixture
def browser(client: Client, settings: Settings, tmp_path: Path) -> Client:
    """A superuser's, on pages whose static files nobody collected; what is uploaded goes away with the test."""
    from tests import builders

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.MEDIA_ROOT = tmp_path
    client.force_login(builders.superuser())
    return client
