"""The value that a field gives by itself, as SQL: what fills a new column in the rows that are there already."""

from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connections
from django.db.models import UUIDField

from project.schema_audit.owners import Owner


def default_literal(using: str, owner: Owner, column: str) -> str | None:
    """Django's own choice (AddField makes the same): the default, or an empty text; None where there is none.

    A UUID is made anew for each row.
    """
    try:
        field: Any = apps.get_model(owner.model)._meta.get_field(owner.fields[column])
    except (LookupError, FieldDoesNotExist, ValueError):
        return None
    if isinstance(field, UUIDField) and callable(field.default):
        return "gen_random_uuid()"
    editor = connections[using].schema_editor(collect_sql=True, atomic=False)
    value = editor.effective_default(field)
    if value is None:
        return None
    with connections[using].cursor() as cursor:
        mogrified = cursor.mogrify("%s", [value])
    return mogrified.decode() if isinstance(mogrified, bytes) else str(mogrified)
