"""Whatever Django's schema editor asks of models, in one text: as long as that is the same, so are the statements.

Writing every statement takes most of the time of a process's first check. Columns are told here by what the editor
asks their fields; constraints, indexes, database defaults and computed columns by their own statements, since
expressions can ask for anything.
"""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from types import FunctionType
from typing import Any

import django
from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from project.schema_audit.guard import Failure, guarded
from project.schema_audit.owners import ModelClass, through_models

# The versions whose editor was looked through; a test follows what it asks.
_KNOWN = ((5, 2),)
_of_options = attrgetter("db_table", "db_tablespace", "managed", "proxy", "swapped")
_of_any_field = attrgetter("column", "null", "primary_key", "unique", "db_index", "db_tablespace")


def asked_of_models(alias: str, models: Iterable[ModelClass]) -> str | None:
    """The text, the same in every process that runs the same code.

    None where only the statements will do: with a backend or a schema editor of somebody else, with a Django that may
    ask for more, and for models with a field that raises.
    """
    connection: Any = connections[alias]
    if django.VERSION[:2] not in _KNOWN or type(connection) is not DatabaseWrapper:
        return None
    written = list(_written_into(type(connection).SchemaEditorClass))
    told = guarded("the models", lambda: sorted(_of_models(connection, models)))
    if None in written or isinstance(told, Failure):
        return None
    return repr((written, settings.DEFAULT_INDEX_TABLESPACE, told))


def _of_models(connection: Any, models: Iterable[ModelClass]) -> Iterator[str]:
    editor = connection.schema_editor(collect_sql=True, atomic=False)
    for model in models:
        for table_model in (model, *through_models(model)):
            editor.deferred_sql = []
            yield repr((_of_table(editor, table_model), [str(statement) for statement in editor.deferred_sql]))


def _of_table(editor: Any, model: ModelClass) -> tuple[Any, ...]:
    options: Any = model._meta
    return (
        _of_options(options),
        _text(options.db_table_comment),
        [[options.get_field(name).column for name in names] for names in options.unique_together],
        list(getattr(options.pk, "columns", ())),
        [_of_field(editor, field) for field in options.local_fields],
        [str(constraint.constraint_sql(model, editor)) for constraint in options.constraints],
        [str(index.create_sql(model, editor)) for index in options.indexes],
    )


def _of_field(editor: Any, field: Any) -> list[Any]:
    connection = editor.connection
    told = [*_of_any_field(field), _text(field.db_comment), _text(field.db_type_suffix(connection))]
    parameters = field.db_parameters(connection)
    told += [(name, _text(value)) for name, value in parameters.items()]
    if field.remote_field and parameters["type"] is not None:
        told += _of_key(field) if field.db_constraint else ["no key"]
    if field.db_index or field.unique:
        told += [_type_for_index(connection, field), _is_deterministic(editor, field)]
    if field.has_db_default() or field.generated:
        definition, values = editor.column_sql(field.model, field)
        told.append(str(connection.ops.compose_sql(definition, values or None)))
    return told


def _type_for_index(connection: Any, field: Any) -> str | None:
    """What the editor asks once more for an index; somebody else's field may answer otherwise the second time."""
    return None if type(field).__module__.startswith("django.") else _text(field.db_type(connection))


def _of_key(field: Any) -> list[Any]:
    there, target = field.remote_field.model._meta, field.target_field
    to_column = there.get_field(field.remote_field.field_name).column
    return [there.db_table, to_column, target.model._meta.db_table, target.column]


def _is_deterministic(editor: Any, field: Any) -> bool | None:
    """Whether there is a second index for LIKE; only an index on a collation of its own is worth the question."""
    collation = getattr(field, "db_collation", None)
    if not collation and field.is_relation:
        collation = getattr(field.target_field, "db_collation", None)
    return bool(editor._is_collation_deterministic(collation)) if collation else None


def _text(value: Any) -> str | None:
    """What reads the same in every process: texts may be translated late."""
    return None if value is None else str(value)


def _written_into(editor_class: type) -> Iterator[tuple[str, str] | None]:
    """The patterns of the editor's statements; None for what somebody else put into its place."""
    for one in editor_class.__mro__[:-1]:
        for name, value in vars(one).items():
            if isinstance(value, str):
                yield name, value
            elif isinstance(value, FunctionType) and value.__module__ != one.__module__:
                yield None
