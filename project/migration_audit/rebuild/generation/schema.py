"""What makes all tables of the chosen apps from nothing, in Django's words and as few files as their circles allow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.migrations.autodetector import MigrationAutodetector, OperationDependency
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.migration import Migration
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.optimizer import MigrationOptimizer
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ProjectState

from project.migration_audit.model_changes import autodetector
from project.migration_audit.rebuild.chain import RefusedError
from project.migration_audit.rebuild.generation.refusals import in_a_circle, setting_missing

SETTING = "__setting__"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Operations for one file; `after` are places of earlier pieces, `others` other apps, `settings` swappable ones.

    `swapped` are the pieces that those settings mean today: they come earlier, and no name of them is written down.
    """

    app: str
    operations: tuple[Operation, ...]
    after: frozenset[int]
    swapped: frozenset[int]
    others: frozenset[str]
    settings: frozenset[str]


def schema_pieces(target: ProjectState, old_files: Mapping[str, int]) -> tuple[Piece, ...]:
    """Pieces in an order in which they can run.

    `old_files` says how many files each chosen app may spare, in the order in which the old chain began with them:
    where apps need one another, one that has more of them is cut, where it leaves least for a second piece.
    """
    missing = [
        setting_missing(f"{app}.{model.name}", model.options["swappable"])
        for (app, _name), model in target.models.items()
        if app in old_files and not hasattr(settings, model.options.get("swappable") or "DATABASES")
    ]
    if missing:
        raise RefusedError(*missing)
    detector = _detected(target, old_files)
    wanted = {app: list(detector.generated_operations.get(app, ())) for app in old_files}
    return tuple(_Pieces(detector, wanted, dict(old_files)).cut(target))


def _detected(target: ProjectState, chosen: Mapping[str, int]) -> Any:
    """Compared with a world that has all other apps already; its operations are not among its declared attributes."""
    others = {key: model.clone() for key, model in target.models.items() if key[0] not in chosen}
    detector = _without_files()(ProjectState(others), target.clone(), MigrationQuestioner())
    detector.changes(MigrationGraph())
    return detector


def _without_files() -> type[MigrationAutodetector]:
    """The project's own, which stops when all operations are there: the files are cut here."""

    class Detector(autodetector()):  # type: ignore[misc]  # the class is the project's choice at run time
        def _build_migration_list(self, graph: MigrationGraph | None = None) -> None:
            self.migrations: dict[str, list[Migration]] = {}

    return Detector


class _Pieces:
    """The operations that are still to be placed, and the pieces so far."""

    def __init__(self, detector: Any, wanted: dict[str, list[Operation]], spare: dict[str, int]) -> None:
        self._detector = detector
        self._wanted = wanted
        self._spare = spare
        self._pieces: list[tuple[str, list[Operation]]] = []

    def cut(self, target: ProjectState) -> Iterator[Piece]:
        while any(self._wanted.values()):
            app, ready = self._next()
            self._wanted[app] = [operation for operation in self._wanted[app] if operation not in ready]
            self._spare[app] -= 1
            self._pieces.append((app, ready))
        return (self._piece(place, target) for place in range(len(self._pieces)))

    def _next(self) -> tuple[str, list[Operation]]:
        """An app that can be finished, else as much as can be made of the one that can spare a file."""
        ready = {app: self._ready(app) for app, wanted in self._wanted.items() if wanted}
        for app, operations in ready.items():
            if len(operations) == len(self._wanted[app]):
                return app, operations
        some = [app for app, operations in ready.items() if operations]
        if not some:
            raise RefusedError(in_a_circle(sorted(ready)))
        circle = [app for app in some if self._is_in_first_circle(app)]
        can_spare = [app for app in circle or some if self._spare[app] > 1]
        best = min(can_spare or circle or some, key=lambda app: len(self._wanted[app]) - len(ready[app]))
        return best, ready[best]

    def _is_in_first_circle(self, app: str) -> bool:
        """Whether whatever it waits for waits for it in turn: cutting another one would not help."""
        waited_for = self._waits_for(app)
        return bool(waited_for) and all(app in self._waits_for(other) for other in waited_for)

    def _waits_for(self, app: str) -> set[str]:
        """The apps whose unplaced operations it needs, and those that these need."""
        found: set[str] = set()
        todo = {app}
        while todo:
            direct = {other for one in todo for other in self._direct(one)}
            todo = direct - found
            found |= direct
        return found

    def _direct(self, app: str) -> Iterator[str]:
        for operation in self._wanted[app]:
            for need in self._needs(operation):
                others = self._wanted.get(need.app_label, ())
                if need.app_label != app and any(self._fulfils(other, need) for other in others):
                    yield need.app_label

    def _ready(self, app: str) -> list[Operation]:
        """Those whose needs are placed, in order; what waits for one that isn't waits too."""
        waiting: list[Operation] = []
        ready: list[Operation] = []
        for operation in self._wanted[app]:
            needs = list(self._needs(operation))
            blocked = any(self._fulfils(other, need) for need in needs for other in self._open(need, app, waiting))
            (waiting if blocked else ready).append(operation)
        return ready

    def _open(self, need: OperationDependency, app: str, waiting: list[Operation]) -> Sequence[Operation]:
        return waiting if need.app_label == app else self._wanted.get(need.app_label, ())

    def _needs(self, operation: Operation) -> Iterator[OperationDependency]:
        for need in _auto_deps(operation):
            yield self._detector._resolve_dependency(need)[0]

    def _fulfils(self, operation: Operation, need: OperationDependency) -> bool:
        return bool(self._detector.check_dependency(operation, need))

    def _piece(self, place: int, target: ProjectState) -> Piece:
        app, operations = self._pieces[place]
        after, swapped, others, settings = set[int](), set[int](), set[str](), set[str]()
        for operation in operations:
            for need in _auto_deps(operation):
                resolved, swappable = self._detector._resolve_dependency(need)
                if resolved.app_label == app:
                    continue
                if swappable:
                    settings.add(need.model_name)
                if resolved.app_label in self._wanted:
                    (swapped if swappable else after).update(self._place_of(resolved, place))
                elif not swappable:
                    others.add(resolved.app_label)
        optimized = MigrationOptimizer().optimize(operations, app)
        return Piece(
            app=app,
            operations=tuple(_in_order_of_the_model(operation, app, target) for operation in optimized),
            after=frozenset(after | {earlier for earlier in range(place) if self._pieces[earlier][0] == app}),
            swapped=frozenset(swapped),
            others=frozenset(others),
            settings=frozenset(settings),
        )

    def _place_of(self, need: OperationDependency, before: int) -> list[int]:
        """The earlier piece that fulfils the need; the app's last one where none says so."""
        of_app = [earlier for earlier in range(before) if self._pieces[earlier][0] == need.app_label]
        found = [p for p in of_app if any(self._fulfils(operation, need) for operation in self._pieces[p][1])]
        return found[:1] or of_app[-1:]


def _auto_deps(operation: Any) -> list[OperationDependency]:
    """What the autodetector wrote on its operation."""
    found: list[OperationDependency] = operation._auto_deps
    return found


def _in_order_of_the_model(operation: Operation, app: str, target: ProjectState) -> Operation:
    """Fields stand in the order of the model, whatever the optimizer appended."""
    if isinstance(operation, CreateModel):
        places = {name: place for place, name in enumerate(target.models[app, operation.name_lower].fields)}
        operation.fields = sorted(operation.fields, key=lambda field: places[field[0]])
    return operation
