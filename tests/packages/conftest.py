"""The session's PostgreSQL, for projects that hold copies of other people's packages."""

import os
from collections.abc import Iterator

import pytest

from tests.foreign.server import Server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    ready = Server(url=os.environ["DATABASE_URL"], prefix=f"packages_{os.getpid()}")
    yield ready
    ready.drop_all()
