"""A rebuild or a restore that is killed at any of its steps leaves the old state or the new one, and says which."""

import os
import signal
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
from tests.integration.migration_audit.foreign_project import MODELS, ForeignProject, migration

MARKER = ".rebuild-in-progress"
DRIVER = Path(__file__).parent / "rebuild_driver.py"
FILES_HALF_EXCHANGED = 5
RECORDED = 11
PRICED = MODELS + "    price = models.IntegerField(default=0)\n"
ROWS = "select id, app, name, applied::text from django_migrations order by id"
STRUCTURE = "select indexrelid::regclass::text from pg_index where indrelid = 'shop_item'::regclass"
SEQUENCE = "select last_value, is_called from django_migrations_id_seq"


class Shop(ForeignProject):
    """A migrated project of two migrations; `state` is everything a rebuild may change."""

    def state(self) -> dict[str, Any]:
        files = {
            str(path.relative_to(self.migrations)): path.read_bytes()
            for path in self.migrations.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        return {
            "files": files,
            "rows": self.sql(ROWS),
            "structure": self.sql(STRUCTURE),
            "sequence": self.sql(SEQUENCE),
        }

    def drive(self, what: str, last: int, *backup: Path, death: signal.Signals = signal.SIGKILL) -> int:
        """The exit status of the driver."""
        done = subprocess.run(
            [sys.executable, DRIVER, what, str(last), *map(str, backup)],
            cwd=self.folder,
            env={
                **os.environ,
                "DATABASE_URL": self.database_url,
                "DJANGO_SETTINGS_MODULE": "settings",
                "PYTHONPATH": os.pathsep.join([str(self.folder), str(Path(__file__).parents[2])]),
                "PYTHONDONTWRITEBYTECODE": "1",
                "STEPS": str(self.folder / "steps"),
                "DEATH": str(int(death)),
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode in (0, -int(death), 1), done.stderr
        return done.returncode

    def steps(self) -> list[str]:
        return (self.folder / "steps").read_text().splitlines()

    def backups(self) -> list[Path]:
        return sorted((self.folder / "backups" / "migrations").iterdir())


@pytest.fixture
def shop(tmp_path: Path, database_copies: DatabaseCopies) -> Iterator[Shop]:
    database = f"{database_copies.prefix}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_killed"
    with closing(psycopg2.connect(database_copies.server_url)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(database)))
    shop = Shop(tmp_path / "shop project", database_copies.url(database))
    shop.models(PRICED)
    shop.add("0002_price", migration('migrations.AddField("item", "price", models.IntegerField(default=0))'))
    (shop.migrations / "_notes.py").write_text("# no migration, and nobody's business\n")
    shop.migrate()
    yield shop
    database_copies.drop(database)


def _settled(shop: Shop) -> str:
    """What the next run says of a killed one; empty where there was nothing to say."""
    is_marked = (shop.migrations / MARKER).exists()
    done = shop.manage("rebuild_migrations")
    assert "Traceback" not in done.stderr
    assert done.returncode == (0 if is_marked else 2), done.stderr
    assert not (shop.migrations / MARKER).exists(), "nothing is left to settle"
    return done.stderr if is_marked else ""


def test_a_rebuild_killed_at_any_step_leaves_the_old_state_or_the_new_one(shop: Shop) -> None:
    old = shop.state()
    last = 0
    while True:
        last += 1
        assert last < 60, "it never came through"
        ended = shop.drive("rebuild", last)
        said = _settled(shop)
        if shop.state() != old:
            break
        assert ended == -signal.SIGKILL
        assert "to be put back as they were" in said or not said

    assert last > 10
    assert sorted(shop.state()["files"]) == ["0001_rebuilt.py", "__init__.py", "_notes.py"]
    assert [row[2] for row in shop.state()["rows"] if row[1] == "shop"] == [
        "0001_initial",
        "0002_price",
        "0001_rebuilt",
    ]
    assert "shop_item_key" in str(shop.state()["structure"])
    assert shop.manage("migrate", "--check").returncode == 0
    assert shop.manage("makemigrations", "--check", "--dry-run").returncode == 0


def test_a_restore_killed_at_any_step_leaves_the_old_state_or_the_new_one(shop: Shop) -> None:
    old = shop.state()
    assert shop.drive("rebuild", 0) == 0
    (backup,) = shop.backups()
    rebuilt = shop.state()
    last = 0
    while True:
        last += 1
        assert last < 60, "it never came through"
        ended = shop.drive("restore", last, backup)
        said = _settled(shop)
        if shop.state() != rebuilt:
            break
        assert ended == -signal.SIGKILL
        assert "to be put back as they were" in said or not said

    assert last > 10
    assert shop.state() == old


def test_putting_back_can_be_killed_at_any_step_too(shop: Shop) -> None:
    old = shop.state()
    assert shop.drive("rebuild", RECORDED) == -signal.SIGKILL
    last = 0
    while shop.drive("settle", last := last + 1) == -signal.SIGKILL:
        assert last < 30, "it never came through"

    assert last > 4
    assert shop.state() == old
    assert not (shop.migrations / MARKER).exists()


def test_ctrl_c_puts_everything_back_at_once(shop: Shop) -> None:
    old = shop.state()
    for last in (3, 6, 8, 10):
        assert shop.drive("rebuild", last, death=signal.SIGINT) != 0
        assert shop.state() == old
        assert not (shop.migrations / MARKER).exists()


def test_until_it_is_settled_migrate_refuses_and_says_what_to_do(shop: Shop) -> None:
    shop.drive("rebuild", FILES_HALF_EXCHANGED)

    stopped = shop.manage("migrate")
    dry = shop.manage("rebuild_migrations", "--dry-run")

    assert stopped.returncode == 1
    assert "migration_audit.E002" in stopped.stderr
    assert "manage.py rebuild_migrations" in stopped.stderr
    assert (dry.returncode, dry.stdout) == (2, "")
    assert "was interrupted" in dry.stderr


def test_a_journal_that_is_gone_is_told_with_the_way_out(shop: Shop) -> None:
    shop.drive("rebuild", FILES_HALF_EXCHANGED)
    (backup,) = shop.backups()
    backup.rename(backup.with_name("elsewhere"))

    done = shop.manage("rebuild_migrations")

    assert done.returncode == 2
    assert f"its journal {backup} is gone" in done.stderr
    backup.with_name("elsewhere").rename(backup)
    assert _settled(shop)


def test_check_migrations_tells_a_killed_rebuild_first(shop: Shop) -> None:
    shop.drive("rebuild", FILES_HALF_EXCHANGED)

    report = shop.check()

    assert report["exit"] == 1
    assert report["findings"][0]["code"] == "rebuild_interrupted"
    assert "was interrupted: its files, rows and names are to be put back" in report["findings"][0]["message"]
    assert _settled(shop)
    assert shop.found() == []
