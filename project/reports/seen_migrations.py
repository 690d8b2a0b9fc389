"""The files of recorded migrations as they were first seen, as rows."""

from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, transaction

from project.migration_audit.seen_files import look_at_files
from project.recording import SeenMigration
from project.reports import models


def remembered() -> Sequence[SeenMigration] | None:
    """All of them; None where the table can't be read."""
    try:
        with transaction.atomic():
            return [
                SeenMigration(
                    app=row.app,
                    name=row.name,
                    file_sha256=row.file_sha256,
                    code_sha256=row.code_sha256,
                    applied_at=row.applied_at,
                )
                for row in models.SeenMigration.objects.all()
            ]
    except DatabaseError:
        return None


def remember(seen: Sequence[SeenMigration]) -> None:
    """Write these and forget the others; where rows can't be written, the next audit tries again."""
    try:
        with transaction.atomic():
            models.SeenMigration.objects.bulk_create(
                [models.SeenMigration(**vars(one)) for one in seen],
                update_conflicts=True,
                unique_fields=["app", "name"],
                update_fields=["file_sha256", "code_sha256", "applied_at"],
            )
            kept = {(one.app, one.name) for one in seen}
            gone = [row.pk for row in models.SeenMigration.objects.all() if (row.app, row.name) not in kept]
            models.SeenMigration.objects.filter(pk__in=gone).delete()
    except DatabaseError:
        return


def remember_after_migrate(using: str, **kwargs: Any) -> None:
    """What `migrate` has just recorded is remembered at once, and what it took back forgotten."""
    look_at_files(using)
