"""Tables and columns that have one another's names: each holds what another one should.

Whoever renames takes keys and indexes along, and leaves their names as they were; whoever changes a table or a type
doesn't. So names tell an exchange from two changes that happen to mirror each other.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from project.schema_audit.index_names import names_of
from project.schema_audit.schema import Constraint, Index, Kind, Schema, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """`right` maps each present name to the one that the table or column should have.

    It is a circle, or it ends at a table whose own name nothing has: then the one that has the first name is gone.
    A circle of tables is `proven` where these are not what they are called, or others' foreign keys say so. One that is
    told by names alone may have been made by migrations, which rename no keys.
    """

    right: Mapping[str, str]
    proven: bool = True

    @property
    def names(self) -> frozenset[str]:
        """All of them, present or not."""
        return frozenset({*self.right, *self.right.values()})

    @property
    def is_closed(self) -> bool:
        """Whether each has the name of another one."""
        return self.right.keys() == set(self.right.values())

    def in_order(self) -> list[str]:
        """The present names; each should have that of the one before it."""
        now = {wanted: found for found, wanted in self.right.items()}
        free = self.right.values() - self.right.keys() if not self.is_closed else ()
        order = [now[next(iter(free))] if free else min(self.right)]
        while (following := now.get(order[-1], order[0])) != order[0]:
            order.append(following)
        return order


def exchanged_tables(live: Schema, expected: Mapping[str, Table]) -> tuple[Circle, ...]:
    """The circles of tables that have one another's names."""
    found = {name: table for name, table in live.tables.items() if name in expected and table.is_table}
    differing = {name: table for name, table in found.items() if not table.shares_contents(expected[name])}
    gone = expected.keys() - live.tables.keys()
    owners = {one: table for table in {*differing, *gone} for one in names_of(expected[table])}
    right = {}
    for name, table in differing.items():
        holders = {owners[one] for one in names_of(table) if one in owners}
        if len(holders) == 1 and (other := holders.pop()) != name and _can_be(table, expected[other], found.get(other)):
            right[name] = other
    circles = (Circle(right=circle) for circle in _circles(right))
    told = tuple(proven for one in circles if (proven := _weighed(one, found, expected)))
    ways = (Circle(right=way) for way in _ways(right, gone))
    return told + tuple(one for one in ways if _is_none_of_its_names(one, found, expected))


def exchanged_columns(live: Table, expected: Table) -> tuple[Circle, ...]:
    """The circles of columns that have one another's names."""
    ours, theirs = ({name: _traits(table, name) for name in table.columns} for table in (live, expected))
    differing = [name for name in theirs if name in ours and ours[name] != theirs[name]]
    right = {}
    for name in differing:
        wanted = [other for other in differing if theirs[other] == ours[name]]
        if len(wanted) == 1 and sum(ours[name] == ours[other] for other in differing) == 1:
            right[name] = wanted[0]
    circles = (Circle(right=circle) for circle in _circles(right))
    return tuple(circle for circle in circles if _moved_with_names(live, expected, circle.right))


def relabelled(table: Table, right: Mapping[str, str]) -> Table:
    """The table with foreign keys that lead to what the tables should be called."""
    if not any(one.target and one.target.table in right for one in table.constraints):
        return table
    return replace(table, constraints=tuple(_led(one, right) for one in table.constraints))


def _led(constraint: Constraint, right: Mapping[str, str]) -> Constraint:
    target = constraint.target
    if target is None or target.table not in right:
        return constraint
    return replace(constraint, target=replace(target, table=right[target.table]))


def _can_be(table: Table, wanted: Table, instead: Table | None) -> bool:
    """Whether it has all columns of the other one, and lies in the schema of what has the name now, if anything has."""
    here = table.schema == instead.schema if instead else table.name == table.relation and "." not in wanted.name
    return here and wanted.columns.keys() <= table.columns.keys()


def _ways(right: Mapping[str, str], gone: Collection[str]) -> Iterator[dict[str, str]]:
    """From each name that nothing has, by what should have it, to the end."""
    for free in sorted(gone):
        name, way = free, dict[str, str]()
        while len(holders := [one for one, wanted in right.items() if wanted == name]) == 1:
            way[holders[0]] = name
            name = holders[0]
        if way and not holders:
            yield way


def _is_none_of_its_names(circle: Circle, live: Mapping[str, Table], expected: Mapping[str, Table]) -> bool:
    return all(not expected[name].columns.keys() <= live[name].columns.keys() for name in circle.right)


def _circles(right: Mapping[str, str]) -> Iterator[dict[str, str]]:
    seen = set[str]()
    for start in sorted(right):
        name, way = start, list[str]()
        while name in right and name not in seen:
            seen.add(name)
            way.append(name)
            name = right[name]
        if name in way:
            yield {one: right[one] for one in way[way.index(name) :]}


def _weighed(circle: Circle, live: Mapping[str, Table], expected: Mapping[str, Table]) -> Circle | None:
    """The circle as far as it is proven; None where foreign keys of others say that all is as it should be."""
    if _is_none_of_its_names(circle, live, expected):
        return circle
    leading = set[bool]()
    for name, table in live.items():
        if name not in circle.right and name in expected and not table.shares_contents(expected[name]):
            leading |= set(_leads_astray(table, expected[name], circle.right))
    if False in leading:
        return None
    return replace(circle, proven=True in leading)


def _leads_astray(live: Table, expected: Table, right: Mapping[str, str]) -> Iterator[bool]:
    """Of each foreign key to one of the circle, whether it leads to what should have the name."""
    wanted = {one.name: one.target for one in expected.of_kind(Kind.FOREIGN_KEY)}
    for one in live.of_kind(Kind.FOREIGN_KEY):
        target = wanted.get(one.name)
        if target and one.target and target.table in right.values() and one.target.table in right:
            yield right[one.target.table] == target.table


def _traits(table: Table, name: str) -> tuple[object, ...]:
    """What a column is, but for rules that come and go."""
    column = table.columns[name]
    targets = [
        (one.target.table, one.target.columns)
        for one in table.of_kind(Kind.FOREIGN_KEY)
        if one.target and one.columns == (name,)
    ]
    computed = column.default if column.generated else None
    return column.type, column.collation, column.generated, computed, tuple(sorted(targets))


def _moved_with_names(live: Table, expected: Table, right: Mapping[str, str]) -> bool:
    """Whether keys and indexes by their names, or the order of the columns, say so, and none of them the contrary."""
    now = {wanted: found for found, wanted in right.items()}
    signs = set(_signs(live, expected, now))
    common = [name for name in live.columns if name in expected.columns]
    order = [name for name in expected.columns if name in live.columns]
    if [right.get(name, name) for name in common] == order:
        signs.add(True)
    elif common == order:
        signs.add(False)
    return signs == {True}


def _signs(live: Table, expected: Table, now: Mapping[str, str]) -> Iterator[bool]:
    things: tuple[Constraint | Index, ...] = (*expected.constraints, *expected.indexes)
    others: tuple[Constraint | Index, ...] = (*live.constraints, *live.indexes)
    found = {one.name: set(one.columns) for one in others}
    for one in things:
        here, moved = set(one.columns), {now.get(column, column) for column in one.columns}
        if moved != here and found.get(one.name) in (here, moved):
            yield found[one.name] == moved
