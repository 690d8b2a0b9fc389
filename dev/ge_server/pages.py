"""The three lists of the contract: licences, tombstones and a licence's bills of entry, page by page."""

from bisect import bisect_left, bisect_right
from typing import Any

from dev.ge_server import cursors
from dev.ge_server.days import Departure
from dev.ge_server.exchange import ContractError, Request, encode
from dev.ge_server.records import Record
from dev.ge_server.store import Store

SCHEMA_VERSION = "1.4"


def licenses_page(store: Store, request: Request) -> bytes:
    """The listing in the order (updated_at, license_number), from `updated_since` (inclusive) or after the cursor."""
    limit = cursors.limit(request)
    since = cursors.instant(request, "updated_since")
    position = cursors.read(store.clock, request, needs=("u", "n", "f"))
    include = request.query.get("include")
    if include not in (None, "", "full"):
        raise ContractError(400, "invalid_parameter", "include knows only the value full.", field="include")
    full = include == "full" or bool(position and position["f"])
    order = store.order()
    start = bisect_left(order, (since.isoformat(), "")) if since else 0
    if position:
        start = max(start, bisect_right(order, (str(position["u"]), str(position["n"]))))
    chosen = order[start : start + limit]
    more = len(order) > start + limit
    cursor = cursors.make(store.clock, u=chosen[-1][0], n=chosen[-1][1], f=full) if more else None
    return _page(store, [store.records[number].entry(full=full) for _, number in chosen], cursor)


def tombstones_page(store: Store, request: Request) -> bytes:
    """Licence numbers that ended, in the order they did, from `since` (inclusive)."""
    limit = cursors.limit(request)
    since = cursors.instant(request, "since")
    position = cursors.read(store.clock, request, needs=("u", "n"))
    rows = [_tombstone(held, held.departure) for held in store.ends() if held.departure]
    ended = {(row["ended_at"], row["license_number"]): row for row in rows}
    gone = sorted(ended)
    start = bisect_left(gone, (since.isoformat(), "")) if since else 0
    if position:
        start = max(start, bisect_right(gone, (str(position["u"]), str(position["n"]))))
    chosen = gone[start : start + limit]
    cursor = None
    if len(gone) > start + limit:
        cursor = cursors.make(store.clock, u=chosen[-1][0], n=chosen[-1][1])
    return _page(store, [encode(ended[place]) for place in chosen], cursor)


def bills_of_entry_page(store: Store, held: Record, request: Request) -> bytes:
    """A licence's ledger rows; `since` leaves out debits of earlier dates, credits have no date and always stay."""
    limit = cursors.limit(request)
    since = cursors.instant(request, "since")
    position = cursors.read(store.clock, request, needs=("o",))
    rows: list[dict[str, Any]] = held.document()["bills_of_entry"]
    if since:
        first = since.date().isoformat()
        rows = [row for row in rows if row["be_date"] is None or row["be_date"] >= first]
    start = int(position["o"]) if position else 0
    chosen = rows[start : start + limit]
    cursor = cursors.make(store.clock, o=start + limit) if len(rows) > start + limit else None
    return _page(store, [encode(row) for row in chosen], cursor)


def _tombstone(held: Record, departure: Departure) -> dict[str, Any]:
    return {
        "license_number": held.number,
        "reason": departure.reason,
        "merged_into": departure.merged_into,
        "ended_at": held.stamp,
        "version": held.version,
    }


def _page(store: Store, entries: list[bytes], cursor: str | None) -> bytes:
    """The envelope of every list around entries that are encoded already."""
    envelope = {
        "schema_version": SCHEMA_VERSION,
        "as_of": store.now(),
        "next_cursor": cursor,
        "has_more": cursor is not None,
        "count": len(entries),
    }
    return encode(envelope)[:-1] + b',"data":[' + b",".join(entries) + b"]}"
