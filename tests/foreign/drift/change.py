"""One change made by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.foreign.drift.catalog import Catalog, Table

# Code, table, and the column or object; None where the table itself is meant.
Place = tuple[str, str | None, str | None]


@dataclass(frozen=True, kw_only=True)
class Change:
    """The statements, what the audit finds after them, and what it still finds after its own fixes.

    `by_hand` are codes that carry no `fix_sql` but `manual_sql`: a person decides. `lost` are tables whose rows the
    change itself took away.
    """

    statements: tuple[str, ...]
    found: frozenset[Place]
    left: frozenset[Place] = frozenset()
    by_hand: frozenset[str] = frozenset()
    touched: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    optional: frozenset[Place] = field(default_factory=frozenset)


Kind = Callable[[Catalog, Table], Iterator[Change]]


def change(
    table: Table,
    *statements: str,
    found: tuple[str, str | None] | None = None,
    more: tuple[Place, ...] = (),
    **others: object,
) -> Change:
    """A change of one table whose one finding is `found`: its code, and its column or object."""
    places = {(found[0], table.name, found[1]), *more} if found else set(more)
    given = {name: frozenset(value) for name, value in others.items()}  # type: ignore[call-overload]
    touched = given.pop("touched", frozenset()) | {table.name}
    return Change(statements=statements, found=frozenset(places), touched=touched, **given)
