"""A PostgreSQL of the machine beside the embedded one, where there is one: another version for the same questions."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from dev.accounts import identity, unprivileged_account
from dev.ports import HOST, chosen_port
from dev.processes import start, stop

_START_SECONDS = 30


def installed_programs() -> Path | None:
    """The folder of the newest server of the machine, 14 or later; None where there is none."""
    folders = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    found = [path for path in folders if re.fullmatch(r"\d+", path.parent.name) and int(path.parent.name) >= 14]
    return max(found, key=lambda path: int(path.parent.name), default=None)


@contextmanager
def installed_server(programs: Path) -> Iterator[str]:
    """Its address while it runs, with a fresh and not durable data folder."""
    account = unprivileged_account()
    home = Path(tempfile.mkdtemp(prefix="foreign-postgres-"))
    if account:
        os.chown(home, account.uid, account.gid)
    subprocess.run(
        [
            programs / "initdb",
            "-D",
            home / "data",
            "-U",
            "owner",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "-N",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        **identity(account),
    )
    port = chosen_port("FOREIGN_POSTGRES_PORT")
    options = (f"listen_addresses={HOST}", "unix_socket_directories=", "fsync=off", "full_page_writes=off")
    child = start(
        [
            programs / "postgres",
            "-D",
            home / "data",
            "-p",
            str(port),
            *(part for one in options for part in ("-c", one)),
        ],
        log=home.with_suffix(".log"),
        account=account,
        cwd=Path("/"),
    )
    try:
        address = f"postgres://owner:any@{HOST}:{port}/postgres"
        _wait(address)
        yield address
    finally:
        stop(child)
        shutil.rmtree(home, ignore_errors=True)
        home.with_suffix(".log").unlink(missing_ok=True)


def _wait(address: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            psycopg2.connect(address, connect_timeout=5).close()
        except psycopg2.OperationalError:
            assert time.monotonic() < deadline, "the installed PostgreSQL does not answer"
            time.sleep(0.05)
        else:
            return
