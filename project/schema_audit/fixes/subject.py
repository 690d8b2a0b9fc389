"""Finds the objects that a finding is about, on both sides."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from project.findings import Finding
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.pairing import Matched
from project.schema_audit.schema import Column, Constraint, Index, Kind

T = TypeVar("T", Column, Constraint, Index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Generic[T]):
    """A column, constraint or index on the sides that have it."""

    pair: TablePair
    live: T | None
    expected: T | None

    @property
    def wanted(self) -> T:
        """The expected one; a finding that has none is another planner's."""
        if self.expected is None:
            raise LookupError(self.pair.name)
        return self.expected

    @property
    def found(self) -> T:
        """The live one; a finding that has none is another planner's."""
        if self.live is None:
            raise LookupError(self.pair.name)
        return self.live


def column_of(finding: Finding, comparison: Comparison) -> Subject[Column]:
    """The column of the finding; KeyError where the table is not on both sides."""
    pair = comparison.tables[finding.table or ""]
    name = finding.column or ""
    return Subject(pair=pair, live=pair.live.columns.get(name), expected=pair.expected.columns.get(name))


def constraint_of(finding: Finding, comparison: Comparison, *kinds: Kind) -> Subject[Constraint]:
    """The constraint of one of the kinds that the finding's object names; LookupError where there is none.

    Without kinds it is the one that the code names, if it names one: another kind may have the name of a missing one.
    """
    pair = comparison.tables[finding.table or ""]
    named = tuple(kind for kind in Kind if finding.code.endswith((f"_{_word(kind)}", f"{_word(kind)}_differs")))
    for kind in kinds or named or tuple(Kind):
        for live, expected in _sides(pair.constraints[kind]):
            if (live or expected).name == finding.object:  # type: ignore[union-attr]  # one side is always there
                return Subject(pair=pair, live=live, expected=expected)
    raise LookupError(finding.object)


def index_of(finding: Finding, comparison: Comparison) -> Subject[Index]:
    """The index that the finding's object names; LookupError where there is none."""
    pair = comparison.tables[finding.table or ""]
    for live, expected in _sides(pair.indexes):
        if (live or expected).name == finding.object:  # type: ignore[union-attr]  # one side is always there
            return Subject(pair=pair, live=live, expected=expected)
    raise LookupError(finding.object)


def _word(kind: Kind) -> str:
    return kind.name.lower()


def _sides(matched: Matched[T]) -> Iterator[tuple[T | None, T | None]]:
    yield from matched.pairs
    yield from ((None, one) for one in matched.missing)
    yield from ((one, None) for one in matched.extra)
