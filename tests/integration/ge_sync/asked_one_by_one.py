"""The simulated server as a source that lists nothing: each licence has to be asked for by its number."""

from collections.abc import Iterator
from datetime import datetime

from project.ge_sync.adapters import http_api
from project.ge_sync.adapters.source import ControlTotals, Fetched, Page, Tombstone


class AskedOneByOne:
    """As `http_api`, without its lists."""

    lists = False

    def __init__(self) -> None:
        self._api = http_api.from_settings()
        self.name = self._api.name

    @property
    def requests(self) -> int:
        return self._api.requests

    def pages(self, *, updated_since: datetime | None, full: bool) -> Iterator[Page]:
        return iter(())

    def tombstones(self, *, since: datetime | None) -> Iterator[Tombstone]:
        return iter(())

    def control_totals(self, *, as_of: datetime) -> ControlTotals | None:
        return None

    def document(self, license_number: str, *, etag: str) -> Fetched:
        return self._api.document(license_number, etag=etag)


def from_settings() -> AskedOneByOne:
    return AskedOneByOne()
