"""Whether the new chain runs backwards to nothing where the old one could."""

from collections.abc import Iterator

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.graph import MigrationGraph

from project.migration_audit.rebuild.chain import Difference, NewChain
from project.migration_audit.rebuild.proof.facts import read_facts
from project.migration_audit.rebuild.proof.running import Sides, new_place, old_place
from project.migration_audit.rebuild.proof.scratch import Scratch
from project.migration_audit.rebuild.proof.side_process import SideFailedError


def irreversible(chain: NewChain, graph: MigrationGraph) -> str | None:
    """The place of the first operation of the old chain that has no way back."""
    for key, migration in graph.nodes.items():
        if migration and key[0] in chain.apps:
            for position, operation in enumerate(migration.operations):
                if not operation.reversible:
                    return old_place(chain, graph, {"app": key[0], "name": key[1], "position": position})
    return None


def differences_backwards(
    chain: NewChain, sides: Sides, new: BaseDatabaseWrapper, scratch: Scratch
) -> Iterator[Difference]:
    """The new side was asked to `reverse` before; the old one is asked only where the new one fails."""
    try:
        sides.new.answer()
    except SideFailedError as failed:
        if _old_runs_backwards(sides):
            place = new_place(chain, failed.place)
            yield Difference(kind="reverse", place=place, old="runs backwards to zero", new=str(failed))
        return
    left = sorted(_tables(chain) & read_facts(new, scratch).schema.tables.keys())
    for table in left:
        yield Difference(kind="reverse", place=table, old="gone at zero", new="still there at zero")


def _old_runs_backwards(sides: Sides) -> bool:
    sides.old.ask("reverse")
    try:
        sides.old.answer()
    except SideFailedError:
        return False
    return True


def _tables(chain: NewChain) -> set[str]:
    """Those of the chosen apps' models that migrations make."""
    return {
        model._meta.db_table
        for label in chain.apps
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
