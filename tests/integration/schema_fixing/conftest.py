import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2 import sql

from dev.database_copies import DatabaseCopies
from tests.integration.schema_fixing.shop import ROWS, Shop


def _make(copies: DatabaseCopies, name: str, template: str) -> str:
    database = f"{copies.prefix}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{name}"
    with closing(psycopg2.connect(copies.server_url)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        names = map(sql.Identifier, (database, template))
        cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
    return database


@pytest.fixture(scope="session")
def migrated_shop(database_copies: DatabaseCopies, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A database as the shop's migration makes it, with rows; and that migration. Only copied."""
    database = _make(database_copies, "shop", "template0")
    shop = Shop(tmp_path_factory.mktemp("shop") / "project", database_copies.url(database))
    for arguments in (("makemigrations", "shop"), ("migrate",)):
        done = shop.manage(*arguments, "--verbosity=0")
        assert done.returncode == 0, done.stderr
    shop.sql(ROWS)
    assert shop.found() == []
    return database, shop.folder


@pytest.fixture
def shop(tmp_path: Path, database_copies: DatabaseCopies, migrated_shop: tuple[str, Path]) -> Iterator[Shop]:
    """A shop of its own, without drift."""
    template, folder = migrated_shop
    database = _make(database_copies, "shop_own", template)
    shop = Shop(tmp_path / "project", database_copies.url(database))
    migration = "shop/migrations/0001_initial.py"
    (shop.folder / migration).write_text((folder / migration).read_text())
    yield shop
    database_copies.drop(database)
