"""What a rebuild makes and what proves it: the values that generating, proving and applying share.

What the second half (preflight, plan, apply, verify) can rely on:

- `generate(apps, items, today=..., mode=...)` in generate.py returns a `NewChain` or raises `RefusedError`. It reads
  the migration files and the models; it writes nothing and needs no database.
- `prove(chain, using)` in prove.py runs both chains in scratch databases of the same server and drops them, and returns
  a `Proof` or raises `RefusedError` where nothing can be proven (no CREATEDB, the old chain itself doesn't run). No
  file is written, not even a temporary one, and the real database is only connected to. It answers for one database:
  call it for each that is migrated.
- `certificate_lines(proof)` and `certificate_as_json(proof)` in certificate.py print it: at most 24 lines of 80
  columns, and everything.
- With Mode.FROM_MODELS every old migration of the chosen apps is in `removed`, also those that a squashed migration
  replaced and that are still on disk. With Mode.REMOVE_ALTERS only those that change are; the others stay as they are,
  and where nothing folds both lists are empty.
- Each removed name stands in the `replaces` of exactly one new file; each new file replaces at least one.
- No new file has a name that any file on disk has; `MigrationLoader` on a database at the old chain's end shows each of
  them as applied once the files are swapped, and `migrate` records them.
- A file of a migrations folder that is no migration (`__init__.py`, a module or data beside it) is in neither list:
  leave it as it is.
- `Proof.renames` runs as written, in order, in one transaction, on a database at the old chain's end; with it that
  database has every name a fresh one has. Empty where all names are the same already.
- `Proof.differences` not empty: the new chain must not be applied.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from project.findings import Finding
from project.migration_audit.rebuild.inventory import InventoryItem
from project.migration_audit.state import MigrationKey


class Mode(StrEnum):
    """From the models anew, or the old files with what alters folded into what it alters."""

    FROM_MODELS = "from_models"
    REMOVE_ALTERS = "remove_alters"


@dataclass(frozen=True, kw_only=True)
class NewFile:
    """One migration to write: `path` is relative to the app's migrations folder, `text` ends with a newline."""

    app: str
    name: str
    path: str
    text: str
    replaces: tuple[MigrationKey, ...]

    @property
    def key(self) -> MigrationKey:
        """As Django's graph keys it."""
        return MigrationKey(self.app, self.name)


@dataclass(frozen=True, kw_only=True)
class OldFile:
    """One migration to remove, and where it lies now."""

    app: str
    name: str
    path: Path

    @property
    def key(self) -> MigrationKey:
        """As Django's graph keys it."""
        return MigrationKey(self.app, self.name)


@dataclass(frozen=True, kw_only=True)
class NewChain:
    """The new files in an order in which they can run, the old ones, and what became of what no model makes again.

    `notes` are sentences for whoever decides.
    """

    mode: Mode
    files: tuple[NewFile, ...]
    removed: tuple[OldFile, ...]
    carried: tuple[InventoryItem, ...] = ()
    left_out: tuple[InventoryItem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def apps(self) -> tuple[str, ...]:
        """The labels of the chosen apps, sorted."""
        return tuple(sorted({file.app for file in self.files} | {file.app for file in self.removed}))


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that the new chain makes otherwise; None for the side that doesn't have it at all.

    `kind` is a word of PostgreSQL (table, column, constraint, index, sequence, trigger, function, view, extension,
    comment, ...), or `rows`, `state`, `reverse`, `failure`.
    """

    kind: str
    place: str
    old: str | None
    new: str | None


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What comparing a fresh database of each chain found.

    `counts` are how many of each kind were compared, `hashes` the SHA-256 of each compared picture (structure, rows,
    state) of the new chain, `notes` what was compared with care, such as keys that a database gives out itself.
    """

    database: str
    differences: tuple[Difference, ...]
    renames: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def equal(self) -> bool:
        """Whether the new chain may take the old one's place; never true where nothing was compared."""
        return not self.differences and bool(self.counts)


class RefusedError(Exception):
    """The rebuild can't be done; each finding names the file and line, or the reason, and what to do."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(" ".join(finding.message for finding in findings))
        self.findings = findings
