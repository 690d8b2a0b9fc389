"""Writes the new chain of the chosen apps; reads files and models, touches neither them nor a database."""

from collections.abc import Sequence
from datetime import date

from django.apps import apps as installed
from django.db.migrations.state import ProjectState

from project.migration_audit.rebuild.chain import Mode, NewChain
from project.migration_audit.rebuild.generation.folding import folded_chain
from project.migration_audit.rebuild.generation.from_models import chain_from_models
from project.migration_audit.rebuild.generation.old_chain import read_old_chain
from project.migration_audit.rebuild.inventory import InventoryItem
from project.migration_audit.rebuild.scope import ChosenApp


def generate(apps: Sequence[ChosenApp], items: Sequence[InventoryItem], *, today: date, mode: Mode) -> NewChain:
    """The chain that takes the place of these apps' migrations; `today` (UTC) is in the names.

    `items` is the inventory of exactly these apps. Raises RefusedError for what can't be carried over.
    """
    old = read_old_chain(apps)
    if mode is Mode.REMOVE_ALTERS:
        return folded_chain(old, items, today=today)
    return chain_from_models(old, items, ProjectState.from_apps(installed), today=today)
