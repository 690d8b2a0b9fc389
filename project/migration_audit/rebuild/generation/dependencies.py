"""What each new file depends on, and what has to wait for it: the old chain's word, in the new names."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from project.migration_audit.rebuild.generation.layout import Draft
from project.migration_audit.rebuild.generation.old_chain import OldChain, setting_of
from project.migration_audit.rebuild.generation.schema import SETTING, Piece
from project.migration_audit.state import MigrationKey

Dependency = tuple[str, str]


class Links:
    """Answers for each draft by its place; `names` are the keys of the new files, in the drafts' order."""

    def __init__(
        self, old: OldChain, pieces: Sequence[Piece], drafts: Sequence[Draft], names: Sequence[MigrationKey]
    ) -> None:
        self._old = old
        self._pieces = pieces
        self._drafts = drafts
        self._names = names
        self._place_of = {key: place for place, draft in enumerate(drafts) for key in draft.old}
        self._place_of_piece = {draft.piece: place for place, draft in enumerate(drafts) if draft.piece is not None}

    def depends_on(self, place: int) -> tuple[Dependency, ...]:
        """Its dependencies, without those that say the same twice."""
        draft = self._drafts[place]
        needed = self.needs(place)
        implied = {further for other in needed for further in self._all_needs(other)} - self._just_before(place)
        named = needed - implied - self._swapped(draft)
        found: dict[Dependency, None] = dict.fromkeys(self._names[other] for other in sorted(named))
        if draft.piece is not None:
            piece = self._pieces[draft.piece]
            found.update(dict.fromkeys((SETTING, name) for name in sorted(piece.settings)))
            found.update(dict.fromkeys(self._of_other_apps(self._old_of_app(draft.app), piece.others)))
        if draft.carried:
            sources = dict.fromkeys(carried.item.migration for carried in draft.carried)
            found.update(dict.fromkeys(self._of_other_apps(sources, None)))
            found.update(dict.fromkeys(self._settings(sources)))
        return tuple(found)

    def runs_before(self, place: int) -> tuple[Dependency, ...]:
        """`run_before` of all that it replaces."""
        declared = {
            dependency: None
            for migration in self._old.migrations
            if (migration.app_label, migration.name) in self._drafts[place].old
            for dependency in migration.run_before
        }
        found = dict.fromkeys(self._renamed(dependency) for dependency in declared)
        return tuple(dependency for dependency in found if dependency != self._names[place])

    def needs(self, place: int) -> set[int]:
        """The other new files it depends on."""
        draft = self._drafts[place]
        found = {other for other in range(place) if self._drafts[other].app == draft.app}
        if draft.piece is not None:
            found |= {self._place_of_piece[piece] for piece in self._pieces[draft.piece].after} | self._swapped(draft)
        for source in dict.fromkeys(carried.item.migration for carried in draft.carried if not carried.first):
            found |= set(self._of_carried(source))
        found |= set(self._materials(draft))
        return found - {place}

    def _just_before(self, place: int) -> set[int]:
        """The app's file before it, which Django wants to see named."""
        return {other for other in (place - 1,) if other >= 0 and self._drafts[other].app == self._drafts[place].app}

    def _all_needs(self, place: int) -> set[int]:
        """Its needs, theirs, and so on."""
        found: set[int] = set()
        todo = self.needs(place)
        while todo:
            found |= todo
            todo = {further for other in todo for further in self.needs(other)} - found
        return found

    def _swapped(self, draft: Draft) -> set[int]:
        """New files that it needs through a setting only, which says so for any project."""
        if draft.piece is None:
            return set()
        piece = self._pieces[draft.piece]
        return {self._place_of_piece[other] for other in piece.swapped - piece.after}

    def _of_carried(self, source: MigrationKey) -> Iterator[int]:
        """What an old migration stood on: the whole schema of those apps, and what they had carried before it."""
        before = [key for key in self._old.before(source) if key in self._place_of]
        apps = {key.app for key in before}
        for place, draft in enumerate(self._drafts):
            if draft.app in apps and (draft.piece is not None or set(draft.sources) & set(before)):
                yield place

    def _materials(self, draft: Draft) -> Iterator[int]:
        """Files that begin with what models are made of, where the old files of this app stood on those."""
        if draft.piece is None:
            return
        stood_on = {before for key in self._old_of_app(draft.app) for before in self._old.before(key)}
        for place, other in enumerate(self._drafts):
            makes = {carried.item.migration for carried in other.carried if carried.first}
            if other.app != draft.app and makes & stood_on and not self._stands_on(other, draft.app):
                yield place

    def _stands_on(self, draft: Draft, app: str) -> bool:
        """Whether the schema of a draft needs that of an app, through others too."""
        todo = [draft.piece] if draft.piece is not None else []
        seen: set[int] = set()
        while todo:
            piece = todo.pop()
            if piece is not None and piece not in seen:
                seen.add(piece)
                todo += self._pieces[piece].after | self._pieces[piece].swapped
        return any(self._pieces[piece].app == app for piece in seen)

    def _of_other_apps(self, keys: Collection[MigrationKey], wanted: Collection[str] | None) -> Iterator[Dependency]:
        """The last migration of each other app (of the `wanted` ones) that these declare; else what they stood on."""
        declared = self._declared(keys)
        apps = sorted(wanted) if wanted is not None else sorted({app for app, _name in declared})
        for app in apps:
            found = [dependency for dependency in declared if dependency[0] == app]
            stood_on = [before for key in keys for before in self._old.before(key) if before.app == app]
            yield from self._latest(found or list(dict.fromkeys(stood_on)))

    def _declared(self, keys: Collection[MigrationKey]) -> dict[Dependency, None]:
        """Dependencies on apps that aren't chosen, swappable ones left out."""
        return {
            (dependency[0], dependency[1]): None
            for migration in self._old.migrations
            if (migration.app_label, migration.name) in keys
            for dependency in migration.dependencies
            if dependency[0] not in self._old.chosen and setting_of(dependency) is None
        }

    def _settings(self, keys: Collection[MigrationKey]) -> Iterator[Dependency]:
        """The swappable models that these declare."""
        for migration in self._old.migrations:
            if (migration.app_label, migration.name) in keys:
                for dependency in migration.dependencies:
                    if setting := setting_of(dependency):
                        yield SETTING, setting

    def _latest(self, found: Sequence[Dependency]) -> Iterator[Dependency]:
        """Those that no other one of them stands on."""
        node_of: Mapping[Dependency, MigrationKey | None] = {one: self._old.node_of(one) for one in found}
        behind = {before for node in node_of.values() if node for before in self._old.before(node)}
        return (one for one, node in node_of.items() if node not in behind)

    def _old_of_app(self, app: str) -> list[MigrationKey]:
        return [MigrationKey(m.app_label, m.name) for m in self._old.of_app(app)]

    def _renamed(self, dependency: Dependency) -> Dependency:
        """The new file that holds what a declared dependency means; itself where that isn't replaced."""
        node = self._old.node_of(dependency)
        return self._names[self._place_of[node]] if node in self._place_of else dependency
