from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg2
import pytest
from django.db import connection

from dev.database_copies import DatabaseCopies
from tests.faults.fleet import RELEASE, Broker, Fleet

if TYPE_CHECKING:
    from project.runs.models import Kind


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Broker]:
    broker = Broker(tmp_path)
    monkeypatch.setenv("CELERY_BROKER_URL", broker.url)
    yield broker
    broker.kill()


@pytest.fixture
def database_url(transactional_db: None, database_copies: DatabaseCopies) -> str:
    """The database that this test's own queries go to; its release is no news, so that no deploy is checked."""
    from project.runs.models import Deploy

    Deploy.objects.create(number=1, release=RELEASE)
    return database_copies.url(connection.settings_dict["NAME"])


@pytest.fixture
def fleet(tmp_path: Path, broker: Broker, database_url: str) -> Iterator[Fleet]:
    fleet = Fleet(tmp_path, {"DATABASE_URL": database_url, "REDIS_URL": broker.url})
    yield fleet
    fleet.kill_all()


@pytest.fixture
def held_back(database_url: str) -> Callable[["Kind"], Any]:
    """A context in which no audit of a kind can be recorded: a worker on one is in the middle until it ends."""
    from project.reports.record import LOCK

    @contextmanager
    def hold(kind: "Kind") -> Iterator[None]:
        with psycopg2.connect(database_url) as other, other.cursor() as cursor:
            cursor.execute(LOCK, {"kind": kind.value})
            yield
        other.close()

    return hold
