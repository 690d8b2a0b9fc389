"""Two operations as one, by Django's own word, and without the default that was for the rows of one moment only.

Django's `reduce` forgets `preserve_default=False`: the default would stay in the state of the models for good.
"""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import AddField, AlterField, CreateModel, RenameField
from django.db.migrations.operations.base import Operation
from django.db.models import NOT_PROVIDED


def reduced(one: Operation, other: Operation, app: str) -> list[Operation] | None:
    """What both become; None where they stay two."""
    found: bool | Sequence[Operation] = one.reduce(other, app)
    if isinstance(found, bool):
        return None
    name = _thrown_away(one, other)
    return [operation if name is None else _without_default(operation, name) for operation in found]


def _thrown_away(one: Operation, other: Operation) -> str | None:
    """The field whose default is not to stay, by the name it has afterwards."""
    if isinstance(other, AddField | AlterField):
        return None if other.preserve_default else other.name_lower
    if isinstance(other, RenameField) and isinstance(one, AddField) and not one.preserve_default:
        return other.new_name_lower
    return None


def _without_default(operation: Operation, name: str) -> Operation:
    if isinstance(operation, AddField) and operation.name_lower == name:
        return AddField(operation.model_name, operation.name, operation.field, preserve_default=False)
    if isinstance(operation, CreateModel):
        fields = [(field, _bare(value) if field.lower() == name else value) for field, value in operation.fields]
        return CreateModel(operation.name, fields, operation.options, operation.bases, operation.managers)
    return operation


def _bare(field: Any) -> Any:
    clone = field.clone()
    clone.default = NOT_PROVIDED
    return clone
