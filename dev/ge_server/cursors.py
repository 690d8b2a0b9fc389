"""Opaque cursors that live 24 hours, and the query parameters of lists."""

import base64
import json
from datetime import datetime, timedelta
from typing import Any

from dev.ge_server.clock import IST, Clock
from dev.ge_server.exchange import ContractError, Request

CURSOR_LIFE = timedelta(hours=24)
PAGE_LIMIT = 200


def make(clock: Clock, **position: Any) -> str:
    """A cursor for a position in a list, issued now."""
    made = json.dumps(position | {"t": int(clock.now().timestamp())}, separators=(",", ":"))
    return base64.urlsafe_b64encode(made.encode()).decode().rstrip("=")


def read(clock: Clock, request: Request, *, needs: tuple[str, ...]) -> dict[str, Any] | None:
    """The position in the request's cursor; None without one, ContractError when it's expired or not ours."""
    cursor = request.query.get("cursor")
    if not cursor:
        return None
    try:
        position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        issued = datetime.fromtimestamp(position["t"], IST)
        found = {name: position[name] for name in needs}
    except (ValueError, KeyError, TypeError, OverflowError, OSError):
        raise ContractError(400, "invalid_cursor", "This cursor is not one of ours.", field="cursor") from None
    if clock.now() - issued >= CURSOR_LIFE:
        raise ContractError(410, "cursor_expired", "This cursor is older than 24 hours: restart.", field="cursor")
    return found


def limit(request: Request) -> int:
    """The page size asked for, 200 unless told."""
    value = request.query.get("limit", str(PAGE_LIMIT))
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= PAGE_LIMIT:
        raise ContractError(400, "invalid_parameter", f"limit has to be 1 to {PAGE_LIMIT}.", field="limit")
    return int(value)


def instant(request: Request, name: str) -> datetime | None:
    """An instant parameter; without an offset it means IST."""
    value = request.query.get(name)
    if not value:
        return None
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        message = f"{name} is not an RFC 3339 instant (a plus sign has to be sent as %2B)."
        raise ContractError(400, "invalid_parameter", message, field=name) from None
    return (read if read.tzinfo else read.replace(tzinfo=IST)).astimezone(IST)
