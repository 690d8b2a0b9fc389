"""The project of hard cases, one per test process."""

from collections.abc import Iterator

import pytest

from dev.database_copies import DatabaseCopies
from tests.integration.schema_audit.depot import Depot


@pytest.fixture(scope="session")
def depot_process(database_copies: DatabaseCopies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Depot]:
    depot = Depot(database_copies, str(tmp_path_factory.mktemp("cache")))
    yield depot
    depot.close()


@pytest.fixture
def depot(depot_process: Depot) -> Depot:
    """A fresh database of the project."""
    depot_process.fresh()
    return depot_process
