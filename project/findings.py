"""What every check says: plain values, without Django, a database or a clock."""

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: can fail today, will hurt, or cosmetic."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst; sorts findings and compares with `--fail-on`."""
        return list(Severity).index(self)


class Tier(StrEnum):
    """Who may run a fix: `--fix` at once, `--fix` after a yes, or only a person by hand."""

    AUTO = "auto"
    CONFIRM = "confirm"
    PLAN = "plan"


class Direction(StrEnum):
    """What follows what: the database the code, or the code the database."""

    DATABASE = "database"
    CODE = "code"


class Cause(StrEnum):
    """Where a difference comes from, by comparing models, migrations and the database."""

    UNAPPLIED_MIGRATION = "unapplied_migration"
    DRIFT = "drift"
    MODEL_CHANGE_WITHOUT_MIGRATION = "model_change_without_migration"
    FRAMEWORK_ARTEFACT = "framework_artefact"


@dataclass(frozen=True, kw_only=True)
class Fix:
    """How to mend one finding.

    `sql` runs as written, in order, in autocommit, as the tables' owner, and loses no row and no value; what would
    lose data stands in `manual_sql`. `locks` names the strongest lock of each statement in `sql`.
    """

    tier: Tier
    direction: Direction = Direction.DATABASE
    sql: tuple[str, ...] = ()
    locks: tuple[str, ...] = ()
    rewrites: bool = False
    undo_sql: tuple[str, ...] = ()
    manual_sql: tuple[str, ...] = ()
    note: str = ""


def by_hand(direction: Direction, note: str, manual_sql: tuple[str, ...] = ()) -> Fix:
    """What only a person may decide or do."""
    return Fix(tier=Tier.PLAN, direction=direction, note=note, manual_sql=manual_sql)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One difference, reported once, at its root.

    `table` is the bare name in the default schema, else `schema.table`; `column` is None unless one column is meant;
    `object` is the constraint, index, sequence, trigger, type or migration that is meant. The text is for people, the
    code for filters.
    """

    code: str
    severity: Severity
    message: str
    table: str | None = None
    column: str | None = None
    object: str | None = None
    expected: str | None = None
    actual: str | None = None
    cause: Cause | None = None
    cause_detail: str = ""
    app: str | None = None
    model: str | None = None
    field: str | None = None
    fix: Fix | None = None
    waived: bool = False
    details: tuple[tuple[str, str], ...] = ()

    @property
    def fingerprint(self) -> str:
        """16 hex digits of the place and the code: the same trouble has the same one every night."""
        place = "\x1f".join(part or "" for part in (self.code, self.table, self.column, self.object))
        return hashlib.sha256(place.encode()).hexdigest()[:16]

    @property
    def place(self) -> str:
        """`table.column` or `table: object`, for a line of text."""
        where = ".".join(part for part in (self.table, self.column) if part)
        return ": ".join(part for part in (where, self.object) if part)

    def with_cause(self, cause: Cause, detail: str = "") -> "Finding":
        """The same finding, explained."""
        return replace(self, cause=cause, cause_detail=detail)


def worst_first(findings: list[Finding]) -> list[Finding]:
    """Sorted by severity; the order within one severity (the detectors' order) is kept."""
    return sorted(findings, key=lambda finding: finding.severity.rank)


def to_report(findings: list[Finding], fail_on: Severity) -> list[Finding]:
    """Those that make a command exit with 1: at or above the level, and not waived."""
    return [f for f in findings if not f.waived and f.severity.rank <= fail_on.rank]
