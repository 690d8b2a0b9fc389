"""What is known of the live database when a statement is weighed."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class TableFacts:
    """One live table: about how many rows and bytes, how often it is written, and its columns' types by name.

    `checked_not_null` are the columns for which a validated check says IS NOT NULL; `not_null` those that are.
    """

    name: str
    rows: int
    bytes: int
    writes_per_second: float
    columns: Mapping[str, str] = field(default_factory=dict)
    not_null: frozenset[str] = frozenset()
    checked_not_null: frozenset[str] = frozenset()

    @property
    def in_words(self) -> str:
        """`about 1,200,000 rows, 310 MB, 42 writes a second`."""
        if not self.rows:
            return "no rows"
        told = ["one row" if self.rows == 1 else f"about {self.rows:,} rows", _size(self.bytes)]
        if self.writes_per_second >= 1:
            told.append(f"{self.writes_per_second:,.0f} writes a second")
        return ", ".join(told)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The live tables by name (bare in the default schema, else `schema.table`), and what statements depend on.

    `index_tables` and `constraint_checks` map names to tables and to the column that a check says is not NULL;
    `volatile` are functions that give every row another value, `checked_domains` domains with constraints.
    """

    default_schema: str = "public"
    server_version: int = 150000
    lock_timeout_seconds: float = 0.0
    in_utc: bool = True
    tables: Mapping[str, TableFacts] = field(default_factory=dict)
    index_tables: Mapping[str, str] = field(default_factory=dict)
    volatile: frozenset[str] = frozenset()
    checked_domains: frozenset[str] = frozenset()

    def table(self, name: str | None) -> TableFacts | None:
        """The live table of a statement; None where it is not there yet."""
        return self.tables.get(self.bare(name)) if name else None

    def bare(self, name: str) -> str:
        """The name without the default schema."""
        return name.removeprefix(f"{self.default_schema}.")


def _size(size_bytes: int) -> str:
    for unit in ("bytes", "kB", "MB", "GB"):
        if size_bytes < 10_000 or unit == "GB":
            return f"{size_bytes:,} {unit}"
        size_bytes //= 1024
    return ""
