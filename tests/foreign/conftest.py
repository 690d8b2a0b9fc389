"""The foreign sites: each migrated once, and once more with rows; some also on the PostgreSQL of the machine."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.foreign.drift.catalog import Catalog, read_catalog
from tests.foreign.installed_server import installed_programs, installed_server
from tests.foreign.server import Server
from tests.foreign.site import Site

# The largest first, so that no process waits for another one at the end.
SITES = ("wagtail", "mixed", "oscar", "cms", "hard", "partitions", "tenants")
ON_INSTALLED = ("hard",) if installed_programs() else ()
LABELS = ("hard-installed", *SITES)


class BySite(LoadScopeScheduling):
    """Keeps the tests of a site in one process, which makes it once; others go wherever there is time."""

    def _split_scope(self, nodeid: str) -> str:
        parameters = nodeid.partition("[")[2].replace("]", "-")
        return next((label for label in LABELS if parameters.startswith(f"{label}-")), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> BySite:
    """Beside --dist: its groups don't come through to the scheduler with this pytest."""
    return BySite(config, log)


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A site with rows, and what is in its database."""

    site: Site
    catalog: Catalog


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The session's PostgreSQL."""
    ready = Server(url=os.environ["DATABASE_URL"], prefix=f"foreign_{os.getpid()}")
    yield ready
    ready.drop_all()


@pytest.fixture(scope="session")
def other_server() -> Iterator[Server]:
    """The machine's own PostgreSQL, where there is one."""
    programs = installed_programs()
    assert programs, "only asked for where there is one"
    with installed_server(programs) as address:
        yield Server(url=address, prefix="foreign")


def param(name: str, fixture: str, label: str) -> Any:
    """A parameter of `site`, by one of LABELS."""
    return pytest.param((name, fixture), id=label)


@pytest.fixture(
    scope="session",
    params=[
        *(param(name, "server", name) for name in SITES),
        *(param(name, "other_server", f"{name}-installed") for name in ON_INSTALLED),
    ],
)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site, freshly migrated."""
    name, fixture = request.param
    with Site(name, request.getfixturevalue(fixture), tmp_path_factory.mktemp("cache")) as ready:
        yield ready


@pytest.fixture(scope="session")
def filled(site: Site) -> Filled:
    """The same site with rows in its tables."""
    rows = site.fill()
    return Filled(site=site, catalog=read_catalog(site.server, site.filled, rows))
