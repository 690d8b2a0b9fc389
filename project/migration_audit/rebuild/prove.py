"""Runs both chains in scratch databases and compares what they made."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader

from project.migration_audit.rebuild.chain import Difference, NewChain, Proof, RefusedError
from project.migration_audit.rebuild.proof.backwards import differences_backwards, irreversible
from project.migration_audit.rebuild.proof.comparing import compare_structure
from project.migration_audit.rebuild.proof.facts import read_facts
from project.migration_audit.rebuild.proof.refusals import not_postgresql
from project.migration_audit.rebuild.proof.rows import RowsCompared, compare_rows, moving_columns
from project.migration_audit.rebuild.proof.running import Sides, both_sides, migrated, new_place, runs_once_more
from project.migration_audit.rebuild.proof.scratch import Scratch, scratch_spaces
from project.migration_audit.rebuild.proof.space import opened
from project.migration_audit.rebuild.proof.written import Written, read_written, server_time
from project.output.counted import counted

Step = Callable[[str], None]


def prove(chain: NewChain, using: str = "default", *, on_step: Step | None = None) -> Proof:
    """Compare a fresh database of the old chain with one of the new; the real one is only connected to.

    `on_step` hears what is being done, in a few words. Raises RefusedError where nothing can be proven.
    """
    started = time.monotonic()
    step = on_step or (lambda text: None)
    if connections[using].vendor != "postgresql":
        raise RefusedError(not_postgresql(using))
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    step("making two scratch databases")
    with (
        scratch_spaces(using, [migration for migration in graph.nodes.values() if migration]) as scratch,
        closing(opened(using, scratch.old)) as old,
        closing(opened(using, scratch.new)) as new,
        both_sides(chain, using, scratch) as sides,
    ):
        proving = _Proving(chain=chain, using=using, graph=graph, scratch=scratch, sides=sides, step=step)
        proof = proving.proof(old, new)
    return replace(proof, seconds=round(time.monotonic() - started, 1))


@dataclass(frozen=True, kw_only=True)
class _Proving:
    """One chain on its way to a proof."""

    chain: NewChain
    using: str
    graph: MigrationGraph
    scratch: Scratch
    sides: Sides
    step: Step

    def proof(self, old: BaseDatabaseWrapper, new: BaseDatabaseWrapper) -> Proof:
        """Run both, look at both, run the new one backwards."""
        began = server_time(old)
        files = {"old files": len(self.chain.removed), "new files": len(self.chain.files)}
        self.step("running the old chain and the new one, each in its own database")
        failed = migrated(self.sides, self.chain, self.graph, self.using)
        if failed:
            place = new_place(self.chain, failed.place)
            difference = Difference(kind="failure", place=place, old="runs", new=str(failed))
            return Proof(database=self.using, differences=(difference,), counts=files)
        self.sides.new.ask("state")
        self.step("comparing structure, names and rows")
        old_facts, new_facts = read_facts(old, self.scratch), read_facts(new, self.scratch)
        written = read_written(old, old_facts.schema, began), read_written(new, new_facts.schema, began)
        states = self.sides.new.answer()["differences"]
        one_way = irreversible(self.chain, self.graph)
        if one_way is None:
            self.step("running the new chain backwards")
            self.sides.new.ask("reverse")
        rows = self._rows(*written)
        structure = compare_structure(old, old_facts, new_facts, self.scratch)
        backwards = () if one_way else tuple(differences_backwards(self.chain, self.sides, new, self.scratch))
        in_state = (Difference(kind="state", place=text, old=None, new=text) for text in states)
        notes = (*self._notes(rows, written[1]), *_way_back(one_way))
        return Proof(
            database=self.using,
            differences=(*structure.differences, *rows.differences, *in_state, *backwards),
            renames=structure.renames,
            counts={**files, **structure.counts, **written[1].counts},
            hashes={"structure": structure.sha256, "rows": rows.sha256},
            notes=notes,
        )

    def _rows(self, old: Written, new: Written) -> RowsCompared:
        """Where rows differ, without what the old chain itself writes differently when it runs again."""
        rows = compare_rows(old, new)
        if not rows.differences:
            return rows
        self.step("running the old chain once more: what does it write differently each time?")
        space = self.scratch.again()
        with closing(opened(self.using, space)) as connection:
            began = server_time(connection)
            if not runs_once_more(self.chain, self.using, space):
                return rows
            schema = read_facts(connection, self.scratch).schema
            moving = moving_columns(old, read_written(connection, schema, began))
        return compare_rows(old, new, moving) if moving else rows

    def _notes(self, rows: RowsCompared, written: Written) -> Iterator[str]:
        if self.scratch.schema:
            yield "Proven in scratch schemas: the role may not create databases."
        yield from (f"Rows of {name} were compared without the keys given out." for name in rows.without_keys)
        for name, columns in sorted(rows.moving.items()):
            yield f"Two runs of the old chain differ in {name}: {', '.join(sorted(columns))}; only filled or not."
        if written.moments:
            yield f"Not compared: {counted(written.moments, 'time')} of the run itself."


def _way_back(one_way: str | None) -> Iterator[str]:
    yield f"Not run backwards: {one_way} can't be." if one_way else "The new chain runs backwards to zero."
