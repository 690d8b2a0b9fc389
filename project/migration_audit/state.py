"""The picture a migration audit compares: files on disk, rows of django_migrations, and the graph Django makes of both.

Plain values without Django or a database, so that every detector is a pure function of one `MigrationState`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from project.migration_audit.faked.lost import LostMigration
    from project.migration_audit.live_code import LiveImport
    from project.migration_audit.plan import PlannedMigration


class MigrationKey(NamedTuple):
    """An app's label and a migration's name, as Django's own graph keys them."""

    app: str
    name: str

    def __str__(self) -> str:
        return f"{self.app}.{self.name}"


@dataclass(frozen=True, kw_only=True)
class InstalledApp:
    """An app of INSTALLED_APPS.

    `ours` is False for an app whose migrations lie among installed packages: nobody here can edit them. `migrated` is
    False where the app has no migrations package, or MIGRATION_MODULES switches it off.
    """

    label: str
    ours: bool
    migrated: bool


@dataclass(frozen=True, kw_only=True)
class ModelChange:
    """One operation `makemigrations` would write; `name` tells it apart from the others of its app.

    `touches_database` is False for what only Python sees: help texts, choices, defaults, options of the admin.
    """

    app: str
    name: str
    text: str
    expected: str
    actual: str
    touches_database: bool
    model: str | None = None
    field: str | None = None


@dataclass(frozen=True, kw_only=True)
class BrokenFile:
    """A migration (or an app's migrations package: `name` is empty) that Python can't load, and why, in one line."""

    app: str
    name: str
    problem: str


class GraphProblem(StrEnum):
    """Why the files make no graph."""

    MISSING_DEPENDENCY = "missing_dependency"
    CIRCULAR_DEPENDENCY = "circular_dependency"


@dataclass(frozen=True, kw_only=True)
class BrokenGraph:
    """What Django says of files that load one by one and don't fit together.

    `origin` depends on `missing`; both are None where Django names no single place (a circle).
    """

    problem: GraphProblem
    text: str
    origin: MigrationKey | None = None
    missing: MigrationKey | None = None


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A file that changed after it was seen: its hashes, and whether `code` did, or only comments and layout."""

    before: str
    after: str
    code: bool


@dataclass(frozen=True, kw_only=True)
class MigrationState:
    """Everything one audit looks at, read once.

    `files` holds every migration on disk by name, also where its module is broken; `replaces` the squashed ones among
    them. `records` are the rows of django_migrations in the order of their ids, doubles included; None where the table
    doesn't exist. `parents` and `leaves` are the graph after Django's rules of replacement, `pending` is the order in
    which `migrate` would run; all three are empty where `broken_files` or `broken_graph` kept Django from building it.
    `model_changes` is None where the models could not be compared; `models_problem` says why. `interrupted` are killed
    rebuilds: what each is, and what to do.

    What takes a closer look than reading is added by `evidence`: `lost` are the recorded migrations that are not
    wholly in the database (where `schema_compared`), `edited` those whose file is not the one that was seen first
    (where `files_compared`), `waiting` the pending ones with their SQL, `live_imports` what files of ours use of the
    running application; `problems` says what could not be looked at.
    """

    database: str = "default"
    apps: Mapping[str, InstalledApp] = field(default_factory=dict)
    files: frozenset[MigrationKey] = frozenset()
    replaces: Mapping[MigrationKey, tuple[MigrationKey, ...]] = field(default_factory=dict)
    records: tuple[MigrationKey, ...] | None = ()
    parents: Mapping[MigrationKey, tuple[MigrationKey, ...]] = field(default_factory=dict)
    leaves: Mapping[str, tuple[MigrationKey, ...]] = field(default_factory=dict)
    pending: tuple[MigrationKey, ...] = ()
    model_changes: tuple[ModelChange, ...] | None = ()
    models_problem: str = ""
    broken_files: tuple[BrokenFile, ...] = ()
    broken_graph: BrokenGraph | None = None
    interrupted: tuple[tuple[str, str], ...] = ()
    lost: Mapping[MigrationKey, "LostMigration"] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    edited: Mapping[MigrationKey, Edit] = field(default_factory=dict)
    files_compared: bool = False
    schema_compared: bool = False
    live_imports: Mapping[MigrationKey, tuple["LiveImport", ...]] = field(default_factory=dict)
    waiting: tuple["PlannedMigration", ...] = ()

    @property
    def recorded(self) -> frozenset[MigrationKey]:
        """The distinct rows; empty where the table doesn't exist."""
        return frozenset(self.records or ())

    def is_ours(self, app: str) -> bool:
        """Whether the migrations of this app can be edited here."""
        installed = self.apps.get(app)
        return installed is not None and installed.ours
