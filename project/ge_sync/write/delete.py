"""Rows that go, with nothing else: whatever still points at one of them is a refusal, never a cascade."""

from collections.abc import Sequence

from django.db import connection, models


def delete(model: type[models.Model], ids: Sequence[int]) -> None:
    """Delete by primary key. IntegrityError, at once, when a row of ours came to hang on one of them meanwhile."""
    if not ids:
        return
    for relation in model._meta.local_many_to_many:
        through: type[models.Model] = getattr(model, relation.name).through
        linked = through._default_manager.filter(**{f"{relation.m2m_field_name()}__in": ids})
        linked._raw_delete(linked.db)
    doomed = model._default_manager.filter(pk__in=ids)
    doomed._raw_delete(doomed.db)
    connection.check_constraints()
