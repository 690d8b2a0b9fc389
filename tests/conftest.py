"""What every test session stands on: servers where a test needs them, and a migrated database per process.

DATABASE_URL and REDIS_URL are used where they are set; else private servers run for as long as the session. Tests in
tests/unit alone need none. Under pytest-xdist the controller starts them and the workers inherit their addresses.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings

from dev.database_copies import DatabaseCopies
from dev.postgres_files import remove_home
from dev.processes import is_running
from dev.run_folder import RUN
from dev.services import services
from dev.steps import CannotRun

TESTS = Path(__file__).parent
_PREFIX = "TEST_DATABASE_PREFIX"


def pytest_configure(config: pytest.Config) -> None:
    """Have the servers before the settings are read."""
    if settings.configured and not _is_xdist_worker(config):
        raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE: settings would be read before there is a database.")
    for name in ("GE_BASE_URL", "GE_CLIENT_ID", "GE_CLIENT_SECRET"):
        os.environ[name] = ""  # no test talks to the server that .env or a running `make up` names
    if _needs_servers(config) and not _is_xdist_worker(config):
        stack = ExitStack()
        config.add_cleanup(stack.close)
        try:
            _provide_servers(stack)
        except CannotRun as reason:
            raise pytest.UsageError(str(reason)) from None
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()


@pytest.fixture(scope="session")
def database_copies() -> DatabaseCopies:
    """Where a test gets further migrated databases, for real processes that commit."""
    return DatabaseCopies(server_url=os.environ["DATABASE_URL"], prefix=os.environ[_PREFIX])


@pytest.fixture(scope="session")
def django_db_setup(database_copies: DatabaseCopies, django_db_blocker: Any) -> Iterator[None]:
    """Replaces pytest-django's: this process's database is a copy of the session's template."""
    from django.db import connection

    with django_db_blocker.unblock():
        connection.settings_dict["NAME"] = database_copies.make(os.environ.get("PYTEST_XDIST_WORKER", "main"))
        yield
        connection.close()
        database_copies.drop(connection.settings_dict["NAME"])


@pytest.fixture
def migrated_database_url(database_copies: DatabaseCopies, request: pytest.FixtureRequest) -> Iterator[str]:
    """A DATABASE_URL of the test's own, for the real processes it starts."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    database = database_copies.make(f"{worker}_own")
    yield database_copies.url(database)
    database_copies.drop(database)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report = yield
    _refuse_skip(report)
    return report


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """With CI=true everything a test needs is there, so that a skipped one is an error and not green."""
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI doesn't allow: {report.longrepr}"


def _provide_servers(stack: ExitStack) -> None:
    for left in RUN.glob("tests-*"):
        if not is_running(int(left.name.removeprefix("tests-"))):
            _remove(left)
    folder = RUN / f"tests-{os.getpid()}"
    stack.callback(_remove, folder)
    ready = stack.enter_context(services(folder, owner="pytest", durable=False))
    os.environ.update(ready.variables)
    os.environ[_PREFIX] = f"test_{os.getpid()}"
    stack.callback(DatabaseCopies(server_url=os.environ["DATABASE_URL"], prefix=os.environ[_PREFIX]).drop_all)


def _remove(folder: Path) -> None:
    with suppress(FileNotFoundError):  # what a session left, another that begins just now removes too
        remove_home(folder)
    shutil.rmtree(folder, ignore_errors=True)


def _needs_servers(config: pytest.Config) -> bool:
    """Whether any path that was asked for is more than unit tests."""
    asked = (Path(config.invocation_params.dir, argument.split("::")[0]).resolve() for argument in config.args)
    return not all(path.is_relative_to(TESTS / "unit") for path in asked)


def _is_xdist_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")
