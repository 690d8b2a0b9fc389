"""Nights between which both sides edit at random, and what each row has to be then; none of the sync's own code."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import Any

from project.core.models import HSCodeModel
from project.ge_sync.models import Conflict
from project.license.models import (
    LicenseDetailsModel,
    LicenseExportItemModel,
    LicenseImportItemsModel,
    LicenseTransferModel,
)

from .conftest import GEServer, Sync, Synced
from .independent_reading import Rows, actual_rows, expected_rows
from .server_words import as_the_contract_writes

Document = dict[str, Any]
# A table of the rows that are read back, the serial number in it, and the name.
SharedField = tuple[str, int, str]
HS_CODES = ("04041020", "04049000", "15132110", "17049090")
TEXTS = ("AS PER SION E1", "ours", "Theirs, with \\ and \t and 'quotes'", "दूध", None)
DAYS = ("2027-03-31", "2028-12-31", "2030-06-30")
IST = timezone(timedelta(hours=5, minutes=30))
RATES = ("83.0000", "84.5000")
HEADERS = ("port_code", "importer_iec", "exchange_rate", "invoice_no", "cha")


class EditedNights:
    """A server whose documents are edited, and a database that is edited too."""

    def __init__(self, server: GEServer, sync: Sync, *, seed: int) -> None:
        self.server, self.sync, self.dice = server, sync, Random(seed)
        self.told: dict[str, Document] = {}
        # Rows that stay although the newest document leaves them out, for its list need not be complete.
        self.kept: dict[str, list[Document]] = {}
        # Items that got another number: the row of the first goes after two checks.
        self.renumbered: set[str] = set()
        self.bills = 0

    def night(self, *arguments: str) -> Synced:
        """A dry run, a run and its release; each tells the same changes, and the rows are as they have to be."""
        before = {number: shared_values(number) for number in self.told}
        dry, done = self.sync("--dry-run", *arguments), self.sync(*arguments)
        assert dry.report["changes"] == done.report["changes"]
        if done.report["status"] == "needs_approval":
            released = self.sync("--approve", str(done.report["run"]))
            assert released.report["changes"] == done.report["changes"]
        told, self.told = self.told, self.documents()
        for number, document in self.told.items():
            self.is_as_it_has_to_be(number, document, told.get(number), before.get(number, {}))
        return done

    def documents(self) -> dict[str, Document]:
        """What the server says, in the contract's notation, with what stays; one licence speaks of each bill."""
        found = {number: as_the_contract_writes(one) for number, one in self.server.documents().items()}
        for number, rows in self.kept.items():
            listed = {row.get("transfer_id") for row in found[number]["transfers"]}
            found[number]["transfers"] += [row for row in rows if row["transfer_id"] not in listed]
        speaking = sorted(found.values(), key=lambda one: (instant(one["updated_at"]), one["license_number"]))
        said = {bill(row): row for one in speaking for row in one["bills_of_entry"] if row["be_number"]}
        for one in found.values():
            for row in one["bills_of_entry"]:
                row |= {
                    name: said[bill(row)][name] for name in (*HEADERS, "ooc_date", "appraisement") if row["be_number"]
                }
        return found

    def is_as_it_has_to_be(
        self, number: str, document: Document, told: Document | None, before: dict[SharedField, Any]
    ) -> None:
        if number in self.renumbered:
            return
        expected, found = expected_rows(document), actual_rows(number)
        was = shared(expected_rows(told)) if told else {}
        for field, said in shared(expected).items():
            if field in before and field in was:
                mine = before[field]
                put(expected, field, mine if said == was[field] else said)
                if mine not in (was[field], said) and said != was[field]:
                    self.a_conflict_has(number, field[2], mine, said)
        for rows in (expected, found):
            rows["license"][0].pop("purchase_status")
        wrong = {table: (expected[table], found[table]) for table in expected if expected[table] != found[table]}
        assert wrong == {}, (number, wrong)

    def a_conflict_has(self, number: str, name: str, ours: Any, theirs: Any) -> None:
        """Both values wait for a person."""
        values = [None if value is None else str(value) for value in (ours, theirs)]
        open_ones = Conflict.objects.filter(license_number=number, field=name, resolved_at=None)
        assert values in [[one.ours, one.theirs] for one in open_ones], (number, name, values)

    def edit_there(self, licenses: int) -> None:
        """The server's documents change; some licences in more than one way."""
        kinds: list[Callable[[str, Document], dict[str, Any]]] = [
            self._transferred, self._described, self._revalidated, self._conditions, self._other_code,
            self._short_list, self._odd_notation, self._renumbered_item,
        ]  # fmt: skip
        for number in self.dice.sample(sorted(self.told), licenses):
            document = deepcopy(self.server.documents()[number])
            edits: dict[str, Any] = {}
            for kind in self.dice.sample(kinds, self.dice.choice((1, 1, 2))):
                edits |= kind(number, {**document, **edits})
            if edits:
                self.server.control("document", license_number=number, set=edits)
        self._shared_bill()

    def edit_here(self, licenses: int) -> None:
        """People write into the fields that both sides may change."""
        for number in self.dice.sample(sorted(self.told), licenses):
            mine = LicenseDetailsModel.objects.filter(license_number=number)
            items = LicenseImportItemsModel.objects.filter(license__license_number=number).order_by("serial_number")
            item = items.filter(pk=self.dice.choice(list(items.values_list("pk", flat=True))))
            code, _ = HSCodeModel.objects.get_or_create(hs_code=self.dice.choice(HS_CODES))
            text, day = self.dice.choice(TEXTS), self.dice.choice(DAYS)
            row, written = self.dice.choice([
                (mine, {"condition_sheet": text}), (mine, {"license_expiry_date": day}),
                (item, {"description": text}), (item, {"hs_code": code}),
            ])  # fmt: skip
            row.update(**written)

    def spoil_here(self, licenses: int) -> list[int]:
        """What the server owns is changed or deleted here, and rows of our own are added; the ids of those."""
        added = []
        for number in self.dice.sample(sorted(self.told.keys() - self.renumbered - self.kept.keys()), licenses):
            mine = LicenseDetailsModel.objects.get(license_number=number)
            LicenseDetailsModel.objects.filter(pk=mine.pk).update(file_number="MINE", notification_number="999/1999")
            mine.import_items.update(quantity="1.000", unit="mts")
            LicenseTransferModel.objects.filter(license=mine).delete()
            added.append(LicenseExportItemModel.objects.create(license=mine, description="added here").pk)
        return added

    def _transferred(self, number: str, document: Document) -> dict[str, Any]:
        at = datetime(2026, 11, 1, tzinfo=IST) + timedelta(minutes=self.dice.randrange(30_000))
        row = {
            "transfer_id": f"N{number}{self.dice.randrange(10**6)}", "from_iec": document["exporter"]["iec"],
            "to_iec": self.dice.choice(("0399990001", "ABCDE1234F")), "from_name": None, "to_name": "Somebody Ltd",
            "status": self.dice.choice(("Approved", "Approved", "Pending Approval", "Odd - New Status")),
            "initiated_at": at.isoformat(), "transfer_date": at.date().isoformat(), "accepted_at": None,
            "cbic_status": self.dice.choice(("OPEN", "SUCCESS", None)), "cbic_response_at": None,
            "user_id_initiation": "U1", "user_id_acceptance": None,
        }  # fmt: skip
        return {"transfers": [*document["transfers"], row], "ownership.reported_owner.iec": row["to_iec"]}

    def _described(self, number: str, document: Document) -> dict[str, Any]:
        at = self.dice.randrange(len(document["import_items"]))
        return {f"import_items[{at}].description": self.dice.choice(TEXTS)}

    def _revalidated(self, number: str, document: Document) -> dict[str, Any]:
        return {"license_expiry_date": self.dice.choice(DAYS)}

    def _conditions(self, number: str, document: Document) -> dict[str, Any]:
        return {"condition_sheet": self.dice.choice(TEXTS)}

    def _other_code(self, number: str, document: Document) -> dict[str, Any]:
        at = self.dice.randrange(len(document["import_items"]))
        return {f"import_items[{at}].hs_code": self.dice.choice(HS_CODES)}

    def _short_list(self, number: str, document: Document) -> dict[str, Any]:
        """A transfer that was told is left out of a list that doesn't call itself complete; it stays."""
        told = {row.get("transfer_id") for row in self.told[number]["transfers"]} - {None}
        rows = [row for row in document["transfers"] if row.get("transfer_id") in told]
        if not rows:
            return {}
        gone = self.dice.choice(rows)
        self.kept.setdefault(number, []).append(as_the_contract_writes(gone))
        return {"transfers": [row for row in document["transfers"] if row is not gone], "transfers_complete": False}

    def _odd_notation(self, number: str, document: Document) -> dict[str, Any]:
        day = date.fromisoformat(as_the_contract_writes(document)["license_date"])
        forms = ("%d/%m/%Y", "%d-%b-%Y", "%d-%b-%y", "%Y-%m-%d")
        return {"license_date": day.strftime(self.dice.choice(forms)), "cif_inr": "12,34,56,789.50"}

    def _renumbered_item(self, number: str, document: Document) -> dict[str, Any]:
        """An item without debits gets another number, its credit with it."""
        debited = {row["item_serial_number"] for row in document["bills_of_entry"] if row["txn_type"] == "D"}
        free = [at for at, item in enumerate(document["import_items"]) if item["serial_number"] not in debited]
        if not free or len(document["import_items"]) < 2 or self.dice.random() < 0.7:
            return {}
        self.renumbered.add(number)
        at, fresh = self.dice.choice(free), 1 + max(item["serial_number"] for item in document["import_items"])
        old = document["import_items"][at]["serial_number"]
        rows = deepcopy(document["bills_of_entry"])
        for row in rows:
            row["item_serial_number"] = fresh if row["item_serial_number"] == old else row["item_serial_number"]
        return {f"import_items[{at}].serial_number": fresh, "bills_of_entry": rows}

    def _shared_bill(self) -> None:
        """Three licences debit one bill of entry; each says something else of it, and two of them later once more."""
        self.bills += 1
        documents = self.server.documents()
        debited = [n for n, one in documents.items() if any(row["txn_type"] == "D" for row in one["bills_of_entry"])]
        for number in self.dice.sample(sorted(debited), 3):
            rows = documents[number]["bills_of_entry"]
            own = next(row for row in rows if row["txn_type"] == "D")
            which = self.dice.randint(max(1, self.bills - 1), self.bills)
            header = {
                "be_number": f"77{which}", "be_date": "2026-10-01", "port_code": self.dice.choice(("INNSA1", "INMUN1")),
                "importer_iec": self.dice.choice(("0388012345", None)), "cha": self.dice.choice(("A", "B", None)),
                "invoice_no": self.dice.choice(("I-1", None)), "exchange_rate": self.dice.choice(RATES),
            }  # fmt: skip
            new = own | header | {"qty": "1.000", "cif_fc": "1.00", "cif_inr": "83.00", "reversed": False}
            others = [row for row in rows if bill(row) != bill(new)]
            self.server.control("document", license_number=number, set={"bills_of_entry": [*others, new]})


def shared_values(number: str) -> dict[SharedField, Any]:
    """What stands in the shared fields of a licence."""
    return shared(actual_rows(number))


def shared(rows: Rows) -> dict[SharedField, Any]:
    found: dict[SharedField, Any] = {
        ("license", 0, name): rows["license"][0][name] for name in ("license_expiry_date", "condition_sheet")
    }
    for item in rows["import_items"]:
        found |= {("import_items", item["serial_number"], name): item[name] for name in ("description", "hs_code")}
    return found


def put(rows: Rows, field: SharedField, value: Any) -> None:
    table, serial_number, name = field
    for row in rows[table]:
        if table == "license" or row["serial_number"] == serial_number:
            row[name] = value


def bill(row: Document) -> tuple[Any, Any]:
    return row["be_number"], row["be_date"]


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
