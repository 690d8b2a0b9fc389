"""Folds the operations of one app into those they change, file by file, by what Django's operations say themselves.

A file that gave an operation away must not be left half: a server that has the file that took it, and not the one that
gave it, would never get the change. So a giver either becomes empty, and its name goes to the taker, or keeps all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.migrations.migration import Migration
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    CreateModel,
    RunPython,
    RunSQL,
    SeparateDatabaseAndState,
)
from django.db.migrations.operations.base import Operation

from project.migration_audit.rebuild.generation.observers import Observers, lets_pass
from project.migration_audit.rebuild.generation.reducing import reduced

_ADDITIONS = (CreateModel, AddField, AddIndex, AddConstraint)


@dataclass(frozen=True, kw_only=True)
class Placed:
    """An operation in the file it is now in; `origin` are its file's number and its own number in the old chain."""

    operation: Operation
    file: int
    origin: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Folded:
    """What is left of the files, and the file that took over the name of each that became empty, by their numbers."""

    placed: tuple[Placed, ...]
    owner: dict[int, int]


def fold(app: str, migrations: Sequence[Migration], observers: Observers, frozen: frozenset[int]) -> Folded:
    """Try with fewer files that give, until none is left half; what is in the `frozen` ones stays as it is."""
    whole: set[int] = set()
    kept: set[int] = set(frozen)
    while True:
        folding = _Folding(app, migrations, observers, whole=whole, kept=kept, frozen=frozen)
        folding.run()
        if not folding.left_half:
            return Folded(placed=tuple(folding.placed), owner=folding.owner)
        for file in folding.left_half:
            (kept if file in whole else whole).add(file)


class _Folding:
    """One attempt: of the files in `whole` everything may go, of those in `kept` nothing."""

    def __init__(
        self,
        app: str,
        migrations: Sequence[Migration],
        observers: Observers,
        *,
        whole: set[int],
        kept: set[int],
        frozen: frozenset[int],
    ) -> None:
        self._app = app
        self._observers = observers
        self._whole = whole
        self._kept = kept
        self._frozen = frozen
        self._given: dict[int, set[int]] = {}
        self.placed = [
            Placed(operation=operation, file=file, origin=(file, position))
            for file, migration in enumerate(migrations)
            for position, operation in enumerate(migration.operations)
            if not getattr(operation, "elidable", False)
        ]

    def run(self) -> None:
        """Fold until nothing folds any more, then move what is left of the files that are to go."""
        while self._fold_one():
            pass
        for file in sorted(self._whole & self._given.keys()):
            for one in [placed for placed in self.placed if placed.file == file]:
                self._move(one, min(self._given[file]))

    @property
    def owner(self) -> dict[int, int]:
        """The file that stands for each one that gave all it had: its first taker, or the one that stands for that."""
        full = {placed.file for placed in self.placed}
        found: dict[int, int] = {}
        for giver, takers in sorted(self._given.items()):
            if giver not in full:
                found[giver] = found.get(min(takers), min(takers))
        return found

    @property
    def left_half(self) -> list[int]:
        """Givers that keep something, where their taker's name wouldn't tell; and those that others need by name."""
        owner = self.owner
        full = {placed.file for placed in self.placed}
        half = [
            giver
            for giver, takers in self._given.items()
            if giver in full
            and not all(any(o == owner.get(t, t) and e > giver for e, o in owner.items()) for t in takers)
        ]
        named = [
            file
            for file, taker in owner.items()
            if any(taker < other < file for other in full) and self._observers.named_by_others(file)
        ]
        return sorted({*half, *named})

    def _fold_one(self) -> bool:
        for left, one in enumerate(self.placed):
            for right in range(left + 1, len(self.placed)):
                other = self.placed[right]
                together = self._reduced(one, other)
                between = self.placed[left + 1 : right]
                if together is not None and self._can_pass(other, between, one.file):
                    if one.file != other.file:
                        self._given.setdefault(other.file, set()).add(one.file)
                    self.placed[right : right + 1] = []
                    self.placed[left : left + 1] = [replace(one, operation=operation) for operation in together]
                    return True
        return False

    def _reduced(self, one: Placed, other: Placed) -> list[Operation] | None:
        """What both become together; None where they stay two."""
        if one.file in self._frozen or (one.file != other.file and other.file in self._kept):
            return None
        if isinstance(other.operation, _ADDITIONS) and (one.file == other.file or other.file not in self._whole):
            return None
        return reduced(one.operation, other.operation, self._app)

    def _can_pass(self, other: Placed, between: Sequence[Placed], file: int) -> bool:
        if not all(lets_pass(passed.operation, other.operation, self._app) for passed in between):
            return False
        return other.file == file or self._observers.may_go_back(other.operation, other.file, file)

    def _move(self, one: Placed, file: int) -> None:
        """To the end of an earlier file, where it may; rows and SQL keep their file, and with it their transaction."""
        if isinstance(one.operation, RunPython | RunSQL | SeparateDatabaseAndState):
            return
        place = max((place for place, placed in enumerate(self.placed) if placed.file <= file), default=-1) + 1
        now = self.placed.index(one)
        if file not in self._kept and self._can_pass(one, self.placed[place:now], file):
            del self.placed[now]
            self.placed.insert(place, replace(one, file=file))
