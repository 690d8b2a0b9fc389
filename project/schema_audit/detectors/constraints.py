"""Keys, uniques, checks and exclusions: missing, different, or more than the models say."""

from collections.abc import Iterator

from project.findings import Finding, Severity
from project.schema_audit.detectors.place import at_table, listed
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.pairing import Matched
from project.schema_audit.schema import Constraint, Index, Kind


def missing_primary_key(comparison: Comparison) -> Iterator[Finding]:
    """No primary key: duplicates can get in, and no foreign key can point here."""
    yield from _missing(comparison, Kind.PRIMARY_KEY, "missing_primary_key", "The primary key is missing.")


def primary_key_differs(comparison: Comparison) -> Iterator[Finding]:
    """A primary key of other columns."""
    yield from _differing(comparison, Kind.PRIMARY_KEY, "primary_key_differs", "primary key")


def missing_unique(comparison: Comparison) -> Iterator[Finding]:
    """Nothing in the database keeps these values unique."""
    for pair in comparison.unequal:
        for constraint in _unique(pair).missing:
            if unique_index(pair, constraint) is None:
                message = f"Nothing keeps {listed(constraint.columns)} unique."
                yield _finding(pair, "missing_unique", Severity.ERROR, message, expected=constraint)


def unique_differs(comparison: Comparison) -> Iterator[Finding]:
    """Another set of columns, another treatment of NULLs or of the transaction's end; or only a unique index."""
    yield from _differing(comparison, Kind.UNIQUE, "unique_differs", "unique constraint")
    for pair in comparison.unequal:
        for constraint in _unique(pair).missing:
            if index := unique_index(pair, constraint):
                message = f"A unique index keeps {listed(constraint.columns)} unique, not a constraint."
                yield at_table(
                    pair.owner,
                    pair.name,
                    "unique_differs",
                    Severity.INFO,
                    message,
                    object=index.name,
                    expected=constraint.definition,
                    actual=f"UNIQUE INDEX {index.definition}",
                )


def extra_unique(comparison: Comparison) -> Iterator[Finding]:
    """A unique constraint of the database alone: it refuses rows that the model accepts."""
    for pair in comparison.unequal:
        for constraint in _unique(pair).extra:
            if constraint not in doubled_uniques(pair):
                yield _surplus(pair, constraint, "extra_unique")


def missing_check(comparison: Comparison) -> Iterator[Finding]:
    """A check that the database doesn't make."""
    yield from _missing(comparison, Kind.CHECK, "missing_check", "The check is missing.")


def check_differs(comparison: Comparison) -> Iterator[Finding]:
    """The check of this name checks something else."""
    yield from _differing(comparison, Kind.CHECK, "check_differs", "check")


def extra_check(comparison: Comparison) -> Iterator[Finding]:
    """A check of the database alone."""
    yield from _extra(comparison, Kind.CHECK, "extra_check")


def missing_exclusion(comparison: Comparison) -> Iterator[Finding]:
    """An exclusion constraint that the database doesn't have."""
    yield from _missing(comparison, Kind.EXCLUSION, "missing_exclusion", "The exclusion constraint is missing.")


def exclusion_differs(comparison: Comparison) -> Iterator[Finding]:
    """The exclusion constraint of this name or these columns excludes something else."""
    yield from _differing(comparison, Kind.EXCLUSION, "exclusion_differs", "exclusion constraint")


def extra_exclusion(comparison: Comparison) -> Iterator[Finding]:
    """An exclusion constraint of the database alone."""
    yield from _extra(comparison, Kind.EXCLUSION, "extra_exclusion")


def doubled_uniques(pair: TablePair) -> list[Constraint]:
    """Unique constraints of the database alone that say what another one says."""
    said = {live.structure for live, _ in _unique(pair).pairs}
    return [constraint for constraint in _unique(pair).extra if constraint.structure in said]


def unique_index(pair: TablePair, constraint: Constraint) -> Index | None:
    """The plain unique index that does a missing constraint's work, if there is one."""
    extra = (index for index in pair.indexes.extra if index.unique and index.valid and index.plain)
    wanted = constraint.structure.removeprefix("UNIQUE").removeprefix(" NULLS NOT DISTINCT").strip()
    nulls = " NULLS NOT DISTINCT" if "NULLS NOT DISTINCT" in constraint.definition else ""
    return next((index for index in extra if index.structure == f"btree {wanted}{nulls}"), None)


def _unique(pair: TablePair) -> Matched[Constraint]:
    return pair.constraints[Kind.UNIQUE]


def _missing(comparison: Comparison, kind: Kind, code: str, message: str) -> Iterator[Finding]:
    for pair in comparison.unequal:
        for constraint in pair.constraints[kind].missing:
            yield _finding(pair, code, Severity.ERROR, message, expected=constraint)


def _differing(comparison: Comparison, kind: Kind, code: str, noun: str) -> Iterator[Finding]:
    for pair in comparison.unequal:
        for live, expected in pair.constraints[kind].differing:
            message = f"The {noun} is another one: {live.definition} in the database."
            yield _finding(pair, code, Severity.ERROR, message, expected=expected, live=live)


def _extra(comparison: Comparison, kind: Kind, code: str) -> Iterator[Finding]:
    for pair in comparison.unequal:
        for constraint in pair.constraints[kind].extra:
            yield _surplus(pair, constraint, code)


def _surplus(pair: TablePair, constraint: Constraint, code: str) -> Finding:
    message = f"No model has {constraint.name}; it refuses rows that the model accepts."
    return _finding(pair, code, Severity.WARNING, message, live=constraint)


def _finding(
    pair: TablePair,
    code: str,
    severity: Severity,
    message: str,
    *,
    expected: Constraint | None = None,
    live: Constraint | None = None,
) -> Finding:
    named = live or expected
    return at_table(
        pair.owner,
        pair.name,
        code,
        severity,
        message,
        object=named.name if named else None,
        expected=expected.definition if expected else None,
        actual=live.definition if live else None,
    )
