"""Indexes and constraints that are right but for their names, and who waits for the name of whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from project.schema_audit.detectors.names import is_told
from project.schema_audit.index_names import OVER_AN_INDEX
from project.schema_audit.matching import Comparison, TablePair


@dataclass(frozen=True, slots=True, kw_only=True)
class Misnamed:
    """One of them; its name is one of its table's constraints, of its schema's relations, or both."""

    pair: TablePair
    name: str
    right: str
    of_constraint: bool
    of_relation: bool

    @property
    def is_told(self) -> bool:
        """Whether a finding of its own says so."""
        return is_told(self.pair, self.name, self.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Each has the right name of the one before it; in a circle the first has that of the last."""

    links: tuple[Misnamed, ...]
    is_circle: bool

    @property
    def leader(self) -> Misnamed:
        """The one whose fix renames them all."""
        told = [one for one in self.links if one.is_told]
        return min(told, key=lambda one: one.name) if self.is_circle else told[0]


class MisnamedThings:
    """All of a comparison."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison

    def find(self, pair: TablePair, name: str, *, constraint: bool) -> Misnamed | None:
        """The one that is called so: a constraint of the table, or an index."""
        if constraint:
            return self._constraints.get((pair.name, name))
        return self._relations.get((pair.live.schema, name))

    def waiting(self, pair: TablePair, name: str, *, constraint: bool, relation: bool) -> Misnamed | None:
        """The one whose fix makes room for itself where something that is one too many has its right name."""
        for one in self._waiting.get((pair.live.schema, name), ()):
            of_constraint = constraint and one.of_constraint and one.pair is pair
            if of_constraint or (relation and one.of_relation):
                chain = self.chain(one)
                if any(link.is_told for link in chain.links):
                    return chain.leader
        return None

    def chain(self, one: Misnamed) -> Chain:
        """Who has to be renamed with it, beginning with the one whose name nobody waits for."""
        links, first = [one], self._behind(one)
        while first and first != one:
            links.insert(0, first)
            first = self._behind(first)
        last = self._ahead(links[-1])
        while last and last not in links:
            links.append(last)
            last = self._ahead(last)
        return Chain(links=tuple(links), is_circle=bool(last))

    def _ahead(self, one: Misnamed) -> Misnamed | None:
        """The one that has its right name."""
        return self._holder(one, one.right)

    def _behind(self, one: Misnamed) -> Misnamed | None:
        """The one whose right name it has."""
        waiting = self._waiting.get((one.pair.live.schema, one.name), ())
        return next((other for other in waiting if self._ahead(other) == one), None)

    def _holder(self, one: Misnamed, name: str) -> Misnamed | None:
        found = self._constraints.get((one.pair.name, name)) if one.of_constraint else None
        return found or (self._relations.get((one.pair.live.schema, name)) if one.of_relation else None)

    @cached_property
    def _all(self) -> tuple[Misnamed, ...]:
        return tuple(one for pair in self._comparison.unequal for one in _of(pair))

    @cached_property
    def _constraints(self) -> dict[tuple[str, str], Misnamed]:
        return {(one.pair.name, one.name): one for one in self._all if one.of_constraint}

    @cached_property
    def _relations(self) -> dict[tuple[str, str], Misnamed]:
        return {(one.pair.live.schema, one.name): one for one in self._all if one.of_relation}

    @cached_property
    def _waiting(self) -> dict[tuple[str, str], list[Misnamed]]:
        waiting: dict[tuple[str, str], list[Misnamed]] = {}
        for one in self._all:
            waiting.setdefault((one.pair.live.schema, one.right), []).append(one)
        return waiting


def _of(pair: TablePair) -> Iterator[Misnamed]:
    for live, wanted in pair.indexes.same:
        if live.name != wanted.name:
            yield Misnamed(pair=pair, name=live.name, right=wanted.name, of_constraint=False, of_relation=True)
    for kind, matched in pair.constraints.items():
        for one, expected in matched.same:
            if one.name != expected.name:
                over_index = kind in OVER_AN_INDEX
                yield Misnamed(
                    pair=pair, name=one.name, right=expected.name, of_constraint=True, of_relation=over_index
                )
