"""Empty schemas in the real database, for a role that may not create databases: a session sees its own one only."""

from contextlib import closing
from dataclasses import dataclass

from django.db import DatabaseError
from django.db.backends.utils import CursorWrapper

from project.migration_audit.rebuild.chain import RefusedError
from project.migration_audit.rebuild.proof.refusals import no_scratch_database
from project.migration_audit.rebuild.proof.space import Space, opened
from project.migration_audit.rebuild.statements import statement
from project.schema_audit.fixes.words import quoted


@dataclass(frozen=True, kw_only=True)
class ScratchSchemas:
    """Makes and drops them, in the database that the cursor is on."""

    using: str
    cursor: CursorWrapper
    database: str

    def make(self, name: str) -> Space:
        """In the place of what a killed proof left; RefusedError where a session would see more than it."""
        self.drop(name)
        self.cursor.execute(f"CREATE SCHEMA {quoted(name)}")
        space = Space(database=self.database, schema=name)
        seen = self._seen_from(space)
        if seen != [name]:
            why = f"a session that is to see schema {name} alone sees {', '.join(seen) or 'none'}"
            raise RefusedError(no_scratch_database(self.using, why))
        return space

    def drop(self, name: str) -> None:
        """With all that is in it."""
        self.cursor.execute(statement("end_schema_sessions"), {"name": name})
        self.cursor.execute(f"DROP SCHEMA IF EXISTS {quoted(name)} CASCADE")

    def _seen_from(self, space: Space) -> list[str]:
        """A backend or a pool between may set the search path itself."""
        try:
            with closing(opened(self.using, space)) as connection, connection.cursor() as cursor:
                cursor.execute("SELECT current_schemas(false)")
                found: list[str] = cursor.fetchone()[0]
                return found
        except DatabaseError as error:
            first_line = str(error).strip().partition("\n")[0]
            raise RefusedError(no_scratch_database(self.using, first_line)) from error
