"""The links of a licence as the one row that the database keeps of them."""

from project.ge_sync.comparing.links import Link, packed, unpacked
from project.ge_sync.comparing.mapping import EXPORT_ITEM, LICENSE, TRANSFER
from project.ge_sync.comparing.state import Place, Row

NUMBER = "0310837893"
ROWS: dict[Place, Row] = {
    (LICENSE, NUMBER): {"license_number": NUMBER, "server_status": "ACTIVE", "server_currency": None},
    (EXPORT_ITEM, "2"): {"description": "cloth", "server_serial_number": 2, "server_missing": None},
    (EXPORT_ITEM, "1"): {"description": "yarn", "server_serial_number": 1, "server_missing": True},
    (TRANSFER, "T1"): {"server_transfer_id": None},
}
IDS: dict[Place, int] = {(LICENSE, NUMBER): 5, (EXPORT_ITEM, "1"): 7, (EXPORT_ITEM, "2"): 8, (TRANSFER, "T1"): 9}


def test_only_facts_and_ids_are_packed_by_column() -> None:
    stored = packed(ROWS.items(), IDS)

    assert stored.facts == {"server_status": "ACTIVE"}
    assert stored.rows == {
        EXPORT_ITEM: {
            "key": ["1", "2"],
            "id": [7, 8],
            "server_serial_number": [1, 2],
            "server_missing": [True, None],
        },
        TRANSFER: {"key": ["T1"], "id": [9]},
    }


def test_what_was_packed_is_unpacked_by_place() -> None:
    assert unpacked(NUMBER, packed(ROWS.items(), IDS)) == {
        (LICENSE, NUMBER): Link(None, {"server_status": "ACTIVE"}),
        (EXPORT_ITEM, "1"): Link(7, {"server_serial_number": 1, "server_missing": True}),
        (EXPORT_ITEM, "2"): Link(8, {"server_serial_number": 2}),
        (TRANSFER, "T1"): Link(9, {}),
    }


def test_another_order_of_the_same_rows_is_packed_the_same() -> None:
    assert packed(reversed(ROWS.items()), IDS) == packed(ROWS.items(), IDS)


def test_another_id_is_packed_differently() -> None:
    assert packed(ROWS.items(), {**IDS, (EXPORT_ITEM, "2"): 10}) != packed(ROWS.items(), IDS)
