"""The keys that the contract gives to rows inside a licence, as text."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any


def item_key(row: Mapping[str, Any]) -> str:
    """Export and import items: the serial number."""
    return str(row["serial_number"])


def transfer_key(row: Mapping[str, Any]) -> str:
    """The transfer id, or where the server gives none, what makes a transfer the one it is."""
    return row.get("transfer_id") or natural_transfer_key(row["from_iec"], row["to_iec"], row.get("initiated_at"))


def natural_transfer_key(from_iec: str | None, to_iec: str | None, initiated_at: datetime | None) -> str:
    """sha1(from_iec|to_iec|initiated_at); the instant in UTC, so that the offset it came with doesn't matter."""
    started = f"{initiated_at.timestamp():.0f}" if initiated_at else ""
    text = f"{from_iec or ''}|{to_iec or ''}|{started}"
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def bill_key(number: str | None, day: date | None) -> str:
    """A bill of entry, whatever port it is booked under: the port is correctable."""
    return f"{number or ''}|{day.isoformat() if day else ''}"


def debit_key(number: str | None, day: date | None, serial_number: int, transaction_type: str) -> str:
    """A row of the customs ledger; a credit has no bill of entry."""
    if not number:
        return f"{serial_number}|{transaction_type}"
    return f"{bill_key(number, day)}|{serial_number}|{transaction_type}"


def bill_of_debit(key: str) -> str:
    """The key of the bill of entry that a debit's key names; empty for a credit."""
    return key.rpartition("|")[0].rpartition("|")[0]
