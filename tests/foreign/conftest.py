"""The foreign sites: each migrated once, and once more with rows; some also on the PostgreSQL of the machine."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.foreign.drift.catalog import Catalog, read_catalog
from tests.foreign.installed_server import installed_programs, installed_server
from tests.foreign.server import Server
from tests.foreign.site import Site

SITES = ("hard", "wagtail", "oscar", "cms", "mixed", "tenants", "partitions")
ON_INSTALLED = ("hard",) if installed_programs() else ()


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
    """A parameter of `site`."""
    # One group: under xdist a site is made by one process only.
    return pytest.param((name, fixture), id=label, marks=pytest.mark.xdist_group(label))


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
