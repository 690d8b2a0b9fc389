"""A Django project of generated apps on a database of its own, beside the one that DATABASE_URL names."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import psycopg2
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from psycopg2 import sql

from benchmarks.harness.generated_apps import configs, make_models


@contextmanager
def site(tables: int, *, extra_columns: int = 0, apps: tuple[str, ...] = ()) -> Iterator[None]:
    """Set Django up with so many tables, and make them; the database and the cache are dropped at the end."""
    name = f"benchmark_{os.getpid()}"
    with tempfile.TemporaryDirectory() as cache, _database(name):
        settings.configure(
            DATABASES={"default": _connection(name)},
            INSTALLED_APPS=["project.schema_audit", *apps, *configs(tables)],
            SCHEMA_AUDIT_CACHE=Path(cache),
            USE_TZ=True,
        )
        django.setup()
        _create(make_models(extra_columns=extra_columns))
        yield
        connection.close()


def server() -> str:
    """The server's version, in words for the head of a table."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0]}, Django {django.__version__}, {os.cpu_count()} cores"


def _create(models: list[type[Any]]) -> None:
    """In autocommit: a thousand tables in one transaction need more locks than a server has as delivered."""
    MigrationRecorder(connection).ensure_schema()
    with connection.schema_editor(atomic=False) as editor:
        for model in models:
            editor.create_model(model)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _connection(name: str) -> dict[str, Any]:
    url = urlsplit(os.environ["DATABASE_URL"])
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "HOST": url.hostname,
        "PORT": url.port,
        "USER": url.username,
        "PASSWORD": url.password,
        "OPTIONS": {"options": "-c synchronous_commit=off"},
    }


@contextmanager
def _database(name: str) -> Iterator[None]:
    with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as administration:
        administration.autocommit = True
        with administration.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            try:
                yield
            finally:
                cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
