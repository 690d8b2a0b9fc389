import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2 import sql

from dev.database_copies import DatabaseCopies

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class OldDatabase:
    """A database that is reached by real processes with the old chain switched in."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "DATABASE_URL": self.url, "DOMAIN_MIGRATIONS": "dev.legacy.chain"}

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        connection = psycopg2.connect(self.url)
        try:
            with connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall()
        finally:
            connection.close()

    def value(self, query: str) -> Any:
        [(value,)] = self.rows(query)
        return value


def _empty(copies: DatabaseCopies, name: str) -> Iterator[OldDatabase]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    database = f"{copies.prefix}_{worker}_{name}"
    connection = psycopg2.connect(copies.server_url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
    connection.close()
    yield OldDatabase(copies.url(database))
    copies.drop(database)


@pytest.fixture(scope="module")
def empty_database(database_copies: DatabaseCopies) -> Iterator[OldDatabase]:
    """Without a single table."""
    yield from _empty(database_copies, "empty")


@pytest.fixture(scope="module")
def november(database_copies: DatabaseCopies) -> Iterator[OldDatabase]:
    """As `python -m dev.legacy.november` builds it, for the tests of one module, which only read."""
    for database in _empty(database_copies, "november"):
        built = database.run("-m", "dev.legacy.november")
        assert built.returncode == 0, built.stderr
        yield database
