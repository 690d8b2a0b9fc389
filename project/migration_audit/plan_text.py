"""The pending migrations for people and for programs."""

from collections.abc import Iterable, Iterator
from typing import Any

from project.migration_audit.plan import PlannedMigration


def plan_text(planned: Iterable[PlannedMigration]) -> str:
    """The plan as a SQL script with comments; the headings number what `migrate` would run."""
    migrations = list(planned)
    if not migrations:
        return "-- Nothing waits: `migrate` would run no migration."
    return "\n".join(line for number, one in enumerate(migrations, 1) for line in _lines(one, number, len(migrations)))


def plan_as_json(planned: Iterable[PlannedMigration]) -> list[dict[str, Any]]:
    """The plan as `stats.plan` of the JSON contract."""
    return [
        {
            "migration": str(one.key),
            "operations": list(one.operations),
            "sql": list(one.sql),
            "atomic": one.atomic,
            "problem": one.problem,
        }
        for one in planned
    ]


def _lines(one: PlannedMigration, number: int, of: int) -> Iterator[str]:
    yield f"-- {number} of {of}: {one.key}" + ("" if one.atomic else " (outside a transaction)")
    if one.problem:
        yield f"-- its SQL can't be shown yet: {one.problem}"
        yield from (f"--   {operation}" for operation in one.operations)
    yield from (line for line in one.sql if line != "--")
    yield ""
