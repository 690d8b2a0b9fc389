"""The rows of django_migrations for some apps: read to the microsecond, and put back with their ids."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.core.management.base import CommandError
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from project.migration_audit.rebuild.statements import statement

Row = Mapping[str, Any]


class SequenceAt(NamedTuple):
    """Where the sequence of the ids stands."""

    last_value: int
    is_called: bool


def read_record_rows(connection: BaseDatabaseWrapper, labels: Collection[str]) -> tuple[dict[str, Any], ...] | None:
    """By id, in JSON's types; None where there is no such table."""
    recorder = MigrationRecorder(connection)
    if not recorder.has_table():
        return None
    found = recorder.migration_qs.filter(app__in=labels).order_by("pk").values("id", "app", "name", "applied")
    return tuple({**row, "applied": row["applied"].isoformat()} for row in found)


def read_sequence(connection: BaseDatabaseWrapper) -> SequenceAt | None:
    """None where the ids have no sequence of PostgreSQL."""
    name = _sequence(connection)
    if name is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(statement("sequence_at").format(sequence=name))
        return SequenceAt(*cursor.fetchone())


def put_record_rows(
    using: str, labels: Collection[str], rows: Sequence[Row] | None, sequence: SequenceAt | None
) -> None:
    """Make the rows of these apps exactly those; the other apps' rows and what they stand on are left alone.

    The sequence goes back to where it stood, but never below an id that is there. None for rows: there was no table,
    and what is there now stays. A CommandError where another app's row has an id that is needed.
    """
    if rows is None:
        return
    connection = connections[using]
    recorder = MigrationRecorder(connection)
    with transaction.atomic(using):
        _hold_still(connection)
        _refuse_taken_ids(recorder, labels, rows)
        present = {row["id"]: row for row in read_record_rows(connection, labels) or ()}
        wanted = {row["id"]: row for row in rows}
        changed = [key for key, row in present.items() if wanted.get(key) != row]
        recorder.migration_qs.filter(pk__in=changed).delete()
        recorder.migration_qs.bulk_create(
            recorder.Migration(**{**row, "applied": datetime.fromisoformat(row["applied"])})
            for key, row in wanted.items()
            if present.get(key) != row
        )
        if sequence is not None:
            _set_sequence(connection, recorder, sequence)


def _hold_still(connection: BaseDatabaseWrapper) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement("hold_records_still"))


def _refuse_taken_ids(recorder: MigrationRecorder, labels: Collection[str], rows: Sequence[Row]) -> None:
    taken = recorder.migration_qs.exclude(app__in=labels).filter(pk__in=[row["id"] for row in rows]).first()
    if taken is not None:
        raise CommandError(
            f"The rows can't be put back: id {taken.pk} of django_migrations belongs to {taken.app}.{taken.name} now. "
            "Give that row another id first."
        )


def _set_sequence(connection: BaseDatabaseWrapper, recorder: MigrationRecorder, sequence: SequenceAt) -> None:
    """Under the lock that keeps others from writing rows, so that going back gives no id twice."""
    name = _sequence(connection)
    if name is None:
        return
    highest = recorder.migration_qs.order_by("-pk").values_list("pk", flat=True).first() or 0
    is_free = sequence.last_value + sequence.is_called > highest
    at = sequence if is_free else SequenceAt(highest, True)
    with connection.cursor() as cursor:
        cursor.execute(statement("set_sequence"), {"sequence": name, **at._asdict()})


def _sequence(connection: BaseDatabaseWrapper) -> str | None:
    """Its name, quoted and with its schema."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(statement("sequence_of_records"))
        name = cursor.fetchone()[0]
    return None if name is None else str(name)
