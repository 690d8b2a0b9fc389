"""A rebuild in a project of several databases: each that keeps records is looked at, proven, recorded and put back."""

import json
import os
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg2
import pytest
from psycopg2 import sql

from dev.database_copies import DatabaseCopies
from tests.integration.migration_audit.foreign_project import FIRST, MODELS, ForeignProject

ROUTER = """
class Router:
    def db_for_read(self, model, **hints):
        return "other" if model._meta.app_label == "stock" else "default"
    db_for_write = db_for_read
    def allow_migrate(self, db, app_label, **hints):
        return (db == "other") == (app_label == "stock")
"""
SETTINGS = """
DATABASES["other"] = environ.Env().db_url_config({other!r})
DATABASES["same_again"] = dict(DATABASES["default"])
DATABASE_ROUTERS = ["shop.routers.Router"]
INSTALLED_APPS += ["stock"]
"""
ROWS = "select id, app, name, applied::text from django_migrations order by id"


class Other:
    """The second database."""

    def __init__(self, url: str) -> None:
        self.url = url

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Run it in autocommit; its rows."""
        with closing(psycopg2.connect(self.url)) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []


@pytest.fixture
def other(database_copies: DatabaseCopies) -> Iterator[Other]:
    database = f"{database_copies.prefix}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_other"
    with closing(psycopg2.connect(database_copies.server_url)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(database)))
    yield Other(database_copies.url(database))
    database_copies.drop(database)


@pytest.fixture
def two(migrated: ForeignProject, other: Other) -> ForeignProject:
    """The tables of `shop` in one database, those of `stock` in another; a third alias means the first again."""
    with (migrated.folder / "settings.py").open("a") as settings:
        settings.write(SETTINGS.format(other=other.url))
    (migrated.folder / "shop" / "routers.py").write_text(ROUTER)
    folder = migrated.folder / "stock"
    (folder / "migrations").mkdir(parents=True)
    for empty in (folder / "__init__.py", folder / "migrations" / "__init__.py"):
        empty.touch()
    (folder / "models.py").write_text(MODELS.replace("Item", "Bin"))
    (folder / "migrations" / "0001_initial.py").write_text(FIRST.replace("Item", "Bin"))
    migrated.migrate()
    migrated.migrate("--database=other")
    return migrated


def _full(project: ForeignProject, *arguments: str) -> dict[str, Any]:
    done = project.manage("rebuild_migrations", "--full", "--yes", "--format=json", *arguments)
    assert done.stdout, done.stderr
    return {**json.loads(done.stdout), "exit": done.returncode}


def test_every_database_is_proven_and_recorded_and_put_back(two: ForeignProject, other: Other) -> None:
    before = two.sql(ROWS), other.sql(ROWS)

    report = _full(two)

    assert report["exit"] == 0, report
    assert sorted(report["stats"]["proofs"]) == ["default", "other"], "the third is the first under another name"
    for of in (two, other):
        assert len([row for row in of.sql(ROWS) if "rebuilt" in row[2]]) == 2
    assert two.manage("migrate", "--check", "--database=other").returncode == 0
    done = two.manage("rebuild_migrations", "--restore", report["stats"]["backup"])
    assert done.returncode == 0, done.stderr
    assert (two.sql(ROWS), other.sql(ROWS)) == before


def test_one_that_was_left_behind_is_refused(two: ForeignProject, other: Other) -> None:
    other.sql("delete from django_migrations where app = 'shop'")

    report = _full(two)

    assert report["exit"] == 1
    assert [finding["code"] for finding in report["findings"]] == ["unapplied"]


def test_one_alone_can_be_asked_for(two: ForeignProject, other: Other) -> None:
    rows = other.sql(ROWS)

    report = _full(two, "--database", "default")

    assert report["exit"] == 0, report
    assert other.sql(ROWS) == rows
