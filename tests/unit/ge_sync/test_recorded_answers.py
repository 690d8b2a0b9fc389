"""Every oddity of the contract as it came over the wire, through the client's reading and the contract's.

The number of a file is that of the misbehaviour (docs/ge_api.md). Those that are no content have none: 4, 13, 15 and 19
to 21 (a listing that does not advance, slowness, headers, size, redirects, TLS) are held by whole runs.
"""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from project.ge_sync.contract.dates import IST
from project.ge_sync.contract.parse import Parsed, parse
from project.ge_sync.errors import ContractViolation, GERefused
from project.ge_sync.http.answers import Answer, LoggedOut, ServerFault, TryAgain, understood

FOLDER = Path(__file__).parents[2] / "data" / "ge"
STATUS = {"09_moved_owner.json": 403, "14_limit.json": 429, "16_session_over.json": 401}


class Reads(NamedTuple):
    """The document is taken: what was noted on the way, the odd encoding, and what one place of it says then."""

    warnings: dict[str, int]
    path: str
    value: Any
    odd_encoding: str = ""


class Refused(NamedTuple):
    """The licence goes into quarantine with this path."""

    path: str
    expected: str
    got: str


EXPIRES = date(2027, 11, 6)
DOCUMENTS: dict[str, Reads | Refused] = {
    "normal.json": Reads({}, "license_expiry_date", EXPIRES),
    "03_bad_characters_nul.json": Refused("condition_sheet", "text without NUL and lone surrogates", "overleaf\\x00"),
    "03_bad_characters_surrogate.json": Refused("condition_sheet", "text without NUL", "overleaf\\ud83d"),
    "03_key_twice.json": Refused("status", "a key once", "the key twice"),
    "03_wrong_encoding_bom.json": Reads({}, "license_expiry_date", EXPIRES, "utf-8 with a byte order mark"),
    "03_wrong_encoding_windows_1252.json": Reads(
        {}, "import_items.0.description", "Café FOOD COLOURS, SYNTHETIC", "windows-1252"
    ),
    "06_odd_dates_dash.json": Refused("license_date", "a date, YYYY-MM-DD", "-"),
    "06_odd_dates_month_name.json": Reads({"coerced": 9}, "license_expiry_date", EXPIRES),
    "06_odd_dates_month_name_short.json": Reads({"coerced": 9}, "license_expiry_date", EXPIRES),
    "06_odd_dates_short_year.json": Reads({"coerced": 9}, "license_expiry_date", EXPIRES),
    "06_odd_dates_slashes.json": Reads({"coerced": 10}, "license_expiry_date", EXPIRES),
    "06_odd_dates_unpadded.json": Reads({"coerced": 1}, "license_expiry_date", EXPIRES),
    "06_odd_dates_zeros.json": Refused("license_date", "a date, YYYY-MM-DD", "0000-00-00"),
    "07_odd_numbers_bare_nan.json": Refused("cif_inr", "decimal text", "NaN"),
    "07_odd_numbers_empty.json": Refused("cif_inr", "decimal text", ""),
    "07_odd_numbers_european.json": Refused("cif_inr", "decimal text", "1.234,5"),
    "07_odd_numbers_exponent.json": Refused("cif_inr", "decimal text", "1e5"),
    "07_odd_numbers_indian.json": Reads({"coerced": 2}, "cif_inr", Decimal("236297.47")),
    "07_odd_numbers_json_number.json": Reads({"coerced": 2}, "cif_inr", Decimal("1234567.50")),
    "07_odd_numbers_na.json": Refused("cif_inr", "decimal text", "NA"),
    "07_odd_numbers_nan.json": Refused("cif_inr", "decimal text", "NaN"),
    "08_lost_zeros.json": Reads({"padded": 1}, "exporter.iec", "0829738686"),
    "10_odd_balances_mismatch.json": Reads({}, "license_number", "1080080641"),
    "10_odd_balances_negative.json": Reads({}, "balance_cif_fc", Decimal("-8876.24")),
    "11_odd_clock_back.json": Reads({}, "version", 13),
    "11_odd_clock_future.json": Reads({}, "version", 13),
    "12_stale_replica.json": Reads({}, "version", 12),
    "18_empty_children.json": Reads({}, "import_items", []),
    "22_new_shapes_enum.json": Refused("status", "one of ACTIVE, EXPIRED", "UNDER_REVIEW"),
    "22_new_shapes_field.json": Reads({"unknown_field": 2}, "license_number", "1080080641"),
    "22_new_shapes_object.json": Refused("import_items", "a list", "{'1': {'serial_number': 1"),
    "23_credit_without_a_bill.json": Reads({}, "bills_of_entry.0.be_number", None),
    "23_other_port.json": Reads({}, "bills_of_entry.2.port_code", "INMAA1"),
    "24_reissued_transfer.json": Reads({}, "transfers.0.initiated_at", datetime(2026, 4, 16, 10, 52, 53, tzinfo=IST)),
    "25_child_says_nothing.json": Reads({}, "transfers", "absent"),
    "25_vanished_row_bills_of_entry.json": Reads({}, "bills_of_entry_complete", True),
    "25_vanished_row_export_items.json": Reads({}, "export_items", []),
    "25_vanished_row_import_items.json": Reads({}, "import_items_complete", True),
    "25_vanished_row_transfers.json": Reads({}, "transfers", []),
}
NO_DOCUMENT: dict[str, type[Exception]] = {
    "01_login_page.html": LoggedOut,
    "02_truncated_json.json": TryAgain,
    "09_moved_owner.json": GERefused,
    "14_limit.json": TryAgain,
    "16_session_over.json": LoggedOut,
    "17_error_with_200.json": ServerFault,
}
PAGES = {"05_two_versions_page.json": [13, 12], "18_empty_listing.json": []}


def answer(name: str) -> Answer:
    kind = "text/html; charset=utf-8" if name.endswith(".html") else "application/json; charset=utf-8"
    body = (FOLDER / name).read_bytes()
    return understood(STATUS.get(name, 200), {"Content-Type": kind}, lambda: body, pause_seconds=None)


def at(parsed: Parsed, path: str) -> Any:
    """The value at a dotted path of what was read; `absent` where the key is."""
    value: Any = parsed.values
    for step in path.split("."):
        value = value[int(step)] if isinstance(value, list) else value.get(step, "absent")
    return value


@pytest.mark.parametrize("name", [name for name, end in DOCUMENTS.items() if isinstance(end, Reads)])
def test_it_is_read(name: str) -> None:
    expected = DOCUMENTS[name]
    assert isinstance(expected, Reads)
    came = answer(name)

    parsed = parse(came.value)

    assert (dict(parsed.warnings), came.odd_encoding) == (expected.warnings, expected.odd_encoding)
    assert at(parsed, expected.path) == expected.value


@pytest.mark.parametrize("name", [name for name, end in DOCUMENTS.items() if isinstance(end, Refused)])
def test_it_is_refused_with_its_path(name: str) -> None:
    expected = DOCUMENTS[name]
    assert isinstance(expected, Refused)

    with pytest.raises(ContractViolation) as violation:
        parse(answer(name).value)

    assert violation.value.path == expected.path
    assert expected.expected in violation.value.expected
    assert expected.got in violation.value.got


@pytest.mark.parametrize("name", NO_DOCUMENT)
def test_it_is_no_document(name: str) -> None:
    with pytest.raises(NO_DOCUMENT[name]):
        answer(name)


@pytest.mark.parametrize("name", PAGES)
def test_it_is_a_page(name: str) -> None:
    assert [entry["version"] for entry in answer(name).value["data"]] == PAGES[name]


def test_every_recorded_answer_is_held_here() -> None:
    assert {path.name for path in FOLDER.iterdir()} == DOCUMENTS.keys() | NO_DOCUMENT.keys() | PAGES.keys()
