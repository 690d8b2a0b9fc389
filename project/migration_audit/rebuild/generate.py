"""Writes the new chain of the chosen apps; reads files and models, touches neither them nor a database."""

from collections.abc import Sequence
from datetime import date

from project.migration_audit.rebuild.chain import Mode, NewChain
from project.migration_audit.rebuild.inventory import InventoryItem
from project.migration_audit.rebuild.scope import ChosenApp


def generate(apps: Sequence[ChosenApp], items: Sequence[InventoryItem], *, today: date, mode: Mode) -> NewChain:
    """The chain that takes the place of these apps' migrations; `today` (UTC) is in the names.

    `items` is the inventory of exactly these apps. Raises RefusedError for what can't be carried over.
    """
    return NewChain(mode=mode, files=(), removed=())
