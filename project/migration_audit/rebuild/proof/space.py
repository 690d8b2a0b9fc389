"""Where a chain runs for the proof: a database of its own, or a schema of its own in the real one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

# Beside NAME, USER and so on of an alias: the one schema that its sessions are to see.
SCHEMA = "scratch_schema"


@dataclass(frozen=True, kw_only=True)
class Space:
    """One place; without a `schema` all of the database is there for nothing else."""

    database: str
    schema: str = ""


def opened(using: str, space: Space) -> BaseDatabaseWrapper:
    """A connection of its own to a place on the same server; close it."""
    connection = connections[using].copy(using)
    connection.settings_dict["NAME"] = space.database
    if space.schema:
        connection.settings_dict["OPTIONS"] = options_within(connection.settings_dict["OPTIONS"], space.schema)
    return connection


def options_within(options: Mapping[str, Any], schema: str) -> dict[str, Any]:
    """Connection options with which a session sees this schema only; the server takes the last of two settings.

    The session is named for it, so that one which a killed proof left is found.
    """
    told = f"{options.get('options', '')} -c search_path={schema} -c application_name={schema}"
    return {**options, "options": told.strip()}
