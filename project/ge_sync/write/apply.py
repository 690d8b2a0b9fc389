"""The only writer of licence rows: what differs, many licences at once, inside the caller's transaction."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.apps import apps

from project.ge_sync.comparing.changes import Change, Operation
from project.ge_sync.comparing.compare import Compared
from project.ge_sync.comparing.fields import Table
from project.ge_sync.comparing.keys import bill_of_debit
from project.ge_sync.comparing.links import Packed
from project.ge_sync.comparing.mapping import (
    BILL_OF_ENTRY,
    DEBIT,
    EXPORT_ITEM,
    IMPORT_ITEM,
    LICENSE,
    TABLES,
    TRANSFER,
)
from project.ge_sync.comparing.state import Place
from project.ge_sync.write.bills import Bills
from project.ge_sync.write.columns import columns_of, references_of
from project.ge_sync.write.delete import delete
from project.ge_sync.write.insert import insert, next_ids
from project.ge_sync.write.links import packed_links, write_links
from project.ge_sync.write.new_license_rows import NewLicenseRows
from project.ge_sync.write.new_licenses import NewLicense, new_bills, new_license
from project.ge_sync.write.new_rows import NewRow, new_rows
from project.ge_sync.write.references import Ids
from project.ge_sync.write.update import update


def apply(compared: Sequence[Compared], references: Ids, *, now: datetime) -> None:
    """Write every change of these licences, table by table so that parents come first."""
    new = [plain for one in compared if (plain := new_license(one))]
    written_whole = {one.incoming.license_number for one in new}
    others = [one for one in compared if one.incoming.license_number not in written_whole]
    rows = new_rows(others)
    bills = Bills(
        new=[*rows[BILL_OF_ENTRY], *new_bills(new)],
        references=references,
        incoming={one.incoming.license_number: one.incoming for one in compared},
    )
    ids = _new_ids(new, rows, bills)
    bill_ids = bills.write(ids.bills, now=now)
    writing = _Writing(new_ids=ids.rows, bill_ids=bill_ids, references=references, now=now)
    writing.write(others, rows)
    whole = NewLicenseRows(new_ids=ids.licenses, bill_ids=bill_ids, references=references, now=now)
    whole.write(new)
    links = whole.links | {one.incoming.license_number: writing.links_of(one) for one in others}
    write_links(compared, links, whole.license_ids | writing.license_ids, now=now)


class _NewIds(NamedTuple):
    """Keys for new rows: of bills of entry, of the others by table, and of wholly new licences by table."""

    bills: Sequence[int]
    rows: Mapping[str, Sequence[int]]
    licenses: Mapping[str, Iterator[int]]


def _new_ids(new: Sequence[NewLicense], rows: Mapping[str, Sequence[NewRow]], bills: Bills) -> _NewIds:
    """One statement for all of them."""
    counts = {table.name: len(rows[table.name]) for table in TABLES}
    for one in new:
        for name, listed in one.listed.items():
            counts[name] += len(listed)
    counts[BILL_OF_ENTRY] = bills.missing
    found = next_ids({apps.get_model(table.model): counts[table.name] for table in TABLES})
    ids = {table.name: found[apps.get_model(table.model)] for table in TABLES}
    return _NewIds(
        bills=ids.pop(BILL_OF_ENTRY),
        rows={name: some[: len(rows[name])] for name, some in ids.items()},
        licenses={name: iter(some[len(rows[name]) :]) for name, some in ids.items()},
    )


class _Writing:
    """Licences that we have rows of being written, and new ones that are compared all the same.

    The ids are those of our rows by licence and place, and grow on the way.
    """

    def __init__(
        self, new_ids: Mapping[str, Sequence[int]], bill_ids: Mapping[str, int], references: Ids, now: datetime
    ) -> None:
        self._new_ids, self._bill_ids, self._references, self._now = new_ids, bill_ids, references, now
        self._ids: dict[str, dict[Place, int]] = {}

    @property
    def license_ids(self) -> dict[str, int]:
        """By licence number."""
        return {number: ids[LICENSE, number] for number, ids in self._ids.items()}

    def links_of(self, one: Compared) -> Packed:
        """The links of a licence that is written."""
        return packed_links(one, self._ids[one.incoming.license_number])

    def write(self, compared: Sequence[Compared], new: Mapping[str, Sequence[NewRow]]) -> None:
        """Insert, update and delete; the bills of entry are here."""
        self._ids = {one.incoming.license_number: dict(one.ours.ids) for one in compared}
        for number, place, _ in new[BILL_OF_ENTRY]:
            self._ids[number][place] = self._bill_ids[place[1]]
        changes: defaultdict[tuple[str, Operation], list[Change]] = defaultdict(list)
        for one in compared:
            for change in () if one.is_new else one.difference.changes:
                changes[change.table, change.operation].append(change)
        for table in TABLES:
            if table.name != BILL_OF_ENTRY:
                self._insert(table, new[table.name])
            self._update(table, changes[table.name, Operation.UPDATE])
            self._delete(table, changes[table.name, Operation.DELETE])

    def _insert(self, table: Table, new: Sequence[NewRow]) -> None:
        numbered = self._new_ids[table.name]
        for one, row_id in zip(new, numbered, strict=True):
            self._ids[one.license_number][one.place] = row_id
        rows = [one.row for one in new]
        refers_to = references_of(table.name, rows, self._references)
        beside = {"id": numbered, **refers_to, **self._parents(table.name, new)}
        insert(apps.get_model(table.model), rows, now=self._now, beside=beside)

    def _update(self, table: Table, changes: Sequence[Change]) -> None:
        values = {
            self._ids[change.license_number][table.name, change.key]: columns_of(
                table.name, {field.field: field.new for field in change.fields}, self._references
            )
            for change in changes
        }
        update(apps.get_model(table.model), values, now=self._now)

    def _delete(self, table: Table, changes: Sequence[Change]) -> None:
        rows = [self._ids[change.license_number].pop((table.name, change.key)) for change in changes]
        delete(apps.get_model(table.model), rows)

    def _parents(self, table: str, new: Sequence[NewRow]) -> dict[str, list[int | None]]:
        """What new rows hang on, column by column."""
        if table in (EXPORT_ITEM, IMPORT_ITEM, TRANSFER):
            return {"license_id": [self._ids[one.license_number][LICENSE, one.license_number] for one in new]}
        if table == DEBIT:
            return {
                "sr_number_id": [self._ids[one.license_number][IMPORT_ITEM, str(one.row["sr_number"])] for one in new],
                "bill_of_entry_id": [self._bill(one) for one in new],
            }
        return {}

    def _bill(self, debit: NewRow) -> int | None:
        if debit.row.get("bill_of_entry") is None:
            return None
        return self._ids[debit.license_number][BILL_OF_ENTRY, bill_of_debit(debit.place[1])]
