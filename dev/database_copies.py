"""Migrated databases for tests: one template is migrated, every other is a copy of it in a tenth of a second."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

from dev.run_folder import ROOT


@dataclass(frozen=True, kw_only=True)
class DatabaseCopies:
    """The databases of one test session, all named with its prefix, on the server of an address."""

    server_url: str
    prefix: str

    def make(self, name: str) -> str:
        """Make a migrated database; its name. Safe in several processes at once: the first migrates the template."""
        template, copy = f"{self.prefix}_template", f"{self.prefix}_{name}"
        with self._cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [template])
            cursor.execute("SELECT datistemplate FROM pg_database WHERE datname = %s", [template])
            if cursor.fetchone() != (True,):
                self._make_template(cursor, template)
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [template])
            _execute(cursor, "CREATE DATABASE {} TEMPLATE {}", copy, template)
        return copy

    def drop(self, database: str) -> None:
        """Drop one, whoever is connected to it."""
        with self._cursor() as cursor:
            _drop(cursor, database)

    def drop_all(self) -> None:
        """Drop every database of the session, the template too."""
        with self._cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{self.prefix}_"])
            for (database,) in cursor.fetchall():
                _execute(cursor, "ALTER DATABASE {} IS_TEMPLATE false", database)
                _drop(cursor, database)

    def url(self, database: str) -> str:
        """The address of one, for DATABASE_URL."""
        return urlunsplit(urlsplit(self.server_url)._replace(path=f"/{database}"))

    def _make_template(self, cursor: "psycopg2.extensions.cursor", template: str) -> None:
        _drop(cursor, template)
        _execute(cursor, "CREATE DATABASE {}", template)
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": self.url(template)},
            check=True,
        )
        _execute(cursor, "ALTER DATABASE {} IS_TEMPLATE true", template)

    @contextmanager
    def _cursor(self) -> Iterator["psycopg2.extensions.cursor"]:
        connection = psycopg2.connect(self.server_url)
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()


def _drop(cursor: "psycopg2.extensions.cursor", database: str) -> None:
    _execute(cursor, "DROP DATABASE IF EXISTS {} WITH (FORCE)", database)


def _execute(cursor: "psycopg2.extensions.cursor", statement: str, *names: str) -> None:
    cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
