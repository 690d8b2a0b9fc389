"""Empty databases beside the real one, made like it."""

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass

from django.db import DatabaseError, ProgrammingError
from django.db.backends.utils import CursorWrapper

from project.migration_audit.rebuild.chain import RefusedError
from project.migration_audit.rebuild.proof.refusals import no_scratch_database
from project.migration_audit.rebuild.proof.space import Space, opened
from project.migration_audit.rebuild.statements import statement
from project.schema_audit.fixes.words import quoted


@dataclass(frozen=True, kw_only=True)
class ScratchDatabases:
    """Makes and drops them; `like` is what `CREATE DATABASE` needs to make one like the real one.

    Each gets the schemas of the search path, and the `extensions` (name, schema) that no migration makes.
    """

    using: str
    cursor: CursorWrapper
    like: str
    schemas: Sequence[str]
    extensions: Sequence[Sequence[str]]

    def make(self, name: str) -> Space:
        """In the place of what a killed proof left."""
        self.drop(name)
        try:
            self.cursor.execute(f"CREATE DATABASE {quoted(name)}{self.like}")
        except DatabaseError as error:
            first_line = str(error).strip().partition("\n")[0]
            raise RefusedError(no_scratch_database(self.using, first_line)) from error
        space = Space(database=name)
        self._prepare(space)
        return space

    def drop(self, name: str) -> None:
        """Without FORCE, which an autovacuum worker there refuses to a plain role."""
        self.cursor.execute(statement("end_scratch_sessions"), {"name": name})
        self.cursor.execute(f"DROP DATABASE IF EXISTS {quoted(name)}")

    def _prepare(self, space: Space) -> None:
        """What the role may not create there is left to the migrations, which then say what they miss."""
        with closing(opened(self.using, space)) as connection, connection.cursor() as cursor:
            for schema in dict.fromkeys([*self.schemas, *(schema for _name, schema in self.extensions)]):
                with suppress(ProgrammingError):
                    cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted(schema)}")
            for extension, schema in self.extensions:
                with suppress(DatabaseError):
                    cursor.execute(
                        f"CREATE EXTENSION IF NOT EXISTS {quoted(extension)} SCHEMA {quoted(schema)} CASCADE"
                    )


def as_made(cursor: CursorWrapper, encoding: str, collate: str, ctype: str) -> str:
    """The text that `CREATE DATABASE` needs for a database that isn't like the server's template."""
    cursor.execute("SELECT quote_literal(%s), quote_literal(%s), quote_literal(%s)", [encoding, collate, ctype])
    quoted_encoding, quoted_collate, quoted_ctype = cursor.fetchone()
    return f" TEMPLATE template0 ENCODING {quoted_encoding} LC_COLLATE {quoted_collate} LC_CTYPE {quoted_ctype}"
