"""The keys that the contract gives to rows inside a licence, as text."""

import hashlib
from datetime import date, datetime

from project.ge_sync.contract.exact import Exact


def item_key(listed: Exact) -> str:
    """Export and import items: the serial number."""
    return str(listed.serial_number)


def transfer_key(listed: Exact) -> str:
    """The transfer id, or where the server gives none, what makes a transfer the one it is."""
    return listed.transfer_id or natural_transfer_key(listed.from_iec, listed.to_iec, listed.initiated_at)


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
    return key_of_debit(bill_key(number, day) if number else "", serial_number, transaction_type)


def key_of_debit(bill: str, serial_number: int, transaction_type: str) -> str:
    """The same by the key of the bill of entry, empty for a credit."""
    return f"{bill}|{serial_number}|{transaction_type}" if bill else f"{serial_number}|{transaction_type}"


def bill_of_debit(key: str) -> str:
    """The key of the bill of entry that a debit's key names; empty for a credit."""
    return key.rpartition("|")[0].rpartition("|")[0]
