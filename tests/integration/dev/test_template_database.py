"""The databases of a test session are migrated copies, and don't see each other."""

import psycopg2
import pytest
from django.contrib.contenttypes.models import ContentType

from dev.database_copies import DatabaseCopies


@pytest.mark.django_db
def test_the_database_of_a_test_is_migrated() -> None:
    assert ContentType.objects.filter(app_label="license").exists()


def test_a_further_copy_is_migrated_and_another_database(migrated_database_url: str) -> None:
    connection = psycopg2.connect(migrated_database_url)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) > 0, current_database() FROM django_migrations")
        migrated, name = cursor.fetchone()
    connection.close()
    assert migrated
    assert name.endswith("_own")


def test_nothing_of_a_session_is_left_on_the_server(database_copies: DatabaseCopies) -> None:
    session = DatabaseCopies(server_url=database_copies.server_url, prefix=f"{database_copies.prefix}_other")
    session.make("one")

    session.drop_all()

    connection = psycopg2.connect(session.server_url)
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [session.prefix])
        assert cursor.fetchall() == []
    connection.close()
