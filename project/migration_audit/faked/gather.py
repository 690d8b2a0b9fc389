"""Weighs the traces of all histories together: what is lost, migration by migration. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from project.migration_audit.faked.lost import LostMigration, LostOperation, Trace
from project.migration_audit.state import MigrationKey


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """A recorded migration: the numbers of its operations that change the schema, in words, and its neighbours.

    `parent` is the one before it in its app; `children` are all recorded ones that need it, directly or not.
    """

    key: MigrationKey
    operations: Mapping[int, str]
    parent: MigrationKey | None = None
    children: frozenset[MigrationKey] = frozenset()


Traces = Mapping[tuple[MigrationKey, int], Sequence[Trace]]


def gathered(recorded: Iterable[Recorded], traces: Traces) -> dict[MigrationKey, LostMigration]:
    """The lost migrations, in the order given (that of the graph).

    A migration of which something else is in the database did run. So what it only changed at a thing that is not
    there now was lost later, and is told once: at the migration that makes the thing.
    """
    lost: dict[MigrationKey, LostMigration] = {}
    known = {one.key: one for one in recorded}
    for one in known.values():
        found = _lost(one, traces, lost)
        if found.lost:
            lost[one.key] = found
    return {key: _with_way_back(one, lost, known) for key, one in lost.items()}


def _lost(one: Recorded, traces: Traces, before: Mapping[MigrationKey, LostMigration]) -> LostMigration:
    def proven(trace: Trace) -> bool:
        maker = trace.follows
        return maker is None or maker == one.key or (maker in before and before[maker].is_whole)

    every = _of(one, {number: [t for t in traces.get((one.key, number), ()) if proven(t)] for number in one.operations})
    if every.is_whole:
        return every
    return _of(one, {number: [t for t in found if t.follows is None] for number, found in _by_number(every).items()})


def _by_number(one: LostMigration) -> dict[int, tuple[Trace, ...]]:
    return {operation.number: operation.traces for operation in one.lost}


def _of(one: Recorded, traces: Mapping[int, Sequence[Trace]]) -> LostMigration:
    return LostMigration(
        key=one.key,
        lost=tuple(
            LostOperation(number=number, text=one.operations[number], traces=tuple(dict.fromkeys(found)))
            for number, found in sorted(traces.items())
            if found
        ),
        operations=len(one.operations),
    )


def _with_way_back(
    one: LostMigration, lost: Mapping[MigrationKey, LostMigration], known: Mapping[MigrationKey, Recorded]
) -> LostMigration:
    def is_whole(key: MigrationKey | None) -> bool:
        return key is not None and key in lost and lost[key].is_whole

    first = known[one.key]
    while first.parent is not None and is_whole(first.parent):
        first = known[first.parent]
    if not (one.is_whole and all(is_whole(child) for child in first.children)):
        return one
    target = first.parent.name if first.parent else "zero"
    return LostMigration(key=one.key, lost=one.lost, operations=one.operations, to_unfake=f"{one.key.app} {target}")
