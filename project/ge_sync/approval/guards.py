"""How much one run may change unseen. Pure.

A server that has lost half of its rows, or fills a field with rubbish, looks like a busy day: the amount tells them
apart.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from project.ge_sync.comparing.changes import Change, Operation
from project.ge_sync.comparing.fields import Owner
from project.ge_sync.comparing.mapping import COLUMNS

MOST_DELETED_ROWS = 20
SHARE_PERCENT = 5
# Below two hundred licences five percent are a handful, and a busy day is no accident.
FEW_LICENSES = 10


@dataclass(kw_only=True)
class Weight:
    """What a run is about to do: rows deleted, licences gone, and by column in how many licences it changes."""

    deleted: int = 0
    gone: int = 0
    columns: Counter[str] = field(default_factory=Counter)

    def add(self, changes: Iterable[Change]) -> None:
        """Count one licence in."""
        touched = set()
        for change in changes:
            self.deleted += change.operation is Operation.DELETE
            if change.operation is Operation.UPDATE:
                touched |= {f"{change.table}.{f.field}" for f in change.fields if _counts(change.table, f.field)}
        self.columns.update(touched)

    def as_json(self) -> dict[str, Any]:
        """For a chunk's summary."""
        return {"deleted": self.deleted, "columns": dict(self.columns)}

    def add_json(self, stored: Mapping[str, Any]) -> None:
        """Count a chunk's in."""
        self.deleted += stored["deleted"]
        self.columns.update(stored["columns"])


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much may be changed unseen, by what the run saw: child rows, and licences in all."""

    rows_seen: int
    licenses: int

    @property
    def rows(self) -> int:
        """Child rows that may be deleted."""
        return min(MOST_DELETED_ROWS, max(1, self.rows_seen * SHARE_PERCENT // 100))

    @property
    def of_licenses(self) -> int:
        """Licences that may be gone, or changed in the same field."""
        return max(FEW_LICENSES, self.licenses * SHARE_PERCENT // 100)


def reasons(weight: Weight, limits: Limits) -> list[str]:
    """Why a person has to look first, in sentences; none when the run may go on."""
    found = []
    if weight.deleted > limits.rows:
        found.append(f"It would delete {weight.deleted} rows of {limits.rows_seen}; unseen may go {limits.rows}.")
    if weight.gone > limits.of_licenses:
        most = f"unseen may go {limits.of_licenses}"
        found.append(f"{weight.gone} licences of {limits.licenses} would count as gone; {most}.")
    for column, count in sorted(weight.columns.items()):
        if count > limits.of_licenses:
            most = f"unseen may change {limits.of_licenses}"
            found.append(f"It would change {column} in {count} licences of {limits.licenses}; {most}.")
    return found


def _counts(table: str, column: str) -> bool:
    """Columns of the domain that the server has a say in; what is reckoned from them follows."""
    field = COLUMNS[table][column]
    return not field.is_fact and field.owner in (Owner.SERVER, Owner.SHARED)
