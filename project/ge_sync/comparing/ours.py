"""Our side: what the domain tables say of some licences, in a constant number of queries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.apps import apps
from django.db.models import Sum

from project.allotment.models import AllotmentItems
from project.ge_sync.comparing.keys import bill_key, debit_key
from project.ge_sync.comparing.links import Link, Packed, unpacked
from project.ge_sync.comparing.mapping import (
    BILL_OF_ENTRY,
    BY_NAME,
    DEBIT,
    EXPORT_ITEM,
    IMPORT_ITEM,
    LICENSE,
    MISSING,
    TRANSFER,
)
from project.ge_sync.comparing.needed import in_use
from project.ge_sync.comparing.read_rows import ReadRow, read_rows
from project.ge_sync.comparing.state import LOCAL_KEY, LicenseState, Place, Reserved, Row
from project.ge_sync.models import ServerRows, SyncedLicense
from project.ge_sync.synced import synced_among
from project.license.models import LicenseDetailsModel


@dataclass(kw_only=True)
class Ours:
    """One licence as we have it: its state, the keys of its rows, its links as stored, and what was synced last."""

    state: LicenseState
    ids: dict[Place, int] = field(default_factory=dict)
    links: Packed | None = None
    synced: SyncedLicense | None = None


def current(license_numbers: Sequence[str]) -> dict[str, Ours]:
    """What we have of each of these licences; an empty state for those we don't have."""
    synced = synced_among(license_numbers)
    links = _links(synced)
    licenses = read_rows(
        BY_NAME[LICENSE], LicenseDetailsModel.objects.filter(license_number__in=license_numbers), owner="license_number"
    )
    numbers = {row.id: row.owner for row in licenses}
    # In a first load there is nothing to ask for, and asking for it is most of what that costs.
    children = {
        name: _children(name, numbers) if numbers else [] for name in (EXPORT_ITEM, IMPORT_ITEM, TRANSFER, DEBIT)
    }
    bills = {row.id: row for row in _bills(children[DEBIT])} if numbers else {}
    reserved = _reserved(numbers) if numbers else {}
    made = {
        number: _Builder(number, links.get(number), reserved.get(number, {}), synced.get(number))
        for number in license_numbers
    }
    for row in licenses:
        made[row.owner].add(LICENSE, row.owner, row)
    for name, rows in children.items():
        for row in rows:
            made[numbers[row.owner]].add_child(name, row)
    for row in children[DEBIT]:
        if (bill := bills.get(row.parent)) is not None:
            made[numbers[row.owner]].add_bill(bill)
    found = {number: builder.ours() for number, builder in made.items()}
    return _with_needed(found) if any(one.missing_rows for one in synced.values()) else found


def _with_needed(found: dict[str, Ours]) -> dict[str, Ours]:
    """The same, knowing which of the rows that the server left out can't go."""
    marked = [(n, place) for n, ours in found.items() for place, row in ours.state.rows.items() if row.get(MISSING)]
    used = {
        table: in_use(table, {found[number].ids[place] for number, place in marked if place[0] == table})
        for table in {place[0] for _, place in marked} - {DEBIT}
    }
    for number in {number for number, _ in marked}:
        ours = found[number]
        needed = {place for n, place in marked if n == number and ours.ids[place] in used.get(place[0], ())}
        found[number] = replace(ours, state=replace(ours.state, needed=needed))
    return found


class _Builder:
    """Puts the rows of one licence under the keys that the server knows them by."""

    def __init__(
        self, number: str, stored: Packed | None, reserved: dict[str, Reserved], synced: SyncedLicense | None
    ) -> None:
        self._number, self._stored, self._reserved, self._synced = number, stored, reserved, synced
        self._links: dict[Place, Link] = unpacked(number, stored) if stored else {}
        self._linked_keys = {(place[0], link.row_id): place[1] for place, link in self._links.items()}
        self._rows: dict[Place, Row] = {}
        self._ids: dict[Place, int] = {}

    def add(self, table: str, key: str, row: ReadRow) -> None:
        place = (table, key)
        if place in self._ids:  # a drifted database may hold the same key twice; the second stays local
            place = (table, f"{LOCAL_KEY}{row.id}")
        link = self._links.get(place)
        self._rows[place] = {**row.values, **(link.facts if link else {})}
        self._ids[place] = row.id

    def add_child(self, table: str, row: ReadRow) -> None:
        self.add(table, self._key(table, row), row)

    def add_bill(self, row: ReadRow) -> None:
        """One bill of entry, however many of its rows this licence has."""
        key = bill_key(row.values["bill_of_entry_number"], row.values["bill_of_entry_date"])
        if self._ids.get((BILL_OF_ENTRY, key)) != row.id:
            self.add(BILL_OF_ENTRY, key, row)

    def _key(self, table: str, row: ReadRow) -> str:
        if table == IMPORT_ITEM:
            return str(row.values["serial_number"])
        if table == DEBIT:
            return debit_key(
                row.values["bill_of_entry"], row.day, int(row.values["sr_number"]), row.values["transaction_type"]
            )
        return self._linked_keys.get((table, row.id), f"{LOCAL_KEY}{row.id}")

    def ours(self) -> Ours:
        state = LicenseState(
            license_number=self._number, rows=self._rows, reserved=self._reserved, linked=self._links.keys()
        )
        return Ours(state=state, ids=self._ids, links=self._stored, synced=self._synced)


def _children(name: str, numbers: Mapping[int, str]) -> list[ReadRow]:
    model = apps.get_model(BY_NAME[name].model)
    owner = "sr_number__license_id" if name == DEBIT else "license_id"
    rows = model._default_manager.filter(**{f"{owner.removesuffix('_id')}__in": list(numbers)})
    if name == DEBIT:
        return read_rows(
            BY_NAME[name], rows, owner=owner, parent="bill_of_entry_id", day="bill_of_entry__bill_of_entry_date"
        )
    return read_rows(BY_NAME[name], rows, owner=owner)


def _bills(debits: Iterable[ReadRow]) -> list[ReadRow]:
    model = apps.get_model(BY_NAME[BILL_OF_ENTRY].model)
    wanted = {row.parent for row in debits if row.parent}
    return read_rows(BY_NAME[BILL_OF_ENTRY], model._default_manager.filter(pk__in=wanted), owner="id")


def _links(license_numbers: Collection[str]) -> dict[str, Packed]:
    rows = ServerRows.objects.filter(synced__in=list(license_numbers)).values_list("synced", "facts", "rows")
    return {number: Packed(facts, rows) for number, facts, rows in rows}


def _reserved(numbers: Mapping[int, str]) -> dict[str, dict[str, Reserved]]:
    """Allotments whose goods have no bill of entry yet, by licence number and import item."""
    found: dict[str, dict[str, Reserved]] = {}
    rows = AllotmentItems.objects.filter(item__license__in=list(numbers), allotment__bills_of_entry=None)
    sums = rows.values_list("item__license_id", "item__serial_number").annotate(Sum("qty"), Sum("cif_fc"))
    for license_id, serial_number, quantity, cif_fc in sums:
        item = Reserved(quantity=quantity, cif_fc=cif_fc)
        found.setdefault(numbers[license_id], {})[str(serial_number)] = item
    return found
