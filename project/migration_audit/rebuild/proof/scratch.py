"""The empty places that a proof runs in: databases beside the real one, else schemas in it; dropped with the block."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.db.migrations.migration import Migration

from project.migration_audit.rebuild.chain import RefusedError
from project.migration_audit.rebuild.live_picture import differing, live_picture
from project.migration_audit.rebuild.proof.extensions import extensions_made
from project.migration_audit.rebuild.proof.isolation import not_isolated
from project.migration_audit.rebuild.proof.refusals import no_scratch_database
from project.migration_audit.rebuild.proof.scratch_databases import ScratchDatabases, as_made
from project.migration_audit.rebuild.proof.scratch_schemas import ScratchSchemas
from project.migration_audit.rebuild.proof.space import Space
from project.migration_audit.rebuild.statements import statement


class _Maker(Protocol):
    def make(self, name: str) -> Space: ...
    def drop(self, name: str) -> None: ...


class _Real(NamedTuple):
    """The real database, and what the role may make in its place."""

    number: int
    encoding: str
    collate: str
    ctype: str
    is_like_template: bool
    schemas: list[str]
    may_make_databases: bool
    may_make_schemas: bool


@dataclass(frozen=True, kw_only=True)
class Scratch:
    """A place for the old chain, one for the new, and on demand one for the old chain once more.

    `schema` is the real one that scratch schemas stand for; empty where the places are databases.
    """

    old: Space
    new: Space
    again: Callable[[], Space]
    schema: str = ""

    def told(self, text: str) -> str:
        """With the real schema in the place of one that stands for it."""
        for space in (self.old, self.new) if self.schema else ():
            text = text.replace(space.schema, self.schema)
        return text


@contextmanager
def scratch_spaces(using: str, migrations: Sequence[Migration]) -> Iterator[Scratch]:
    """What a killed proof left is replaced. RefusedError for a role that may make none, or where they don't isolate.

    `migrations` are all that will run.
    """
    with closing(connections[using].copy()) as beside, beside.cursor() as cursor:
        cursor.execute(statement("proof_databases"))
        real = _Real(*cursor.fetchone())
        if not real.may_make_databases and not real.may_make_schemas:
            raise RefusedError(no_scratch_database(using, "its role may create neither a database nor a schema"))
        if real.may_make_databases:
            with _spaces(_databases(using, cursor, real, migrations), real) as scratch:
                yield scratch
        else:
            with _untouched(using, cursor, migrations), _spaces(_schemas(using, cursor), real) as scratch:
                yield scratch


@contextmanager
def _spaces(maker: _Maker, real: _Real) -> Iterator[Scratch]:
    old, new, again = (f"rebuild_{which}_{real.number}" for which in ("old", "new", "again"))
    schema = real.schemas[0] if isinstance(maker, ScratchSchemas) and real.schemas else ""
    try:
        yield Scratch(old=maker.make(old), new=maker.make(new), again=lambda: maker.make(again), schema=schema)
    finally:
        for name in (old, new, again):
            maker.drop(name)


def _databases(using: str, cursor: CursorWrapper, real: _Real, migrations: Sequence[Migration]) -> ScratchDatabases:
    like = "" if real.is_like_template else as_made(cursor, real.encoding, real.collate, real.ctype)
    made_by_migrations = extensions_made(migrations)
    cursor.execute(statement("extensions"))
    extensions = [row for row in cursor.fetchall() if row[0] not in made_by_migrations]
    return ScratchDatabases(using=using, cursor=cursor, like=like, schemas=real.schemas, extensions=extensions)


def _schemas(using: str, cursor: CursorWrapper) -> ScratchSchemas:
    return ScratchSchemas(using=using, cursor=cursor, database=str(connections[using].settings_dict["NAME"]))


@contextmanager
def _untouched(using: str, cursor: CursorWrapper, migrations: Sequence[Migration]) -> Iterator[None]:
    """Refuse what would reach the real schema, and look afterwards whether something did all the same."""
    cursor.execute(statement("schemas"))
    path, beside = cursor.fetchone()
    if found := tuple(not_isolated(using, migrations, [*path, *beside])):
        raise RefusedError(*found)
    before = live_picture(using) or {}
    yield
    if places := differing(before, live_picture(using) or {}):
        why = f"{', '.join(places[:3])} changed while the chains ran in scratch schemas"
        raise RefusedError(no_scratch_database(using, why))
