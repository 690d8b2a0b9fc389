"""Rows that break a rule which the database doesn't keep at the moment."""

from collections.abc import Iterator, Mapping, Sequence

from project.findings import Finding, Severity
from project.schema_audit.detectors.place import at_table
from project.schema_audit.matching import Comparison
from project.schema_audit.schema import Kind

_DANGLING = ("dangling_rows", "point at nothing")
_DOUBLE = ("duplicate_rows", "keys are there more than once")
_BREAKING = ("rows_breaking_check", "rows break the check")
_OVERLAPPING = ("duplicate_rows", "pairs of rows exclude one another")
_KINDS: Mapping[str, tuple[str, str]] = {
    "missing_foreign_key": _DANGLING,
    "foreign_key_differs": _DANGLING,
    "column_null": ("null_rows", "rows have no value"),
    "missing_primary_key": _DOUBLE,
    "primary_key_differs": _DOUBLE,
    "missing_unique": _DOUBLE,
    "unique_differs": _DOUBLE,
    "missing_index": _DOUBLE,
    "index_differs": _DOUBLE,
    "invalid_index": _DOUBLE,
    "missing_exclusion": _OVERLAPPING,
    "exclusion_differs": _OVERLAPPING,
    "missing_check": _BREAKING,
    "check_differs": _BREAKING,
}


_BROKEN: Mapping[Kind, tuple[str, str]] = {
    Kind.FOREIGN_KEY: _DANGLING,
    Kind.CHECK: _BREAKING,
    Kind.UNIQUE: _DOUBLE,
    Kind.PRIMARY_KEY: _DOUBLE,
    Kind.EXCLUSION: _OVERLAPPING,
}


def rows_in_the_way(
    findings: Sequence[Finding], comparison: Comparison, counted: Mapping[str, int | None], cap: int
) -> Iterator[Finding]:
    """A finding of its own for the rows behind each finding; `counted` is by fingerprint, capped at `cap`."""
    for finding in findings:
        rows = counted.get(finding.fingerprint)
        kind = _kind(finding, comparison)
        if not rows or kind is None:
            continue
        code, words = kind
        many = str(rows) if rows <= cap else f"More than {cap}"
        yield at_table(
            comparison.owners.get(finding.table or ""),
            finding.table or "",
            code,
            Severity.ERROR,
            f"{many} {'rows ' if code == 'dangling_rows' else ''}{words}.",
            column=finding.column,
            object=finding.object,
            field=finding.field,
            expected=finding.expected,
            actual=f"{many.lower()} rows",
        )


def _kind(finding: Finding, comparison: Comparison) -> tuple[str, str] | None:
    if finding.code not in ("constraint_not_valid", "triggers_disabled"):
        return _KINDS.get(finding.code)
    # Sessions that skip all triggers are no table's.
    pair = comparison.tables.get(finding.table or "")
    constraints = pair.live.constraints if pair else ()
    return next((_BROKEN[one.kind] for one in constraints if one.name == finding.object), None)
