"""Other ways to bring the same documents into the same tables."""

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from benchmarks.harness.beside import installed
from benchmarks.harness.ge_server import Server
from benchmarks.harness.ge_site import DOMAIN

Dump = Mapping[str, str]


def dump() -> Dump:
    """The rows of every domain table as COPY writes them."""
    dumped = {}
    with connection.cursor() as cursor:
        for table in DOMAIN:
            out = io.StringIO()
            cursor.copy_expert(f"COPY {table} TO STDOUT", out)
            dumped[table] = out.getvalue()
    return dumped


def floor(server: Server, rows: Dump) -> None:
    """Fetch, parse, a line of text for each object of a document, COPY of the rows, and nothing else.

    The lines copied were made beforehand: a floor knows neither keys nor types.
    """
    for page in server.pages():
        for document in page:
            for row in _objects(document):
                "\t".join(map(str, row))
    with transaction.atomic(), connection.cursor() as cursor:
        for table, lines in rows.items():
            cursor.copy_expert(f"COPY {table} FROM STDIN", io.StringIO(lines))


def _objects(value: Mapping[str, Any]) -> Iterator[list[Any]]:
    """The plain values of an object and of each object in its lists."""
    yield [each for each in value.values() if not isinstance(each, dict | list)]
    for each in value.values():
        if isinstance(each, list):
            for one in each:
                if isinstance(one, dict):
                    yield from _objects(one)


def rows_of(licenses: int) -> list[tuple[type[models.Model], list[dict[str, Any]]]]:
    """The rows of the first licences by model and column, and of all that they point at."""
    made = {model._meta.db_table: model for model in apps.get_models()}
    numbers = list(made["license_licensedetailsmodel"]._default_manager.values_list("pk", flat=True)[:licenses])
    narrowed = {
        "license_licensedetailsmodel": {"pk__in": numbers},
        "license_licenseexportitemmodel": {"license__in": numbers},
        "license_licenseimportitemsmodel": {"license__in": numbers},
        "license_licensetransfermodel": {"license__in": numbers},
        "bill_of_entry_rowdetails": {"sr_number__license__in": numbers},
    }
    narrowed["bill_of_entry_billofentrymodel"] = {"rows__sr_number__license__in": numbers}
    return [
        (made[table], list(made[table]._default_manager.filter(**narrowed.get(table, {})).distinct().values()))
        for table in DOMAIN
    ]


def row_by_row(rows: list[tuple[type[models.Model], list[dict[str, Any]]]]) -> None:
    """`update_or_create` for each row, nothing fetched and nothing parsed."""
    for model, values in rows:
        key = model._meta.pk.attname
        for row in values:
            model._default_manager.update_or_create(**{key: row[key]}, defaults=row)


def dlt(server: Server) -> dict[str, float]:
    """dlt's REST-to-PostgreSQL merge into a schema of its own: `seconds`, `cpu_seconds`, `peak_mb` of its process."""
    folder = installed("requirements-dlt.txt")
    with tempfile.TemporaryDirectory() as work:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(folder), str(Path.cwd()))),
            "RUNTIME__DLTHUB_TELEMETRY": "false",
            "HOME": work,
        }
        script = Path(__file__).with_name("dlt_load.py")
        command = [sys.executable, str(script), server.address, server.token, work]
        done = subprocess.run(command, env=environment, cwd=work, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))
