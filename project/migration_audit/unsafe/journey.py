"""What the statements before this one have changed, of the plan and of the migration that is being weighed."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(kw_only=True)
class Journey:
    """Grows from statement to statement; what is new to the plan is in nobody's way."""

    atomic: bool = True
    new_tables: set[str] = field(default_factory=set)
    former_names: dict[str, str] = field(default_factory=dict)
    checked_not_null: set[tuple[str, str]] = field(default_factory=set)
    not_null_checks: dict[tuple[str, str], str] = field(default_factory=dict)
    types: dict[tuple[str, str], str] = field(default_factory=dict)
    # Of the migration alone:
    filled_by_default: set[tuple[str, str]] = field(default_factory=set)
    not_valid: set[tuple[str, str]] = field(default_factory=set)
    enum_values: set[str] = field(default_factory=set)

    def begin(self, *, atomic: bool) -> None:
        """Another migration."""
        self.atomic = atomic
        self.filled_by_default.clear()
        self.not_valid.clear()
        self.enum_values.clear()

    def live_name(self, table: str) -> str:
        """What the table is called in the database now."""
        return self.former_names.get(table, table)

    def uses_new_value(self, words: Iterable[str]) -> bool:
        """Whether a statement names an enum value that its own transaction has added."""
        return bool(self.enum_values.intersection(words))
