"""A Django project of generated apps on a database of its own, beside the one that DATABASE_URL names."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from benchmarks.harness.databases import own_database
from benchmarks.harness.generated_apps import configs, make_models


@contextmanager
def site(tables: int, *, extra_columns: int = 0, apps: tuple[str, ...] = ()) -> Iterator[None]:
    """Set Django up with so many tables, and make them; the database and the cache are dropped at the end."""
    with tempfile.TemporaryDirectory() as cache, own_database() as url:
        settings.configure(
            DATABASES={"default": _connection(url)},
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


def _connection(address: str) -> dict[str, Any]:
    url = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.removeprefix("/"),
        "HOST": url.hostname,
        "PORT": url.port,
        "USER": url.username,
        "PASSWORD": url.password,
        "OPTIONS": {"options": "-c synchronous_commit=off"},
    }
