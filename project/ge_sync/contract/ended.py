"""Tombstones: licence numbers that ended, as the contract lists them."""

from typing import Any

from project.ge_sync.adapters.source import Tombstone
from project.ge_sync.contract.dates import instant
from project.ge_sync.contract.notes import Notes
from project.ge_sync.contract.parse import read_object
from project.ge_sync.contract.shape import Field, Object
from project.ge_sync.contract.texts import code, text, whole

_number = code(r"[0-9]{10}", "ten digits", zeros_to=10)
TOMBSTONE = Object(
    {
        "license_number": Field(_number, null=False, required=True),
        "reason": Field(text(30), null=False, required=True),
        "merged_into": Field(_number),
        "ended_at": Field(instant, null=False, required=True),
        "version": Field(whole(least=0)),
    }
)


def read_tombstone(raw: Any, path: str) -> Tombstone:
    """An entry of the list; ContractViolation with its path."""
    values = read_object(raw, TOMBSTONE, path, Notes())
    return Tombstone(
        license_number=values["license_number"],
        reason=values["reason"],
        ended_at=values["ended_at"],
        version=values.get("version"),
        merged_into=values.get("merged_into") or "",
    )
