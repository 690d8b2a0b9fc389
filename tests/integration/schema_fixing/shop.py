"""A small foreign project with rows: our schema audit is its only guest, so fixes are kept in a journal file."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from project.schema_audit.reading.assemble import assemble
from project.schema_audit.reading.snapshot import read_rows

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = """
import environ, json, os
DATABASES = {"default": environ.Env().db_url("DATABASE_URL")}
INSTALLED_APPS = ["shop", "project.schema_audit"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
SECRET_KEY = "a test"
SCHEMA_AUDIT_WAIVERS = json.loads(os.environ.get("WAIVERS", "[]"))
"""
MODELS = """
from django.db import models
from django.db.models.functions import Upper

class Maker(models.Model):
    name = models.CharField(max_length=50, unique=True)

class Item(models.Model):
    maker = models.ForeignKey(Maker, models.CASCADE)
    name = models.CharField(max_length=50, db_index=True)
    code = models.CharField(max_length=20)
    note = models.TextField(null=True)
    price = models.DecimalField(max_digits=12, decimal_places=2, db_default=0)
    label = models.GeneratedField(
        expression=Upper("code"), output_field=models.CharField(max_length=20), db_persist=True
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(price__gte=0), name="shop_price_not_negative")]
        indexes = [models.Index(fields=["code", "name"], name="shop_item_by_code")]
"""
ROWS = """
INSERT INTO shop_maker (name) SELECT 'maker ' || n FROM generate_series(1, 10) n;
INSERT INTO shop_item (maker_id, name, code, note, price)
SELECT (SELECT min(id) FROM shop_maker) + n % 10, 'item ' || n, 'c' || n, NULL, n FROM generate_series(1, 200) n;
"""


class Shop:
    """Its folder, its database, and its commands as real processes."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.database_url = database_url
        self.cache = folder / "cache"
        (folder / "shop" / "migrations").mkdir(parents=True)
        for empty in (folder / "shop" / "__init__.py", folder / "shop" / "migrations" / "__init__.py"):
            empty.touch()
        (folder / "settings.py").write_text(SETTINGS)
        (folder / "shop" / "models.py").write_text(MODELS)

    def environment(self, **more: str) -> dict[str, str]:
        """Of its processes."""
        return {
            **os.environ,
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "settings",
            "PYTHONPATH": os.pathsep.join([str(self.folder), str(ROOT)]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "XDG_CACHE_HOME": str(self.cache),
            **more,
        }

    def start(self, *arguments: str, stdin: int = subprocess.DEVNULL) -> "subprocess.Popen[str]":
        """A command that goes on while the test does something else."""
        return subprocess.Popen(
            [sys.executable, "-m", "django", *arguments],
            cwd=self.folder,
            env=self.environment(),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def manage(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """One command; its exit status and what it wrote."""
        return subprocess.run(
            [sys.executable, "-m", "django", *arguments],
            cwd=self.folder,
            env=self.environment(**environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def check(self, *arguments: str, **environment: str) -> dict[str, Any]:
        """The JSON report of check_db_structure, with its exit status as `exit`."""
        done = self.manage("check_db_structure", "--format=json", *arguments, **environment)
        assert "Traceback" not in done.stderr, done.stderr
        assert done.stdout, done.stderr
        return {**json.loads(done.stdout), "exit": done.returncode}

    def fix(self, *arguments: str) -> dict[str, Any]:
        """The same after `--fix --yes`."""
        return self.check("--fix", "--yes", *arguments)

    def found(self, *arguments: str) -> list[str]:
        """Code and place of each finding."""
        return places(self.check(*arguments))

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Run it in autocommit; its rows."""
        with closing(psycopg2.connect(self.database_url)) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def holding(self, statement: str) -> Iterator[Any]:
        """A session of somebody else that has run the statement and is still in its transaction."""
        with closing(psycopg2.connect(self.database_url, application_name="somebody else")) as connection:
            with connection.cursor() as cursor:
                cursor.execute(statement)
            yield connection

    def until(self, condition: str) -> None:
        """Wait until a SELECT finds something; AssertionError after half a minute."""
        for _ in range(600):
            if self.sql(condition):
                return
            self.sql("SELECT pg_sleep(0.05)")
        raise AssertionError(f"never came true: {condition}")

    def until_somebody_waits(self) -> None:
        """Until a statement waits for a lock in this database."""
        here = "(SELECT oid FROM pg_database WHERE datname = current_database())"
        self.until(f"SELECT 1 FROM pg_locks WHERE NOT granted AND database = {here}")

    def structure(self) -> Any:
        """Everything that PostgreSQL says of the schema, without what depends on the rows."""
        with closing(psycopg2.connect(self.database_url)) as connection, connection.cursor() as cursor:
            rows = read_rows(cursor, ["public"])
        schema = assemble(rows)
        parts = ("columns", "constraints", "indexes", "triggers", "comment", "persistence", "sequences")
        return {
            name: {part: sorted(map(str, _values(getattr(table, part)))) for part in parts}
            for name, table in schema.tables.items()
        }

    def contents(self) -> list[tuple[Any, ...]]:
        """Every row."""
        return self.sql("SELECT i::text, m::text FROM shop_item i JOIN shop_maker m ON m.id = i.maker_id ORDER BY i.id")

    def journals(self) -> list[Path]:
        """Its journal files, oldest first."""
        return sorted((self.cache / "schema_audit").glob("fixes-*.jsonl"))

    def journal(self) -> list[dict[str, Any]]:
        """The lines of its only journal after the header."""
        [path] = self.journals()
        return [json.loads(line) for line in path.read_text().splitlines()][1:]


def places(report: dict[str, Any]) -> list[str]:
    """Code and place of each finding of a report."""
    parts = ([one["code"], one["table"], one["column"], one["object"]] for one in report["findings"])
    return [" ".join(part for part in one if part) for one in parts]


def _values(part: Any) -> Any:
    return part.values() if isinstance(part, dict) else part if isinstance(part, tuple) else [part]
