"""A migrated database of the test's own under an alias of its own, committed to, with nothing cached."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.db import connections

from project.schema_audit.building import expected


@pytest.fixture
def onlooker(migrated_database_url: str) -> Iterator[Any]:
    """The cursor of another session on the inspected database."""
    with closing(psycopg2.connect(migrated_database_url)) as other, other.cursor() as cursor:
        other.autocommit = True
        yield cursor


@pytest.fixture
def inspected(
    migrated_database_url: str, django_db_setup: None, django_db_blocker: Any, settings: Any, tmp_path: Path
) -> Iterator[str]:
    """Its alias; neither a file nor the process's memory knows the expected side."""
    settings.SCHEMA_AUDIT_CACHE = tmp_path / "cache"
    expected._pictures.clear()
    alias, name = "inspected", urlsplit(migrated_database_url).path[1:]
    connections.databases[alias] = {**connections.databases["default"], "NAME": name}
    with django_db_blocker.unblock():
        yield alias
        connections[alias].close()
    del connections[alias], connections.databases[alias]
    expected._pictures.clear()


class Role:
    """A role that may read everything and do what it is granted; the inspected alias connects as it."""

    def __init__(self, onlooker: Any, name: str, alias: str) -> None:
        self._cursor, self.name, self._alias = onlooker, name, alias

    def may(self, *grants: str) -> None:
        for grant in grants:
            self._cursor.execute(grant.format(role=self.name, database=connections[self._alias].settings_dict["NAME"]))


@pytest.fixture
def role(inspected: str, onlooker: Any) -> Iterator[Role]:
    """One without any right to create."""
    name = f"reader_of_{connections[inspected].settings_dict['NAME']}"
    role = Role(onlooker, name, inspected)
    role.may(
        "CREATE ROLE {role}",
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}",
    )
    connections[inspected].settings_dict["OPTIONS"] = {"options": f"-c role={name}"}
    yield role
    connections[inspected].close()
    role.may("DROP OWNED BY {role}", "DROP ROLE {role}")
