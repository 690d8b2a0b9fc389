"""What numbers the rows: whose it is, how it counts, and how far it is."""

from collections.abc import Iterator

from project.findings import Finding, Severity
from project.schema_audit.detectors.place import at_column
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.schema import OWN_SEQUENCE, Column, KeyUse, Sequence

_LARGEST = {"smallint": 2**15 - 1, "integer": 2**31 - 1, "bigint": 2**63 - 1}
_WARN_FROM, _FAIL_FROM = 0.5, 0.9


def sequence_ownership(comparison: Comparison) -> Iterator[Finding]:
    """The column is numbered by a sequence that doesn't belong to it: dropping or restoring either breaks the other."""
    for pair in comparison.unequal:
        for live, expected in pair.columns.differing:
            if lost_sequence(live) and (expected.identity or expected.default == OWN_SEQUENCE):
                message = f"Its numbers come from {live.default}, which the column doesn't own."
                yield at_column(
                    pair,
                    expected.name,
                    "sequence_ownership",
                    Severity.WARNING,
                    message,
                    expected="a sequence of its own",
                    actual=live.default,
                )


def sequence_parameters(comparison: Comparison) -> Iterator[Finding]:
    """The sequence counts in other steps, other bounds, or starts over."""
    for pair in comparison.unequal:
        exchanged = {name for circle in pair.exchanged for name in circle.right}
        for column, expected in pair.expected.sequences.items():
            live = pair.live.sequences.get(column)
            if (
                live is None
                or column in exchanged
                or _follows_its_column(pair, column)
                or _counting(live) == _counting(expected)
            ):
                continue
            yield at_column(
                pair,
                column,
                "sequence_parameters",
                Severity.ERROR if live.cycle or live.increment <= 0 else Severity.WARNING,
                f"The sequence {live.name} counts otherwise: {_counting(live)} in the database.",
                object=live.name,
                expected=_counting(expected),
                actual=_counting(live),
            )


def sequence_behind(comparison: Comparison) -> Iterator[Finding]:
    """The next number is taken already: the next INSERT fails, or doubles a key."""
    for pair, column, sequence, use in _used(comparison):
        if use.highest is not None and sequence.increment > 0 and _next(sequence, use) <= use.highest:
            message = f"The next number is {_next(sequence, use)}, but there are rows up to {use.highest}."
            yield at_column(
                pair,
                column,
                "sequence_behind",
                Severity.ERROR,
                message,
                object=sequence.name,
                expected=f"above {use.highest}",
                actual=str(_next(sequence, use)),
            )


def key_headroom(comparison: Comparison) -> Iterator[Finding]:
    """The numbers run out: at the end of the type or of the sequence every INSERT fails."""
    for pair, column, used, largest in numbered_keys(comparison):
        share = used / largest
        if share >= _WARN_FROM:
            yield at_column(
                pair,
                column,
                "key_headroom",
                Severity.ERROR if share >= _FAIL_FROM else Severity.WARNING,
                f"{share:.0%} of the numbers up to {largest} are used.",
                actual=f"{share:.0%}",
                details=(("largest", str(largest)), ("used", str(used))),
            )


def numbered_keys(comparison: Comparison) -> Iterator[tuple[TablePair, str, int, int]]:
    """Every key that counts upwards: its table and column, the highest number used, and the last one there is."""
    for pair, column, sequence, use in _used(comparison):
        largest = min(_LARGEST.get(pair.live.columns[column].type, sequence.maximum), sequence.maximum)
        if sequence.increment > 0 and largest > 0:
            yield pair, column, max(use.highest or 0, use.last_value), largest


def lost_sequence(column: Column) -> bool:
    """Numbered by a sequence that it doesn't own."""
    return (column.default or "").startswith("nextval(") and column.default != OWN_SEQUENCE


def _used(comparison: Comparison) -> Iterator[tuple[TablePair, str, Sequence, KeyUse]]:
    for (table, column), use in comparison.live.keys.items():
        pair = comparison.tables.get(table)
        if pair and column in pair.expected.sequences:
            yield pair, column, pair.live.sequences[column], use


def _next(sequence: Sequence, use: KeyUse) -> int:
    return use.last_value + sequence.increment if use.called else use.last_value


def _follows_its_column(pair: TablePair, column: str) -> bool:
    """A sequence of its column's type is no second trouble beside the type."""
    live, expected = pair.live.columns.get(column), pair.expected.columns[column]
    sequence = pair.live.sequences[column]
    return live is not None and live.type != expected.type and sequence.type == live.type


def _counting(sequence: Sequence) -> str:
    cycle = " cycle" if sequence.cycle else ""
    return f"{sequence.type} by {sequence.increment} from {sequence.minimum} to {sequence.maximum}{cycle}"
