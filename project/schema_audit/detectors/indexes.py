"""Indexes: missing, different, broken, doubled or more than the models say."""

from collections.abc import Iterator

from project.findings import Finding, Severity
from project.schema_audit.detectors.constraints import doubled_uniques, unique_index
from project.schema_audit.detectors.place import at_table
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.schema import Index, Kind


def missing_index(comparison: Comparison) -> Iterator[Finding]:
    """An index that the models ask for; a unique one is a rule, any other speed."""
    for pair in comparison.unequal:
        for index in pair.indexes.missing:
            severity = Severity.ERROR if index.unique else Severity.WARNING
            message = f"The {_noun(index)} is missing."
            yield _finding(pair, index, "missing_index", severity, message, expected=index)


def index_differs(comparison: Comparison) -> Iterator[Finding]:
    """The index of this name has another method, columns, order, operator class, condition or expression."""
    for pair in comparison.unequal:
        for live, expected in pair.indexes.differing:
            severity = Severity.ERROR if live.unique or expected.unique else Severity.WARNING
            message = f"The index is another one: {_text(live)} in the database."
            yield _finding(pair, live, "index_differs", severity, message, expected=expected, actual=live)
        for live, expected in pair.indexes.same:
            # What only the database sets is somebody's tuning.
            if expected.storage and live.storage != expected.storage:
                message = f"It is stored otherwise: {live.storage or 'by default'} in the database."
                yield _finding(pair, live, "index_differs", Severity.INFO, message, expected=expected, actual=live)


def invalid_index(comparison: Comparison) -> Iterator[Finding]:
    """An index whose building broke off: every write keeps it, no query uses it, no rule is kept by it."""
    for pair in comparison.unequal:
        for index in invalid_indexes(pair):
            severity = Severity.ERROR if index.unique else Severity.WARNING
            message = "The index is invalid: its building broke off."
            yield _finding(pair, index, "invalid_index", severity, message, actual=index)


def duplicate_index(comparison: Comparison) -> Iterator[Finding]:
    """A second index of the same structure: it costs every write and serves no query."""
    for pair in comparison.unequal:
        for index in pair.indexes.extra:
            if index.valid and _is_double(index, pair):
                message = "Another index of this table is the same."
                yield _finding(pair, index, "duplicate_index", Severity.INFO, message, actual=index)
        for constraint in doubled_uniques(pair):
            yield at_table(
                pair.owner,
                pair.name,
                "duplicate_index",
                Severity.INFO,
                "Another constraint of this table is the same.",
                object=constraint.name,
                actual=constraint.definition,
            )


def extra_index(comparison: Comparison) -> Iterator[Finding]:
    """An index of the database alone; a unique one refuses rows that the model accepts."""
    for pair in comparison.unequal:
        stand_ins = {unique_index(pair, one) for one in pair.constraints[Kind.UNIQUE].missing}
        for index in pair.indexes.extra:
            if not index.valid or index in stand_ins or _is_double(index, pair):
                continue
            code = "extra_unique" if index.unique else "extra_index"
            severity = Severity.WARNING if index.unique else Severity.INFO
            message = f"No model has {index.name}" + (
                "; it refuses rows that the model accepts." if index.unique else "."
            )
            yield _finding(pair, index, code, severity, message, actual=index)


def invalid_indexes(pair: TablePair) -> Iterator[Index]:
    """Broken indexes of the table, whether the models ask for them or not."""
    live = [one for one, _ in pair.indexes.pairs] + list(pair.indexes.extra)
    return (index for index in live if not index.valid)


def _is_double(index: Index, pair: TablePair) -> bool:
    others = [one.structure for one, _ in pair.indexes.pairs]
    others += [
        f"btree {constraint.structure.partition(' ')[2].removeprefix('KEY ')}"
        for kind in (Kind.PRIMARY_KEY, Kind.UNIQUE)
        for constraint, _ in pair.constraints[kind].pairs
    ]
    return index.structure in others


def _noun(index: Index) -> str:
    return "unique index" if index.unique else "index"


def _text(index: Index) -> str:
    return ("UNIQUE " if index.unique else "") + index.definition


def _finding(
    pair: TablePair,
    named: Index,
    code: str,
    severity: Severity,
    message: str,
    *,
    expected: Index | None = None,
    actual: Index | None = None,
) -> Finding:
    return at_table(
        pair.owner,
        pair.name,
        code,
        severity,
        message,
        object=named.name,
        expected=_text(expected) if expected else None,
        actual=_text(actual) if actual else None,
    )
