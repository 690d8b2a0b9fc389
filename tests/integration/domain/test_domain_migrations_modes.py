"""DOMAIN_MIGRATIONS in real processes: who makes the domain's tables, and what stays as it was."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from project.domain_migrations import DOMAIN_APPS

ROOT = Path(__file__).resolve().parents[3]
LOGINS = """
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL("CREATE TABLE accounts_login (at timestamptz)", "DROP TABLE accounts_login")]
"""


class Machine:
    """Runs Python there with one database and one DOMAIN_MIGRATIONS."""

    def __init__(self, database_url: str, owner: str, *, path: Path | None = None) -> None:
        self._database_url = database_url
        self._environment = {**os.environ, "DATABASE_URL": database_url, "DOMAIN_MIGRATIONS": owner}
        if path:
            self._environment["PYTHONPATH"] = str(path)

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self._environment, capture_output=True, text=True, check=False
        )

    def manage(self, *arguments: str) -> str:
        """What a command that succeeds prints."""
        done = self.run("manage.py", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rows(self, query: str) -> set[tuple[str, ...]]:
        connection = psycopg2.connect(self._database_url)
        try:
            with connection.cursor() as cursor:
                cursor.execute(query)
                return set(cursor.fetchall())
        finally:
            connection.close()

    def tables(self) -> set[str]:
        return {name for (name,) in self.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}

    def columns(self) -> set[tuple[str, ...]]:
        return self.rows(
            "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
            "WHERE table_schema = 'public'"
        )

    def recorded(self) -> set[tuple[str, ...]]:
        return self.rows("SELECT app, name FROM django_migrations")


@pytest.fixture
def foreign_chain(tmp_path: Path) -> Path:
    """A folder with `live_manager.apps`: the packages of another application's migrations, one more than ours."""
    for app in DOMAIN_APPS:
        package = tmp_path / "live_manager" / "apps" / app
        shutil.copytree(ROOT / "project" / app / "migrations", package / "migrations")
        (package / "__init__.py").touch()
    (tmp_path / "live_manager" / "apps" / "accounts" / "migrations" / "0002_logins.py").write_text(LOGINS)
    return tmp_path


def test_none_makes_the_tables_of_the_service_and_leaves_the_domain_alone(live_database_url: str) -> None:
    machine = Machine(live_database_url, "none")
    tables, columns, recorded = machine.tables(), machine.columns(), machine.recorded()

    machine.manage("migrate", "--verbosity=0")

    made = machine.tables() - tables
    assert {"runs_run", "reports_finding"} <= made
    assert {name for name in made if name.startswith(tuple(f"{app}_" for app in DOMAIN_APPS))} == set()
    assert columns <= machine.columns()
    assert {app for app, _ in machine.recorded() - recorded} & set(DOMAIN_APPS) == set()


def test_with_none_the_models_work_on_the_tables_that_are_there(live_database_url: str) -> None:
    machine = Machine(live_database_url, "none")
    machine.manage("migrate", "--verbosity=0")

    loaded = machine.run("-m", "dev.sample_data", "--licenses", "2")

    assert loaded.returncode == 0, loaded.stderr
    assert machine.rows("SELECT license_number FROM license_licensedetailsmodel") == {("0310000001",), ("0310000002",)}


def test_none_on_a_database_without_the_domain_is_refused_in_one_sentence(empty_database_url: str) -> None:
    machine = Machine(empty_database_url, "none")

    refused = machine.run("manage.py", "migrate")

    assert refused.returncode != 0
    assert "(config.E006) DOMAIN_MIGRATIONS is 'none', but default has no table accounts_user." in refused.stderr
    assert "Traceback" not in refused.stderr
    assert machine.tables() == set()


def test_a_prefix_migrates_by_that_applications_chain(empty_database_url: str, foreign_chain: Path) -> None:
    machine = Machine(empty_database_url, "live_manager.apps", path=foreign_chain)

    machine.manage("migrate", "--verbosity=0")

    assert ("accounts", "0002_logins") in machine.recorded()
    assert {"accounts_login", "accounts_user", "license_licensedetailsmodel", "runs_run"} <= machine.tables()


def test_ours_migrates_by_our_own_chain(migrated_database_url: str) -> None:
    machine = Machine(migrated_database_url, "ours")

    assert {name for app, name in machine.recorded() if app == "accounts"} == {"0001_initial"}
    assert "accounts_login" not in machine.tables()


@pytest.mark.parametrize("owner", ["ours", "none", "live_manager.apps"])
def test_models_and_migrations_agree_whoever_owns_them(
    migrated_database_url: str, foreign_chain: Path, owner: str
) -> None:
    machine = Machine(migrated_database_url, owner, path=foreign_chain)

    assert machine.manage("makemigrations", "--check", "--dry-run").strip() == "No changes detected"


@pytest.mark.parametrize(
    ("owner", "reason"),
    [
        ("live_manger.apps", "live_manger.apps.accounts.migrations can't be used: No module named 'live_manger'"),
        ("live_manager.apps", "trade.migrations is no package with an __init__.py"),
        ("live..apps", "DOMAIN_MIGRATIONS is 'live..apps'."),
    ],
)
def test_a_prefix_that_leads_nowhere_is_refused_in_one_sentence(
    migrated_database_url: str, foreign_chain: Path, owner: str, reason: str
) -> None:
    (foreign_chain / "live_manager" / "apps" / "trade" / "migrations" / "__init__.py").unlink()
    machine = Machine(migrated_database_url, owner, path=foreign_chain)

    refused = machine.run("manage.py", "check_migrations")

    assert refused.returncode == 2
    assert "config.E005" in refused.stderr
    assert reason in refused.stderr
    assert "Traceback" not in refused.stderr
