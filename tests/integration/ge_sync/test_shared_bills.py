"""A bill of entry that two licences debit: one of them has the word on it, whatever the order."""

from typing import Any

import pytest

from project.bill_of_entry.models import BillOfEntryModel, RowDetails
from project.ge_sync import chunks
from project.runs.models import Chunk

from .conftest import GEServer, StartServer, Sync
from .touched_rows import versions

BILL = "bill_of_entry_billofentrymodel"


def debited(server: GEServer) -> list[str]:
    """Licences with debits."""
    return sorted(
        number
        for number, document in server.documents().items()
        if any(row["txn_type"] == "D" for row in document["bills_of_entry"])
    )


HEADER = {
    "be_number": "4711",
    "be_date": "2026-11-01",
    "importer_iec": "0388012345",
    "exchange_rate": "83.0000",
    "invoice_no": "I-1",
    "ooc_date": "2026-11-02",
    "appraisement": None,
    "cha": None,
}
EARLY, LATE = "2026-11-20T10:00:00+05:30", "2026-11-20T11:00:00+05:30"
LATER, LAST = "2026-11-20T12:00:00+05:30", "2026-11-20T13:00:00+05:30"


def put_bill(server: GEServer, number: str, at: str, **header: Any) -> None:
    """Let a licence, changed at that time, list bill 4711 as its only debit, with this header."""
    rows = server.documents()[number]["bills_of_entry"]
    debit = next(row for row in rows if row["txn_type"] == "D") | HEADER | header
    listed = [*(row for row in rows if row["txn_type"] == "C"), debit]
    server.control("document", license_number=number, set={"bills_of_entry": listed, "updated_at": at})


def port_of_bill() -> str:
    bill = BillOfEntryModel.objects.select_related("port").get(bill_of_entry_number="4711")
    return str(bill.port and bill.port.code)


def test_the_licence_that_changed_last_has_the_word_and_no_night_undoes_it(ge_server: GEServer, sync: Sync) -> None:
    high, low = debited(ge_server)[-1], debited(ge_server)[0]
    put_bill(ge_server, high, EARLY, port_code="INNSA1")
    put_bill(ge_server, low, LATE, port_code="INMUN1")  # later, though its number is lower

    dry, done = sync("--dry-run"), sync()

    assert dry.report["changes"] == done.report["changes"]
    assert port_of_bill() == "INMUN1"
    assert RowDetails.objects.filter(bill_of_entry__bill_of_entry_number="4711").count() == 2
    assert sync("--force").report["changes"] == []
    for number in (high, low, high):
        assert sync("--force", "--license", number).report["changes"] == []
    assert port_of_bill() == "INMUN1"


def test_the_order_in_which_licences_are_written_does_not_matter(ge_server: GEServer, sync: Sync) -> None:
    first, second = debited(ge_server)[:2]
    put_bill(ge_server, first, EARLY, port_code="INNSA1")
    put_bill(ge_server, second, LATE, port_code="INMUN1")

    sync("--license", second)
    sync("--license", first)

    assert port_of_bill() == "INMUN1"


def test_a_correction_by_the_other_licence_is_followed(ge_server: GEServer, sync: Sync) -> None:
    first, second = debited(ge_server)[:2]
    put_bill(ge_server, first, EARLY, port_code="INNSA1")
    put_bill(ge_server, second, LATE, port_code="INNSA1")
    sync()

    put_bill(ge_server, first, LATER, port_code="INMUN1")
    done = sync()

    assert [(c["table"], c["field"], c["new"]) for c in done.report["changes"]] == [(BILL, "port", "INMUN1")]
    assert port_of_bill() == "INMUN1"
    assert sync("--force").report["changes"] == []


def test_neighbours_are_compared_together_however_small_the_chunks(
    ge_server: GEServer, sync: Sync, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "CHUNK_SIZE", 1)
    first, second, last = (debited(ge_server)[position] for position in (0, 1, -1))
    for number in (first, last):
        put_bill(ge_server, number, EARLY, port_code="INNSA1")
    sync()
    for number, at in ((first, LATE), (last, LATER)):
        put_bill(ge_server, number, at, port_code="INMUN1")
    ge_server.control("document", license_number=second, set={"file_number": "NEW"})

    dry, done = sync("--dry-run"), sync()

    assert dry.report["changes"] == done.report["changes"]
    said = [(change["license_number"], change["field"]) for change in done.report["changes"]]
    assert said == [(second, "file_number"), (last, "port")]
    held = [[item[0] for item in chunk.items] for chunk in Chunk.objects.filter(run=done.report["run"])]
    assert sorted(held) == [[first, last], [second]]


def put_rows(server: GEServer, number: str, rows: list[dict[str, Any]], at: str) -> None:
    """Let a licence, changed at that time, list these debits beside its own rows."""
    own = [row for row in server.documents()[number]["bills_of_entry"] if row["be_number"] != "4711"]
    server.control("document", license_number=number, set={"bills_of_entry": [*own, *rows], "updated_at": at})


@pytest.mark.parametrize("at", [(LATER, LAST), (LAST, LATER)], ids=["new debit has the word", "change has the word"])
@pytest.mark.parametrize("changing", [0, -1], ids=["change first", "new debit first"])
def test_a_new_debit_on_a_bill_that_another_licence_changes_that_night(
    start_ge_server: StartServer,
    sync: Sync,
    monkeypatch: pytest.MonkeyPatch,
    at: tuple[str, str],
    changing: int,
) -> None:
    monkeypatch.setattr(chunks, "CHUNK_SIZE", 1)
    server = start_ge_server(25)
    numbers = debited(server)
    first, second = numbers[changing], numbers[-1 - changing]
    own = next(row for row in server.documents()[first]["bills_of_entry"] if row["txn_type"] == "D")
    theirs = next(row for row in server.documents()[second]["bills_of_entry"] if row["txn_type"] == "D")
    put_rows(server, first, [own | HEADER | {"port_code": "INNSA1"}], EARLY)
    sync()
    put_rows(server, first, [own | HEADER | {"port_code": "INMUN1"}], at[0])
    put_rows(server, second, [theirs | HEADER | {"port_code": "INBOM4", "invoice_no": None}], at[1])

    dry, done = sync("--dry-run"), sync()

    assert dry.report["changes"] == done.report["changes"]
    bill = BillOfEntryModel.objects.select_related("port").get(bill_of_entry_number="4711")
    has_the_word = ("INBOM4", None) if at[1] > at[0] else ("INMUN1", "I-1")
    assert (bill.port and bill.port.code, bill.invoice_no) == has_the_word
    assert sync("--force").report["changes"] == []


def test_the_one_that_has_the_word_on_a_new_bill_may_say_that_something_is_empty(
    start_ge_server: StartServer, sync: Sync
) -> None:
    server = start_ge_server(25)
    first, second = debited(server)[:2]
    put_bill(server, first, EARLY, port_code="INNSA1", invoice_no="I-1")
    put_bill(server, second, LATE, port_code="INNSA1", invoice_no=None)

    sync()

    assert BillOfEntryModel.objects.get(bill_of_entry_number="4711").invoice_no is None
    assert sync("--force").report["changes"] == []


def test_a_licence_that_no_longer_lists_the_bill_is_not_heard(ge_server: GEServer, sync: Sync) -> None:
    first, second = debited(ge_server)[:2]
    put_bill(ge_server, first, EARLY, port_code="INNSA1")
    put_bill(ge_server, second, LATE, port_code="INNSA1")
    sync()
    put_bill(ge_server, first, LATER, port_code="INMUN1")
    put_bill(
        ge_server, second, LAST, be_number="4712", port_code="INNSA1"
    )  # the latest, and silent on 4711 from now on
    sync()

    assert port_of_bill() == "INMUN1"
    assert sync("--force", "--license", first).report["changes"] == []


def test_of_two_changed_at_the_same_time_the_higher_number_has_the_word(ge_server: GEServer, sync: Sync) -> None:
    first, second = debited(ge_server)[:2]
    put_bill(ge_server, second, EARLY, port_code="INMUN1")
    put_bill(ge_server, first, EARLY, port_code="INNSA1")

    sync("--license", second)
    sync("--license", first)

    assert port_of_bill() == "INMUN1"


def test_what_nobody_changed_is_not_written(ge_server: GEServer, sync: Sync) -> None:
    first, second = debited(ge_server)[:2]
    put_bill(ge_server, first, EARLY, port_code="INNSA1")
    put_bill(ge_server, second, LATE, port_code="INMUN1")
    sync()
    before = versions()[BILL]

    sync("--force")

    assert versions()[BILL] == before
