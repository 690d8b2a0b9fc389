"""What a comparison says: one Change per row, with its fields old and new. Pure values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from project.ge_sync.comparing.state import Value, as_scalar


class Operation(StrEnum):
    """What happens to the row; `keep` writes nothing: ours stays although the server differs."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"
    KEEP = "keep"


class FieldChange(NamedTuple):
    """One field: what we have, and what it becomes (with `keep`: what the server says).

    `source` is `server`, or `derived` for what is reckoned here. `conflict` marks a shared field that both changed.
    """

    field: str
    old: Value
    new: Value
    source: str = "server"
    conflict: bool = False

    def as_json(self) -> dict[str, Any]:
        """As the history keeps it."""
        return {
            "field": self.field,
            "old": as_scalar(self.old),
            "new": as_scalar(self.new),
            "source": self.source,
            "conflict": self.conflict,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row of one licence, and the fields that differ."""

    license_number: str
    table: str
    key: str
    operation: Operation
    fields: tuple[FieldChange, ...]

    def lines(self) -> Iterator[dict[str, Any]]:
        """A JSON object per field, as the output contract writes changes."""
        for change in self.fields:
            yield line(self.license_number, self.table, self.key, self.operation, change.as_json())


def line(license_number: str, table: str, key: str, operation: str, field: Mapping[str, Any]) -> dict[str, Any]:
    """One field of one row, from a comparison or from the history, in the order of the output contract."""
    place = {"license_number": license_number, "table": table, "key": key, "field": field["field"]}
    return place | {"operation": str(operation)} | dict(field)
