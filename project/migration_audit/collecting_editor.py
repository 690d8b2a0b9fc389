"""The alias's own schema editor, collecting; it knows the constraints that earlier pending statements would make.

Django looks constraints up by their columns in the live database. There it finds the real names, whoever gave them;
what a pending migration makes is not there yet and is looked up here.
"""

from typing import Any, cast

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement

_KINDS = {"UNIQUE": "unique", "FOREIGN KEY": "foreign_key", "CHECK": "check", "INDEX": "index"}


class MadeConstraint:
    """A constraint or index that a statement of the plan makes, by table, columns and kind."""

    def __init__(self, statement: Statement) -> None:
        self.table = str(statement.parts["table"]).strip('"')
        self.columns = list(getattr(statement.parts.get("columns") or statement.parts.get("column"), "columns", []))
        self.name = str(statement.parts["name"]).strip('"')
        self.kinds = {kind for word, kind in _KINDS.items() if word in statement.template}

    def answers(self, table: str, columns: list[str] | None, asked: dict[str, Any]) -> bool:
        """Whether Django asks for it."""
        wanted = {kind for kind, value in asked.items() if value and kind in _KINDS.values()}
        return self.table == table and columns in (None, self.columns) and wanted <= self.kinds


class CollectingEditor(BaseDatabaseSchemaEditor):
    """What `collecting_editor` returns; `made` is shared by the editors of one plan."""

    made: list[MadeConstraint]


def collecting_editor(connection: BaseDatabaseWrapper, *, atomic: bool, made: list[MadeConstraint]) -> CollectingEditor:
    """An editor that executes nothing."""
    editor_class: Any = connection.SchemaEditorClass

    class Editor(editor_class):  # type: ignore[misc]  # the class is the alias's own, known only here
        """Collects, and remembers what would be made."""

        def __init__(self) -> None:
            super().__init__(connection, collect_sql=True, atomic=atomic)

        def execute(self, sql: Any, params: Any = ()) -> Any:
            _remember(sql, made)
            return super().execute(sql, params)

        def _constraint_names(self, model: Any, column_names: Any = None, **asked: Any) -> list[str]:
            found: list[str] = super()._constraint_names(model, column_names, **asked)
            for waiting in self.deferred_sql:
                _remember(waiting, made)
            return found or _planned(model, column_names, asked, made)

    return cast(CollectingEditor, Editor())


def _remember(sql: Any, made: list[MadeConstraint]) -> None:
    if isinstance(sql, Statement) and {"name", "table"} <= sql.parts.keys() and "DROP" not in sql.template:
        made.append(MadeConstraint(sql))


def _planned(model: Any, columns: list[str] | None, asked: dict[str, Any], made: list[MadeConstraint]) -> list[str]:
    """The name that the plan gives it; else the one that PostgreSQL gives what a column definition says."""
    table = str(model._meta.db_table).strip('"')
    excluded = asked.get("exclude") or ()
    names = [one.name for one in made if one.answers(table, columns, asked) and one.name not in excluded]
    if names:
        return list(dict.fromkeys(names))[-1:]
    for kind, ending in (("primary_key", "pkey"), ("unique", "key"), ("check", "check")):
        if asked.get(kind) and not asked.get("index") and len(columns or ()) <= 1:
            return ["_".join([table, *(columns or () if kind != "primary_key" else ()), ending])]
    return []
