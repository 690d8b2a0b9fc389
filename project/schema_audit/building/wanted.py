"""What the expected side is made of: collected from models and migrations once per process, since neither changes."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db import connections, router
from django.db.migrations.loader import MigrationLoader

from project.schema_audit.building.asked_of_models import asked_of_models
from project.schema_audit.building.ddl import Ddl, collect, scratch_names
from project.schema_audit.guard import Failure
from project.schema_audit.of_migrations.order import Key
from project.schema_audit.of_migrations.own_statements import OwnStatements, own_statements
from project.schema_audit.owners import ModelClass, split_table, through_models, with_foreign_targets
from project.schema_audit.session import Session
from project.uncollected import uncollected


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The models and what migrations make besides; `scratch_names` is that of `ddl`.

    `asked` stands for the statements of the models, where it can: they are written only when somebody wants them.
    """

    alias: str
    default_schema: str
    models: tuple[ModelClass, ...]
    scratch_names: Mapping[str, str]
    asked: str | None
    own: OwnStatements

    @cached_property
    def ddl(self) -> Ddl:
        """The statements of the models."""
        return collect(connections[self.alias], self.models, self.default_schema)

    @cached_property
    def code(self) -> str:
        """64 hex digits that stand for all statements."""
        of_models = self.ddl.text() if self.asked is None else self.asked
        return hashlib.sha256(f"{of_models}\n{self.own.text()}".encode()).hexdigest()

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Models without statements; a field that raises is none that could be asked."""
        return self.ddl.failures if self.asked is None else ()


def wanted(
    session: Session, models: Collection[ModelClass], loader: MigrationLoader | None, keys: Collection[Key] | None
) -> Wanted:
    """What the models make, and the given migrations with SQL of their own; `keys` None: all of them."""
    chosen = None if keys is None else frozenset(keys)
    everyone = tuple(models)
    # Where no model names a schema one picture serves all tenants.
    home = session.path[0] if _name_schemas(everyone) else ""
    # Django writes some statements for the very version it is connected to.
    return collected((session.alias, session.server_version, home), everyone, loader, chosen)


@lru_cache(maxsize=8)
def _name_schemas(models: tuple[ModelClass, ...]) -> bool:
    tables = (one._meta.db_table for model in models for one in (model, *through_models(model)))
    return any(split_table(table)[0] for table in tables)


@lru_cache(maxsize=8)
def collected(
    side: tuple[str, int, str],
    models: tuple[ModelClass, ...],
    loader: MigrationLoader | None,
    keys: frozenset[Key] | None,
) -> Wanted:
    """The same by what it depends on: alias, version of the server and default schema first."""
    alias, _, default_schema = side
    everyone = tuple(with_foreign_targets(models))
    names = scratch_names(everyone, default_schema)
    own = OwnStatements()
    if loader is not None:
        chosen = loader.graph.nodes if keys is None else keys
        here = [key for key in chosen if router.allow_migrate(alias, key[0])]
        own = own_statements(loader, here, names)
    with uncollected():
        asked = asked_of_models(alias, everyone)
    return Wanted(
        alias=alias,
        default_schema=default_schema,
        models=everyone,
        scratch_names=names,
        asked=asked,
        own=own,
    )
