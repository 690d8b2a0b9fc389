"""A foreign project with an empty database of its own."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2 import sql

from dev.database_copies import DatabaseCopies
from tests.integration.migration_audit.foreign_project import ForeignProject


@pytest.fixture
def empty_database_url(database_copies: DatabaseCopies) -> Iterator[str]:
    """A database that nothing was ever migrated in; dropped afterwards."""
    name = f"{database_copies.prefix}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_empty"
    with closing(psycopg2.connect(database_copies.server_url)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    yield database_copies.url(name)
    database_copies.drop(name)


@pytest.fixture
def project(tmp_path: Path, empty_database_url: str) -> ForeignProject:
    """Its first migration is written and not applied."""
    return ForeignProject(tmp_path / "a foreign project", empty_database_url)


@pytest.fixture
def migrated(project: ForeignProject) -> ForeignProject:
    """The same, migrated."""
    project.migrate()
    return project
