"""What the code says the schema is: collected statements, described by PostgreSQL, from the cache where it is known."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import connections
from django.db.migrations.loader import MigrationLoader

from project.schema_audit import cache, scratch
from project.schema_audit.assemble import assemble
from project.schema_audit.ddl import collect
from project.schema_audit.guard import Failure
from project.schema_audit.migration_order import Key
from project.schema_audit.own_statements import OwnStatements, own_statements
from project.schema_audit.owners import ModelClass, with_foreign_targets
from project.schema_audit.schema import Schema
from project.schema_audit.session import Session

_pictures: dict[str, Schema] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One expected side; `origin` says how it was come by, `failures` which tables could not be built and why."""

    schema: Schema
    origin: str
    failures: Mapping[str, str]


def expected_schema(
    session: Session, models: list[ModelClass], loader: MigrationLoader | None, keys: Collection[Key] | None = None
) -> Expected:
    """The schema that the models make on this server, with what migrations make by SQL of their own.

    `keys` names the migrations to take that from; None for all. Without a loader only the models count.

    Raises `scratch.ScratchUnavailableError` where it is neither cached nor can be built.
    """
    ddl = collect(connections[session.alias], with_foreign_targets(models), session.path[0])
    own = OwnStatements()
    if loader is not None:
        chosen = loader.graph.nodes if keys is None else keys
        own = own_statements(loader, chosen, ddl.scratch_names)
    key = cache.cache_key(
        f"{ddl.text()}\n{own.text()}",
        server_version=session.server_version,
        extensions=session.extensions,
        path_setting=session.path_setting,
    )
    if key in _pictures:
        return _expected(_pictures[key], "memory", ddl.failures)
    if rows := cache.load(key):
        _pictures[key] = assemble(rows, ddl.scratch_names)
        return _expected(_pictures[key], "cache", ddl.failures)
    built = scratch.build(session.alias, ddl, own)
    schema = assemble(built.rows, ddl.scratch_names)
    if not built.failures:
        _pictures[key] = schema
        cache.store(key, built.rows)
    return _expected(schema, "built", (*ddl.failures, *built.failures))


def _expected(schema: Schema, origin: str, failures: tuple[Failure, ...]) -> Expected:
    return Expected(schema=schema, origin=origin, failures={failure.step: failure.error for failure in failures})
