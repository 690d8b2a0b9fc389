"""Which new files there are, and which old ones each of them replaces: every old name in exactly one.

An old name in two files would be wrong: a server stopped between them would take the second for done. And a server
that is half way along the old chain must not go on with the new one: the file that makes the tables therefore replaces
the app's first migration and the last one that changed a table, so that Django sees it half applied and refuses.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.db.migrations.migration import Migration

from project.findings import Finding
from project.migration_audit.rebuild.chain import RefusedError
from project.migration_audit.rebuild.generation.carrying import Carried
from project.migration_audit.rebuild.generation.old_chain import OldChain, key_of
from project.migration_audit.rebuild.generation.refusals import too_few_files
from project.migration_audit.rebuild.generation.schema import Piece
from project.migration_audit.rebuild.kinds import changes_models
from project.migration_audit.state import MigrationKey


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One new file before it has a name: a piece of the schema, or what one old migration carried, or both."""

    app: str
    piece: int | None
    carried: tuple[Carried, ...]
    old: tuple[MigrationKey, ...] = field(default=())

    @property
    def sources(self) -> tuple[MigrationKey, ...]:
        """The old migrations that its carried operations come from, those that come first left out."""
        return tuple(dict.fromkeys(carried.item.migration for carried in self.carried if not carried.first))


def drafts(old: OldChain, pieces: Sequence[Piece], carried: Sequence[Carried], *, strict: bool) -> tuple[Draft, ...]:
    """All new files, by app in the order they run in; RefusedError for an app with too few old files.

    Not `strict`: what an old migration carried keeps its name even where that is the last one that changed a table.
    """
    made: list[Draft] = []
    refused: list[Finding] = []
    for app in old.chosen:
        migrations = old.of_app(app)
        if not migrations:
            continue
        of_app = [one for one in carried if one.item.migration.app == app]
        schema = list(_of_schema(app, pieces, [one for one in of_app if one.first]))
        given = _Given(migrations, [one for one in of_app if not one.first], schema, strict=strict)
        if given.missing:
            refused.append(too_few_files(app, len(schema), len(migrations)))
        else:
            made += given.drafts()
    if refused:
        raise RefusedError(*refused)
    return tuple(made)


def _of_schema(app: str, pieces: Sequence[Piece], first: Sequence[Carried]) -> Iterator[Draft]:
    """At least one: it replaces what neither makes a table nor carries anything."""
    places: list[int | None] = [place for place, piece in enumerate(pieces) if piece.app == app]
    for number, place in enumerate(places or [None]):
        yield Draft(app=app, piece=place, carried=() if number else tuple(first))


class _Given:
    """Gives each file of one app its old names; `missing` counts pieces of the schema that got none."""

    def __init__(
        self, migrations: Sequence[Migration], late: Sequence[Carried], schema: list[Draft], *, strict: bool
    ) -> None:
        self._keys = [key_of(migration) for migration in migrations]
        self._schema = schema
        self._late = late
        changing = [place for place, migration in enumerate(migrations) if changes_models(migration)]
        self._last = max(changing, default=0)
        self._ends = {self._keys[0], self._keys[self._last]} if strict else {self._keys[0]}
        self._sources = list(dict.fromkeys(carried.item.migration for carried in late))
        self._names: dict[MigrationKey, list[MigrationKey]] = {
            source: [source] for source in self._sources if source not in self._ends
        }
        self._spare = [key for key in self._keys[: self._last] if key not in self._ends and key not in self._names]
        if len(self._spare) < len(schema) - 1 and self._last and self._keys[self._last] not in self._names:
            self._spare.append(self._keys[self._last])
        self._of_pieces = [[self._spare.pop(0)] for _piece in schema[1:] if self._spare]
        self.missing = len(schema) - 1 - len(self._of_pieces)
        self._merged: list[MigrationKey] = []
        for source in self._sources:
            if source not in self._names:
                self._find_a_name(source)

    def drafts(self) -> Iterator[Draft]:
        """The schema's files, then one for each old migration that carries and isn't merged."""
        self._share_the_rest()
        taken = {key for keys in (*self._names.values(), *self._of_pieces) for key in keys}
        rest = [key for key in self._keys if key not in taken]
        merged = tuple(carried for carried in self._late if carried.item.migration in self._merged)
        for place, draft in enumerate(self._schema):
            names = rest if place == 0 else self._of_pieces[place - 1]
            is_last = draft is self._schema[-1]
            yield replace(draft, old=tuple(names), carried=draft.carried + (merged if is_last else ()))
        for source in self._sources:
            if source in self._names:
                carried = tuple(one for one in self._late if one.item.migration == source)
                old = tuple(key for key in self._keys if key in self._names[source])
                yield Draft(app=source.app, piece=None, carried=carried, old=old)

    def _find_a_name(self, source: MigrationKey) -> None:
        """Its own is taken by the tables' file: another one, else its operations join that file."""
        if self._spare:
            self._names[source] = [self._spare.pop(0)]
        else:
            self._merged.append(source)

    def _share_the_rest(self) -> None:
        """A spare name goes to what was carried last before it: who depends on it may need those rows."""
        for key in self._spare:
            before = [source for source in self._sources if source in self._names and self._is_after(key, source)]
            if before:
                self._names[before[-1]].append(key)
        self._spare = []

    def _is_after(self, key: MigrationKey, source: MigrationKey) -> bool:
        return self._keys.index(key) > self._keys.index(source)
