"""Weighs a plan by the live tables."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from project.findings import Severity
from project.migration_audit.plan import PlannedMigration, PlannedOperation
from project.migration_audit.unsafe.effect import Effect, Lock
from project.migration_audit.unsafe.facts import Facts
from project.migration_audit.unsafe.journey import Journey
from project.migration_audit.unsafe.weigh import Weighed, weigh, weigh_together
from project.migration_audit.unsafe.words import statements

_ONCE = "no_lock_timeout"


def weighed(plan: Iterable[PlannedMigration], facts: Facts) -> Iterator[PlannedMigration]:
    """The plan with the weight of each statement; what an earlier migration makes is new and in nobody's way.

    That nothing ends the wait for a lock is said once, at the first migration that waits.
    """
    journey = Journey()
    told: set[str | None] = set()
    for migration in plan:
        journey.begin(atomic=migration.atomic)
        operations = tuple(_weighed(operation, facts, journey) for operation in migration.operations)
        python = sum(bool(operation.python) for operation in operations)
        effects = [one for operation in operations for one in operation.weighed]
        together = weigh_together(effects, facts, atomic=migration.atomic, python=python)
        new = tuple(one for one in together if one.effect.rule not in told)
        told |= {_ONCE}.intersection(one.effect.rule for one in new)
        yield replace(migration, operations=operations, together=new)


def _weighed(operation: PlannedOperation, facts: Facts, journey: Journey) -> PlannedOperation:
    """The effects of its statements; one that Django itself refuses inside a transaction breaks that rule."""
    found = [one for line in operation.sql for one in weigh(statements(line), facts, journey)]
    if "cannot be executed inside a transaction" in operation.problem:
        effect = Effect(table=None, lock=Lock.NONE, rule="concurrently_in_transaction")
        found.append(Weighed(statement=operation.text, effect=effect, severity=Severity.ERROR))
    return replace(operation, weighed=tuple(found))
