"""What `migrate` would run on a database now: plain values, migration by migration and operation by operation."""

from collections.abc import Iterator
from dataclasses import dataclass

from project.migration_audit.state import MigrationKey
from project.migration_audit.unsafe.effect import Effect, Lock, Work
from project.migration_audit.unsafe.weigh import Weighed


@dataclass(frozen=True, kw_only=True)
class PlannedOperation:
    """One operation in words, its lines of SQL, and their weight.

    `python` names what runs where it is no SQL; `problem` says why there is no SQL, or not all of it.
    """

    text: str
    sql: tuple[str, ...] = ()
    python: str = ""
    problem: str = ""
    reversible: bool = True
    weighed: tuple[Weighed, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlannedMigration:
    """One pending migration; `together` is what its operations do only since they stand in one transaction."""

    key: MigrationKey
    operations: tuple[PlannedOperation, ...]
    atomic: bool = True
    together: tuple[Weighed, ...] = ()

    @property
    def sql(self) -> tuple[str, ...]:
        """Every statement, in the order in which it would run."""
        return tuple(line for operation in self.operations for line in operation.sql)

    @property
    def problem(self) -> str:
        """Why some of its SQL can't be shown; empty where all can."""
        return "; ".join(operation.problem for operation in self.operations if operation.problem)

    @property
    def weighed(self) -> Iterator[Weighed]:
        """Every effect of every statement."""
        return (one for operation in self.operations for one in operation.weighed)

    @property
    def strongest(self) -> Effect | None:
        """The strongest lock on a table that is there already, the longest held first; None where there is none."""
        order = list(Work)
        held = [one for one in self.weighed if one.table and one.effect.lock is not Lock.NONE]
        held.sort(key=lambda one: (one.effect.lock.rank, order.index(one.effect.work), one.table and one.table.bytes))
        return held[-1].effect if held else None

    @property
    def rewritten(self) -> tuple[str, ...]:
        """The tables that it writes anew."""
        found = (one.effect.table for one in self.weighed if one.table and one.effect.work is Work.REWRITE)
        return tuple(dict.fromkeys(table for table in found if table))

    @property
    def locks(self) -> dict[str, Lock]:
        """The strongest lock on each table that is there already."""
        found: dict[str, Lock] = {}
        for one in self.weighed:
            name = one.table.name if one.table else ""
            if name and one.effect.lock.rank > found.get(name, Lock.NONE).rank:
                found[name] = one.effect.lock
        return found
