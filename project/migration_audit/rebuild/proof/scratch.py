"""Two empty databases beside the real one, made like it, and dropped with the block."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass

from django.db import DatabaseError, ProgrammingError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from project.migration_audit.rebuild.chain import RefusedError
from project.migration_audit.rebuild.proof.refusals import no_scratch_database
from project.migration_audit.rebuild.statements import statement
from project.schema_audit.fixes.words import quoted


@dataclass(frozen=True, kw_only=True)
class Scratch:
    """The names of both: one for the old chain, one for the new."""

    old: str
    new: str


@contextmanager
def scratch_databases(using: str, *, made_by_migrations: frozenset[str]) -> Iterator[Scratch]:
    """What a killed proof left is replaced; RefusedError for a role that may create none.

    Both get the schemas of the search path, and the extensions of the real database that no migration makes.
    """
    beside = connections[using].copy()
    with closing(beside), beside.cursor() as cursor:
        cursor.execute(statement("proof_databases"))
        old, new, encoding, collate, ctype, like_template, schemas, may_create = cursor.fetchone()
        if not may_create:
            raise RefusedError(no_scratch_database(using, "its role may not create a database"))
        like = "" if like_template else _as_made(cursor, encoding, collate, ctype)
        cursor.execute(statement("extensions"))
        extensions = [row for row in cursor.fetchall() if row[0] not in made_by_migrations]
        try:
            for name in (old, new):
                _drop(cursor, name)
                _create(using, cursor, name, like)
                _prepare(using, name, schemas, extensions)
            yield Scratch(old=old, new=new)
        finally:
            for name in (old, new):
                _drop(cursor, name)


def opened(using: str, database: str) -> BaseDatabaseWrapper:
    """A connection of its own to another database of the same server; close it."""
    connection = connections[using].copy(using)
    connection.settings_dict["NAME"] = database
    return connection


def _as_made(cursor: CursorWrapper, encoding: str, collate: str, ctype: str) -> str:
    """The text that `CREATE DATABASE` needs for a database that isn't like the server's template."""
    cursor.execute("SELECT quote_literal(%s), quote_literal(%s), quote_literal(%s)", [encoding, collate, ctype])
    quoted_encoding, quoted_collate, quoted_ctype = cursor.fetchone()
    return f" TEMPLATE template0 ENCODING {quoted_encoding} LC_COLLATE {quoted_collate} LC_CTYPE {quoted_ctype}"


def _create(using: str, cursor: CursorWrapper, name: str, like: str) -> None:
    try:
        cursor.execute(f"CREATE DATABASE {quoted(name)}{like}")
    except DatabaseError as error:
        first_line = str(error).strip().partition("\n")[0]
        raise RefusedError(no_scratch_database(using, first_line)) from error


def _prepare(using: str, name: str, schemas: Sequence[str], extensions: Sequence[Sequence[str]]) -> None:
    """What the role may not create there is left to the migrations, which then say what they miss."""
    with closing(opened(using, name)) as connection, connection.cursor() as cursor:
        for schema in dict.fromkeys([*schemas, *(schema for _name, schema in extensions)]):
            with suppress(ProgrammingError):
                cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted(schema)}")
        for extension, schema in extensions:
            with suppress(DatabaseError):
                cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {quoted(extension)} SCHEMA {quoted(schema)} CASCADE")


def _drop(cursor: CursorWrapper, name: str) -> None:
    """Without FORCE, which an autovacuum worker there refuses to a plain role."""
    cursor.execute(statement("end_scratch_sessions"), {"name": name})
    cursor.execute(f"DROP DATABASE IF EXISTS {quoted(name)}")
