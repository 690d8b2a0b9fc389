"""Each switch really misbehaves, and is gone when switched off."""

import json
import socket
import time
from decimal import Decimal
from http.client import IncompleteRead
from typing import Any

import pytest

from .conftest import Client


def on(client: Client, name: str, **limits: Any) -> list[str]:
    """Switch on; the licences it has chosen."""
    reply = client.post("/_control/misbehave", {"name": name, "on": True} | limits)
    assert reply.status == 200, reply.body
    chosen: list[str] = reply.json["licenses"]
    return chosen


def off(client: Client, name: str) -> None:
    assert client.post("/_control/misbehave", {"name": name, "on": False}).json["on"] == []


@pytest.fixture
def number(client: Client) -> str:
    """A licence with a leading zero, transfers and debits."""
    for found, one in client.documents().items():
        debits = [row for row in one["bills_of_entry"] if row["txn_type"] == "D"]
        if found.startswith("0") and one["transfers"] and debits and one["exporter"]["iec"].startswith("0"):
            return found
    raise AssertionError("no such licence among the first 60")


@pytest.fixture
def sound(client: Client, number: str) -> dict[str, Any]:
    return client.document(number)


def test_1_a_login_page_comes_with_200(client: Client) -> None:
    on(client, "login_page", first=1)
    reply = client.get("/v1/schema")
    assert (reply.status, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b'type="password"' in reply.body
    assert client.get("/v1/schema").json["version"] == "1.4"


def test_2_json_is_cut_in_half(client: Client, number: str) -> None:
    on(client, "truncated", variant="json")
    with pytest.raises(json.JSONDecodeError):
        _ = client.get(f"/v1/licenses/{number}").json


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_2_the_length_promises_more_than_comes(client: Client, number: str, encoding: str) -> None:
    on(client, "truncated", variant="length")
    with pytest.raises(IncompleteRead):
        client.get(f"/v1/licenses/{number}", **{"Accept-Encoding": encoding})


def test_3_windows_1252_calls_itself_utf_8(client: Client, number: str) -> None:
    on(client, "wrong_encoding", variant="windows_1252")
    reply = client.get(f"/v1/licenses/{number}")
    assert reply.headers["content-type"] == "application/json; charset=utf-8"
    with pytest.raises(UnicodeDecodeError):
        reply.body.decode()
    assert "Café" in json.loads(reply.body.decode("windows-1252"))["import_items"][0]["description"]


def test_3_a_byte_order_mark_comes_first(client: Client) -> None:
    on(client, "wrong_encoding", variant="bom")
    assert client.get("/v1/schema").body.startswith(b"\xef\xbb\xbf{")


@pytest.mark.parametrize(("variant", "bad"), [("nul", "\x00"), ("surrogate", "\ud83d")])
def test_3_bad_characters_stand_in_texts(client: Client, number: str, variant: str, bad: str) -> None:
    on(client, "bad_characters", variant=variant, license=number)
    assert client.document(number)["import_items"][0]["description"].endswith(bad)


def test_4_the_same_page_comes_under_ever_new_cursors(client: Client) -> None:
    on(client, "repeated_page", variant="same_page")
    pages = [client.get("/v1/licenses?limit=20").json]
    for _ in range(3):
        pages.append(client.get(f"/v1/licenses?limit=20&cursor={pages[-1]['next_cursor']}").json)
    assert all(page["data"] == pages[0]["data"] and page["has_more"] for page in pages)
    assert len({page["next_cursor"] for page in pages}) == 4


def test_4_the_cursor_does_not_advance(client: Client) -> None:
    on(client, "repeated_page", variant="stuck_cursor")
    cursor = client.get("/v1/licenses?limit=20").json["next_cursor"]
    assert client.get(f"/v1/licenses?limit=20&cursor={cursor}").json["next_cursor"] == cursor


@pytest.mark.parametrize("variant", ["higher_first", "higher_last"])
def test_5_a_licence_is_listed_twice_with_two_versions(client: Client, number: str, variant: str) -> None:
    version = client.document(number)["version"]
    on(client, "listed_twice", variant=variant, license=number)
    found = [row["version"] for row in client.listing("include=full") if row["license_number"] == number]
    assert found == ([version, version - 1] if variant == "higher_first" else [version - 1, version])


@pytest.mark.parametrize(
    ("variant", "shown"),
    [
        ("slashes", "18/05/2023"),
        ("short_year", "18/05/23"),
        ("month_name", "18-May-2023"),
        ("month_name_short", "18-May-23"),
        ("zeros", "0000-00-00"),
        ("dash", "-"),
    ],
)
def test_6_dates_come_in_every_other_form(client: Client, number: str, variant: str, shown: str) -> None:
    client.post("/_control/document", {"license_number": number, "set": {"license_date": "2023-05-18"}})
    on(client, "odd_dates", variant=variant, license=number)
    assert client.document(number)["license_date"] == shown


def test_6_instants_come_unpadded(client: Client, number: str) -> None:
    edits = {"transfers[0].initiated_at": "2026-02-02T13:12:00+05:30"}
    client.post("/_control/document", {"license_number": number, "set": edits})
    on(client, "odd_dates", variant="unpadded", license=number)
    assert client.document(number)["transfers"][0]["initiated_at"] == "2026-02-02 13:12:0"


@pytest.mark.parametrize(
    ("variant", "shown"),
    [
        ("indian", "2,36,297.47"),
        ("european", "1.234,5"),
        ("empty", ""),
        ("na", "NA"),
        ("exponent", "1e5"),
        ("nan", "NaN"),
    ],
)
def test_7_numbers_are_not_decimal_text(client: Client, number: str, variant: str, shown: str) -> None:
    on(client, "odd_numbers", variant=variant, license=number)
    spoiled = client.document(number)
    assert spoiled["cif_inr"] == spoiled["import_items"][-1]["quantity"] == shown


def test_7_a_bare_nan_is_no_json(client: Client, number: str) -> None:
    on(client, "odd_numbers", variant="bare_nan", license=number)
    assert b'"cif_inr":NaN,' in client.get(f"/v1/licenses/{number}").body


def test_8_leading_zeros_are_lost_in_the_listing_and_the_document(client: Client, number: str) -> None:
    on(client, "lost_zeros", license=number)
    assert client.document(number)["license_number"] == number[1:]
    assert len(client.document(number)["exporter"]["iec"]) == 9
    assert [row for row in client.listing() if row["license_number"] == number[1:]]


def test_9_a_licence_is_listed_and_then_belongs_to_somebody_else(client: Client, number: str) -> None:
    version = client.document(number)["version"]
    on(client, "moved_owner", license=number)
    row = next(row for row in client.listing("include=full") if row["license_number"] == number)
    assert (row["version"], "import_items" in row) == (version + 1, False)
    for path in ("", "/ownership", "/bills-of-entry"):
        reply = client.get(f"/v1/licenses/{number}{path}")
        assert (reply.status, reply.json["error"]["code"]) == (403, "not_your_license")


def test_9_other_licences_are_still_ours(client: Client, number: str) -> None:
    on(client, "moved_owner", license=number)
    other = next(row for row in client.listing("include=full") if row["license_number"] != number)
    assert client.document(other["license_number"])["version"] == other["version"]


def test_10_a_balance_is_negative(client: Client, number: str) -> None:
    on(client, "odd_balances", variant="negative", license=number)
    assert Decimal(client.document(number)["balance_cif_fc"]) < 0


def test_10_a_balance_is_not_credits_minus_debits(client: Client, number: str, sound: dict[str, Any]) -> None:
    on(client, "odd_balances", variant="mismatch", license=number)
    spoiled = client.document(number)
    assert Decimal(spoiled["balance_cif_fc"]) > Decimal(sound["balance_cif_fc"])
    assert spoiled["bills_of_entry"] == sound["bills_of_entry"]


def test_11_updated_at_lies_in_the_future(client: Client, number: str) -> None:
    on(client, "odd_clock", variant="future", license=number)
    page = client.get("/v1/licenses").json
    assert page["data"][-1]["license_number"] == number
    assert page["data"][-1]["updated_at"] > page["as_of"]


def test_11_updated_at_goes_back_though_the_version_grows(client: Client, number: str, sound: dict[str, Any]) -> None:
    on(client, "odd_clock", variant="back", license=number)
    spoiled = client.document(number)
    assert spoiled["updated_at"] < sound["updated_at"]
    assert spoiled["version"] > sound["version"]


def test_12_a_version_is_lower_than_before(client: Client, number: str, sound: dict[str, Any]) -> None:
    on(client, "stale_replica", license=number)
    assert client.document(number)["version"] == sound["version"] - 1


@pytest.mark.parametrize(("variant", "head_at_once"), [("body", True), ("headers", False)])
def test_13_bytes_drip(client: Client, variant: str, head_at_once: bool) -> None:
    on(client, "slow_drip", variant=variant)
    request = f"GET /v1/schema HTTP/1.1\r\nHost: x\r\nAuthorization: {client.headers['Authorization']}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", client.port), timeout=5) as raw:
        raw.sendall(request.encode())
        time.sleep(0.3)
        raw.setblocking(False)
        received = _received(raw)
        assert (b"\r\n\r\n" in received) is head_at_once
        raw.settimeout(5)
        assert len(raw.recv(65536)) == 1


def _received(raw: socket.socket) -> bytes:
    try:
        return raw.recv(65536)
    except BlockingIOError:
        return b""


def test_14_a_limit_does_not_say_how_long(client: Client) -> None:
    on(client, "limit_without_wait", first=1)
    reply = client.get("/v1/schema")
    assert (reply.status, "retry-after" in reply.headers) == (429, False)
    assert client.get("/v1/schema").status == 200


@pytest.mark.parametrize(("variant", "ending"), [("date", " GMT"), ("day", "86400")])
def test_15_retry_after_is_a_date_or_a_day(client: Client, variant: str, ending: str) -> None:
    on(client, "odd_retry_after", variant=variant)
    reply = client.get("/v1/schema")
    assert (reply.status, reply.headers["retry-after"].endswith(ending)) == (429, True)


def test_16_a_good_token_is_refused_now_and_then(client: Client) -> None:
    on(client, "session_lost", share=0.5, seed=1)
    assert {client.get("/v1/schema").status for _ in range(20)} == {200, 401}


def test_16_logging_in_still_works(client: Client) -> None:
    on(client, "session_lost")
    assert client.post("/v1/session", {"client_id": "dev", "client_secret": "dev"}).status == 200


def test_17_an_error_body_comes_with_200(client: Client) -> None:
    on(client, "error_with_200")
    reply = client.get("/v1/schema")
    assert (reply.status, reply.json["error"]["code"]) == (200, "internal_error")


def test_18_the_listing_is_empty(client: Client) -> None:
    on(client, "empty_listing")
    page = client.get("/v1/licenses").json
    assert (page["data"], page["count"], page["has_more"], page["next_cursor"]) == ([], 0, False, None)


@pytest.mark.parametrize(("variant", "of_all"), [("documents", 60), ("always", 59)])
def test_18_a_page_counts_more_than_it_has(client: Client, number: str, variant: str, of_all: int) -> None:
    on(client, "short_page", variant=variant, license=number)
    full, heads = (client.get(f"/v1/licenses{query}").json for query in ("?include=full", ""))
    assert (full["count"], len(full["data"])) == (60, 59)
    assert (heads["count"], len(heads["data"])) == (60, of_all)


def test_18_lists_are_empty_and_call_themselves_complete(client: Client, number: str) -> None:
    on(client, "empty_children", license=number)
    spoiled = client.document(number)
    assert (spoiled["import_items"], spoiled["import_items_complete"]) == ([], True)


def test_19_fifty_megabytes_come(client: Client) -> None:
    on(client, "huge_body", variant="plain")
    assert len(client.get("/v1/schema").body) > 50_000_000


def test_19_a_small_gzip_opens_to_fifty_megabytes_even_unasked(client: Client) -> None:
    on(client, "huge_body", variant="bomb")
    reply = client.get("/v1/schema")
    assert int(reply.headers["content-length"]) < 100_000
    assert len(reply.body) > 50_000_000


@pytest.mark.parametrize(("variant", "start_of_location"), [("http", "http://127.0.0.1:"), ("host", "https://login.")])
def test_20_the_answer_is_a_redirect(client: Client, variant: str, start_of_location: str) -> None:
    on(client, "redirect", variant=variant)
    reply = client.get("/v1/schema")
    assert (reply.status, reply.headers["location"].startswith(start_of_location)) == (302, True)


def test_21_a_bad_certificate_cannot_be_switched_on_while_running(client: Client) -> None:
    reply = client.post("/_control/misbehave", {"name": "self_signed_tls"})
    assert (reply.status, "--tls-self-signed" in reply.json["error"]["message"]) == (400, True)


def test_22_a_status_that_nobody_knows(client: Client, number: str) -> None:
    on(client, "new_shapes", variant="enum", license=number)
    assert client.document(number)["status"] == "UNDER_REVIEW"


def test_22_fields_that_nobody_knows(client: Client, number: str, sound: dict[str, Any]) -> None:
    on(client, "new_shapes", variant="field", license=number)
    spoiled = client.document(number)
    assert spoiled.keys() - sound.keys() == {"green_channel"}
    assert spoiled["import_items"][0].keys() - sound["import_items"][0].keys() == {"restricted"}


def test_22_a_list_is_an_object_now(client: Client, number: str) -> None:
    on(client, "new_shapes", variant="object", license=number)
    assert isinstance(client.document(number)["import_items"], dict)


def test_22_pages_are_of_another_contract(client: Client) -> None:
    on(client, "other_contract", variant="major")
    assert client.get("/v1/licenses").json["schema_version"] == "2.0"


def test_23_one_bill_of_entry_is_under_another_port(client: Client, number: str, sound: dict[str, Any]) -> None:
    on(client, "other_port", license=number)
    pairs = zip(sound["bills_of_entry"], client.document(number)["bills_of_entry"], strict=True)
    moved = [(old, new) for old, new in pairs if old != new]
    assert moved
    assert all(old | {"port_code": new["port_code"]} == new for old, new in moved)
    assert len({new["be_number"] for _, new in moved}) == 1


def test_24_a_transfer_has_another_initiation_time(client: Client, number: str, sound: dict[str, Any]) -> None:
    on(client, "reissued_transfer", license=number)
    old, new = sound["transfers"][-1], client.document(number)["transfers"][-1]
    assert new["initiated_at"] > old["initiated_at"]
    assert new == old | {"initiated_at": new["initiated_at"]}


def test_25_a_row_vanishes_and_is_back_the_next_day(client: Client, number: str, sound: dict[str, Any]) -> None:
    on(client, "vanished_row", variant="transfers", license=number)
    spoiled = client.document(number)
    assert (spoiled["transfers"], spoiled["transfers_complete"]) == (sound["transfers"][:-1], True)
    client.post("/_control/day", {"day": 1})
    assert client.document(number)["transfers"][: len(sound["transfers"])] == sound["transfers"]


def test_a_spoiled_document_is_listed_as_newer_and_sound_again_afterwards(
    client: Client, number: str, sound: dict[str, Any]
) -> None:
    on(client, "odd_numbers", variant="na", license=number)
    spoiled = client.document(number)
    off(client, "odd_numbers")
    again = client.document(number)
    assert sound["version"] < spoiled["version"] < again["version"]
    moved = {"version": again["version"], "updated_at": again["updated_at"]}
    assert again == sound | moved


def test_a_switch_leaves_other_licences_alone(client: Client, number: str) -> None:
    before = client.documents()
    on(client, "odd_numbers", license=number)
    after = client.documents()
    assert [found for found in before if json.dumps(before[found]) != json.dumps(after[found])] == [number]


def test_a_share_of_licences_is_spoiled(client: Client) -> None:
    before = client.documents()
    chosen = on(client, "odd_balances", share=0.2, seed=4)
    after = client.documents()
    assert sorted(found for found in before if before[found] != after[found]) == chosen
    assert 4 <= len(chosen) <= 22


def test_the_first_licences_are_spoiled(client: Client) -> None:
    assert on(client, "odd_balances", first=3) == sorted(client.documents())[:3]


def test_switches_combine_on_one_licence(client: Client, number: str) -> None:
    on(client, "odd_numbers", variant="na", license=number)
    on(client, "lost_zeros", license=number)
    on(client, "wrong_encoding", variant="bom", license=number)
    body = client.get(f"/v1/licenses/{number}").body
    spoiled = json.loads(body.decode("utf-8-sig"))
    assert body.startswith(b"\xef\xbb\xbf")
    assert (spoiled["cif_inr"], spoiled["license_number"]) == ("NA", number[1:])


def test_everything_is_switched_off_at_once(client: Client, number: str, sound: dict[str, Any]) -> None:
    for name in ("odd_numbers", "lost_zeros", "login_page"):
        on(client, name, license=number)
    assert client.post("/_control/misbehave", {"on": False}).json["on"] == []
    assert client.document(number)["cif_inr"] == sound["cif_inr"]


def test_an_unknown_misbehaviour_is_refused(client: Client) -> None:
    reply = client.post("/_control/misbehave", {"name": "nonsense"})
    assert (reply.status, "nonsense" in reply.json["error"]["message"]) == (400, True)
