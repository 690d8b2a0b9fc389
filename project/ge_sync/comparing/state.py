"""One licence in one shape: theirs, ours and base are all a LicenseState. Pure values, no database."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

# What a field holds. A reference is the natural key of what it points at (an IEC, a port code), never an id.
Value = str | int | bool | Decimal | date | datetime | None
Row = Mapping[str, Value]
# The table, and within a licence the key that the server knows the row by.
Place = tuple[str, str]
# When the server changed a licence, and its number: of several that speak of the same row, the highest has the word.
Rank = tuple[datetime, str]

LOCAL_KEY = "local:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """What allotments without a bill of entry set aside of one import item."""

    quantity: Decimal = Decimal(0)
    cif_fc: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenseState:
    """The rows of one licence by place; a field that a row lacks is one that this side says nothing about.

    `complete` names the tables of which this side lists every row. Rows of ours that the server was never seen to
    know have keys that start with `local:`. Ours alone are `reserved`, by the key of the import item, `linked`, the
    rows that the server has listed before, and `needed`, those that other rows of ours hang on.
    """

    license_number: str
    rows: Mapping[Place, Row]
    complete: frozenset[str] = frozenset()
    reserved: Mapping[str, Reserved] = field(default_factory=dict)
    linked: Set[Place] = frozenset()
    needed: Set[Place] = frozenset()

    def of(self, table: str) -> dict[str, Row]:
        """The rows of one table by key."""
        return {key: row for (name, key), row in self.rows.items() if name == table}


def as_scalar(value: Value) -> str | int | bool | None:
    """A value as JSON can hold it: numbers with a point and times as text."""
    if isinstance(value, Decimal):
        text = str(value)
        return text if "E" not in text else format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return value
