"""Runs both chains in scratch databases and compares what they made."""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader

from project.migration_audit.counted import counted
from project.migration_audit.rebuild.chain import Difference, NewChain, Proof, RefusedError
from project.migration_audit.rebuild.proof.backwards import differences_backwards, irreversible
from project.migration_audit.rebuild.proof.comparing import compare_structure
from project.migration_audit.rebuild.proof.extensions import extensions_made
from project.migration_audit.rebuild.proof.facts import read_facts
from project.migration_audit.rebuild.proof.refusals import not_postgresql
from project.migration_audit.rebuild.proof.rows import compare_rows, read_written, server_time
from project.migration_audit.rebuild.proof.running import Sides, both_sides, migrated, new_place
from project.migration_audit.rebuild.proof.scratch import opened, scratch_databases

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
        scratch_databases(using, made_by_migrations=extensions_made(graph.nodes.values())) as scratch,
        closing(opened(using, scratch.old)) as old,
        closing(opened(using, scratch.new)) as new,
        both_sides(chain, using, scratch) as sides,
    ):
        proof = _Proving(chain, using, graph, sides, step).proof(old, new)
    return replace(proof, seconds=round(time.monotonic() - started, 1))


class _Proving:
    """One chain on its way to a proof."""

    def __init__(self, chain: NewChain, using: str, graph: MigrationGraph, sides: Sides, step: Step) -> None:
        self._chain = chain
        self._using = using
        self._graph = graph
        self._sides = sides
        self._step = step
        self._files = {"old files": len(chain.removed), "new files": len(chain.files)}

    def proof(self, old: BaseDatabaseWrapper, new: BaseDatabaseWrapper) -> Proof:
        """Run both, look at both, run the new one backwards."""
        began = server_time(old)
        self._step("running the old chain and the new one, each in its own database")
        failed = migrated(self._sides, self._chain, self._graph, self._using)
        if failed:
            place = new_place(self._chain, failed.place)
            difference = Difference(kind="failure", place=place, old="runs", new=str(failed))
            return Proof(database=self._using, differences=(difference,), counts=self._files)
        self._sides.new.ask("state")
        self._step("comparing structure, names and rows")
        old_facts, new_facts = read_facts(old), read_facts(new)
        written = read_written(old, old_facts.schema, began), read_written(new, new_facts.schema, began)
        states = self._sides.new.answer()["differences"]
        one_way = irreversible(self._chain, self._graph)
        if one_way is None:
            self._step("running the new chain backwards")
            self._sides.new.ask("reverse")
        rows = compare_rows(*written)
        structure = compare_structure(old, old_facts, new_facts)
        backwards = () if one_way else tuple(differences_backwards(self._chain, self._sides, new))
        in_state = (Difference(kind="state", place=text, old=None, new=text) for text in states)
        notes = [f"Rows of {name} were compared without the keys given out." for name in rows.without_keys]
        if moments := written[1].moments:
            notes.append(f"Not compared: {counted(moments, 'time')} of the run itself.")
        notes.append(f"Not run backwards: {one_way} can't be." if one_way else "The new chain runs backwards to zero.")
        return Proof(
            database=self._using,
            differences=(*structure.differences, *rows.differences, *in_state, *backwards),
            renames=structure.renames,
            counts={**self._files, **structure.counts, **written[1].counts},
            hashes={"structure": structure.sha256, "rows": rows.sha256},
            notes=tuple(notes),
        )
