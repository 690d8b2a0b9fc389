"""Whose table is it: which models an alias's tables belong to, by the routers and the models' own words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.apps import apps as installed_apps
from django.apps.registry import Apps
from django.conf import settings
from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model
from django.utils.module_loading import import_string

ModelClass = type[Model]
_NAME_BYTES = 63


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The model behind a table; `fields` maps columns to fields, `given_names` are those that Meta writes out.

    `schema` is None for the default one.

    Migrations make it as `made_by`, or by the many-to-many field `made_by_field` of that model. `migrated_id` is the
    type that migrations give the `id` of such a table, where the app's own setting gives it another at run time.
    """

    app: str
    model: str
    schema: str | None
    relation: str
    fields: Mapping[str, str]
    given_names: frozenset[str]
    made_by: str
    made_by_field: str | None = None
    migrated_id: str | None = None


def table_name(db_table: str, default_schema: str) -> str:
    """`db_table` as findings write it; `schema"."table` is how a model leaves the default schema."""
    schema, relation = split_table(db_table)
    return relation if schema in (None, default_schema) else f"{schema}.{relation}"


def split_table(db_table: str) -> tuple[str | None, str]:
    """The schema that `db_table` smuggles in, if any, and the bare name of the table, as PostgreSQL cuts it off."""
    schema, separator, relation = db_table.strip('"').partition('"."')
    return (_cut(schema), _cut(relation)) if separator else (None, _cut(schema))


def _cut(name: str) -> str:
    return name.encode()[:_NAME_BYTES].decode(errors="ignore")


def managed_models(using: str, apps: Apps = installed_apps) -> list[ModelClass]:
    """One model for each table that `migrate` would make on the alias, the table of migrations included."""
    found: dict[str, ModelClass] = {}
    for model in apps.get_models():
        options = model._meta
        if options.can_migrate(connections[using]) and router.allow_migrate_model(using, model):
            found.setdefault(options.db_table, model)
    if found:
        recorder = MigrationRecorder(connections[using]).Migration
        found.setdefault(recorder._meta.db_table, recorder)
    return list(found.values())


def with_foreign_targets(models: Iterable[ModelClass]) -> list[ModelClass]:
    """The models and all that their foreign keys lead to, so that no key leaves the scratch schema."""
    found = {model._meta.db_table: model for model in models}
    waiting = list(found.values())
    while waiting:
        for target in _targets(waiting.pop()):
            if target._meta.db_table not in found:
                found[target._meta.db_table] = target
                waiting.append(target)
    return list(found.values())


def _targets(model: ModelClass) -> Iterator[ModelClass]:
    for holder in (model, *through_models(model)):
        for field in holder._meta.local_fields:
            target: Any = field.remote_field and field.remote_field.model
            if isinstance(target, type) and issubclass(target, Model) and target._meta.auto_created is False:
                yield target._meta.concrete_model or target


def through_models(model: ModelClass) -> list[ModelClass]:
    """The models Django makes by itself for the model's many-to-many fields."""
    throughs: list[Any] = [field.remote_field.through for field in model._meta.local_many_to_many]
    return [through for through in throughs if through._meta.auto_created]


def owners_by_table(
    models: Iterable[ModelClass], default_schema: str, connection: BaseDatabaseWrapper
) -> Mapping[str, Owner]:
    """The owner of every table that the models make, the many-to-many tables included."""
    return _owners_by_table(tuple(models), default_schema, connection.alias)


@lru_cache(maxsize=8)
def _owners_by_table(models: tuple[ModelClass, ...], default_schema: str, alias: str) -> Mapping[str, Owner]:
    """Computed once: models don't change while the process runs."""
    owners: dict[str, Owner] = {}
    for model in models:
        for table_model in (model, *through_models(model)):
            name = table_name(table_model._meta.db_table, default_schema)
            schema = split_table(table_model._meta.db_table)[0]
            owner = _owner(table_model, connections[alias])
            owners.setdefault(name, replace(owner, schema=None if schema == default_schema else schema))
    return owners


def known_tables(apps: Apps, default_schema: str) -> frozenset[str]:
    """Every table that any model names, unmanaged and other aliases' ones included: none of them is a leftover."""
    return _tables_of(tuple(apps.get_models(include_auto_created=True)), default_schema)


@lru_cache(maxsize=8)
def _tables_of(models: tuple[ModelClass, ...], default_schema: str) -> frozenset[str]:
    return frozenset(table_name(model._meta.db_table, default_schema) for model in models)


def _owner(model: ModelClass, connection: BaseDatabaseWrapper) -> Owner:
    options = model._meta
    parent: Any = options.auto_created
    return Owner(
        app=options.app_label,
        model=options.label,
        schema=None,
        relation=split_table(options.db_table)[1],
        fields={field.column: field.name for field in options.local_concrete_fields if field.column},
        given_names=frozenset(item.name for item in (*options.indexes, *options.constraints) if item.name),
        made_by=str(parent._meta.object_name if parent else options.object_name),
        made_by_field=_many_to_many_field(parent, model) if parent else None,
        migrated_id=_migrated_id(connection) if parent else None,
    )


def _many_to_many_field(parent: ModelClass, through: ModelClass) -> str | None:
    fields = parent._meta.local_many_to_many
    return next((field.name for field in fields if field.remote_field.through is through), None)


def _migrated_id(connection: BaseDatabaseWrapper) -> str | None:
    """Migrations know no AppConfig: their through tables get the project's DEFAULT_AUTO_FIELD."""
    field: Any = import_string(settings.DEFAULT_AUTO_FIELD)()
    kind: str | None = field.rel_db_type(connection)
    return kind
