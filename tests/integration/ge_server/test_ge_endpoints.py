"""The contract's endpoints over a real socket."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from .conftest import Client, Start

CONTRACT: dict[str, Any] = yaml.safe_load((Path(__file__).parents[3] / "docs" / "ge_api.yaml").read_text())
REGISTRY: Registry[Any] = Registry().with_resource(
    "urn:ge", Resource.from_contents(CONTRACT, default_specification=DRAFT202012)
)


def breaches(value: Any, schema: str) -> list[str]:
    """Where a value breaks a schema of the contract."""
    found = Draft202012Validator({"$ref": f"urn:ge#/components/schemas/{schema}"}, registry=REGISTRY)
    return [f"{error.json_path}: {error.message}" for error in found.iter_errors(value)]


def first_number(client: Client) -> str:
    return str(client.get("/v1/licenses?limit=1").json["data"][0]["license_number"])


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/v1/licenses?limit=20", "LicensePage"),
        ("/v1/licenses?limit=20&include=full", "LicensePage"),
        ("/v1/licenses/{number}", "License"),
        ("/v1/licenses/{number}/ownership", "OwnershipAnswer"),
        ("/v1/licenses/{number}/bills-of-entry", "BillOfEntryPage"),
        ("/v1/tombstones", "TombstonePage"),
        ("/v1/schema", "SchemaAnswer"),
        ("/v1/control-totals", "ControlTotals"),
        ("/v1/licenses/0000000000", "Error"),
        ("/v1/nowhere", "Error"),
    ],
)
def test_each_answer_satisfies_the_contract(start: Start, path: str, schema: str) -> None:
    client = start(licenses=300, day=3)
    assert breaches(client.get(path.replace("{number}", first_number(client))).json, schema) == []


def test_every_path_of_the_contract_is_served(client: Client) -> None:
    number = first_number(client)
    for path, methods in CONTRACT["paths"].items():
        if "get" in methods:
            assert client.get(path.replace("{license_number}", number)).status == 200


def test_the_listing_is_in_order_and_pages_cover_everything_once(client: Client) -> None:
    rows = client.listing()
    keys = [(row["updated_at"], row["license_number"]) for row in rows]
    assert keys == sorted(keys)
    assert len({number for _, number in keys}) == len(keys) == 60


def test_nothing_was_updated_after_the_servers_clock(start: Start) -> None:
    client = start(day=5)
    page = client.get("/v1/licenses").json
    assert max(row["updated_at"] for row in page["data"]) <= page["as_of"] == "2026-11-22T01:00:00+05:30"


def test_a_change_while_paging_is_seen_on_a_later_page(client: Client) -> None:
    first = client.get("/v1/licenses?limit=30").json
    number = first["data"][0]["license_number"]
    client.post("/_control/document", {"license_number": number, "set": {"status": "SUSPENDED"}})
    rest = client.get(f"/v1/licenses?limit=200&cursor={first['next_cursor']}").json
    assert rest["data"][-1]["license_number"] == number
    assert rest["count"] == 31


def test_updated_since_leaves_out_what_is_older(client: Client) -> None:
    rows = client.listing()
    since = rows[40]["updated_at"]
    found = client.listing(f"updated_since={since.replace('+', '%2B')}")
    assert found == rows[40:]


def test_a_plus_sign_that_is_not_escaped_is_refused_and_named(client: Client) -> None:
    reply = client.get("/v1/licenses?updated_since=2026-11-22T01:00:00+05:30")
    assert (reply.status, reply.json["error"]["field"]) == (400, "updated_since")


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "include=half", "cursor=abc", "cursor=e30"])
def test_a_bad_parameter_is_refused_and_named(client: Client, query: str) -> None:
    reply = client.get(f"/v1/licenses?{query}")
    assert (reply.status, reply.json["error"]["field"]) == (400, query.partition("=")[0])


def test_a_cursor_keeps_include_full(client: Client) -> None:
    cursor = client.get("/v1/licenses?limit=10&include=full").json["next_cursor"]
    assert "import_items" in client.get(f"/v1/licenses?cursor={cursor}").json["data"][0]


def test_a_cursor_of_yesterday_is_gone(client: Client) -> None:
    cursor = client.get("/v1/licenses?limit=10").json["next_cursor"]
    client.post("/_control/day", {"day": 1})
    reply = client.get(f"/v1/licenses?cursor={cursor}")
    assert (reply.status, reply.json["error"]["code"]) == (410, "cursor_expired")


def test_a_listed_document_is_the_document_with_etag_and_deleted(client: Client) -> None:
    row = client.get("/v1/licenses?limit=1&include=full").json["data"][0]
    assert row == client.document(row["license_number"]) | {"etag": row["etag"], "deleted": False}


def test_the_same_etag_is_answered_with_304_and_no_body(client: Client) -> None:
    path = f"/v1/licenses/{first_number(client)}"
    etag = client.get(path).headers["etag"]
    reply = client.get(path, **{"If-None-Match": etag})
    assert (reply.status, reply.body, reply.headers["etag"]) == (304, b"", etag)


def test_an_older_etag_is_answered_with_the_document(client: Client) -> None:
    number = first_number(client)
    etag = client.get(f"/v1/licenses/{number}").headers["etag"]
    client.post("/_control/document", {"license_number": number, "set": {"status": "SUSPENDED"}})
    reply = client.get(f"/v1/licenses/{number}", **{"If-None-Match": etag})
    assert (reply.status, reply.json["status"]) == (200, "SUSPENDED")
    assert reply.headers["etag"] != etag


def test_gzip_is_sent_when_it_is_accepted(client: Client) -> None:
    path = f"/v1/licenses/{first_number(client)}"
    zipped, plain = client.get(path, **{"Accept-Encoding": "gzip"}), client.get(path)
    assert (zipped.headers["content-encoding"], "content-encoding" in plain.headers) == ("gzip", False)
    assert zipped.body == plain.body
    assert int(zipped.headers["content-length"]) < int(plain.headers["content-length"])


def test_bills_of_entry_come_in_pages_and_are_those_of_the_document(client: Client) -> None:
    number = first_number(client)
    path = f"/v1/licenses/{number}/bills-of-entry?limit=4"
    rows, cursor = [], ""
    while cursor is not None:
        page = client.get(f"{path}&cursor={cursor}").json
        rows += page["data"]
        cursor = page["next_cursor"]
    assert rows == client.document(number)["bills_of_entry"]


def test_since_leaves_out_earlier_debits_and_keeps_credits(client: Client) -> None:
    number = next(n for n, one in client.documents().items() if len(one["bills_of_entry"]) > 15)
    rows = client.document(number)["bills_of_entry"]
    since = sorted(row["be_date"] for row in rows if row["be_date"])[-1]
    found = client.get(f"/v1/licenses/{number}/bills-of-entry?since={since}").json["data"]
    assert found == [row for row in rows if row["be_date"] is None or row["be_date"] >= since]
    assert len(found) < len(rows)


def test_an_ended_licence_is_gone_listed_as_deleted_and_has_a_tombstone(start: Start) -> None:
    client = start(licenses=400, day=4)
    stones = {stone["license_number"]: stone for stone in client.get("/v1/tombstones").json["data"]}
    deleted = [row["license_number"] for row in client.listing("include=full") if row["deleted"]]
    assert sorted(stones) == sorted(deleted) != []
    reply = client.get(f"/v1/licenses/{deleted[0]}")
    assert (reply.status, reply.json["error"]["code"]) == (410, f"license_{stones[deleted[0]]['reason']}")


def test_control_totals_are_those_of_the_documents(start: Start) -> None:
    client = start(licenses=80, day=3)
    client.post("/_control/change", {"count": 10})
    documents = list(client.documents().values())
    totals = client.get("/v1/control-totals").json
    cents = sum(round(float(one["balance_cif_fc"]) * 100) for one in documents)
    assert totals["sums"]["balance_cif_fc"] == f"{cents // 100}.{cents % 100:02d}"
    assert totals["licenses"] == len(documents) == sum(totals["by_status"].values())
    assert totals["children"]["bills_of_entry"] == sum(len(one["bills_of_entry"]) for one in documents)


def test_the_request_id_comes_back(client: Client) -> None:
    reply = client.get("/v1/licenses/0000000000", **{"X-Request-Id": "abc-1"})
    assert reply.headers["x-request-id"] == reply.json["error"]["request_id"] == "abc-1"
