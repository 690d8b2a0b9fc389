"""A foreign project with a database of its own, empty or migrated."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2 import sql

from dev.database_copies import DatabaseCopies
from tests.integration.migration_audit.foreign_project import ForeignProject


def _make(copies: DatabaseCopies, name: str, template: str) -> str:
    database = f"{copies.prefix}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{name}"
    with closing(psycopg2.connect(copies.server_url)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(database), sql.Identifier(template))
        )
    return database


@pytest.fixture(scope="session")
def migrated_foreign_database(database_copies: DatabaseCopies, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the foreign project's first migration is applied; only copied, dropped with the session's databases."""
    database = _make(database_copies, "foreign", "template0")
    ForeignProject(tmp_path_factory.mktemp("template") / "project", database_copies.url(database)).migrate()
    return database


@pytest.fixture
def project(tmp_path: Path, database_copies: DatabaseCopies) -> Iterator[ForeignProject]:
    """Its first migration is written; its database was never migrated."""
    database = _make(database_copies, "empty", "template0")
    yield ForeignProject(tmp_path / "a foreign project", database_copies.url(database))
    database_copies.drop(database)


@pytest.fixture
def migrated(
    tmp_path: Path, database_copies: DatabaseCopies, migrated_foreign_database: str
) -> Iterator[ForeignProject]:
    """The same, migrated."""
    database = _make(database_copies, "migrated", migrated_foreign_database)
    yield ForeignProject(tmp_path / "a foreign project", database_copies.url(database))
    database_copies.drop(database)
