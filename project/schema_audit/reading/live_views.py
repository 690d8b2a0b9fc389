"""Reads the views that migrations make: by themselves, since PostgreSQL locks what a view reads to say what it is."""

from collections.abc import Collection, Mapping

from django.db import DatabaseError

from project.schema_audit.reading.assemble_types import views
from project.schema_audit.reading.snapshot import read_views
from project.schema_audit.schema import Function
from project.schema_audit.session import Session, savepoint


def live_views(session: Session, wanted: Collection[str]) -> Mapping[str, Function] | None:
    """The views of these names; None where they can't be read, as when somebody holds a table that one reads."""
    if not wanted:
        return {}
    try:
        with savepoint(session):
            return views(read_views(session.cursor, session.path, wanted))
    except DatabaseError:
        return None
