"""The only writer of licence rows: what differs, many licences at once, inside the caller's transaction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps

from project.ge_sync.changes import Change, Operation
from project.ge_sync.compare import Compared
from project.ge_sync.fields import Table
from project.ge_sync.keys import bill_of_debit
from project.ge_sync.mapping import (
    BILL_OF_ENTRY,
    COLUMNS,
    DEBIT,
    EXPORT_ITEM,
    IMPORT_ITEM,
    LICENSE,
    NATURAL_KEYS,
    TABLES,
    TRANSFER,
)
from project.ge_sync.shared_bills import outspoken, speakers
from project.ge_sync.state import Place, Rank
from project.ge_sync.write.bills import known_bills
from project.ge_sync.write.delete import delete
from project.ge_sync.write.insert import insert
from project.ge_sync.write.links import write_links
from project.ge_sync.write.references import Ids, find, named_in
from project.ge_sync.write.update import update


def apply(compared: Sequence[Compared], *, now: datetime) -> None:
    """Write every change of these licences, table by table so that parents come first."""
    references = find(named_in([one.incoming.state for one in compared]))
    ids = {one.incoming.license_number: dict(one.ours.ids) for one in compared}
    ranks = {one.incoming.license_number: one.incoming.rank for one in compared}
    writing = _Writing(ids=ids, references=references, ranks=ranks, now=now)
    changes: defaultdict[tuple[str, Operation], list[Change]] = defaultdict(list)
    for one in compared:
        for change in one.difference.changes:
            changes[change.table, change.operation].append(change)
    for table in TABLES:
        inserts = changes[table.name, Operation.INSERT]
        if table.name == BILL_OF_ENTRY:
            writing.insert_bills(table, inserts)
        else:
            writing.insert(table, inserts)
        writing.update(table, changes[table.name, Operation.UPDATE])
        writing.delete(table, changes[table.name, Operation.DELETE])
    write_links(compared, ids, now=now)


@dataclass(frozen=True, kw_only=True)
class _Writing:
    """One set of licences being written; `ids` are those of our rows by licence and place, and grow on the way."""

    ids: dict[str, dict[Place, int]]
    references: Ids
    ranks: Mapping[str, Rank]
    now: datetime

    def insert(self, table: Table, changes: Sequence[Change]) -> None:
        rows = [self._columns(change) | self._hangs_on(change) for change in changes]
        for change, row_id in zip(changes, insert(apps.get_model(table.model), rows, now=self.now), strict=True):
            self.ids[change.license_number][table.name, change.key] = row_id

    def update(self, table: Table, changes: Sequence[Change]) -> None:
        values = {self.ids[c.license_number][table.name, c.key]: self._columns(c) for c in changes}
        update(apps.get_model(table.model), values, now=self.now)

    def delete(self, table: Table, changes: Sequence[Change]) -> None:
        rows = [self.ids[change.license_number].pop((table.name, change.key)) for change in changes]
        delete(apps.get_model(table.model), rows)

    def insert_bills(self, table: Table, changes: Sequence[Change]) -> None:
        """A bill of entry may be here for another licence, or come twice in this set: one row, one of them speaks."""
        known = known_bills({change.key for change in changes})
        heard = speakers(known.values()) if known else {}
        columns: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        for change in sorted(changes, key=lambda change: self.ranks[change.license_number]):
            if change.key not in known or not outspoken(
                self.ranks[change.license_number], heard.get(known[change.key], ())
            ):
                columns[change.key] |= self._columns(change)
        model = apps.get_model(table.model)
        # In the same order everywhere, so that two workers with the same bills never wait for each other crosswise.
        new = sorted(columns.keys() - known.keys())
        ids = known | dict(zip(new, insert(model, [columns[key] for key in new], now=self.now), strict=True))
        update(model, {known[key]: columns[key] for key in columns.keys() & known.keys()}, now=self.now)
        for change in changes:
            self.ids[change.license_number][table.name, change.key] = ids[change.key]

    def _hangs_on(self, change: Change) -> dict[str, int | None]:
        """The parents of a new row."""
        ids = self.ids[change.license_number]
        if change.table in (EXPORT_ITEM, IMPORT_ITEM, TRANSFER):
            return {"license_id": ids[LICENSE, change.license_number]}
        if change.table == DEBIT:
            serial_number = next(field.new for field in change.fields if field.field == "sr_number")
            bill = bill_of_debit(change.key)
            return {
                "sr_number_id": ids[IMPORT_ITEM, str(serial_number)],
                "bill_of_entry_id": ids[BILL_OF_ENTRY, bill] if bill else None,
            }
        return {}

    def _columns(self, change: Change) -> dict[str, Any]:
        """The changed fields that the domain has a column for, by column."""
        columns: dict[str, Any] = {}
        for each in change.fields:
            field = COLUMNS[change.table][each.field]
            if field.refers_to in NATURAL_KEYS:
                known = self.references[field.refers_to]
                columns[f"{field.column}_id"] = None if each.new is None else known[str(each.new)]
            elif not field.is_fact and not field.refers_to:
                columns[field.column] = each.new
        return columns
