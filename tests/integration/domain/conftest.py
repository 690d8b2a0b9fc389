from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

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
    assert urlsplit(migrated_database_url).path
    connection = psycopg2.connect(migrated_database_url)
    with connection, connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    return migrated_database_url


@pytest.fixture
def browser(client: Client, settings: Settings) -> Client:
    """A superuser's, on pages whose static files nobody collected."""
    from tests import builders

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    client.force_login(builders.superuser())
    return client
