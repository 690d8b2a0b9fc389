"""The project of tenants, one per test process."""

from collections.abc import Iterator

import pytest

from dev.database_copies import DatabaseCopies
from tests.integration.schema_tenants.tenants import Tenants


@pytest.fixture(scope="session")
def tenants_process(database_copies: DatabaseCopies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tenants]:
    tenants = Tenants(database_copies, str(tmp_path_factory.mktemp("tenants")))
    yield tenants
    tenants.close()


@pytest.fixture
def tenants(tenants_process: Tenants) -> Tenants:
    """A fresh database of the project: tenant_a and tenant_b beside public."""
    tenants_process.fresh()
    return tenants_process
