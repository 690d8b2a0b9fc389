"""Only a database in which `migrate` never came to its end is migrated; others are left to the checks."""

from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from dev.first_migrate import migrate_once
from dev.services import Services


@pytest.fixture
def ready(tmp_path: Path, migrated_database_url: str) -> Services:
    return Services(folder=tmp_path, variables={"DATABASE_URL": migrated_database_url})


def change(ready: Services, sql: str) -> None:
    with closing(psycopg2.connect(ready.variables["DATABASE_URL"])) as connection, connection, connection.cursor() as c:
        c.execute(sql)


def has_table(ready: Services, table: str) -> bool:
    with closing(psycopg2.connect(ready.variables["DATABASE_URL"])) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
        return bool(cursor.fetchone() == (True,))


def test_an_empty_database_is_migrated(ready: Services) -> None:
    change(ready, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    migrate_once(ready)
    assert has_table(ready, "ge_sync_change")


def test_an_interrupted_first_migrate_is_resumed(ready: Services) -> None:
    change(
        ready,
        """
        DROP TABLE trade_licensetrade, trade_licensetradeline, trade_licensetradepayment CASCADE;
        DELETE FROM django_migrations WHERE app = 'trade';
        TRUNCATE django_content_type CASCADE
        """,
    )
    migrate_once(ready)
    assert has_table(ready, "trade_licensetrade")


@pytest.mark.parametrize(
    "broken",
    [
        "DELETE FROM django_migrations WHERE app = 'trade'; DROP TABLE trade_licensetradeline",
        "DELETE FROM django_migrations WHERE app = 'trade'; DROP TABLE trade_licensetradeline, runs_run CASCADE",
    ],
)
def test_what_was_broken_later_is_left_to_the_checks(
    ready: Services, broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(ready, broken)
    migrate_once(ready)
    assert not has_table(ready, "trade_licensetradeline")
    assert capsys.readouterr().out == ""
