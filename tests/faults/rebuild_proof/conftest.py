"""A foreign project with a database of its own, and the proofs of its new chain."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2 import sql

from dev.database_copies import DatabaseCopies
from tests.integration.migration_audit.foreign_project import ROOT, ForeignProject


@pytest.fixture
def project(tmp_path: Path, database_copies: DatabaseCopies) -> Iterator[ForeignProject]:
    """Its first migration is written; its database is empty."""
    name = f"{database_copies.prefix}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_proof"
    with closing(psycopg2.connect(database_copies.server_url)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    yield ForeignProject(tmp_path / "a foreign project", database_copies.url(name))
    database_copies.drop(name)


def prove_in(
    project: ForeignProject,
    losses: dict[str, list[tuple[str, str]]] | None = None,
    *,
    mode: str = "from_models",
    settings: str = "settings",
    **environment: str,
) -> dict[str, Any]:
    """What prove_chains.py answers in this project, or in another one beside its database."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("prove_chains.py"))],
        cwd=project.folder,
        env={
            **os.environ,
            "DATABASE_URL": project.database_url,
            "DJANGO_SETTINGS_MODULE": settings,
            "PYTHONPATH": os.pathsep.join([str(project.folder), str(ROOT)]),
            "PYTHONDONTWRITEBYTECODE": "1",
            **environment,
        },
        input=json.dumps({"mode": mode, "losses": losses or {}}),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
