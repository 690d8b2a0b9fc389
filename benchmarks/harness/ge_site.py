"""The product itself on a database of its own, beside a simulated GE server: syncs by its command, in this process."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db import connection

from benchmarks.harness.databases import own_database
from benchmarks.harness.ge_server import CLIENT, Server, ge_server

# What the server's documents say, parents first; everything else that a sync writes is its own bookkeeping.
DOMAIN = (
    "core_companymodel",
    "core_portmodel",
    "core_hscodemodel",
    "core_headsionnormsmodel",
    "core_sionnormclassmodel",
    "license_licensedetailsmodel",
    "license_licenseexportitemmodel",
    "license_licenseimportitemsmodel",
    "license_licensetransfermodel",
    "bill_of_entry_billofentrymodel",
    "bill_of_entry_rowdetails",
)


@contextmanager
def ge_site(licenses: int) -> Iterator[Server]:
    """Migrated and empty; the pace is not limited, since the server's patience is not what is measured."""
    with ge_server(licenses) as server, own_database() as url:
        own = {"DATABASE_URL": url, "GE_BASE_URL": server.address, "GE_REQUESTS_PER_SECOND": "10000"}
        secrets = {"GE_CLIENT_ID": CLIENT["client_id"], "GE_CLIENT_SECRET": CLIENT["client_secret"]}
        os.environ.update(own | secrets | {"DJANGO_SETTINGS_MODULE": "config.settings", "LOG_LEVEL": "ERROR"})
        django.setup()
        call_command("migrate", verbosity=0)
        yield server
        connection.close()


def sync() -> dict[str, Any]:
    """A run without the structure check, in this process; what it keeps of itself."""
    from project.ge_sync.in_process import work_off  # noqa: PLC0415  (imports models)
    from project.ge_sync.options import Mode, Options  # noqa: PLC0415
    from project.runs.models import Kind, Trigger  # noqa: PLC0415
    from project.runs.start import start  # noqa: PLC0415

    options = Options(mode=Mode.DATA_ONLY, force=False)
    run = start(Kind.GE_SYNC, trigger=Trigger.MANUAL, options=options.as_json(), for_workers=False).run
    work_off(run, on_progress=lambda run: None)
    return dict(run.summary)


def empty() -> None:
    """As it was before the first sync."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^(ge_sync|runs)_'")
        tables = [*DOMAIN, *(name for (name,) in cursor.fetchall())]
        cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")


def forget_watermark() -> None:
    """Have the next sync list every document again."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ge_sync_source SET watermark = NULL")


def count(table: str) -> int:
    """The rows of a table."""
    return int(scalar(f"SELECT count(*) FROM {table}"))


def scalar(statement: str) -> Any:
    """The one value of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def processor_seconds() -> float:
    """What this process and the database's own for its connection have used; both are on this machine."""
    return time.process_time() + _used(_stat(scalar("SELECT pg_backend_pid()")))


def server_seconds() -> float:
    """What all processes of the database server have used, those that ended included."""
    server = int(_stat(scalar("SELECT pg_backend_pid()"))[1])
    ended = _used(_stat(server), first=13)
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    return ended + sum(_used(_stat(int(pid))) for pid in (server, *children))


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name, the state first."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _used(fields: list[str], *, first: int = 11) -> float:
    """Seconds in the program and in the system; from the 13th field on, those of children that ended."""
    return (int(fields[first]) + int(fields[first + 1])) / os.sysconf("SC_CLK_TCK")
