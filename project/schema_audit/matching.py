"""Pairs the objects of both sides once, by structure before names; every detector reads the pairs."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from project.schema_audit.creation_order import in_creation_order
from project.schema_audit.migrated_ids import as_migrated
from project.schema_audit.owners import Owner
from project.schema_audit.schema import Column, Constraint, Index, Kind, Schema, Table

T = TypeVar("T", Column, Constraint, Index)
OnColumns = TypeVar("OnColumns", Constraint, Index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched(Generic[T]):
    """Objects of one kind: equal in structure, paired but different, only expected, only live.

    A pair is (live, expected).
    """

    same: tuple[tuple[T, T], ...] = ()
    differing: tuple[tuple[T, T], ...] = ()
    missing: tuple[T, ...] = ()
    extra: tuple[T, ...] = ()

    @property
    def pairs(self) -> tuple[tuple[T, T], ...]:
        """All pairs, equal or not."""
        return self.same + self.differing


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePair:
    """One table on both sides; what stands on a missing or a leftover column belongs to that column and is left out."""

    live: Table
    expected: Table
    owner: Owner
    columns: Matched[Column]
    constraints: Mapping[Kind, Matched[Constraint]]
    indexes: Matched[Index]

    @property
    def name(self) -> str:
        """The table as findings write it."""
        return self.expected.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Both pictures, paired: `tables` in both, `missing` only expected, `extra` only live, each by name.

    Missing tables stand after those that their foreign keys lead to, as far as these form no circle.
    `unequal` are the pairs whose contents had to be compared: on all others everything is as expected.
    `known` are tables that models name without making them. `unknown` ones could not be built on the expected side,
    for the reason given: nothing is said about them but that. `hidden` ones are there, behind a stray copy. Owners are
    those of all models, also where only some tables are compared.
    """

    live: Schema
    expected: Schema
    owners: Mapping[str, Owner]
    tables: Mapping[str, TablePair]
    unequal: tuple[TablePair, ...]
    missing: Mapping[str, Table]
    extra: Mapping[str, Table]
    known: frozenset[str]
    unknown: Mapping[str, str]
    hidden: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """The models' tables that something is said about."""
        return frozenset({*self.tables, *self.missing, *self.unknown})

    @property
    def beside(self) -> frozenset[str]:
        """The models' tables that are there without being compared."""
        return frozenset(self.owners.keys() & self.live.tables.keys() - self.names)


def compare(
    live: Schema,
    expected: Schema,
    owners: Mapping[str, Owner],
    *,
    known: frozenset[str] = frozenset(),
    unknown: Mapping[str, str] | None = None,
    hidden: frozenset[str] = frozenset(),
    only: Collection[str] | None = None,
) -> Comparison:
    """Pair everything that has an owner, or `only` the tables of these names."""
    unknown = unknown or {}
    wanted = owners if only is None else only
    ours = {name: table for name, table in expected.tables.items() if name in wanted and name not in unknown}
    pairs, missing = {}, {}
    for name, table in sorted(ours.items()):
        found = live.tables.get(name)
        if found and found.is_table and name not in hidden:
            pairs[name] = pair_table(found, table, owners[name])
        else:
            missing[name] = table
    taken = {*ours, *known, *unknown}
    extra = {name: table for name, table in sorted(live.tables.items()) if name not in taken and table.is_table}
    return Comparison(
        live=live,
        expected=expected,
        owners=owners,
        tables=pairs,
        unequal=tuple(pair for pair in pairs.values() if not pair.live.shares_contents(pair.expected)),
        missing=in_creation_order(missing),
        extra=extra,
        known=known,
        unknown=unknown,
        hidden=hidden,
    )


def pair_table(live: Table, expected: Table, owner: Owner) -> TablePair:
    """The pairs of one table."""
    if live.shares_contents(expected):
        return _pair_equal(live, expected, owner)
    expected = as_migrated(live, expected, owner)
    columns = _match(live.columns.values(), expected.columns.values(), lambda column: column, (lambda c: c.name,))
    gone = {column.name for column in columns.missing}
    leftover = {column.name for column in columns.extra}
    constraints = {}
    for kind in Kind:
        constraints[kind] = _match(
            _standing(live.of_kind(kind), leftover),
            _standing(expected.of_kind(kind), gone),
            _PLACES[kind][0],
            _PLACES[kind][1:],
        )
    indexes = _match(
        _standing(live.indexes, leftover),
        _standing(expected.indexes, gone),
        lambda index: (index.unique, index.structure),
        (lambda index: index.name,),
        stored=lambda index: (index.unique, index.definition),
    )
    return TablePair(
        live=live, expected=expected, owner=owner, columns=columns, constraints=constraints, indexes=indexes
    )


def _pair_equal(live: Table, expected: Table, owner: Owner) -> TablePair:
    """Everything paired with itself."""
    constraints: dict[Kind, list[tuple[Constraint, Constraint]]] = {kind: [] for kind in Kind}
    for one in expected.constraints:
        constraints[one.kind].append((one, one))
    return TablePair(
        live=live,
        expected=expected,
        owner=owner,
        columns=Matched(same=tuple((one, one) for one in expected.columns.values())),
        constraints={kind: Matched(same=tuple(pairs)) for kind, pairs in constraints.items()},
        indexes=Matched(same=tuple((one, one) for one in expected.indexes)),
    )


def _standing(objects: Iterable[OnColumns], gone: set[str]) -> Iterable[OnColumns]:
    """Those that stand on none of the columns."""
    return [one for one in objects if not gone.intersection(one.columns)] if gone else objects


def _match(
    live: Iterable[T],
    expected: Iterable[T],
    structure: Callable[[T], Hashable],
    places: Iterable[Callable[[T], Hashable]],
    *,
    stored: Callable[[T], Hashable] | None = None,
) -> Matched[T]:
    """Equal structure and name first, then equal structure, then whatever stands at the same place.

    Of several with equal structure those belong together that are `stored` in the same way.
    """
    by_name = {one.name: one for one in live}
    same, wanted = [], []
    for one in expected:
        found = by_name.get(one.name)
        if found is not None and structure(found) == structure(one):
            same.append((by_name.pop(one.name), one))
        else:
            wanted.append(one)
    left = list(by_name.values())
    if stored:
        same += _take(left, wanted, stored)
    same += _take(left, wanted, structure)
    differing: list[tuple[T, T]] = []
    for place in places:
        differing += _take(left, wanted, place)
    return Matched(same=tuple(same), differing=tuple(differing), missing=tuple(wanted), extra=tuple(left))


def _take(live: list[T], expected: list[T], key: Callable[[T], Hashable]) -> list[tuple[T, T]]:
    """Move the pairs with equal keys out of both lists."""
    if not (live and expected):
        return []
    by_key: dict[Hashable, list[T]] = {}
    for one in live:
        by_key.setdefault(key(one), []).append(one)
    pairs = []
    for one in list(expected):
        if found := by_key.get(key(one)):
            pairs.append((found.pop(0), one))
            expected.remove(one)
            live.remove(pairs[-1][0])
    return pairs


def _foreign_structure(constraint: Constraint) -> Hashable:
    return (constraint.columns, constraint.target, constraint.deferrable, constraint.deferred)


def _structure(constraint: Constraint) -> Hashable:
    return constraint.structure


def _name(constraint: Constraint) -> Hashable:
    return constraint.name


def _columns(constraint: Constraint) -> Hashable:
    return constraint.columns


def _any_order(constraint: Constraint) -> Hashable:
    return frozenset(constraint.columns)


def _only_one(constraint: Constraint) -> Hashable:
    return constraint.kind


# What makes two constraints equal, then the places at which different ones are still the same constraint.
_PLACES: Mapping[Kind, tuple[Callable[[Constraint], Hashable], ...]] = {
    Kind.PRIMARY_KEY: (_structure, _only_one),
    Kind.UNIQUE: (_structure, _name, _any_order),
    Kind.FOREIGN_KEY: (_foreign_structure, _name, _columns),
    Kind.CHECK: (_structure, _name),
    Kind.EXCLUSION: (_structure, _name, _columns),
}
