"""What the expected side is made of: collected from models and migrations once per process, since neither changes."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from django.db import connections, router
from django.db.migrations.loader import MigrationLoader

from project.schema_audit.ddl import Ddl, collect
from project.schema_audit.migration_order import Key
from project.schema_audit.own_statements import OwnStatements, own_statements
from project.schema_audit.owners import ModelClass, split_table, through_models, with_foreign_targets
from project.schema_audit.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The statements, and `code`: 64 hex digits that stand for them."""

    ddl: Ddl
    own: OwnStatements
    code: str


def wanted(
    session: Session, models: Collection[ModelClass], loader: MigrationLoader | None, keys: Collection[Key] | None
) -> Wanted:
    """What the models make, and the given migrations with SQL of their own; `keys` None: all of them."""
    chosen = None if keys is None else frozenset(keys)
    # Django writes some statements for the very version it is connected to.
    side = (session.alias, session.server_version, _home(session, models))
    return collected(side, tuple(models), loader, chosen)


def _home(session: Session, models: Collection[ModelClass]) -> str:
    """The default schema, where models name schemas; else none, so that one picture serves all tenants."""
    tables = (one._meta.db_table for model in models for one in (model, *through_models(model)))
    return session.path[0] if any(split_table(table)[0] for table in tables) else ""


@lru_cache(maxsize=8)
def collected(
    side: tuple[str, int, str],
    models: tuple[ModelClass, ...],
    loader: MigrationLoader | None,
    keys: frozenset[Key] | None,
) -> Wanted:
    """The same by what it depends on: alias, version of the server and default schema first."""
    alias, _, default_schema = side
    ddl = collect(connections[alias], with_foreign_targets(models), default_schema)
    own = OwnStatements()
    if loader is not None:
        chosen = loader.graph.nodes if keys is None else keys
        here = [key for key in chosen if router.allow_migrate(alias, key[0])]
        own = own_statements(loader, here, ddl.scratch_names)
    return Wanted(ddl=ddl, own=own, code=hashlib.sha256(f"{ddl.text()}\n{own.text()}".encode()).hexdigest())
