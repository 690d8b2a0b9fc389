"""One pure comparison for the dry run, the history and the apply."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from project.ge_sync.comparing.changes import Change, FieldChange, Operation
from project.ge_sync.comparing.derived import with_derived
from project.ge_sync.comparing.fields import Owner
from project.ge_sync.comparing.mapping import COLUMNS, TABLES
from project.ge_sync.comparing.settle import Conflict, settle
from project.ge_sync.comparing.state import LicenseState, Place, Row

# The columns of each table in the mapping's order, and whose word each is.
_SOURCES = {
    table: [(column, "derived" if field.owner is Owner.DERIVED else "server") for column, field in columns.items()]
    for table, columns in COLUMNS.items()
}


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Our rows, the rows as they should be, those that have to go, and what both sides changed."""

    ours: LicenseState
    rows: dict[Place, Row]
    deleted: tuple[Place, ...]
    conflicts: tuple[Conflict, ...]

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What to write so that ours are as the server says, table by table in writing order.

        Reckoned when somebody asks: of a licence that is wholly new, its rows say as much.
        """
        changes = [*_writes(self.ours, self.rows, self.deleted), *_keeps(self.ours.license_number, self.conflicts)]
        lost = {(conflict.place, conflict.column) for conflict in self.conflicts if not conflict.kept}
        return tuple(_marked(change, lost) for change in changes) if lost else tuple(changes)

    def new_rows(self) -> Iterator[tuple[Place, Row]]:
        """Those that we don't have."""
        return ((place, row) for place, row in self.rows.items() if place not in self.ours.rows)


def diff(base: LicenseState | None, ours: LicenseState, theirs: LicenseState) -> Difference:
    """Ours beside theirs, three ways: base is what the server said last time."""
    settled = settle(base, ours, theirs)
    rows = with_derived(settled.rows, ours.reserved)
    return Difference(ours=ours, rows=rows, deleted=settled.deleted, conflicts=settled.conflicts)


def _writes(ours: LicenseState, rows: dict[Place, Row], deleted: Iterable[Place]) -> Iterable[Change]:
    of_table: defaultdict[str, list[tuple[Place, Row]]] = defaultdict(list)
    for place, row in rows.items():
        of_table[place[0]].append((place, row))
    for table in TABLES:
        for place, row in of_table[table.name]:
            mine = ours.rows.get(place)
            operation = Operation.INSERT if mine is None else Operation.UPDATE
            if fields := _field_changes(table.name, mine or {}, row):
                yield Change(
                    license_number=ours.license_number,
                    table=table.name,
                    key=place[1],
                    operation=operation,
                    fields=fields,
                )
        for name, key in deleted:
            if name == table.name:
                yield Change(
                    license_number=ours.license_number,
                    table=name,
                    key=key,
                    operation=Operation.DELETE,
                    fields=_last_values(name, ours.rows[name, key]),
                )


def _last_values(table: str, mine: Row) -> tuple[FieldChange, ...]:
    """What is lost with a row, so that the history can tell."""
    return tuple(
        FieldChange(field=column, old=mine[column], new=None)
        for column, field in COLUMNS[table].items()
        if not field.is_fact and mine.get(column) is not None
    )


def _field_changes(table: str, mine: Row, row: Row) -> tuple[FieldChange, ...]:
    """In the mapping's order, so that a dry run and the run that follows say the same in the same order."""
    return tuple(
        [
            FieldChange(column, mine.get(column), row[column], source)
            for column, source in _SOURCES[table]
            if column in row and mine.get(column) != row[column]
        ]
    )


def _keeps(license_number: str, conflicts: tuple[Conflict, ...]) -> Iterable[Change]:
    for conflict in conflicts:
        if conflict.kept:
            kept = FieldChange(field=conflict.column, old=conflict.ours, new=conflict.theirs, conflict=True)
            yield Change(
                license_number=license_number,
                table=conflict.place[0],
                key=conflict.place[1],
                operation=Operation.KEEP,
                fields=(kept,),
            )


def _marked(change: Change, lost: set[tuple[Place, str]]) -> Change:
    """The change with its conflicts marked, where the server's value replaces one that a person here wrote."""
    place = (change.table, change.key)
    if not any((place, field.field) in lost for field in change.fields):
        return change
    fields = tuple(field._replace(conflict=(place, field.field) in lost) for field in change.fields)
    return replace(change, fields=fields)
