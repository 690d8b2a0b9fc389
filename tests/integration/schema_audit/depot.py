"""Databases of the project of hard cases, and the process that audits them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

from dev.database_copies import DatabaseCopies
from dev.run_folder import ROOT


@dataclass(frozen=True)
class Found:
    """One finding of a report, with the parts that a case names."""

    severity: str
    code: str
    place: str
    cause: str
    fix_sql: tuple[str, ...] = ()
    manual_sql: tuple[str, ...] = ()
    note: str = ""
    detail: str = ""

    @classmethod
    def read(cls, finding: dict[str, Any]) -> "Found":
        where = ".".join(part for part in (finding["table"], finding["column"]) if part)
        fix = finding["fix"] or {}
        return cls(
            severity=finding["severity"],
            code=finding["code"],
            place=": ".join(part for part in (where, finding["object"]) if part),
            cause=finding["cause"] or "-",
            fix_sql=tuple(finding["fix_sql"]),
            manual_sql=tuple(fix.get("manual_sql", ())),
            note=fix.get("note", ""),
            detail=finding["cause_detail"],
        )

    def __str__(self) -> str:
        return f"{self.severity} {self.code} {self.cause} {self.place}"


class Depot:
    """Makes databases of the project, changes them behind its back, and has them audited."""

    site = "drift_site"

    def __init__(self, copies: DatabaseCopies, cache: str) -> None:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self._copies = copies
        self._template = f"{copies.prefix}_{worker}_{self.site}"
        self._copy = f"{copies.prefix}_{worker}_{self.site}_case"
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": f"tests.{self.site}.settings",
            "DATABASE_URL": copies.url(self._template),
            "SCHEMA_AUDIT_CACHE": cache,
            "PYTHONPATH": str(ROOT),
        }
        self._make(self._template, "template0")
        self._fill()
        self._auditor = subprocess.Popen(
            [sys.executable, "-m", "tests.drift_site.auditor"],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    @property
    def password(self) -> str:
        """The one of the test server's role: the auditor connects as any role with it."""
        return unquote(urlsplit(self._copies.server_url).password or "")

    def manage(self, *arguments: str, **environment: str) -> None:
        """Run a command of the project in its template."""
        command = [sys.executable, "-m", "django", *arguments]
        subprocess.run(command, cwd=ROOT, env={**self._environment, **environment}, check=True)

    def fresh(self) -> None:
        """Begin a case with a database as the migrations and a few rows made it."""
        self._copies.drop(self._copy)
        self._make(self._copy, self._template)

    def run(self, statements: str) -> None:
        """Execute statements, in autocommit as psql would."""
        self._run_in(self._copy, statements)

    def execute(self, statement: str) -> None:
        """Execute exactly one statement, as it stands in a report."""
        with self._cursor(self._copy) as cursor:
            cursor.execute(statement)

    @contextmanager
    def locking(self, statement: str) -> Iterator[None]:
        """Somebody else's transaction that holds what the statement locks."""
        with closing(psycopg2.connect(self._copies.url(self._copy))) as connection, connection.cursor() as cursor:
            cursor.execute(statement)
            yield

    def value(self, query: str) -> Any:
        """The single value of a query."""
        with self._cursor(self._copy) as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0]

    def report(self, **connection: Any) -> dict[str, Any]:
        """The whole report; `connection` overrides the connection's settings (USER, OPTIONS), `schemas` names some."""
        assert self._auditor.stdin is not None
        assert self._auditor.stdout is not None
        self._auditor.stdin.write(json.dumps({"NAME": self._copy, **connection}) + "\n")
        self._auditor.stdin.flush()
        line = self._auditor.stdout.readline()
        assert line, "the auditor died; its traceback is on standard error"
        return json.loads(line)

    def audit(self, **connection: Any) -> list[Found]:
        """The findings."""
        return [Found.read(finding) for finding in self.report(**connection)["findings"]]

    def command(self, *arguments: str, user: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of the project on the database of the case, as a role with the server's own password."""
        address = urlsplit(self._copies.url(self._copy))
        place = f"{quote(user)}:{quote(self.password)}@{address.hostname}:{address.port}"
        url = urlunsplit(address._replace(netloc=place))
        return subprocess.run(
            [sys.executable, "-m", "django", *arguments],
            cwd=ROOT,
            env={**self._environment, "DATABASE_URL": url, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def row_counts(self) -> dict[int, int]:
        """Rows by the number of their table, whatever it is called.

        Each is counted where it lies: not once more in what its table is a part of, or inherits from.
        """
        with self._cursor(self._copy) as cursor:
            cursor.execute(
                "SELECT oid, oid::regclass::text FROM pg_class WHERE relkind = 'r'"
                " AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema', 'pg_toast')"
            )
            counts = {}
            for number, table in cursor.fetchall():
                cursor.execute(f"SELECT count(*) FROM ONLY {table}")
                counts[number] = cursor.fetchone()[0]
            return counts

    def close(self) -> None:
        """End the auditor and drop the databases."""
        assert self._auditor.stdin is not None
        self._auditor.stdin.close()
        self._auditor.wait(timeout=30)
        for database in (self._copy, self._template):
            self._copies.drop(database)

    def _fill(self) -> None:
        self.manage("migrate", "--verbosity=0")
        self._run_in(self._template, (ROOT / "tests/drift_site/rows.sql").read_text())

    def _make(self, database: str, template: str) -> None:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with closing(psycopg2.connect(self._copies.server_url)) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            cursor.execute(statement.format(sql.Identifier(database), sql.Identifier(template)))

    def _run_in(self, database: str, statements: str) -> None:
        with self._cursor(database) as cursor:
            for statement in statements.split(";\n"):
                if statement.strip():
                    cursor.execute(statement)

    @contextmanager
    def _cursor(self, database: str) -> Iterator[Any]:
        with closing(psycopg2.connect(self._copies.url(database))) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            yield cursor


def told(findings: list[Found]) -> list[str]:
    """The findings as cases write them, sorted."""
    return sorted(map(str, findings))
