"""Rows that other rows of ours hang on: they can't go, whatever the server says."""

from collections.abc import Collection

from django.apps import apps

from project.ge_sync.comparing.mapping import BY_NAME, DEBIT


def in_use(table: str, ids: Collection[int]) -> set[int]:
    """Those of these rows that allotments, trades, invoices or anything else here points at; a query for each."""
    found: set[int] = set()
    for relation in apps.get_model(BY_NAME[table].model)._meta.related_objects:
        pointing = relation.related_model
        if relation.field.many_to_many or pointing._meta.db_table == DEBIT:
            continue
        rows = pointing._default_manager.filter(**{f"{relation.field.name}__in": ids})
        found.update(rows.values_list(f"{relation.field.name}_id", flat=True))
    return found
