"""Finds the objects that a finding is about, on both sides."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from project.findings import Finding
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.pairing import Matched
from project.schema_audit.schema import Column, Constraint, Index, Kind

T = TypeVar("T", Column, Constraint, Index)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSubject:
    """A column on the sides that have it."""

    pair: TablePair
    live: Column | None
    expected: Column | None

    @property
    def wanted(self) -> Column:
        """The expected one; a finding that has none is another planner's."""
        if self.expected is None:
            raise LookupError(self.pair.name)
        return self.expected

    @property
    def found(self) -> Column:
        """The live one; a finding that has none is another planner's."""
        if self.live is None:
            raise LookupError(self.pair.name)
        return self.live


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstraintSubject:
    """A constraint on the sides that have it."""

    pair: TablePair
    live: Constraint | None
    expected: Constraint | None

    @property
    def wanted(self) -> Constraint:
        """The expected one; a finding that has none is another planner's."""
        if self.expected is None:
            raise LookupError(self.pair.name)
        return self.expected

    @property
    def found(self) -> Constraint:
        """The live one; a finding that has none is another planner's."""
        if self.live is None:
            raise LookupError(self.pair.name)
        return self.live


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSubject:
    """An index on the sides that have it."""

    pair: TablePair
    live: Index | None
    expected: Index | None

    @property
    def wanted(self) -> Index:
        """The expected one; a finding that has none is another planner's."""
        if self.expected is None:
            raise LookupError(self.pair.name)
        return self.expected

    @property
    def found(self) -> Index:
        """The live one; a finding that has none is another planner's."""
        if self.live is None:
            raise LookupError(self.pair.name)
        return self.live


def column_of(finding: Finding, comparison: Comparison) -> ColumnSubject:
    """The column of the finding; KeyError where the table is not on both sides."""
    pair = comparison.tables[finding.table or ""]
    name = finding.column or ""
    return ColumnSubject(pair=pair, live=pair.live.columns.get(name), expected=pair.expected.columns.get(name))


def constraint_of(finding: Finding, comparison: Comparison, *kinds: Kind) -> ConstraintSubject:
    """The constraint of one of the kinds that the finding's object names; LookupError where there is none.

    Without kinds it is the one that the code names, if it names one: another kind may have the name of a missing one.
    """
    pair = comparison.tables[finding.table or ""]
    named = tuple(kind for kind in Kind if finding.code.endswith((f"_{_word(kind)}", f"{_word(kind)}_differs")))
    for kind in kinds or named or tuple(Kind):
        for live, expected in _sides(pair.constraints[kind]):
            if (live or expected).name == finding.object:  # type: ignore[union-attr]  # one side is always there
                return ConstraintSubject(pair=pair, live=live, expected=expected)
    raise LookupError(finding.object)


def index_of(finding: Finding, comparison: Comparison) -> IndexSubject:
    """The index that the finding's object names; LookupError where there is none."""
    pair = comparison.tables[finding.table or ""]
    for live, expected in _sides(pair.indexes):
        if (live or expected).name == finding.object:  # type: ignore[union-attr]  # one side is always there
            return IndexSubject(pair=pair, live=live, expected=expected)
    raise LookupError(finding.object)


def _word(kind: Kind) -> str:
    return kind.name.lower()


def _sides(matched: Matched[T]) -> Iterator[tuple[T | None, T | None]]:
    yield from matched.pairs
    yield from ((None, one) for one in matched.missing)
    yield from ((one, None) for one in matched.extra)
