"""A licence that we have no row of is written column by column: the very rows and links of the comparison.

A document that lists one of its transfers twice says nothing else by that, but is compared with what we have first.
So each document here is written both ways.
"""

import copy
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from project.bill_of_entry.models import BillOfEntryModel, RowDetails
from project.ge_sync.archive import Archive
from project.ge_sync.comparing.compare import Compared, compare
from project.ge_sync.comparing.diff import diff
from project.ge_sync.comparing.incoming import read_documents
from project.ge_sync.contract.shape import LICENSE, Field, Object
from project.ge_sync.models import ServerRows
from project.ge_sync.wanted import Wanted
from project.ge_sync.write.apply import apply
from project.ge_sync.write.links import packed_links
from project.ge_sync.write.new_licenses import new_license
from project.ge_sync.write.references import Ids, found_or_made, named_in
from project.license.models import (
    LicenseDetailsModel,
    LicenseExportItemModel,
    LicenseImportItemsModel,
    LicenseTransferModel,
)

RECORDED: dict[str, Any] = json.loads((Path(__file__).parents[2] / "data" / "ge" / "normal.json").read_text())
OF_LICENSE: dict[type[Model], str] = {
    LicenseDetailsModel: "license_number",
    LicenseExportItemModel: "license__license_number",
    LicenseImportItemsModel: "license__license_number",
    LicenseTransferModel: "license__license_number",
    RowDetails: "sr_number__license__license_number",
    BillOfEntryModel: "rows__sr_number__license__license_number",
}
# The rows' own numbers, and those of the rows that they hang on; what hangs on what is asked for by name.
NUMBERS = {"id", "license_id", "sr_number_id", "bill_of_entry_id"}
NAMES: dict[type[Model], tuple[str, ...]] = {
    RowDetails: ("sr_number__serial_number", "bill_of_entry__bill_of_entry_number")
}


def bent_documents(seed: int, count: int, *, shared_bills: bool = False) -> Iterator[dict[str, Any]]:
    """The recorded answer under other numbers, with values gone, null or empty wherever the contract allows it."""
    chosen = random.Random(seed)
    for number in range(count):
        document = copy.deepcopy(RECORDED) | {"license_number": f"{seed:03}{number:07}"}
        _bend(document, LICENSE, chosen, chosen.choice((0.0, 0.05, 0.3)))
        of_bill = "" if shared_bills else f"/{number}"
        for row in document.get("bills_of_entry") or ():
            row["be_number"] = f"{row.get('be_number') or 77}{of_bill}" if row["txn_type"] == "D" else None
        listed = {item["serial_number"] for item in document.get("import_items") or ()}
        document["bills_of_entry"] = [
            row for row in document.get("bills_of_entry") or () if row["item_serial_number"] in listed
        ]
        yield document


def _bend(value: dict[str, Any], shape: Object, chosen: random.Random, share: float) -> None:
    for name, field in shape.fields.items():
        if isinstance(field, Object) and (inner := value.get(name)):
            for one in inner if isinstance(inner, list) else [inner]:
                _bend(one, field, chosen, share)
        if chosen.random() < share:
            _bend_value(value, name, field, chosen)


def _bend_value(value: dict[str, Any], name: str, field: Field | Object, chosen: random.Random) -> None:
    ways: list[str] = [] if field.required else ["gone"]
    ways += ["null"] if field.null else []
    ways += ["odd"] if name in ("description", "condition_sheet", "cha") else []
    match chosen.choice([*ways, "as it is"]):
        case "gone":
            value.pop(name, None)
        case "null":
            value[name] = None
        case "odd":
            value[name] = chosen.choice(("", "tab\there", "back\\slash", "two\nlines", "%s %d", r"\N", "ü", "\x7f"))


def compared(documents: list[dict[str, Any]]) -> tuple[Compared, ...]:
    """All of them, set beside what we have."""
    keys = Archive().keep([(document["license_number"], document) for document in documents])
    wanted = [Wanted(document["license_number"], key) for document, key in zip(documents, keys, strict=True)]
    incoming, refused = read_documents(wanted, Archive().contents(keys))
    assert refused == []
    found = compare(incoming)
    assert (found.stale, found.refused) == ((), ())
    return found.compared


def referred_to(done: Iterable[Compared]) -> Ids:
    """The companies and the like that they name."""
    incoming = [one.incoming for one in done]
    names = {iec: name for one in incoming for iec, name in one.names.items()}
    return found_or_made(named_in(incoming), names)


def rows_of(number: str) -> dict[str, list[dict[str, Any]]]:
    """Every column of every row but numbers and times of writing."""
    return {
        model.__name__: sorted((_told(row) for row in _rows(model, path, number)), key=str)
        for model, path in OF_LICENSE.items()
    }


def _rows(model: type[Model], path: str, number: str) -> list[dict[str, Any]]:
    columns = [field.attname for field in model._meta.concrete_fields]
    return list(model._default_manager.filter(**{path: number}).distinct().values(*columns, *NAMES.get(model, ())))


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in {*NUMBERS, "created_on", "modified_on"}}


def links_of(number: str) -> tuple[Any, Any]:
    """Facts and keys, without the numbers of the rows."""
    stored = ServerRows.objects.get(synced=number)
    return stored.facts, {table: {n: v for n, v in some.items() if n != "id"} for table, some in stored.rows.items()}


def listed_twice(document: dict[str, Any]) -> dict[str, Any]:
    """The same, with its first transfer once more."""
    return document | {"transfers": [*document["transfers"], document["transfers"][0]]}


@pytest.mark.parametrize("shared_bills", [False, True])
def test_column_by_column_or_compared_a_licence_has_the_same_rows_and_links(db: None, shared_bills: bool) -> None:
    drawn = bent_documents(1 + shared_bills, 25, shared_bills=shared_bills)
    documents = [document for document in drawn if document.get("transfers")]
    references = referred_to(compared(documents))
    told = []
    for way in (list, lambda some: [listed_twice(one) for one in some]):
        with transaction.atomic():
            done = compared(way(documents))
            apply(done, references, now=timezone.now())
            told.append([(rows_of(one["license_number"]), links_of(one["license_number"])) for one in documents])
            assert all(one.is_new and bool(new_license(one)) == (way is list) for one in done)
            transaction.set_rollback(True)

    for document, column_by_column, by_comparison in zip(documents, *told, strict=True):
        assert column_by_column == by_comparison, document


def test_what_was_written_column_by_column_differs_in_nothing_from_the_documents(db: None) -> None:
    documents = list(bent_documents(3, 60))
    done = compared(documents)
    apply(done, referred_to(done), now=timezone.now())

    for one in compared(documents):
        again = diff(None, one.ours.state, one.incoming.state)
        assert (again.changes, again.conflicts, again.deleted) == ((), (), ()), one.incoming.document
        assert one.ours.links == packed_links(one, one.ours.ids)


def test_an_importer_that_a_later_debit_of_the_bill_corrects_makes_no_company(db: None) -> None:
    document = copy.deepcopy(RECORDED)
    debit = next(row for row in document["bills_of_entry"] if row["txn_type"] == "D")
    first, second = (item["serial_number"] for item in document["import_items"][:2])
    document["bills_of_entry"] = [
        debit | {"importer_iec": "0000000099", "item_serial_number": first},
        debit | {"importer_iec": "0000000077", "item_serial_number": second},
    ]

    named = referred_to(compared([document]))["core_companymodel"]

    assert "0000000077" in named
    assert "0000000099" not in named
