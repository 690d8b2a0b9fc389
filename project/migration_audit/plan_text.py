"""The pending migrations for people and for programs."""

from collections.abc import Iterable, Iterator
from typing import Any

from project.migration_audit.plan import PlannedMigration, PlannedOperation
from project.migration_audit.unsafe.rules import RULES
from project.migration_audit.unsafe.weigh import Weighed
from project.output.wrapped import wrapped


def plan_text(planned: Iterable[PlannedMigration]) -> str:
    """The plan as a SQL script with comments; the headings number what `migrate` would run."""
    migrations = list(planned)
    if not migrations:
        return "-- Nothing waits: `migrate` would run no migration."
    return "\n".join(line for number, one in enumerate(migrations, 1) for line in _lines(one, number, len(migrations)))


def _comment(text: str) -> list[str]:
    """A comment in lines of 80 columns; SQL is never broken, so that it can be copied."""
    return wrapped(text, first="--   ", rest="--     ")


def plan_as_json(planned: Iterable[PlannedMigration]) -> list[dict[str, Any]]:
    """The plan as `stats.plan` of the JSON contract."""
    return [
        {
            "migration": str(one.key),
            "operations": [operation.text for operation in one.operations],
            "sql": list(one.sql),
            "atomic": one.atomic,
            "problem": one.problem,
            "locks": {table: lock.value for table, lock in one.locks.items()},
            "strongest_lock": one.strongest.lock.value if one.strongest else None,
            "rewrites": list(one.rewritten),
            "steps": [_as_json(operation) for operation in one.operations],
        }
        for one in planned
    ]


def _as_json(operation: PlannedOperation) -> dict[str, Any]:
    return {
        "operation": operation.text,
        "python": operation.python or None,
        "sql": list(operation.sql),
        "effects": [
            {
                "statement": one.statement,
                "table": one.effect.table,
                "lock": one.effect.lock.value,
                "work": one.effect.work.value,
                "rule": one.effect.rule,
                "severity": one.severity.value if one.severity else None,
                "rows": one.table.rows if one.table else None,
                "bytes": one.table.bytes if one.table else None,
                "writes_per_second": round(one.table.writes_per_second, 2) if one.table else None,
            }
            for one in operation.weighed
        ],
    }


def _lines(one: PlannedMigration, number: int, of: int) -> Iterator[str]:
    yield f"-- {number} of {of}: {one.key}" + ("" if one.atomic else " (outside a transaction)")
    for table, lock in one.locks.items():
        size = next(weight.table.in_words for weight in one.weighed if weight.table and weight.table.name == table)
        anew = ", writes it anew" if table in one.rewritten else ""
        yield from _comment(f"{lock.value} on {table} ({size}){anew}")
    if not one.locks and not one.problem:
        yield "--   locks no table that is there already"
    for operation in one.operations:
        yield f"-- {operation.text}"
        yield from _body(operation)
    yield ""


def _body(operation: PlannedOperation) -> Iterator[str]:
    if operation.problem:
        yield from _comment(f"its SQL can't be shown yet: {operation.problem}")
    if operation.python:
        yield from _comment(f"runs Python: {operation.python}")
    yield from operation.sql
    for one in operation.weighed:
        if one.severity and one.effect.rule:
            yield from _comment(_warning(one))


def _warning(one: Weighed) -> str:
    severity = one.severity.value.upper() if one.severity else ""
    return f"{severity}: {one.effect.rule}: it {RULES[one.effect.rule or ''].trouble}"
