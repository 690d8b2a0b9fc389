"""Ways a page of the listing goes wrong. Each edits the decoded page in place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dev.ge_server import cursors
from dev.ge_server.clock import Clock
from dev.ge_server.exchange import Request


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What a page was asked for with, and whom the switch has chosen."""

    request: Request
    clock: Clock
    chosen: frozenset[str]
    variant: str


PageTwist = Callable[[dict[str, Any], Listing], None]
HEAD = ("license_number", "version", "updated_at", "etag", "deleted")


def repeated(page: dict[str, Any], listing: Listing) -> None:
    """`same_page`: each next cursor is new but leads here again. `stuck_cursor`: it's the cursor that was sent."""
    sent = listing.request.query.get("cursor")
    position = cursors.read(listing.clock, listing.request, needs=("u", "n", "f"))
    if position is None:
        since = cursors.instant(listing.request, "updated_since")
        full = listing.request.query.get("include") == "full"
        position = {"u": since.isoformat() if since else "", "n": "", "f": full}
    again = cursors.make(listing.clock, **position, again=listing.request.number)
    page["next_cursor"] = sent if sent and listing.variant == "stuck_cursor" else again
    page["has_more"] = True


def listed_twice(page: dict[str, Any], listing: Listing) -> None:
    """A chosen licence stands twice on the page, the second time a version behind."""
    rows: list[dict[str, Any]] = []
    for row in page["data"]:
        rows.append(row)
        if row["license_number"] in listing.chosen and not row["deleted"]:
            older = row | {"version": max(1, row["version"] - 1)}
            if "condition_sheet" in row:
                older["condition_sheet"] = "The older of two copies."
            rows.insert(len(rows) if listing.variant == "higher_first" else -1, older)
    page["count"] += len(rows) - len(page["data"])
    page["data"] = rows


def moved_owner(page: dict[str, Any], listing: Listing) -> None:
    """A chosen licence is listed, a version further, without its document: it has to be asked for."""
    for position, row in enumerate(page["data"]):
        if row["license_number"] in listing.chosen and not row["deleted"]:
            page["data"][position] = {key: row[key] for key in HEAD} | {"version": row["version"] + 1}


def short(page: dict[str, Any], listing: Listing) -> None:
    """A chosen licence is counted and left out: of pages with documents, or of all."""
    if listing.variant == "always" or listing.request.query.get("include") == "full":
        page["data"] = [row for row in page["data"] if row["license_number"] not in listing.chosen]


def other_contract(page: dict[str, Any], listing: Listing) -> None:
    """The same page, written by another version of the contract."""
    page["schema_version"] = {"minor": "1.5", "major": "2.0"}[listing.variant]


def empty(page: dict[str, Any], listing: Listing) -> None:
    """Nothing at all, as if there were no licences."""
    page |= {"data": [], "count": 0, "has_more": False, "next_cursor": None}
