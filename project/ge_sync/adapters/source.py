"""What every source of licences is to the sync, whatever it speaks; a new source is one file that returns these."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol, runtime_checkable

from project.findings import Finding
from project.ge_sync.payload import Sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A licence as a listing names it; `document` where the listing carried it whole."""

    license_number: str
    version: int | None
    etag: str
    deleted: bool
    updated_at: datetime | None = None
    document: Sent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A part of a listing. `as_of` is the server's clock; `odd_encoding` is set where the contract wasn't kept.

    `unreadable` counts entries that name no licence or didn't come: something is there that nobody can ask for.
    `clock_ahead` is how far the server's clock goes before ours, or behind where negative, if it tells.
    """

    as_of: datetime
    licenses: tuple[Listed, ...]
    odd_encoding: str = ""
    unreadable: int = 0
    clock_ahead: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One licence's answer; `document` is None where it's the one that was asked about by its ETag."""

    document: dict[str, Any] | None
    etag: str
    odd_encoding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A licence number that ended; `version` is its last, `merged_into` its successor where there is one."""

    license_number: str
    reason: str
    ended_at: datetime
    version: int | None = None
    merged_into: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlTotals:
    """Counts and sums over every living licence; sums add all currencies: a checksum, not an amount.

    `sums` are by field of the document, `children` by its lists.
    """

    as_of: datetime
    licenses: int
    by_status: Mapping[str, int]
    sums: Mapping[str, Decimal]
    children: Mapping[str, int]


class Source(Protocol):
    """A GE server, or anything that answers like one.

    One that `lists` can say what there is; of one that doesn't, each licence has to be asked for by its number.
    """

    name: str
    lists: bool

    @property
    def requests(self) -> int:
        """How many requests it has sent so far."""
        ...

    def pages(self, *, updated_since: datetime | None, full: bool) -> Iterator[Page]:
        """The listing, page by page; raises Stalled when it doesn't advance. Empty where the source doesn't list."""
        ...

    def tombstones(self, *, since: datetime | None) -> Iterator[Tombstone]:
        """The numbers that ended since then, or ever; raises Stalled as `pages` does. Empty where it tells of none."""
        ...

    def control_totals(self, *, as_of: datetime) -> ControlTotals | None:
        """What the server reckons everything comes to, at that time if it can tell; None where it doesn't reckon."""
        ...

    def document(self, license_number: str, *, etag: str) -> Fetched:
        """One licence; GERefused with the server's code when there is none to be had."""
        ...


@runtime_checkable
class Remarking(Protocol):
    """A source that has something to say of itself, once it was asked what there is."""

    def remarks(self) -> Sequence[Finding]:
        """What a run reports beside its licences."""
        ...
