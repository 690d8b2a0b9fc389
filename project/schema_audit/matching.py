"""Pairs the objects of both sides once, by structure before names; every detector reads the pairs."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from project.schema_audit.creation_order import in_creation_order
from project.schema_audit.exchanged import Circle, exchanged_columns, exchanged_tables, relabelled
from project.schema_audit.of_migrations.many_to_many_ids import as_migrated
from project.schema_audit.owners import Owner
from project.schema_audit.pairing import PLACES, Matched, match
from project.schema_audit.schema import Column, Constraint, Index, Kind, Schema, Table

OnColumns = TypeVar("OnColumns", Constraint, Index)


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePair:
    """One table on both sides; what stands on a missing or a leftover column belongs to that column and is left out.

    So does what stands on `exchanged` columns, which have one another's names.
    """

    live: Table
    expected: Table
    owner: Owner
    columns: Matched[Column]
    constraints: Mapping[Kind, Matched[Constraint]]
    indexes: Matched[Index]
    exchanged: tuple[Circle, ...] = ()

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
    those of all models, also where only some tables are compared. Tables that have one another's names are `exchanged`:
    they are paired only where that isn't proven.
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
    exchanged: tuple[Circle, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The models' tables that something is said about."""
        exchanged = (name for circle in self.exchanged for name in circle.names & self.owners.keys())
        return frozenset({*self.tables, *self.missing, *self.unknown, *exchanged})

    @property
    def displaced(self) -> frozenset[str]:
        """The live tables that are other ones than their names say."""
        return frozenset(name for circle in self.exchanged if circle.proven for name in circle.right)

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
    known_here = {
        name: expected.tables[name] for name in expected.tables.keys() & owners.keys() - unknown.keys() - hidden
    }
    circles = [one for one in exchanged_tables(live, known_here) if one.names & ours.keys()]
    right = {found: wanted for circle in circles if circle.proven for found, wanted in circle.right.items()}
    pairs, missing = {}, {}
    for name, table in sorted(ours.items()):
        found = live.tables.get(name)
        if name in right.values():
            continue
        if name in right:
            missing[name] = table
            continue
        if found and found.is_table and name not in hidden:
            pairs[name] = pair_table(relabelled(found, right), table, owners[name])
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
        exchanged=tuple(circles),
    )


def pair_table(live: Table, expected: Table, owner: Owner) -> TablePair:
    """The pairs of one table."""
    if live.shares_contents(expected):
        return _pair_equal(live, expected, owner)
    expected = as_migrated(live, expected, owner)
    columns = match(live.columns.values(), expected.columns.values(), lambda column: column, (lambda c: c.name,))
    circles = exchanged_columns(live, expected) if columns.differing else ()
    exchanged = {name for circle in circles for name in circle.right}
    differing = tuple(both for both in columns.differing if both[1].name not in exchanged)
    columns = replace(columns, differing=differing)
    gone = exchanged | {column.name for column in columns.missing}
    leftover = exchanged | {column.name for column in columns.extra}
    constraints = {}
    for kind in Kind:
        constraints[kind] = match(
            _standing(live.of_kind(kind), leftover),
            _standing(expected.of_kind(kind), gone),
            PLACES[kind][0],
            PLACES[kind][1:],
        )
    indexes = _pair_indexes(list(_standing(live.indexes, leftover)), list(_standing(expected.indexes, gone)))
    return TablePair(
        live=live,
        expected=expected,
        owner=owner,
        columns=columns,
        constraints=constraints,
        indexes=indexes,
        exchanged=circles,
    )


def _pair_indexes(live: list[Index], expected: list[Index]) -> Matched[Index]:
    """The pairs of indexes; a broken one is none but the one of its name."""
    names = {index.name for index in expected}
    broken = [index for index in live if not index.valid and index.name not in names]
    pairs = match(
        [index for index in live if index not in broken],
        expected,
        lambda index: (index.unique, index.structure),
        (lambda index: index.name,),
        stored=lambda index: (index.unique, index.definition),
    )
    return replace(pairs, extra=(*pairs.extra, *broken))


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
