"""The statements by which Django itself would make the tables; collected, never written to the database here."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from project.schema_audit.guard import Failure, guarded
from project.schema_audit.owners import ModelClass, split_table, table_name, through_models


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDdl:
    """One table: what makes it, and what is added once every table stands (foreign keys, indexes)."""

    table: str
    create: tuple[str, ...]
    finish: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ddl:
    """All tables; `scratch_names` maps each relation's name in the scratch schema to the table it stands for."""

    tables: tuple[TableDdl, ...]
    scratch_names: Mapping[str, str]
    failures: tuple[Failure, ...]

    def lines(self) -> Iterator[str]:
        """Every statement."""
        return (line for table in self.tables for line in (*table.create, *table.finish))

    def text(self) -> str:
        """The sorted statements: the same code gives the same text in every process."""
        return "\n".join(sorted(self.lines()))


def collect(connection: BaseDatabaseWrapper, models: Iterable[ModelClass], default_schema: str) -> Ddl:
    """Ask Django for the statements of each model; a model whose fields raise becomes a failure named by its table."""
    recorder = _recorder(connection)
    models = sorted(models, key=lambda model: model._meta.db_table)
    failures = []
    with recorder:
        for model in models:
            table = table_name(model._meta.db_table, default_schema)
            outcome = guarded(table, partial(recorder.create_model, model))
            if isinstance(outcome, Failure):
                failures.append(outcome)
                recorder.statements.pop(model._meta.db_table, None)
        recorder.collected_sql.clear()
        recorder.deferred_sql.clear()
    names = _in_scratch(models)
    moved = {connection.ops.quote_name(table): f'"{names[table]}"' for table in names if split_table(table)[0]}
    return Ddl(
        tables=tuple(
            TableDdl(
                table=table_name(db_table, default_schema),
                create=tuple(_into_scratch(statement, moved) for statement in create),
                finish=tuple(_into_scratch(statement, moved) for statement in finish),
            )
            for db_table, (create, finish) in recorder.statements.items()
        ),
        scratch_names=scratch_names(models, default_schema),
        failures=tuple(failures),
    )


def scratch_names(models: Iterable[ModelClass], default_schema: str) -> dict[str, str]:
    """Which table each relation of the scratch schema stands for; known before there are statements."""
    return {name: table_name(db_table, default_schema) for db_table, name in _in_scratch(models).items()}


def _in_scratch(models: Iterable[ModelClass]) -> dict[str, str]:
    """A bare name for each table: its own, or a numbered one where two schemas hold the same name."""
    names: dict[str, str] = {}
    taken = Counter[str]()
    for db_table in sorted({one._meta.db_table for model in models for one in (model, *through_models(model))}):
        relation = split_table(db_table)[1]
        names[db_table] = f"{relation}#{taken[relation]}" if taken[relation] else relation
        taken[relation] += 1
    return names


def _into_scratch(statement: str, moved: Mapping[str, str]) -> str:
    """The statement with the tables of other schemas called by their scratch name."""
    for qualified, scratch in moved.items():
        statement = statement.replace(qualified, scratch)
    return statement


class _Recorder(BaseDatabaseSchemaEditor):
    """What `_recorder` returns: the alias's own schema editor, writing down instead of executing."""

    statements: dict[str, tuple[list[str], list[str]]]


def _recorder(connection: BaseDatabaseWrapper) -> _Recorder:
    editor_class: Any = connection.SchemaEditorClass

    class Recorder(editor_class):  # type: ignore[misc]  # the class is the alias's own, known only here
        """Keeps the statements by table."""

        def __init__(self) -> None:
            super().__init__(connection, collect_sql=True, atomic=False)
            self.statements: dict[str, tuple[list[str], list[str]]] = {}

        def create_model(self, model: ModelClass) -> None:
            collected, deferred = len(self.collected_sql), len(self.deferred_sql)
            create: list[str] = []
            finish: list[str] = []
            self.statements[model._meta.db_table] = (create, finish)
            super().create_model(model)
            create += self.collected_sql[collected:]
            # A state that keeps index_together beside the index it became asks for the same one twice.
            finish += dict.fromkeys(f"{statement};" for statement in self.deferred_sql[deferred:])
            del self.collected_sql[collected:], self.deferred_sql[deferred:]

    return cast(_Recorder, Recorder())
