"""A PostgreSQL server with the databases of the foreign sites on it."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql


@dataclass(frozen=True, kw_only=True)
class Server:
    """Addresses of databases, and statements run on them in autocommit."""

    url: str
    prefix: str

    @property
    def account(self) -> tuple[str, str]:
        """The owner's name and password."""
        parts = urlsplit(self.url)
        return unquote(parts.username or ""), unquote(parts.password or "")

    def address(self, database: str) -> str:
        """The address of one database."""
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{database}"))

    def run(self, database: str, *statements: Any) -> list[tuple[Any, ...]]:
        """Run each statement by itself; the rows of the last one."""
        # In the zone that Django asks for: some values mean another moment in another one.
        link = psycopg2.connect(self.address(database), options="-c TimeZone=UTC")
        with closing(link) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def make(self, name: str, *, template: str = "template0") -> str:
        """A new database, a copy of the template; a left one of that name is dropped first."""
        database = f"{self.prefix}_{name}"
        self.drop(database)
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        self.run("postgres", copy.format(sql.Identifier(database), sql.Identifier(template)))
        return database

    def drop(self, database: str) -> None:
        """Drop it, whoever is connected."""
        self.run("postgres", sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))

    def role(self, name: str) -> tuple[str, str]:
        """A role that may log in and owns nothing; its name and password."""
        role, password = f"{self.prefix}_{name}", "a word"
        if not self.run("postgres", sql.SQL("SELECT 1 FROM pg_roles WHERE rolname = {}").format(sql.Literal(role))):
            made = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
            self.run("postgres", made.format(sql.Identifier(role), sql.Literal(password)))
        return role, password

    def drop_all(self) -> None:
        """Drop every database and role with the prefix."""
        names: Sequence[tuple[str]] = self.run("postgres", "SELECT datname FROM pg_database")
        for (name,) in names:
            if name.startswith(f"{self.prefix}_"):
                self.drop(name)
        for (name,) in self.run("postgres", "SELECT rolname FROM pg_roles"):
            if name.startswith(f"{self.prefix}_"):
                self.run("postgres", sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))
