"""Which recorded operation makes what no model has: SQL of a migration's own, and the validation of a constraint."""

import re
from collections.abc import Iterable, Iterator, Sequence

from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from project.migration_audit.faked.blame import Place
from project.migration_audit.faked.history import Step, steps_of
from project.migration_audit.sql_of import sql_texts
from project.migration_audit.state import MigrationKey

_MAKES = re.compile(r"\b(create|add|alter|rename|validate)\b", re.I)


def own_work(loader: MigrationLoader, keys: Sequence[MigrationKey], place: Place) -> Step | None:
    """The last operation that makes what stands at the place with SQL of its own; None where no one names it."""
    wanted = [name for name in (place.object or place.table, place.column) if name]
    steps = list(steps_of(loader, keys))
    return next((step for step in reversed(steps) if _makes(step.operation, wanted)), None)


def _makes(operation: Operation, names: Iterable[str]) -> bool:
    return any(_MAKES.search(text) and all(_names(text, name) for name in names) for text in own_texts_of(operation))


def own_texts_of(operation: Operation) -> Iterator[str]:
    """Each script of an operation's own SQL."""
    if isinstance(operation, ops.SeparateDatabaseAndState):
        for one in operation.database_operations:
            yield from own_texts_of(one)
    elif isinstance(operation, ops.RunSQL):
        yield from sql_texts(operation.sql)
    elif type(operation).__name__ == "ValidateConstraint":
        yield f"validate {getattr(operation, 'name', '')}"


def _names(text: str, name: str) -> bool:
    bare = re.escape(name.rpartition(".")[2])
    return re.search(rf"(?<!\w){bare}(?!\w)", text, re.I) is not None
