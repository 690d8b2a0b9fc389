"""The only writer of licence rows: what differs, many licences at once, inside the caller's transaction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from django.apps import apps

from project.ge_sync.comparing.changes import Change, Operation
from project.ge_sync.comparing.compare import Compared
from project.ge_sync.comparing.fields import Table
from project.ge_sync.comparing.incoming import Incoming
from project.ge_sync.comparing.keys import bill_of_debit
from project.ge_sync.comparing.mapping import (
    BILL_OF_ENTRY,
    DEBIT,
    EXPORT_ITEM,
    IMPORT_ITEM,
    LICENSE,
    TABLES,
    TRANSFER,
)
from project.ge_sync.comparing.shared_bills import heard, outspoken, speakers
from project.ge_sync.comparing.state import Place, Rank, Row
from project.ge_sync.write.bills import known_bills
from project.ge_sync.write.columns import columns_of, references_of
from project.ge_sync.write.delete import delete
from project.ge_sync.write.insert import insert, next_ids
from project.ge_sync.write.links import write_links
from project.ge_sync.write.references import Ids
from project.ge_sync.write.update import update


def apply(compared: Sequence[Compared], references: Ids, *, now: datetime) -> None:
    """Write every change of these licences, table by table so that parents come first."""
    new = _new_rows(compared)
    known = known_bills({one.place[1] for one in new[BILL_OF_ENTRY]})
    writing = _Writing(
        ids={one.incoming.license_number: dict(one.ours.ids) for one in compared},
        new_ids=_new_ids(new, known),
        known_bills=known,
        references=references,
        incoming={one.incoming.license_number: one.incoming for one in compared},
        now=now,
    )
    changes: defaultdict[tuple[str, Operation], list[Change]] = defaultdict(list)
    for one in compared:
        for change in () if one.is_new else one.difference.changes:
            changes[change.table, change.operation].append(change)
    for table in TABLES:
        if table.name == BILL_OF_ENTRY:
            writing.insert_bills(table, new[table.name])
        else:
            writing.insert(table, new[table.name])
        writing.update(table, changes[table.name, Operation.UPDATE])
        writing.delete(table, changes[table.name, Operation.DELETE])
    write_links(compared, writing.ids, now=now)


class _NewRow(NamedTuple):
    """A row that we don't have, with the licence it comes with."""

    license_number: str
    place: Place
    row: Row


def _new_rows(compared: Sequence[Compared]) -> defaultdict[str, list[_NewRow]]:
    found: defaultdict[str, list[_NewRow]] = defaultdict(list)
    for one in compared:
        number = one.incoming.license_number
        for place, row in one.difference.new_rows():
            found[place[0]].append(_NewRow(number, place, row))
    return found


def _new_ids(new: Mapping[str, Sequence[_NewRow]], known_bills: Mapping[str, int]) -> dict[str, list[int]]:
    """Keys for the new rows of each table, in their order; of bills of entry for those that nobody has yet."""
    counts = {table.name: len(new[table.name]) for table in TABLES}
    counts[BILL_OF_ENTRY] = len({one.place[1] for one in new[BILL_OF_ENTRY]} - known_bills.keys())
    found = next_ids({apps.get_model(table.model): counts[table.name] for table in TABLES})
    return {table.name: found[apps.get_model(table.model)] for table in TABLES}


@dataclass(frozen=True, kw_only=True)
class _Writing:
    """One set of licences being written; `ids` are those of our rows by licence and place, and grow on the way."""

    ids: dict[str, dict[Place, int]]
    new_ids: Mapping[str, Sequence[int]]
    known_bills: Mapping[str, int]
    references: Ids
    incoming: Mapping[str, Incoming]
    now: datetime

    def insert(self, table: Table, new: Sequence[_NewRow]) -> None:
        numbered = self.new_ids[table.name]
        for one, row_id in zip(new, numbered, strict=True):
            self.ids[one.license_number][one.place] = row_id
        rows = [one.row for one in new]
        refers_to = references_of(table.name, rows, self.references)
        beside = {"id": numbered, **refers_to, **self._parents(table.name, new)}
        insert(apps.get_model(table.model), rows, now=self.now, beside=beside)

    def update(self, table: Table, changes: Sequence[Change]) -> None:
        values = {
            self.ids[change.license_number][table.name, change.key]: columns_of(
                table.name, {field.field: field.new for field in change.fields}, self.references
            )
            for change in changes
        }
        update(apps.get_model(table.model), values, now=self.now)

    def delete(self, table: Table, changes: Sequence[Change]) -> None:
        rows = [self.ids[change.license_number].pop((table.name, change.key)) for change in changes]
        delete(apps.get_model(table.model), rows)

    def insert_bills(self, table: Table, new: Sequence[_NewRow]) -> None:
        """A bill of entry may be here for another licence, or come twice in this set: one row, one of them speaks."""
        known = self.known_bills
        rows = self._said_of_bills(new)
        model = apps.get_model(table.model)
        # In the same order everywhere, so that two workers with the same bills never wait for each other crosswise.
        missing = sorted(rows.keys() - known.keys())
        numbered = self.new_ids[table.name]
        ids = dict(known) | dict(zip(missing, numbered, strict=True))
        # All with the same columns, so that they are written in one go.
        silent = dict.fromkeys(chain.from_iterable(one.row for one in new))
        made = [row if len(row := rows[key]) == len(silent) else {**silent, **row} for key in missing]
        insert(model, made, now=self.now, beside={"id": numbered, **references_of(table.name, made, self.references)})
        changed = {known[key]: columns_of(table.name, rows[key], self.references) for key in rows.keys() & known.keys()}
        update(model, changed, now=self.now)
        for one in new:
            self.ids[one.license_number][one.place] = ids[one.place[1]]

    def _said_of_bills(self, new: Sequence[_NewRow]) -> dict[str, Row]:
        """What stands on each bill by its key, as far as these licences have the word on it."""
        known = self.known_bills
        said = {one.place[1]: one.row for one in new}
        if len(said) == len(new) and not known:
            return said
        stored = speakers(known.values()) if known else {}
        rows: dict[str, Row] = {}
        ranks = {number: incoming.rank for number, incoming in self.incoming.items()}
        for one in sorted(new, key=lambda one: ranks[one.license_number]):
            key = one.place[1]
            if key not in known or not self._is_outspoken(one, stored.get(known[key], ())):
                rows[key] = {**rows[key], **one.row} if key in rows else one.row
        return rows

    def _is_outspoken(self, one: _NewRow, stored: Sequence[Rank]) -> bool:
        """Whether another licence than the one that brings it has the word on a bill that is here already."""
        return outspoken(self.incoming[one.license_number].rank, heard(one.place, stored, self.incoming))

    def _parents(self, table: str, new: Sequence[_NewRow]) -> dict[str, list[int | None]]:
        """What new rows hang on, column by column."""
        if table in (EXPORT_ITEM, IMPORT_ITEM, TRANSFER):
            return {"license_id": [self.ids[one.license_number][LICENSE, one.license_number] for one in new]}
        if table == DEBIT:
            return {
                "sr_number_id": [self.ids[one.license_number][IMPORT_ITEM, str(one.row["sr_number"])] for one in new],
                "bill_of_entry_id": [self._bill(one) for one in new],
            }
        return {}

    def _bill(self, debit: _NewRow) -> int | None:
        if debit.row.get("bill_of_entry") is None:
            return None
        return self.ids[debit.license_number][BILL_OF_ENTRY, bill_of_debit(debit.place[1])]
