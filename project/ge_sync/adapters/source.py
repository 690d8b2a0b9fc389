"""What every source of licences is to the sync, whatever it speaks; a new source is one file that returns these."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A licence as a listing names it; `document` where the listing carried it whole."""

    license_number: str
    version: int | None
    etag: str
    deleted: bool
    document: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A part of a listing. `as_of` is the server's clock; `odd_encoding` is set where the contract wasn't kept."""

    as_of: datetime
    licenses: tuple[Listed, ...]
    odd_encoding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One licence's answer; `document` is None where it's the one that was asked about by its ETag."""

    document: dict[str, Any] | None
    etag: str
    odd_encoding: str = ""


class Source(Protocol):
    """A GE server, or anything that answers like one."""

    name: str

    @property
    def requests(self) -> int:
        """How many requests it has sent so far."""
        ...

    @property
    def pause_left(self) -> float:
        """Seconds for which it wants to be left alone; 0 where it doesn't mind."""
        ...

    def pages(self, *, updated_since: datetime | None, full: bool) -> Iterator[Page]:
        """The listing, page by page; raises Stalled when it doesn't advance."""
        ...

    def document(self, license_number: str, *, etag: str) -> Fetched:
        """One licence; GERefused with the server's code when there is none to be had."""
        ...
